"""A small bilingual library and its index, for the tests of this folder and for those of the scripts that search it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from training_library.library.facets import bearers, facets_of
from training_library.search.analysis import Analyser, rules_of
from training_library.search.export import scripts
from training_library.search.index import Index, Indexer, Text
from training_library.search.sections import Section
from training_library.search.words import elsewhere, equivalents, synonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tests.conftest import EditionText
    from training_library.library.document import Document
    from training_library.library.holdings import Library

SHELF = yaml.safe_load((Path(__file__).parent / "shelf.yml").read_text(encoding="utf-8"))
LANGUAGES = {"en": "", "ru": "ru/"}
"""What stands before the path in the addresses of each language."""
SYNONYMS = """\
en:
  groups:
    - NGO = non-governmental organisation
    - smuggling of migrants = people smuggling
    - border counselling = frontier advice
    - caseworker = social worker
ru:
  groups:
    - НПО = неправительственная организация
    - инструктор = тренер
"""
GLOSSARY = """\
readmission: {label: {en: readmission, ru: реадмиссия}, definition: {en: Taking back., ru: Обратный приём.}}
asylum-seeker: {label: {en: asylum seeker, ru: ищущий убежища}, definition: {en: Who asks., ru: Кто просит.}}
"""


def text(  # noqa: PLR0913 - a document has so many parts
    title: str = "",
    *,
    number: int = 0,
    summary: str = "",
    tags: tuple[str, ...] = (),
    sections: Mapping[str, str] | None = None,
    body: str = "",
) -> Text:
    """Return what is searched of a document; `body` stands below no heading, `sections` go from heading to text."""
    return Text(
        number=number,
        path=f"handbooks/{number}",
        kind="handbook",
        title=title,
        summary=summary,
        tags=tags,
        sections=tuple(
            Section(anchor=heading.lower().replace(" ", "-"), heading=heading, text=below)
            for heading, below in {**({"": body} if body else {}), **(sections or {})}.items()
        ),
    )


def index_of(*texts: Text, language: str = "en") -> Index:
    """Return the index of texts."""
    indexer = Indexer(Analyser(language))
    for one in texts:
        indexer.add(one)
    return indexer.index()


def files(edition: EditionText) -> Iterator[tuple[str, str]]:
    """Yield name and text of the library's files, as `library_of` reads them."""
    yield "vocabulary/synonyms.yml", SYNONYMS
    yield "vocabulary/glossary.yml", GLOSSARY
    kinds = {"handbooks": "handbook", "courses": "course", "curricula": "curriculum", "materials": "material"}
    kinds |= {"strategies": "strategy", "publications": "publication", "news": "news"}
    for path, document in SHELF.items():
        languages = [language for language in LANGUAGES if language in document]
        for language in languages:
            yield (
                f"{language}/{path}.md",
                edition(
                    title=json.dumps(document[language]["title"]),
                    kind=kinds[path.split("/")[0]],
                    areas=json.dumps(document["areas"]),
                    countries=json.dumps(document.get("countries", [])),
                    date=str(document["date"]),
                    translation=None if language == languages[0] else f"{{of: {languages[0]}}}",
                ),
            )


def scripts_of(library: Library, language: str) -> dict[str, str]:
    """Return name and text of the scripts that the build writes for a language."""
    shelf = library.shelves[language]
    meta = {
        "rules": rules_of(language).for_browser(),
        "addresses": [LANGUAGES[language], ".html"],
        "synonyms": synonyms(library.vocabulary, language, Analyser(language)),
        "elsewhere": elsewhere(library, language),
    }
    more = {
        "facets": bearers(facets_of(document) for document in shelf),
        "equivalents": equivalents(library.vocabulary, language),
    }
    return dict(scripts(index_of(*_texts(shelf, language), language=language), language, meta, more))


def _texts(shelf: Iterable[Document], language: str) -> Iterator[Text]:
    for number, document in enumerate(shelf):
        if said := SHELF[document.path].get(language):
            yield Text(
                number=number,
                path=document.path,
                kind=document.kind.id,
                title=said["title"],
                summary=said["summary"],
                tags=tuple(said.get("tags", ())),
                sections=text(sections=said["sections"]).sections,
            )
