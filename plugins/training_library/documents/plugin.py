"""The page of a document: its template and its view; and pages for its authors, which form a series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin, event_priority

from training_library.documents.keys_view import keys_view
from training_library.documents.related import Related
from training_library.documents.series import all_series
from training_library.documents.view import document_view, neighbours
from training_library.host.options import NoOptions
from training_library.host.plugin import ROOMS, library_plugin
from training_library.host.site_page import give
from training_library.library.day import today

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from training_library.documents.series import Series
    from training_library.documents.view import Neighbours

KEYS_PAGE = "about/guide/front-matter"
"""The page of the authors' guide that tells every key of the front matter."""


class DocumentsPlugin(BasePlugin[NoOptions]):
    """Show each document with its facts."""

    neighbours: Mapping[str, Neighbours]
    """Inside a kind, in the language that is being built."""
    related: Related
    today: date
    """Kept for the whole build, so that no page is from the day after."""
    series: Mapping[str, Series]
    """By path of a page, in the language that is being built."""

    @event_priority(ROOMS)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Put the documents of this language in order."""
        host = library_plugin(config)
        self.neighbours = neighbours(host.library, host.language.id)
        self.series = all_series(host.library, host.language.id)
        if host.language == host.library.vocabulary.default_language:
            self.today = today()
            self.related = Related(host.library)  # The first language is built first; what is related holds for all.
        return files

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Choose the template."""
        del files
        host = library_plugin(config)
        if host.document(page):
            page.meta["template"] = "training-library/document.html"
        elif (plain := host.plain_page(page)) and plain.path == KEYS_PAGE:
            page.meta["template"] = "training-library/front-matter.html"
        return markdown

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template its view."""
        del nav
        host = library_plugin(config)
        if document := host.document(page):
            related = self.related.to(document)
            beside = self.neighbours[document.path]
            view = document_view(document, host.library, host.language.id, beside, related, today=self.today)
            return give(context, view=view)
        if plain := host.plain_page(page):
            keys = keys_view(host.library.vocabulary, host.language.id) if plain.path == KEYS_PAGE else []
            return give(context, series=self.series.get(plain.path), keys=keys)
        return context
