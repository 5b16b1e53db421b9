"""The page of the glossary, and the links to it from the first use of each term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.utils import get_relative_url

from training_library.glossary.marking import marked
from training_library.glossary.view import entry_of, glossary_view
from training_library.host.options import NoOptions
from training_library.host.plugin import ROOMS, library_plugin
from training_library.host.site_page import SitePage, give
from training_library.library.terms import TermFinder

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

PATH = "glossary"


class GlossaryPlugin(BasePlugin[NoOptions]):
    """Explain the terms of the field."""

    used: dict[str, tuple[str, ...]]
    """By path of a document in the language that is being built, the ids of the terms that its text explains."""
    finders: dict[str, TermFinder]
    """By language of the text."""

    @event_priority(ROOMS)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the page, if the library has a glossary."""
        host = library_plugin(config)
        vocabulary, language, title = host.library.vocabulary, host.language.id, host.words.gettext("Glossary")
        self.used = {}
        if language == vocabulary.default_language.id:  # It is built first; what it finds holds for all.
            self.finders = {id_: TermFinder(id_, vocabulary.glossary) for id_ in vocabulary.languages}
        if vocabulary.glossary:
            view = glossary_view(vocabulary, language, title)
            summary = host.words.gettext("The terms of the field with their definitions, and their agreed equivalents.")
            template = "training-library/glossary.html"
            host.add(SitePage(path=PATH, title=title, template=template, view=view, summary=summary), files, config)
        return files

    # After the search (0), which reads the text as the author wrote it.
    @event_priority(-50)
    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Link the first use of each term in a document."""
        del files
        host = library_plugin(config)
        document, glossary = host.document(page), host.library.vocabulary.glossary
        if not (document and glossary):
            return html
        language = document.edition_for(host.language.id).language
        address = get_relative_url(host.addresses.url(PATH, host.language.id), page.url)
        html, self.used[document.path] = marked(html, self.finders[language], glossary, language, address)
        return html

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template of a document the terms to explain."""
        del nav
        host = library_plugin(config)
        if document := host.document(page):
            vocabulary, language = host.library.vocabulary, document.edition_for(host.language.id).language
            used = self.used.get(document.path, ())
            terms = tuple(entry_of(vocabulary.glossary[id_], language, vocabulary.languages) for id_ in used)
            return give(context, terms=terms)
        return context
