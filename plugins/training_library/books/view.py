"""A book: one edition of a document, with what its cover and its imprint say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from training_library.library.credits import people
from training_library.library.licence import LICENCE_ADDRESSES, licence_title

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from training_library.library.document import Document
    from training_library.library.front_matter import Duration, Source
    from training_library.library.holdings import Library
    from training_library.library.vocabulary import Term, ThematicArea

FORMATS = {"pdf": "application/pdf", "epub": "application/epub+zip"}
"""Media type by ending, in the order in which a page offers them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BookView:
    """What a book says beside its text, in the language of the text."""

    path: str
    """Of the document."""
    language: str
    language_name: str
    title: str
    summary: str
    kind: str
    areas: tuple[ThematicArea, ...]
    audience: tuple[Term, ...]
    level: Term | None
    duration: Duration | None
    date: dt.date
    updated: dt.date | None
    legal_state_as_of: dt.date | None
    authors: tuple[str, ...]
    translators: tuple[str, ...]
    reviewers: tuple[str, ...]
    original_language: str
    """The name of the language from which the text was translated, in the reader's; "" when it is an original."""
    licence: str
    """As readers know it: `CC BY 4.0`."""
    licence_address: str
    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    identifier: str
    """A UUID that path and language alone decide, so that a new version takes the place of the old one."""

    @property
    def last_change(self) -> dt.date:
        """The day that the text bears."""
        return self.updated or self.date


@dataclass(frozen=True, kw_only=True, slots=True)
class BookFile:
    """A file that the page of a document offers."""

    url: str
    """Relative to the root of the site."""
    format: str
    media_type: str
    size: int | None
    """Bytes; None when it is made later, in the build of its own language."""


def books_of(library: Library, language: str) -> tuple[Document, ...]:
    """Return the documents whose editions in a language become books, in the order of their titles."""
    shelf = library.shelves[language]
    return tuple(document for document in shelf if document.kind.has_book and language in document.editions)


def book_view(document: Document, library: Library, language: str) -> BookView:
    """Return what the book of the edition in `language` says of itself."""
    facts = document.editions[language].front_matter
    languages = library.vocabulary.languages
    return BookView(
        path=document.path,
        language=language,
        language_name=languages[language].name,
        title=facts.title,
        summary=facts.summary,
        kind=document.kind.label[language],
        areas=document.areas,
        audience=document.audience,
        level=document.level,
        duration=facts.duration,
        date=facts.date,
        updated=facts.updated,
        legal_state_as_of=facts.legal_state_as_of,
        authors=people(facts.authors, library, language),
        translators=people(facts.translators, library, language),
        reviewers=people(facts.reviewers, library, language),
        original_language=languages[facts.translation_of].label[language] if facts.translation_of else "",
        licence=licence_title(facts.licence),
        licence_address=LICENCE_ADDRESSES.get(facts.licence, ""),
        tags=facts.tags,
        sources=facts.sources,
        identifier=str(uuid5(NAMESPACE_URL, f"training-library:{language}/{document.path}")),
    )


def book_url(path: str, language: str, ending: str, prefix: str) -> str:
    """Return the URL of a book, relative to the root of the site: `ru/handbooks/readmission.ru.pdf`.

    Args:
        path: The path of the document.
        language: The language, which the name says too: books are kept together once they are downloaded.
        ending: A key of `FORMATS`.
        prefix: The folder of the language, "" for the default one.
    """
    return f"{prefix}{path}.{language}.{ending}"


def book_files(path: str, language: str, prefix: str, sizes: Mapping[str, int]) -> tuple[BookFile, ...]:
    """Return what the page of a document offers; for the arguments see `book_url`.

    Args:
        path: The path of the document.
        language: The language of its text.
        prefix: The folder of that language.
        sizes: By URL, the bytes of the books that are made.
    """
    urls = {ending: book_url(path, language, ending, prefix) for ending in FORMATS}
    return tuple(
        BookFile(url=url, format=ending.upper(), media_type=FORMATS[ending], size=sizes.get(url))
        for ending, url in urls.items()
    )
