"""A part of the library, for those who cannot carry or load the whole."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from training_library.library.holdings import shelve
from training_library.library.problem import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from training_library.library.document import Document
    from training_library.library.holdings import Library
    from training_library.library.vocabulary import Vocabulary

VARIABLE = "TRAINING_LIBRARY_BUNDLE"
"""The environment variable by which a build is told that it is for a bundle, and of which part."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """What was chosen, by id; of what is empty, everything."""

    languages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @classmethod
    def from_text(cls, text: str) -> Selection:
        """Read what `as_text` wrote."""
        return cls(**{name: tuple(ids) for name, ids in json.loads(text).items()})

    def as_text(self) -> str:
        """Return the selection as one line of JSON."""
        return json.dumps(asdict(self))

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not (self.languages or self.areas or self.kinds)

    def includes(self, document: Document) -> bool:
        """Tell whether a document has an edition in a chosen language, and is of a chosen area and kind."""
        return (
            (not self.languages or not document.editions.keys().isdisjoint(self.languages))
            and (not self.areas or any(area.id in self.areas for area in document.areas))
            and (not self.kinds or document.kind.id in self.kinds)
        )

    def in_order_of(self, vocabulary: Vocabulary) -> Selection:
        """Return the same selection, each id once and in the order of the vocabulary."""
        return Selection(
            languages=tuple(id_ for id_ in vocabulary.languages if id_ in self.languages),
            areas=tuple(id_ for id_ in vocabulary.areas if id_ in self.areas),
            kinds=tuple(id_ for id_ in vocabulary.kinds if id_ in self.kinds),
        )

    def unknown(self, vocabulary: Vocabulary) -> Iterator[str]:
        """Yield, for each id that the vocabulary lacks, what is wrong and what to do."""
        lists = (
            ("language", self.languages, vocabulary.languages),
            ("thematic area", self.areas, vocabulary.areas),
            ("kind", self.kinds, vocabulary.kinds),
        )
        for name, chosen, known in lists:
            for id_ in chosen:
                if id_ not in known:
                    yield f'there is no {name} "{id_}"; {did_you_mean(id_, known)}'


def part_of(library: Library, selection: Selection) -> Library:
    """Return the library as if it held only what was chosen; a translation still knows its original."""
    if selection.is_everything:
        return library
    chosen = {
        id_: language
        for id_, language in library.vocabulary.languages.items()
        if not selection.languages or id_ in selection.languages
    }
    documents = {
        path: _in_languages(document, chosen)
        for path, document in library.documents.items()
        if selection.includes(document)
    }
    return shelve(
        replace(library.vocabulary, languages=chosen),
        documents,
        [page for page in library.pages.values() if page.language in chosen],
        refused=library.refused,
        drafts=library.drafts,
        translations=library.translations,
    )


def _in_languages(document: Document, languages: Mapping[str, object]) -> Document:
    editions = {language: edition for language, edition in document.editions.items() if language in languages}
    return replace(document, editions=editions)


def left_out(whole: Library, part: Library) -> dict[str, str]:
    """Return the place, on the page about what a copy leaves out, of every text and shelf that is not in `part`.

    The keys are paths relative to `docs/` without their ending. A document has a place of its own; the edition in a
    language that is left out, of a document that is not, has that of its language.
    """
    places = {}
    for document in whole.documents.values():
        place = document_place(document)
        for language in whole.vocabulary.languages:
            if document.path not in part.documents:
                places[f"{language}/{document.path}"] = place
            elif language not in part.vocabulary.languages:
                places[f"{language}/{document.path}"] = language_place(language)
    for page in whole.pages.values():
        if page.language not in part.vocabulary.languages:
            places[page.src_uri.removesuffix(".md")] = language_place(page.language)
    return places | {path: "" for path in _shelves(whole) if path not in set(_shelves(part))}


def document_place(document: Document) -> str:
    """Return the id of a document on the page about what a copy leaves out."""
    return document.path.replace("/", ".")


def language_place(language: str) -> str:
    """Return the id of a language there."""
    return f"language.{language}"


def _shelves(library: Library) -> Iterator[str]:
    for language in library.vocabulary.languages:
        for facet, shelves in (("kind", library.by_kind), ("project", library.by_project)):
            for id_, documents in shelves.items():
                if documents:
                    yield f"{language}/catalogue/{facet}/{id_}"
