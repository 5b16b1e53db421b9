"""What the page of a document shows, as one frozen view for readers of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.credits import people
from training_library.library.day import is_over_a_year
from training_library.library.licence import LICENCE_ADDRESSES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from training_library.library.document import Document
    from training_library.library.front_matter import Duration, Source
    from training_library.library.holdings import Library
    from training_library.library.vocabulary import Kind, Organisation, Project, Term, ThematicArea


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link to another document, by path, with a title in the language given."""

    path: str
    title: str
    text_language: str
    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentView:
    """The page of a document."""

    path: str
    title: str
    summary: str
    text_language: str
    """The language of title, summary and text."""
    kind: Kind
    areas: tuple[ThematicArea, ...]
    countries: tuple[Term, ...]
    audience: tuple[Term, ...]
    level: Term | None
    duration: Duration | None
    project: Project | None
    organisations: tuple[Organisation, ...]
    date: dt.date
    updated: dt.date | None
    review_by: dt.date | None
    legal_state_as_of: dt.date | None
    law_is_old: bool
    """Whether that was more than a year ago."""
    authors: tuple[str, ...]
    translators: tuple[str, ...]
    reviewers: tuple[str, ...]
    licence: str
    licence_address: str
    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    is_retired: bool
    successor: Link | None
    is_fact_sheet: bool
    """Whether the page presents its project, rather than only belonging to it."""
    previous: Link | None
    next: Link | None
    related: tuple[Link, ...]
    citation_key: str
    structured: Mapping[str, object]
    """The document as a `LearningResource` of schema.org (LRMI), for machines."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbours:
    """The documents before and after one on the shelf of its kind."""

    previous: Document | None
    next: Document | None


def neighbours(library: Library, language: str) -> Mapping[str, Neighbours]:
    """Return, by path, the neighbours of every document inside its kind, in the order of titles."""
    by_kind: dict[str, list[Document]] = {}
    for document in library.shelves[language]:
        by_kind.setdefault(document.kind.id, []).append(document)
    return {
        document.path: Neighbours(
            previous=shelf[place - 1] if place else None,
            next=shelf[place + 1] if place + 1 < len(shelf) else None,
        )
        for shelf in by_kind.values()
        for place, document in enumerate(shelf)
    }


def document_view(  # noqa: PLR0913 - all that the page depends on
    document: Document,
    library: Library,
    language: str,
    beside: Neighbours,
    related: Sequence[Document],
    *,
    today: dt.date,
) -> DocumentView:
    """Return the page of `document` for readers of `language`; `today` decides whether its law is old."""
    edition = document.edition_for(language)
    facts = edition.front_matter
    successor = library.documents.get(facts.replaced_by)
    return DocumentView(
        path=document.path,
        title=facts.title,
        summary=facts.summary,
        text_language=edition.language,
        kind=document.kind,
        areas=document.areas,
        countries=document.countries,
        audience=document.audience,
        level=document.level,
        duration=facts.duration,
        project=document.project,
        organisations=document.organisations,
        date=facts.date,
        updated=facts.updated,
        review_by=facts.review_by,
        legal_state_as_of=facts.legal_state_as_of,
        law_is_old=facts.legal_state_as_of is not None and is_over_a_year(facts.legal_state_as_of, today),
        authors=people(facts.authors, library, language),
        translators=people(facts.translators, library, language),
        reviewers=people(facts.reviewers, library, language),
        licence=facts.licence,
        licence_address=LICENCE_ADDRESSES.get(facts.licence, ""),
        tags=facts.tags,
        sources=facts.sources,
        is_retired=facts.status == "retired",
        successor=_link(successor, language) if successor else None,
        is_fact_sheet=document.kind.id == "fact-sheet" and document.project is not None,
        previous=_link(beside.previous, language) if beside.previous else None,
        next=_link(beside.next, language) if beside.next else None,
        related=tuple(_link(other, language) for other in related),
        citation_key=document.path.replace("/", "-"),
        structured=_structured(document, library, language),
    )


def _link(document: Document, language: str) -> Link:
    edition = document.edition_for(language)
    return Link(
        path=document.path,
        title=edition.title,
        text_language=edition.language,
        kind=document.kind.label[language],
    )


def _structured(document: Document, library: Library, language: str) -> Mapping[str, object]:
    """Return the properties of https://schema.org/LearningResource that do not depend on the address of the site."""
    edition = document.edition_for(language)
    facts = edition.front_matter
    properties: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": facts.title,
        "description": facts.summary,
        "inLanguage": edition.language,
        "learningResourceType": document.kind.label[language],
        "datePublished": facts.date.isoformat(),
        "dateModified": (facts.updated or facts.date).isoformat(),
        "about": [area.label[language] for area in document.areas],
        "spatialCoverage": [country.label[language] for country in document.countries],
        "educationalLevel": document.level.label[language] if document.level else "",
        "timeRequired": _iso_duration(facts.duration),
        "license": LICENCE_ADDRESSES.get(facts.licence, ""),
        "keywords": list(facts.tags),
        "author": list(people(facts.authors, library, language)),
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in properties.items() if value not in ("", [])}


def _iso_duration(duration: Duration | None) -> str:
    """Return learning time as ISO 8601 writes it: `PT6H`, `P12W`."""
    if duration is None:
        return ""
    formats = {"min": "PT{}M", "h": "PT{}H", "d": "P{}D", "w": "P{}W", "mo": "P{}M"}
    return formats[duration.unit].format(duration.number)
