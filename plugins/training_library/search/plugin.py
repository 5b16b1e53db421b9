"""The index of each language, made from the pages as they are rendered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin, event_priority

from training_library.host.options import NoOptions
from training_library.host.plugin import ROOMS, LibraryPlugin, library_plugin
from training_library.library.facets import bearers, facets_of
from training_library.search.analysis import Analyser, rules_of
from training_library.search.export import scripts
from training_library.search.index import Text, build_index
from training_library.search.open_search import open_search
from training_library.search.sections import Section, sections_of
from training_library.search.words import elsewhere, equivalents, synonyms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from training_library.library.document import Document

FOLDER = "assets/training-library/search"


class SearchPlugin(BasePlugin[NoOptions]):
    """Find words in documents, in the browser and without a server."""

    sections: dict[str, tuple[Section, ...]]
    """By path of a document, in the language that is being built."""

    @event_priority(ROOMS)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Start a language."""
        del config
        self.sections = {}
        return files

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Read what a document says, as readers see it; a text in place of a missing one is not of the language."""
        del files
        host = library_plugin(config)
        document = host.document(page)
        if document and host.language.id in document.editions:
            self.sections[document.path] = sections_of(html)
        return html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the index of the language that has just been built."""
        host = library_plugin(config)
        language, site = host.language.id, Path(config.site_dir)
        folder = site / FOLDER / language
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self._scripts(host):
            (folder / name).write_text(text, encoding="utf-8", newline="")
        if config.site_url:
            url = host.addresses.url("catalogue/index", language)
            text = open_search(config.site_name, config.site_url, url, language)
            path = site / host.addresses.prefix(language) / "opensearch.xml"
            path.write_text(text, encoding="utf-8", newline="")

    def _scripts(self, host: LibraryPlugin) -> Iterator[tuple[str, str]]:
        language, vocabulary = host.language.id, host.library.vocabulary
        shelf, analyser = host.library.shelf(language), Analyser(language)
        texts = [
            _text(number, document, language, self.sections[document.path])
            for number, document in enumerate(shelf)
            if document.path in self.sections
        ]
        meta = {
            "rules": rules_of(language).for_browser(),
            "addresses": _around(host, language),
            "synonyms": synonyms(vocabulary, language, analyser),
            "elsewhere": elsewhere(host.library, language),
        }
        more = {
            "facets": bearers(facets_of(document) for document in shelf),
            "equivalents": equivalents(vocabulary, language),
        }
        return scripts(build_index(texts, analyser), language, meta, more)


def _text(number: int, document: Document, language: str, sections: tuple[Section, ...]) -> Text:
    front_matter = document.editions[language].front_matter
    return Text(
        number=number,
        path=document.path,
        kind=document.kind.id,
        title=front_matter.title,
        summary=front_matter.summary,
        tags=front_matter.tags,
        sections=sections,
    )


def _around(host: LibraryPlugin, language: str) -> list[str]:
    """Return what stands before and after the path in the URL of a document."""
    before, _, after = host.addresses.url("a/b", language).partition("a/b")
    return [before, after]
