"""The grammatical forms of a word, from rules that are data: `grammar/<language>.yml`.

Forms are made from the words of the glossary, which are few, rather than stems from the words of a text: a stemmer
takes "integrated" for "integration" and "визит" for "виза".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING = "-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Grammar:
    """What is known of the forms of a language; without any data a word has itself only."""

    alike: tuple[tuple[str, str], ...]
    """Letters that are read as others."""
    irregular: Mapping[str, frozenset[str]]
    """The forms of words that follow no rule, by each of them."""
    rules: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    """What is cut from the end of a word, and what may stand in its place."""

    def folded(self, text: str) -> str:
        """Return a text as it is compared, with as many characters: in small letters, е for ё."""
        lower = text.lower()
        if len(lower) != len(text):  # Some letters of Turkish become two.
            lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
        for letter, other in self.alike:
            lower = lower.replace(letter, other)
        return lower

    def forms(self, word: str) -> frozenset[str]:
        """Return the forms of a folded word, itself included."""
        if word in self.irregular:
            return self.irregular[word]
        for pattern, endings in self.rules:
            if match := pattern.search(word):
                stem = word[: match.start()]
                return frozenset({word, *(stem + ending for ending in endings)})
        return frozenset({word})


@cache
def grammar_of(language: str) -> Grammar:
    """Return the grammar of a language (BCP 47)."""
    source = files("training_library.library") / "grammar" / f"{language}.yml"
    data = yaml.safe_load(source.read_text(encoding="utf-8")) if source.is_file() else {}
    groups = [frozenset(line.split()) for line in data.get("irregular", ())]
    return Grammar(
        alike=tuple(data.get("alike", {}).items()),
        irregular={word: group for group in groups for word in group},
        rules=tuple((re.compile(pattern), _endings(endings)) for pattern, endings in data.get("rules", ())),
    )


def _endings(text: str) -> tuple[str, ...]:
    return tuple("" if ending == _NOTHING else ending for ending in text.split())
