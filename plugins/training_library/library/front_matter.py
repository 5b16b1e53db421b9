"""The front matter of an edition: the closed set of keys that an author writes, checked to the last mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.fields import Fields, is_web_address
from training_library.library.problem import Code

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from training_library.library.vocabulary import Vocabulary

LONGEST_SUMMARY = 300
STATUSES = ("current", "draft", "retired")
LICENCES = (
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-NC-ND-4.0",
    "CC0-1.0",
)
"""SPDX identifiers of the licences that the library accepts for content."""

DURATION_UNITS = ("min", "h", "d", "w", "mo")
_DURATION = re.compile(rf"([1-9]\d{{0,3}}) ?({'|'.join(DURATION_UNITS)})", re.ASCII)
_DOCUMENT_PATH = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)+", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where facts of a document come from."""

    title: str
    url: str
    """Empty when the source is not on the web."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Duration:
    """Learning time, in the unit in which the author thinks of it."""

    number: int
    unit: str
    """min, h, d, w or mo (symbols of the SI and of common use)."""

    def __str__(self) -> str:
        """Return the time as an author writes it: `6 h`."""
        return f"{self.number} {self.unit}"


@dataclass(frozen=True, kw_only=True, slots=True)
class FrontMatter:
    """What the author says of one edition. Values of closed lists are ids of the vocabulary."""

    title: str
    kind: str
    areas: tuple[str, ...]
    summary: str
    date: dt.date
    updated: dt.date | None
    review_by: dt.date | None
    legal_state_as_of: dt.date | None
    countries: tuple[str, ...]
    audience: tuple[str, ...]
    level: str
    duration: Duration | None
    project: str
    organisations: tuple[str, ...]
    authors: tuple[str, ...]
    translators: tuple[str, ...]
    reviewers: tuple[str, ...]
    licence: str
    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    status: str
    replaced_by: str
    translation_of: str
    """The language of the original, empty in an original."""


KEY_ORDER = (
    "title", "kind", "areas", "summary", "date", "updated", "review_by", "legal_state_as_of", "countries", "audience",
    "level", "duration", "project", "organisations", "authors", "translators", "reviewers", "licence", "tags",
    "sources", "status", "replaced_by", "translation",
)  # fmt: skip
"""The keys in the order in which they are written."""

FACTS = (
    "kind", "areas", "date", "countries", "audience", "level", "duration", "project", "organisations", "licence",
    "legal_state_as_of", "status", "replaced_by",
)  # fmt: skip
"""The keys that say the same of a document in every language."""


def read_front_matter(fields: Fields, vocabulary: Vocabulary) -> FrontMatter | None:
    """Return the front matter of an edition, or None when a key is missing without which there is no document.

    Every mistake is in the report that `fields` writes to, also when a front matter is returned.
    """
    title = fields.text("title", required=True)
    kind = fields.choice("kind", vocabulary.kinds, "kind", required=True)
    needs_area = kind not in vocabulary.kinds or vocabulary.kinds[kind].needs_area
    areas = fields.choices("areas", vocabulary.areas, "thematic area", required=needs_area)
    summary = fields.text("summary", required=True, longest=LONGEST_SUMMARY)
    first_published = fields.date("date", required=True)
    updated, review_by, legal_state_as_of = (fields.date(key) for key in ("updated", "review_by", "legal_state_as_of"))
    _check_order(fields, "updated", updated, first_published)
    _check_order(fields, "review_by", review_by, updated or first_published)
    level = fields.choice("level", vocabulary.levels, "level")
    duration = fields.matching(
        "duration", _DURATION, f"write a number and one of {', '.join(DURATION_UNITS)}, such as 6 h"
    )
    status, replaced_by = _status(fields)
    front_matter = {key: _names(fields, key) for key in ("authors", "translators", "reviewers", "tags")}
    countries = fields.choices("countries", vocabulary.countries, "country")
    audience = fields.choices("audience", vocabulary.audiences, "audience")
    organisations = fields.choices("organisations", vocabulary.organisations, "organisation")
    project = fields.choice("project", vocabulary.projects, "project")
    licence = fields.choice("licence", LICENCES, "licence")
    sources = _sources(fields)
    translation_of = read_translation(fields, tuple(vocabulary.languages))
    fields.finish()
    if not (title and kind and first_published):
        return None
    return FrontMatter(
        title=title,
        kind=kind,
        areas=areas,
        summary=summary,
        date=first_published,
        updated=updated,
        review_by=review_by,
        legal_state_as_of=legal_state_as_of,
        countries=countries,
        audience=audience,
        level=level,
        duration=Duration(number=int(duration[1]), unit=duration[2]) if duration else None,
        project=project,
        organisations=organisations,
        licence=licence,
        sources=sources,
        status=status,
        replaced_by=replaced_by,
        translation_of=translation_of,
        **front_matter,
    )


def _names(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(text for _, text in fields.texts(key))


def _check_order(fields: Fields, key: str, later: dt.date | None, earlier: dt.date | None) -> None:
    if later and earlier and later < earlier:
        fields.wrong(Code.DATES_OUT_OF_ORDER, key, f"{later} is before {earlier}", "correct one of the two dates")


def _status(fields: Fields) -> tuple[str, str]:
    status = fields.choice("status", STATUSES, "status") or "current"
    match = fields.matching(
        "replaced_by", _DOCUMENT_PATH, "write the path of a document, such as handbooks/readmission"
    )
    replaced_by = match[0] if match else ""
    if replaced_by and status != "retired":
        fields.wrong(
            Code.REPLACEMENT,
            "replaced_by",
            "only a retired document is replaced",
            "add `status: retired`, or remove the key",
        )
    return status, replaced_by


def _sources(fields: Fields) -> tuple[Source, ...]:
    sources = []
    for source in fields.mappings("sources"):
        title, url = source.text("title", required=True), source.url("url")
        source.finish()
        if title:
            sources.append(Source(title=title, url=url if is_web_address(url) else ""))
    return tuple(sources)


def read_translation(fields: Fields, languages: Sequence[str]) -> str:
    """Return the language that an edition or page was translated from, "" in an original."""
    translation = fields.mapping("translation")
    if translation is None:
        return ""
    original = translation.choice("of", languages, "language", required=True)
    translation.finish()
    return original
