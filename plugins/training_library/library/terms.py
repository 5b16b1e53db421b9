"""Where a text uses the terms of the glossary, in any grammatical form."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from training_library.library.inflection import grammar_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training_library.library.inflection import Grammar
    from training_library.library.vocabulary import GlossaryTerm

# The group makes `split` return words at odd places and what stands between them at even ones.
_WORD = re.compile(r"(\w+)")
_SPACE = re.compile(r"\s+")
_SPACE_OR_HYPHEN = re.compile(r"\s+|[-\u2010\u2011]")


class Mention(NamedTuple):
    """A place in a text where a term stands."""

    start: int
    end: int
    """Behind its last character."""
    term: str
    """The id of the term."""


class _Candidate(NamedTuple):
    """A term by the words that follow its first one: what may stand before each, and its forms."""

    term: str
    rest: tuple[tuple[re.Pattern[str], frozenset[str]], ...]


class TermFinder:
    """The terms of a glossary in one language."""

    def __init__(self, language: str, glossary: Mapping[str, GlossaryTerm]) -> None:
        """Take the terms of `glossary` by their labels in `language` (BCP 47)."""
        self._grammar = grammar_of(language)
        self._by_first_word: dict[str, list[_Candidate]] = defaultdict(list)
        for term in glossary.values():
            first_word, candidate = _candidate(term.id, term.label[language], self._grammar)
            for form in first_word:
                self._by_first_word[form].append(candidate)
        for candidates in self._by_first_word.values():
            candidates.sort(key=lambda candidate: -len(candidate.rest))

    def find(self, text: str) -> list[Mention]:
        """Return where terms stand in plain text, in its order; of terms within one another the longest."""
        parts = _WORD.split(self._grammar.folded(text))
        mentions: list[Mention] = []
        done = start = 0
        known = self._by_first_word
        for place in [2 * number + 1 for number, word in enumerate(parts[1::2]) if word in known]:
            if place < done:
                continue
            start += sum(map(len, parts[done:place]))
            done, length = place, 0
            if candidate := self._candidate_at(parts, place):
                done = place + 2 * len(candidate.rest) + 1
                length = sum(map(len, parts[place:done]))
                mentions.append(Mention(start, start + length, candidate.term))
            start += length
        return mentions

    def _candidate_at(self, parts: Sequence[str], place: int) -> _Candidate | None:
        """Return the longest term that begins with the word at `place`."""
        for candidate in self._by_first_word[parts[place]]:
            if place + 2 * len(candidate.rest) < len(parts) and _fits(parts, place, candidate):
                return candidate
        return None


def _candidate(id_: str, label: str, grammar: Grammar) -> tuple[frozenset[str], _Candidate]:
    parts = _WORD.split(grammar.folded(label))
    words = [grammar.forms(word) for word in parts[1::2]]
    gaps = [_gap(signs) for signs in parts[2:-1:2]]
    return words[0], _Candidate(id_, tuple(zip(gaps, words[1:], strict=True)))


def _gap(signs: str) -> re.Pattern[str]:
    """Return what may stand between two words of a term, by the signs that stand there in the glossary."""
    if _SPACE_OR_HYPHEN.fullmatch(signs):
        return _SPACE_OR_HYPHEN
    pattern = r"\s+".join(map(re.escape, _SPACE.split(signs.replace("\u2019", "'"))))
    return re.compile(pattern.replace("'", "['\u2019]").replace(",", ",?"))


def _fits(parts: Sequence[str], place: int, candidate: _Candidate) -> bool:
    """Return whether the words of a term follow the one at `place`, with nothing else between."""
    return all(
        parts[place + 2 * number] in forms and gap.fullmatch(parts[place + 2 * number - 1])
        for number, (gap, forms) in enumerate(candidate.rest, 1)
    )
