"""Numbers and dates in a text, read as the language of the text writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from training_library.library.checks.conventions import Conventions
    from training_library.library.structure import Passage

_SPACES = " \u00a0\u2007\u2009\u202f"
_NUMBER = re.compile(rf"(?<!\w)(?:\d{{1,3}}(?:[{_SPACES}'\u2019]\d{{3}})+(?!\d)|\d+)(?:[.,:]\d+)*")
_UNREAD = re.compile(r"\[\^[^\]\s]+\]|\bhttps?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]++@[\w.-]+\.\w+")
"""References to footnotes, and addresses."""
_ROMAN = re.compile(r"(?<!\w)(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?!\w)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.])(?P<day>\d{1,2})([./])(?P<month>\d{1,2})\2(?P<year>\d{4})(?!\d)")
_YEAR_BEFORE = re.compile(r"(?<!\d)(\d{2})\d{2}[-/\u2010-\u2014]$")
_DECIMAL = re.compile(r"\d+(\.\d+)?")
_THOUSAND = 3
_MONTHS = 12
_NOON = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A number as it stands in a text."""

    line: int
    passage: int
    """Which passage of the section it is in, from 0."""
    text: str
    readings: tuple[str, ...]
    """What it may be in the notation of Python, the likeliest first; a time of day is `9:30`."""

    @property
    def is_small(self) -> bool:
        """Whether the other language may well write it as a word."""
        return self.readings[0] in _SMALL

    @property
    def marks(self) -> tuple[str, ...]:
        """What it shares with every figure that may be the same."""
        return self.readings

    def may_be(self, other: Figure) -> bool:
        """Tell whether both may be one number."""
        return not set(self.readings).isdisjoint(other.readings)


