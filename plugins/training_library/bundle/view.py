"""The pages that only a bundle has: about the copy, what it leaves out, and the choice of a language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from training_library.library.language import sort_key
from training_library.library.licence import LICENCE_ADDRESSES
from training_library.library.selection import document_place, language_place

if TYPE_CHECKING:
    import datetime as dt

    from training_library.library.document import Document
    from training_library.library.holdings import Library
    from training_library.library.selection import Selection

CHECKSUM_SHOWN = 8
"""So many characters of the checksum are part of the version."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Imprint:
    """What a copy is, whatever the language of its reader."""

    date: dt.date
    """The day of its newest content."""
    checksum: str
    """SHA-256 of its content, in hexadecimal."""
    is_online: bool
    """Whether the library has an address on the web."""
    report: str
    """Where mistakes can be reported on the web, "" without such a place."""

    @property
    def version(self) -> str:
        """A name for the content: `2026-11-21-3f9c2a1b`."""
        return f"{self.date.isoformat()}-{self.checksum[:CHECKSUM_SHOWN]}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """How many there are of something."""

    label: str
    count: int
    address: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyView:
    """The page about this copy."""

    imprint: Imprint
    documents: int
    editions: tuple[Count, ...]
    """By language."""
    kinds: tuple[Count, ...]
    areas: tuple[str, ...]
    """The thematic areas that were chosen; empty for all."""
    missing: int
    """How many documents of the library are not in the copy."""
    licences: tuple[Count, ...]
    """Of the documents."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A document that the copy leaves out."""

    place: str
    """Its id on the page."""
    title: str
    text_language: str
    path: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingLanguage:
    """A language that the copy leaves out."""

    id: str
    place: str
    name: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOutView:
    """The page to which links lead whose goal is not in the copy."""

    is_online: bool
    languages: tuple[MissingLanguage, ...]
    shelves: tuple[tuple[str, tuple[Missing, ...]], ...]
    """Documents by kind."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """The way into the library in one language."""

    language: str
    name: str
    """Of the language, in itself."""
    site_name: str
    home: str
    choose: str
    """What to do, in the language."""
    opening: str
    """What is said while a browser opens it by itself."""


def copy_view(whole: Library, part: Library, selection: Selection, imprint: Imprint, language: str) -> CopyView:
    """Return the page about a copy of `part` for readers of `language`."""
    vocabulary = part.vocabulary
    licences = Counter(document.original.front_matter.licence for document in part.documents.values())
    return CopyView(
        imprint=imprint,
        documents=len(part.documents),
        editions=tuple(
            Count(label=vocabulary.languages[id_].label[language], count=len(documents))
            for id_, documents in part.by_language.items()
        ),
        kinds=tuple(
            Count(label=kind.plural[language], count=len(part.by_kind[kind.id]))
            for kind in vocabulary.kinds.values()
            if part.by_kind[kind.id]
        ),
        areas=tuple(area.label[language] for area in vocabulary.areas.values() if area.id in selection.areas),
        missing=len(whole.documents) - len(part.documents),
        licences=tuple(
            Count(label=licence, count=count, address=LICENCE_ADDRESSES.get(licence, ""))
            for licence, count in sorted(licences.items())
            if licence
        ),
    )


def left_out_view(whole: Library, part: Library, language: str, *, is_online: bool) -> LeftOutView:
    """Return what is in `whole` and not in `part`, for readers of `language`."""
    order = list(whole.vocabulary.kinds)
    missing = [document for path, document in whole.documents.items() if path not in part.documents]
    missing.sort(key=lambda document: (order.index(document.kind.id), sort_key(document.edition_for(language).title)))
    return LeftOutView(
        is_online=is_online,
        languages=tuple(
            MissingLanguage(id=id_, place=language_place(id_), name=entry.name, label=entry.label[language])
            for id_, entry in whole.vocabulary.languages.items()
            if id_ not in part.vocabulary.languages
        ),
        shelves=tuple(
            (kind.plural[language], tuple(_missing(document, language) for document in documents))
            for kind, documents in groupby(missing, key=lambda document: document.kind)
        ),
    )


def _missing(document: Document, language: str) -> Missing:
    edition = document.edition_for(language)
    return Missing(
        place=document_place(document), title=edition.title, text_language=edition.language, path=document.path
    )
