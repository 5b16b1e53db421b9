"""An entry: a document as one card of the catalogue shows it to readers of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.facets import facets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from training_library.library.document import Document
    from training_library.library.holdings import Library
    from training_library.library.vocabulary import Term


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """A label with the id by which styles and links know it."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaTag:
    """A thematic area, as a coloured tag."""

    id: str
    label: str
    colour: str
    icon: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A document in the catalogue of one language."""

    path: str
    title: str
    summary: str
    text_language: str
    """The language of title and summary: that of the original when there is no edition for the reader."""
    kind: Tag
    areas: tuple[AreaTag, ...]
    is_in_every_area: bool
    countries: tuple[Tag, ...]
    date: date
    languages: tuple[Tag, ...]
    """In which editions exist."""
    facets: Mapping[str, tuple[str, ...]]
    """For each facet the ids of the values that the document bears."""


def entries_of(library: Library, language: str) -> tuple[Entry, ...]:
    """Return all documents as entries, in the order of their titles in `language`."""
    return tuple(_entry(document, library, language) for document in library.shelves[language])


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries from the newest to the oldest; those of one day keep their order."""
    return sorted(entries, key=lambda entry: entry.date, reverse=True)


def _entry(document: Document, library: Library, language: str) -> Entry:
    edition = document.edition_for(language)
    return Entry(
        path=document.path,
        title=edition.title,
        summary=edition.front_matter.summary,
        text_language=edition.language,
        kind=Tag(id=document.kind.id, label=document.kind.label[language]),
        areas=tuple(
            AreaTag(id=area.id, label=area.label[language], colour=area.colour, icon=area.icon)
            for area in document.areas
        ),
        is_in_every_area=len(document.areas) == len(library.vocabulary.areas) > 1,
        countries=_tags(document.countries, language),
        date=document.date,
        languages=tuple(
            Tag(id=id_, label=library.vocabulary.languages[id_].label[language]) for id_ in document.editions
        ),
        facets=facets_of(document),
    )


def _tags(terms: Iterable[Term], language: str) -> tuple[Tag, ...]:
    return tuple(Tag(id=term.id, label=term.label[language]) for term in terms)
