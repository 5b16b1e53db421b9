"""The index of each language, made from the pages as they are rendered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from training_library.host.options import NoOptions
from training_library.host.plugin import ROOMS, LibraryPlugin, library_plugin
from training_library.library.facets import bearers, facets_of
from training_library.search.analysis import analyser_of, rules_of
from training_library.search.index import Text
from training_library.search.open_search import open_search
from training_library.search.words import elsewhere, equivalents, synonyms
from training_library.search.writing import Order, Writer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from training_library.library.document import Document

FOLDER = "assets/training-library/search"


class SearchPlugin(BasePlugin[NoOptions]):
    """Find words in documents, in the browser and without a server."""

    numbers: Mapping[str, int]
    """By path of a document its place on the shelf of the language that is being built."""

    def __init__(self) -> None:
        """Start with nothing to write."""
        super().__init__()
        self._writer = Writer()

    @event_priority(ROOMS)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Start a language."""
        host = library_plugin(config)
        documents = host.library.documents.values()
        self._writer.prepare(sum(len(edition.body) for document in documents for edition in document.editions.values()))
        self.numbers = {document.path: number for number, document in enumerate(host.library.shelves[host.language.id])}
        return files

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Read what a document says, as readers see it; a text in place of a missing one is not of the language."""
        del files
        host = library_plugin(config)
        document, language = host.document(page), host.language.id
        if document and language in document.editions:
            self._writer.read(language, _text(self.numbers[document.path], document, language), html)

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Have the index of the language written, now that all its pages are read; their templates come next."""
        del env, files
        self._writer.write(_order(library_plugin(config), Path(config.site_dir)))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write how browsers search the site in the language that has just been built, and see that all is written."""
        host = library_plugin(config)
        language, site = host.language.id, Path(config.site_dir)
        if config.site_url:
            url = host.addresses.url("catalogue/index", language)
            text = open_search(config.site_name, config.site_url, url, language)
            path = site / host.addresses.prefix(language) / "opensearch.xml"
            path.write_text(text, encoding="utf-8", newline="")
        if language == list(host.library.vocabulary.languages)[-1]:
            self._finish()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave no process behind."""
        del error
        self._writer.stop()

    def _finish(self) -> None:
        try:
            self._writer.finish()
        except OSError as error:
            message = f"the search index cannot be written: {error}"
            raise PluginError(message) from error


def _order(host: LibraryPlugin, site: Path) -> Order:
    language, vocabulary = host.language.id, host.library.vocabulary
    meta = {
        "rules": rules_of(language).for_browser(),
        "addresses": _around(host, language),
        "synonyms": synonyms(vocabulary, language, analyser_of(language)),
        "elsewhere": elsewhere(host.library, language),
    }
    more = {
        "facets": bearers(facets_of(document) for document in host.library.shelves[language]),
        "equivalents": equivalents(vocabulary, language),
    }
    return Order(folder=site / FOLDER / language, language=language, meta=meta, more=more)


def _text(number: int, document: Document, language: str) -> Text:
    front_matter = document.editions[language].front_matter
    return Text(
        number=number,
        path=document.path,
        kind=document.kind.id,
        title=front_matter.title,
        summary=front_matter.summary,
        tags=front_matter.tags,
        sections=(),
    )


def _around(host: LibraryPlugin, language: str) -> list[str]:
    """Return what stands before and after the path in the URL of a document."""
    before, _, after = host.addresses.url("a/b", language).partition("a/b")
    return [before, after]
