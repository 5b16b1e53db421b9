"""The front matter of an edition: the closed set of keys that an author writes, checked to the last mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from training_library.library.fields import Fields, is_web_address
from training_library.library.keys import (
    AddressKey,
    ChoiceKey,
    ChoicesKey,
    DateKey,
    GroupKey,
    Key,
    Need,
    PatternKey,
    TextKey,
    TextsKey,
)
from training_library.library.problem import Code
from training_library.library.stamp import STAMP_KEYS, read_translation

if TYPE_CHECKING:
    import datetime as dt

    from training_library.library.stamp import Translation
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
_DURATION_REMEDY = f"write a number and one of {', '.join(DURATION_UNITS)}, such as 6 h"
_DOCUMENT_PATH = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)+", re.ASCII)
_DOCUMENT_PATH_REMEDY = "write the path of a document, such as handbooks/readmission"

TITLE = TextKey(name="title", need=Need.ALWAYS, example="Running a reception centre")
KIND = ChoiceKey(name="kind", need=Need.ALWAYS, is_fact=True, noun="kind", vocabulary="kinds", example="handbook")
AREAS = ChoicesKey(
    name="areas", need=Need.BY_KIND, is_fact=True, noun="thematic area", vocabulary="areas", example="[return, asylum]"
)
SUMMARY = TextKey(
    name="summary", need=Need.ALWAYS, longest=LONGEST_SUMMARY, example="How to plan rooms, staff and services."
)
DATE = DateKey(name="date", need=Need.ALWAYS, is_fact=True, example="2026-11-21")
UPDATED = DateKey(name="updated", example="2027-02-01")
REVIEW_BY = DateKey(name="review_by", example="2028-11-21")
LEGAL_STATE = DateKey(name="legal_state_as_of", is_fact=True, example="2026-10-01")
COUNTRIES = ChoicesKey(name="countries", is_fact=True, noun="country", vocabulary="countries", example="[AZ, MD]")
AUDIENCE = ChoicesKey(name="audience", is_fact=True, noun="audience", vocabulary="audiences", example="[trainers]")
LEVEL = ChoiceKey(name="level", is_fact=True, noun="level", vocabulary="levels", example="introductory")
DURATION = PatternKey(name="duration", is_fact=True, pattern=_DURATION, remedy=_DURATION_REMEDY, example="6 h")
PROJECT = ChoiceKey(name="project", is_fact=True, noun="project", vocabulary="projects", example="mmdp")
ORGANISATIONS = ChoicesKey(
    name="organisations", is_fact=True, noun="organisation", vocabulary="organisations", example="[icmpd]"
)
AUTHORS = TextsKey(name="authors", example="[Name of a person, icmpd]")
TRANSLATORS = TextsKey(name="translators", example="[Name of a person, icmpd]")
REVIEWERS = TextsKey(name="reviewers", example="[Name of a person, icmpd]")
LICENCE = ChoiceKey(name="licence", is_fact=True, noun="licence", fixed=LICENCES, example="CC-BY-4.0")
TAGS = TextsKey(name="tags", example="[reception, planning]")
SOURCE_TITLE = TextKey(name="title", need=Need.ALWAYS, example="Title of the source")
SOURCE_URL = AddressKey(name="url", example="https://example.org/page")
SOURCES = GroupKey(
    name="sources",
    keys=(SOURCE_TITLE, SOURCE_URL),
    is_list=True,
    example='[{title: "Title of the source", url: "https://example.org/page"}]',
)
STATUS = ChoiceKey(name="status", is_fact=True, noun="status", fixed=STATUSES, example="current")
REPLACED_BY = PatternKey(
    name="replaced_by",
    is_fact=True,
    pattern=_DOCUMENT_PATH,
    remedy=_DOCUMENT_PATH_REMEDY,
    example="handbooks/reception-centres",
)
TRANSLATION_OF = ChoiceKey(name="of", need=Need.ALWAYS, noun="language", vocabulary="languages", example="en")
TRANSLATION = GroupKey(name="translation", keys=(TRANSLATION_OF, *STAMP_KEYS), example="{of: en}")

KEYS: tuple[Key, ...] = (
    TITLE, KIND, AREAS, SUMMARY, DATE, UPDATED, REVIEW_BY, LEGAL_STATE, COUNTRIES, AUDIENCE, LEVEL, DURATION, PROJECT,
    ORGANISATIONS, AUTHORS, TRANSLATORS, REVIEWERS, LICENCE, TAGS, SOURCES, STATUS, REPLACED_BY, TRANSLATION,
)  # fmt: skip
"""The front matter of a document: every key, in the order in which they are written."""

PAGE_SUMMARY = replace(SUMMARY, need=Need.NEVER)
PAGE_KEYS: tuple[Key, ...] = (TITLE, PAGE_SUMMARY, TRANSLATION)
"""The front matter of a page that is no document."""

FACTS = tuple(key.name for key in KEYS if key.is_fact)
"""The keys that say the same of a document in every language."""


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
    translation: Translation | None
    """What is said of the original, None in an original."""

    @property
    def translation_of(self) -> str:
        """The language of the original, empty in an original."""
        return self.translation.of if self.translation else ""


def read_front_matter(fields: Fields, vocabulary: Vocabulary) -> FrontMatter | None:
    """Return the front matter of an edition, or None when a key is missing without which there is no document.

    Every mistake is in the report that `fields` writes to, also when a front matter is returned.
    """
    title, kind = TITLE.read(fields), KIND.read(fields, vocabulary)
    needs_area = kind not in vocabulary.kinds or vocabulary.kinds[kind].needs_area
    areas = AREAS.read(fields, vocabulary, required=needs_area)
    summary, first_published = SUMMARY.read(fields), DATE.read(fields)
    updated, review_by, legal_state_as_of = UPDATED.read(fields), REVIEW_BY.read(fields), LEGAL_STATE.read(fields)
    _check_order(fields, "updated", updated, first_published)
    _check_order(fields, "review_by", review_by, updated or first_published)
    level, duration = LEVEL.read(fields, vocabulary), DURATION.read(fields)
    status, replaced_by = _status(fields, vocabulary)
    names = {key.name: key.read(fields) for key in (AUTHORS, TRANSLATORS, REVIEWERS, TAGS)}
    countries, audience = COUNTRIES.read(fields, vocabulary), AUDIENCE.read(fields, vocabulary)
    organisations, project = ORGANISATIONS.read(fields, vocabulary), PROJECT.read(fields, vocabulary)
    licence, sources = LICENCE.read(fields, vocabulary), _sources(fields)
    translation = read_translation(fields, tuple(vocabulary.languages))
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
        translation=translation,
        **names,
    )


def _check_order(fields: Fields, key: str, later: dt.date | None, earlier: dt.date | None) -> None:
    if later and earlier and later < earlier:
        fields.wrong(Code.DATES_OUT_OF_ORDER, key, f"{later} is before {earlier}", "correct one of the two dates")


def _status(fields: Fields, vocabulary: Vocabulary) -> tuple[str, str]:
    status, match = STATUS.read(fields, vocabulary) or "current", REPLACED_BY.read(fields)
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
    for source in fields.mappings(SOURCES.name):
        title, url = SOURCE_TITLE.read(source), SOURCE_URL.read(source)
        source.finish()
        if title:
            sources.append(Source(title=title, url=url if is_web_address(url) else ""))
    return tuple(sources)
