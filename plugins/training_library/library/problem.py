"""What is wrong with the content, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Severity(StrEnum):
    """How much a problem weighs: an error fails a check, a warning is told and passes."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """The stable number of a kind of mistake.

    1xx one file, 2xx the vocabulary, 3xx between editions, 4xx the text of an edition, 5xx a translation beside its
    original, 6xx the state of a translation.
    """

    NO_FRONT_MATTER = "TL101"
    YAML_SYNTAX = "TL102"
    NOT_A_MAPPING = "TL103"
    DUPLICATE_KEY = "TL104"
    UNKNOWN_KEY = "TL105"
    MISSING_KEY = "TL106"
    WRONG_TYPE = "TL107"
    UNKNOWN_VALUE = "TL108"
    BAD_DATE = "TL109"
    DATES_OUT_OF_ORDER = "TL110"
    EMPTY = "TL111"
    TOO_LONG = "TL112"
    WRONG_FOLDER = "TL113"
    YAML_ALIAS = "TL114"
    YAML_TAG = "TL115"
    BAD_URL = "TL116"
    BAD_VALUE = "TL117"
    REPEATED_VALUE = "TL118"
    REPLACEMENT = "TL119"
    NOT_UTF8 = "TL120"
    BYTE_ORDER_MARK = "TL121"
    CARRIAGE_RETURN = "TL122"
    TAB_IN_YAML = "TL123"
    LEAVES_DOCS = "TL124"
    TOO_LARGE = "TL125"
    UNREADABLE = "TL126"
    FILE_NAME = "TL127"

    MISSING_VOCABULARY = "TL201"
    MISSING_LABEL = "TL202"
    REPEATED_LABEL = "TL203"
    BAD_ID = "TL204"
    UNKNOWN_LANGUAGE = "TL205"
    UNKNOWN_VOCABULARY = "TL206"

    TRANSLATION_OF_NOTHING = "TL301"
    TWO_ORIGINALS = "TL302"
    FACTS_DIFFER = "TL303"
    DUPLICATE_TITLE = "TL304"
    NO_ORIGINAL = "TL305"

    TOP_HEADING = "TL401"
    HEADING_LEVEL = "TL402"
    EMPTY_HEADING = "TL403"
    REPEATED_ID = "TL404"
    NO_ALT_TEXT = "TL405"
    LINK_TEXT = "TL406"
    BARE_URL = "TL407"
    BROKEN_LINK = "TL408"
    BROKEN_ANCHOR = "TL409"
    OTHER_LANGUAGE_LINK = "TL410"
    MISSING_FILE = "TL411"
    UNUSED_FILE = "TL412"
    QUOTATION_MARKS = "TL413"
    DASHES = "TL414"
    NO_BREAK_SPACE = "TL415"
    LONG_SENTENCE = "TL416"
    LONG_PARAGRAPH = "TL417"
    NO_LICENCE = "TL418"
    NO_SOURCES = "TL419"
    REVIEW_PASSED = "TL420"
    PLACEHOLDER = "TL421"
    UNDEFINED_FOOTNOTE = "TL422"
    UNUSED_FOOTNOTE = "TL423"
    UNSAFE_HTML = "TL424"
    BAD_IGNORE = "TL490"
    NEEDLESS_IGNORE = "TL491"

    HEADINGS_DIFFER = "TL501"
    IDS_DIFFER = "TL502"
    LINKS_DIFFER = "TL503"
    IMAGES_DIFFER = "TL504"
    TABLES_DIFFER = "TL505"
    FOOTNOTES_DIFFER = "TL506"
    ADMONITIONS_DIFFER = "TL507"
    CODE_DIFFERS = "TL508"
    NUMBERS_DIFFER = "TL509"
    DATES_DIFFER = "TL510"
    TERM_DIFFERS = "TL520"

    UNSTAMPED = "TL601"
    STALE = "TL602"
    STRUCTURE_DRIFTED = "TL603"
    SUSPECT_STAMP = "TL604"
    BAD_STAMP = "TL605"


WARNINGS = frozenset(
    {
        Code.BARE_URL,
        Code.UNUSED_FILE,
        Code.QUOTATION_MARKS,
        Code.DASHES,
        Code.NO_BREAK_SPACE,
        Code.LONG_SENTENCE,
        Code.LONG_PARAGRAPH,
        Code.REVIEW_PASSED,
        Code.UNUSED_FOOTNOTE,
        Code.NEEDLESS_IGNORE,
        Code.NUMBERS_DIFFER,
        Code.DATES_DIFFER,
        Code.TERM_DIFFERS,
        Code.UNSTAMPED,
        Code.STALE,
        Code.STRUCTURE_DRIFTED,
        Code.SUSPECT_STAMP,
    }
)
"""The codes of severity warning; all others are errors."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Problem:
    """One mistake in the content, with its place and its remedy. Problems sort by place."""

    path: str
    """The file, relative to the project, with forward slashes."""
    line: int
    """Counted from 1."""
    code: Code
    key: str
    """The front matter or vocabulary key, empty when the mistake concerns the whole file."""
    what: str
    remedy: str

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    def __str__(self) -> str:
        """Return the one line that the command and the build print."""
        key = f" {self.key}" if self.key else ""
        mark = " (warning)" if self.severity is Severity.WARNING else ""
        return f"{self.path}:{self.line}: {self.code}{key}: {self.what}; {self.remedy}{mark}"


@dataclass(frozen=True, slots=True)
class Report:
    """Collects the problems of one file while it is read."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: Code, line: int, what: str, remedy: str, *, key: str = "") -> None:
        """Note a problem on `line` (from 1)."""
        self.problems.append(
            Problem(
                path=self.path, line=line, code=code, key=one_line(key), what=one_line(what), remedy=one_line(remedy)
            )
        )

    def __iter__(self) -> Iterator[Problem]:
        """Yield the problems in the order in which they were found."""
        return iter(self.problems)


def one_line(text: str, longest: int = 300) -> str:
    """Return `text` fit to be printed in one line of a terminal or a log: no control characters, not endless."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    return shown if len(shown) <= longest else f"{shown[:longest]}…"


def did_you_mean(
    word: str, known: Iterable[str], otherwise: str = "see docs/vocabulary for the values to choose from"
) -> str:
    """Return the remedy for a value outside a closed list: a close one, the list itself when short, or `otherwise`."""
    choices = list(known)
    if close := closest(word, choices):
        return f'did you mean "{close}"?'
    if 0 < len(choices) <= LONGEST_LIST:
        return f"use one of: {', '.join(choices)}"
    return otherwise


def closest(word: str, known: Iterable[str]) -> str:
    """Return the one of `known` that `word` is most likely a typing mistake for, or ""."""
    by_lower_case = {choice.lower(): choice for choice in reversed(list(known))}
    close = get_close_matches(word.lower()[:100], by_lower_case, n=1, cutoff=0.6)
    return by_lower_case[close[0]] if close else ""


LONGEST_LIST = 30
"""So many choices are still read to the end in a message."""