_SMALL = frozenset(map(str, range(11)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A date, or a part of one."""

    line: int
    passage: int
    """Which passage of the section it is in, from 0."""
    text: str
    month: int
    day: int | None
    year: int | None

    @property
    def marks(self) -> tuple[int]:
        """What it shares with every date that may be the same."""
        return (self.month,)

    def may_be(self, other: Day) -> bool:
        """Tell whether both may be one date: a year that only one of them names is no difference."""
        years = {self.year, other.year} - {None}
        return (self.month, self.day) == (other.month, other.day) and len(years) <= 1

    @property
    def numbers(self) -> set[str]:
        """The numbers that it is written with."""
        return {str(number) for number in (self.day, self.year) if number is not None}


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What a section counts and dates, in its order."""

    numbers: list[Figure] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    months: set[int] = field(default_factory=set)
    """Months that are named without day or year."""


def figures_of(passages: Iterable[Passage], conventions: Conventions, *, named_months: bool) -> Figures:
    """Return the figures of a section.

    Args:
        passages: Its text.
        conventions: Those of its language.
        named_months: Whether dates are written with the names of months that are known in both languages.
    """
    figures = Figures()
    for at, passage in enumerate(passages):
        text = _UNREAD.sub(_blank, passage.text)
        dates = [*_numeric_dates(text), *(_named_dates(text, conventions) if named_months else ())]
        for date in dates:
            line = passage.line + text.count("\n", 0, date.start)
            if date.year is None and date.days == (None,):
                figures.months.add(date.month)
                continue
            figures.days.extend(
                Day(line=line, passage=at, text=date.text, month=date.month, day=day, year=date.year)
                for day in date.days
            )
        for date in dates:
            text = f"{text[: date.start]}{_blanks(text[date.start : date.end])}{text[date.end :]}"
        for match in _NUMBER.finditer(text):
            line = passage.line + text.count("\n", 0, match.start())
            figures.numbers.extend(
                Figure(line=line, passage=at, text=written, readings=readings)
                for written, readings in _numbers(match, text, conventions)
            )
    return figures


def _blank(match: re.Match[str]) -> str:
    return _blanks(match[0])


def _blanks(text: str) -> str:
    """Return as many characters that mean nothing; lines are still to be counted."""
    return "".join(letter if letter == "\n" else "\x00" for letter in text)


def _numbers(match: re.Match[str], text: str, conventions: Conventions) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the number at a place with its readings, or several that only commas part."""
    readings = list(_readings(match[0], conventions))
    if not readings:
        yield from ((part, (_plain(part),)) for part in re.split(r"[.,:]", match[0]))
        return
    if _DECIMAL.fullmatch(readings[0]):
        number = Decimal(readings[0])
        for scale, pattern in conventions.scales.items():
            if pattern.match(text, match.end()):
                readings.insert(0, _plain(number * scale))
        if conventions.afternoon and conventions.afternoon.match(text, match.end()) and number < _NOON:
            readings += [_plain(number + _NOON), f"{number + _NOON}:00"]
    before = _YEAR_BEFORE.search(text, max(0, match.start() - len("02023/")), match.start())
    if before and re.fullmatch(r"\d\d", match[0]):
        readings.append(before[1] + match[0])
    yield match[0], tuple(readings)


def _readings(written: str, conventions: Conventions) -> Iterator[str]:
    """Yield what one number may mean, the likeliest first; nothing when it is several."""
    digits = re.sub(rf"[{_SPACES}'\u2019]", "", written)
    signs = re.sub(r"\d", "", digits)
    parts = re.split(r"[.,:]", digits)
    if not signs:
        yield _plain(digits)
    elif ":" in signs:
        yield from _time(parts) if signs == ":" else ()
    elif len(set(signs)) > 1:
        if signs.count(signs[-1]) == 1:
            yield _plain(f"{''.join(parts[:-1])}.{parts[-1]}")
    else:
        yield from _parted(parts, signs, conventions)


def _parted(parts: Sequence[str], signs: str, conventions: Conventions) -> Iterator[str]:
    """Yield the readings of a number with one or more of the same sign in it: a fraction, or thousands."""
    whole = all(len(part) == _THOUSAND for part in parts[1:]) and 0 < len(parts[0]) <= _THOUSAND
    if len(signs) == 1 and (signs == conventions.decimal or not whole or conventions.decimal == ""):
        yield _plain(".".join(parts))
    if whole and signs[0] in (conventions.group or ".,") and parts[0].strip("0"):
        yield _plain("".join(parts))
    elif signs[0] == "." and len(signs) > 1:
        yield ".".join(parts)
    if signs == ".":
        yield from _time(parts)


def _time(parts: Sequence[str]) -> Iterator[str]:
    hour, minute = parts[:2]
    if len(hour) <= len(minute) == 2:  # noqa: PLR2004 - digits of a minute
        yield f"{int(hour)}:{minute}"
        if minute == "00":
            yield _plain(hour)


def _plain(number: str | Decimal) -> str:
    """Return a number without zeros that say nothing."""
    plain = format(Decimal(number), "f")
    whole, _, fraction = plain.partition(".")
    return f"{whole.lstrip('0') or '0'}.{fraction.rstrip('0')}".rstrip(".")


def numbers_in_words(text: str, conventions: Conventions) -> Iterator[str]:
    """Yield the numbers that are written in words or Roman numerals, and the sums of those in a row."""
    spans = []
    for value, pattern in conventions.words.items():
        for match in pattern.finditer(text):
            yield _plain(value)
            spans.append((match.start(), match.end(), Decimal(value)))
    yield from _sums(text, sorted(spans))
    for match in _ROMAN.finditer(text):
        yield str(_roman(match[0]))


def _sums(text: str, spans: Sequence[tuple[int, int, Decimal]]) -> Iterator[str]:
    """Yield what number words in a row say together: two hundred and fifty."""
    total, end = Decimal(0), -1
    for start, stop, value in spans:
        if end < 0 or not re.fullmatch(r"[\s-]*(?:\w{1,3}[\s-]+)?", text[end : max(start, end)]):
            total = Decimal(0)
        total = total * value if 0 < total < value else total + value
        end = stop
        yield _plain(total)


def _roman(text: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in text]
    return sum(
        -value if any(value < later for later in values[at + 1 : at + 2]) else value for at, value in enumerate(values)
    )


class _Date(NamedTuple):
    """A date as it is written: several days of one month share an expression."""

    start: int
    end: int
    text: str
    month: int
    days: tuple[int | None, ...]
    year: int | None


def _numeric_dates(text: str) -> Iterator[_Date]:
    """Yield 2026-11-21, 21.11.2026 and 21/11/2026; where the second number is no month, it is the day."""
    for match in (*_ISO.finditer(text), *_NUMERIC.finditer(text)):
        month, day = int(match["month"]), int(match["day"])
        if month > _MONTHS:
            month, day = day, month
        if 1 <= month <= _MONTHS:
            yield _Date(match.start(), match.end(), match[0], month, (day,), int(match["year"]))


def _named_dates(text: str, conventions: Conventions) -> Iterator[_Date]:
    """Yield what has the name of a month: 17 and 18 September 2025, September 2025, September."""
    for match in conventions.date.finditer(text) if conventions.date else ():
        days = tuple(map(int, re.findall(r"\d+", match["days"] or match["later"] or "")))
        month = 1 + next(at for at, pattern in enumerate(conventions.months) if pattern.fullmatch(match["month"]))
        year = int(match["year"]) if match["year"] else None
        yield _Date(match.start(), match.end(), " ".join(match[0].split()), month, days or (None,), year)
