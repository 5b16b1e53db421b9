"""How a language writes numbers and dates: `notation/<language>.yml`, so that another language needs no code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, kw_only=True, slots=True)
class Conventions:
    """What is known of a language; of one that has no file, nothing, and every way to write a figure is allowed."""

    decimal: str
    """What parts the fraction of a number, "" when both a point and a comma may."""
    group: str
    """What parts thousands, beside spaces and apostrophes; "" when both may."""
    months: tuple[re.Pattern[str], ...]
    """The names of January to December, in every form."""
    date: re.Pattern[str] | None
    """A date with the name of its month: `days`, `month`, `later` (days that follow the month) and `year`."""
    afternoon: re.Pattern[str] | None
    scales: Mapping[int, re.Pattern[str]]
    """Words by which a number is multiplied."""
    words: Mapping[str, re.Pattern[str]]
    """Words and phrases that may stand for a figure."""


@cache
def conventions_of(language: str) -> Conventions:
    """Return what is known of `language` (BCP 47)."""
    source = files("training_library.library.checks") / "notation" / f"{language}.yml"
    data = yaml.safe_load(source.read_text(encoding="utf-8")) if source.is_file() else {}
    return Conventions(
        decimal=data.get("decimal", ""),
        group=data.get("group", ""),
        months=tuple(re.compile(pattern) for pattern in data.get("months", ())),
        date=_date(data["months"], data.get("joins", ()), month_first=data["month_first"])
        if "months" in data
        else None,
        afternoon=re.compile(rf"\s*(?:{data['afternoon']})", re.IGNORECASE) if "afternoon" in data else None,
        scales={
            scale: re.compile(rf"\s*(?:{pattern})(?!\w)", re.IGNORECASE)
            for scale, pattern in data.get("scales", {}).items()
        },
        words={
            str(value): re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
            for value, pattern in data.get("words", {}).items()
        },
    )


def _date(months: Sequence[str], joins: Sequence[str], *, month_first: bool) -> re.Pattern[str]:
    """Return what a date with the name of its month looks like.

    Args:
        months: The names of the months.
        joins: The words between two days of one month: 17 and 18 September.
        month_first: Whether the days may follow the month.
    """
    number = r"\d{1,2}(?!\d)(?:-?[^\W\d_]{1,3}\b)?"
    between = "|".join(("[,\u2010-\u2014-]", *(rf"\b{join}\b" for join in joins)))
    days = rf"{number}(?:\s*(?:{between})\s*{number})*"
    first, later = rf"(?:(?<![\w.,:])(?P<days>{days})\s+(?:of\s+)?)?", days if month_first else "(?!)"
    return re.compile(
        rf"{first}(?<!\w)(?P<month>{'|'.join(months)})(?!\w)(?:\s+(?P<later>{later}))?(?:,?\s+(?P<year>\d{{4}})(?!\d))?"
    )
