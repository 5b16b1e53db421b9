"""How a language is written well, as data: `rules/<language>.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).with_name("rules")


@dataclass(frozen=True, kw_only=True, slots=True)
class WritingRules:
    """What checks of words and typography know of a language; of a language without rules they know nothing."""

    vague_links: frozenset[str] = frozenset()
    """Texts of links that do not say where they lead, in small letters."""
    vague_alts: frozenset[str] = frozenset()
    """Descriptions of pictures that say only that there is a picture, in small letters."""
    placeholders: tuple[str, ...] = ()
    """What an author writes where text is still to come."""
    longest_sentence: int = 0
    """In words; 0 when there is no limit, as below."""
    longest_paragraph: int = 0
    abbreviations: frozenset[str] = frozenset()
    """Words behind which a full stop does not end the sentence, without that full stop, in small letters."""
    quotation_marks: tuple[str, str] = ("", "")
    """Opening and closing mark, and those of a quotation within a quotation; empty when all are right."""
    dash: str = ""
    """What stands between two parts of a sentence, with spaces around it."""
    range_dash: str = ""
    """What stands between two numbers."""
    no_range_after: tuple[str, ...] = ()
    """Words behind which two numbers with a hyphen are a name, such as ISO 9001-2015."""
    no_break_space: tuple[re.Pattern[str], ...] = ()
    """Patterns with a group for each space at which a line must not break."""


@cache
def rules_of(language: str) -> WritingRules:
    """Return the rules of a language, by its tag (`ru`, `en-GB`); those of the main language hold for its regions."""
    tags = (language, language.partition("-")[0])
    path = next((path for tag in tags if (path := _FOLDER / f"{tag}.yml").is_file()), None)
    return _rules(yaml.safe_load(path.read_text(encoding="utf-8"))) if path else WritingRules()


def _rules(written: dict[str, Any]) -> WritingRules:  # The file is ours, and a test reads it.
    marks = written.pop("quotation_marks", {"outer": "", "inner": ""})
    patterns = written.pop("no_break_space", ())
    collections = {key: value for key, value in written.items() if isinstance(value, list)}
    sets = {key: frozenset(value) for key, value in collections.items() if key in _SETS}
    tuples = {key: tuple(value) for key, value in collections.items() if key not in _SETS}
    return WritingRules(
        **{**written, **tuples, **sets},
        quotation_marks=(marks["outer"], marks["inner"]),
        no_break_space=tuple(re.compile(pattern) for pattern in patterns),
    )


_SETS = ("abbreviations", "vague_alts", "vague_links")
