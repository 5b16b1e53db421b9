"""The catalogue as data: JSON and CSV for others, script shards for the catalogue page itself."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING

from training_library.catalogue.entry import Entry, newest_first
from training_library.library.facets import base36, bearers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from training_library.library.document import Document
    from training_library.library.holdings import Library

CHUNK = 100
"""Entries in a shard of cards: the first thirty of a filter lie in up to thirty shards."""

COLUMNS = (
    "path", "url", "title", "title_language", "summary", "kind", "areas", "countries", "audience", "level", "duration",
    "project", "organisations", "languages", "original_language", "date", "updated", "licence", "tags", "sources",
)  # fmt: skip
"""The columns of `catalogue.csv`, the keys of the documents in `catalogue.json`; readers are told in docs/*/about."""


def records(library: Library, language: str, url: Callable[[str], str]) -> list[dict[str, object]]:
    """Return one record a document, sorted by path, with ids as values: labels are in the vocabulary.

    Args:
        library: The documents.
        language: Whose titles, summaries and tags are wanted; the original's where there is no edition.
        url: Returns the address of a document in that language.
    """
    return [_record(document, language, url) for document in library.documents.values()]


def _record(document: Document, language: str, url: Callable[[str], str]) -> dict[str, object]:
    edition = document.edition_for(language)
    facts = edition.front_matter
    return {
        "path": document.path,
        "url": url(document.path),
        "title": facts.title,
        "title_language": edition.language,
        "summary": facts.summary,
        "kind": document.kind.id,
        "areas": [area.id for area in document.areas],
        "countries": [country.id for country in document.countries],
        "audience": [audience.id for audience in document.audience],
        "level": facts.level,
        "duration": f"{facts.duration.number} {facts.duration.unit}" if facts.duration else "",
        "project": facts.project,
        "organisations": [organisation.id for organisation in document.organisations],
        "languages": list(document.editions),
        "original_language": document.original.language,
        "date": facts.date.isoformat(),
        "updated": facts.updated.isoformat() if facts.updated else "",
        "licence": facts.licence,
        "tags": list(facts.tags),
        "sources": [{"title": source.title, "url": source.url} for source in facts.sources],
    }


def catalogue_json(library: Library, language: str, url: Callable[[str], str]) -> str:
    """Return the catalogue of a language as JSON, with the labels of the areas and kinds it refers to."""
    vocabulary = library.vocabulary
    content = {
        "language": language,
        "areas": {area.id: area.label[language] for area in vocabulary.areas.values()},
        "kinds": {kind.id: kind.label[language] for kind in vocabulary.kinds.values()},
        "documents": records(library, language, url),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def catalogue_csv(library: Library, language: str, url: Callable[[str], str]) -> str:
    """Return the catalogue of a language as CSV (RFC 4180, UTF-8); semicolons part the values of a cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in records(library, language, url):
        writer.writerow([_cell(record[column]) for column in COLUMNS])
    return text.getvalue()


def _cell(value: object) -> str:
    """Return a cell that a spreadsheet shows as text and does not run as a formula."""
    if isinstance(value, list):
        value = "; ".join(
            element["url"] or element["title"] if isinstance(element, dict) else element for element in value
        )
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def shards(
    entries: Sequence[Entry], url: Callable[[str], str], long_date: Callable[[date], str]
) -> Iterator[tuple[str, str]]:
    """Yield name and text of each script that the catalogue page loads; the format is told in `catalogue.js`.

    Args:
        entries: In the order of their titles; the place of an entry is its number.
        url: Returns the address of a document relative to the root of the site.
        long_date: Writes a date for readers.
    """
    numbers = {entry.path: number for number, entry in enumerate(entries)}
    facts = {
        "count": len(entries),
        "chunk": CHUNK,
        "newest": " ".join(base36(numbers[entry.path]) for entry in newest_first(entries)),
        "facets": bearers(entry.facets for entry in entries),
    }
    yield "facts.js", _script("receiveFacts", facts)
    for number, start in enumerate(range(0, len(entries), CHUNK)):
        cards = [_card(entry, url, long_date) for entry in entries[start : start + CHUNK]]
        yield f"cards-{number}.js", _script("receiveCards", number, cards)


def version_of(scripts: Iterable[str]) -> str:
    """Return a short name for the content of scripts."""
    digest = hashlib.sha256()
    for script in scripts:
        digest.update(script.encode())
    return digest.hexdigest()[:8]


def _card(entry: Entry, url: Callable[[str], str], long_date: Callable[[date], str]) -> list[object]:
    return [
        url(entry.path), entry.title, entry.summary, entry.kind.id, [area.id for area in entry.areas],
        entry.date.isoformat(), long_date(entry.date),
        [language.id for language in entry.languages], entry.text_language,
    ]  # fmt: skip


def _script(function: str, *arguments: object) -> str:
    """Return a call that hands data to the page; U+2028 and U+2029 end a line in scripts of old browsers."""
    text = ", ".join(json.dumps(argument, ensure_ascii=False, separators=(",", ":")) for argument in arguments)
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"trainingLibrary.catalogue.{function}({safe});\n"
