"""Books of long documents, when the site is built with them, and the links to them."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from training_library.books.tools import missing
from training_library.books.view import book_files, book_url, book_view, books_of
from training_library.host.plugin import LEFT_OUT, ROOMS, library_plugin
from training_library.host.site_page import give
from training_library.library.address import can_be_visited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from training_library.host.plugin import LibraryPlugin
    from training_library.host.words import Words
    from training_library.library.document import Document

_log = logging.getLogger("mkdocs.plugins.training_library")


class BooksOptions(Config):
    """Whether to make books: they take seconds each, and software that a site does not need otherwise."""

    enabled = config_options.Optional(config_options.Type((bool, int)))


class BooksPlugin(BasePlugin[BooksOptions]):
    """Make a PDF and an EPUB of each edition whose kind asks for them."""

    texts: dict[str, tuple[str, str]]
    """By path of a document in the language that is being built: the HTML of its text, and the URL of its page."""
    sizes: dict[str, int]
    """By URL of a book, in all languages built so far, its bytes."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stop early when books are wanted and cannot be made."""
        if self.config.enabled and (fault := missing()):
            raise PluginError(fault)
        return config

    @event_priority(ROOMS)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Start a language."""
        host = library_plugin(config)
        self.texts = {}
        if host.language == host.library.vocabulary.default_language:  # It is built first.
            self.sizes = {}
        return files

    # Before the glossary (-50), whose links belong to the page.
    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Take the text of a document as its author wrote it."""
        del files
        if self.config.enabled and (document := library_plugin(config).document(page)):
            self.texts[document.path] = html, page.url
        return html

    # Once all texts are rendered, and before their pages are, which tell the size of a book.
    @event_priority(ROOMS)
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Write the books of the language."""
        host = library_plugin(config)
        for document in books_of(host.library, host.language.id) if self.config.enabled else ():
            for url, content in self._made(document, env, config, files):
                path = Path(config.site_dir, url)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                self.sizes[url] = len(content)
        return env

    def _made(
        self, document: Document, env: Environment, config: MkDocsConfig, files: Files
    ) -> Iterator[tuple[str, bytes]]:
        """Yield URL and content of the books of a document."""
        # They load what a site without books does without.
        from training_library.books.article import Surroundings  # noqa: PLC0415
        from training_library.books.binding import bound  # noqa: PLC0415

        host = library_plugin(config)
        language, prefix = host.language.id, host.addresses.prefix(host.language.id)
        html, page = self.texts[document.path]
        by_url = {file.dest_uri: file for file in files}
        online = partial(_online, host, config.site_url)
        around = Surroundings(
            page=page, online=online, picture=lambda url: by_url[url].content_bytes if url in by_url else None
        )
        book = book_view(document, host.whole, language)  # A part may lack the language of the original.
        words = _words(host.words, config.site_name, online(page))

        def printed(template: str, **names: object) -> str:
            return env.get_template(f"training-library/book/{template}.html").render(config=config, **names)

        for ending, made in bound(html, around, book, words, printed):
            url = book_url(document.path, language, ending, prefix)
            _log.info("made %s", url)
            for complaint in made.complaints:
                _log.warning("%s: %s", url, complaint)
            yield url, made.content

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Offer the books on the page of their document."""
        del nav
        host = library_plugin(config)
        document = host.document(page) if self.config.enabled else None
        if document and document.kind.has_book:
            language = document.edition_for(host.language.id).language
            return give(context, books=book_files(document.path, language, host.addresses.prefix(language), self.sizes))
        return context


def _online(host: LibraryPlugin, site_url: str | None, url: str) -> str:
    """Return the address on the web of a URL of this build, or "" without one: a part may stand elsewhere than here."""
    if not site_url or not can_be_visited(site_url):
        return ""
    languages = sorted(host.library.vocabulary.languages, key=host.addresses.prefix, reverse=True)
    language = next(language for language in languages if url.startswith(host.addresses.prefix(language)))
    path = url.removeprefix(host.addresses.prefix(language))
    is_here = not path.startswith(LEFT_OUT)
    return f"{site_url.rstrip('/')}/{host.online.prefix(language)}{path}" if is_here else ""


def _words(words: Words, publisher: str, address: str) -> Mapping[str, str]:
    _ = words.gettext
    return {
        "publisher": publisher,
        "source": address,
        "contents": _("Contents"),
        "accessibility": _(
            "The text has headings, a table of contents and a logical reading order; it can be enlarged and read aloud."
        ),
    }
