"""Which terms of the glossary a text of one language uses, and whether it uses a given one."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from training_library.library.inflection import grammar_of
from training_library.library.terms import TermFinder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from training_library.library.structure import Passage
    from training_library.library.terms import Mention
    from training_library.library.vocabulary import GlossaryTerm, Vocabulary

_WORD = re.compile(r"\w+(?:['\u2019](?!s\b)\w+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_BEFORE_CAPITAL = re.compile(r"(?:^|[.!?:|(\[\"'\u2018\u2019\u201c\u201e\u00ab\u2014\u2013])\s*$")
"""What stands before a word that is written with a capital letter for its place alone."""
_LONGEST_LITTLE_WORD = 3
"""Words of more letters make a term; prepositions and their like do not."""


class TermUse:
    """The terms of the glossary as texts of a language use them."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        """Take the labels, the other words that are accepted, and the abbreviations that are synonyms of a label."""
        self._grammar = grammar_of(language)
        self._finder = TermFinder(language, vocabulary.glossary)
        self._language = language
        self._glossary = vocabulary.glossary
        self._wordings: dict[str, list[list[frozenset[str]]]] = {}
        self._by_wording: dict[str, set[str]] = defaultdict(set)
        for term in vocabulary.glossary.values():
            wordings = list(_wordings(term, language, vocabulary.synonyms.get(language, ())))
            self._wordings[term.id] = [self._forms(wording) for wording in wordings]
            for wording in wordings:
                self._by_wording[self._grammar.folded(wording)].add(term.id)

    def mentions(self, passages: Iterable[Passage]) -> Iterator[tuple[int, str, str]]:
        """Yield line, words and term of each place where a term stands that has no everyday meaning and is no name."""
        for passage in passages:
            for mention in self._finder.find(passage.text):
                term = self._glossary[mention.term]
                is_meant = self._language not in term.ambiguous
                if is_meant and not _is_name(passage.text, mention, term.label[self._language]):
                    line = passage.line + passage.text.count("\n", 0, mention.start)
                    yield line, passage.text[mention.start : mention.end], mention.term

    def meanings(self, term: str) -> AbstractSet[str]:
        """Return the terms that the label of `term` may stand for: another one may accept it too."""
        return self._by_wording[self._grammar.folded(self._glossary[term].label[self._language])]

    def has_any(self, terms: AbstractSet[str], passages: Iterable[Passage]) -> bool:
        """Tell whether a sentence has all words of one of the terms, in any form and order."""
        wordings = [wording for term in sorted(terms) for wording in self._wordings[term]]
        for passage in passages:
            for sentence in _SENTENCE_END.split(passage.text):
                words = set(_WORD.findall(self._grammar.folded(sentence)))
                if any(all(not forms.isdisjoint(words) for forms in wording) for wording in wordings):
                    return True
        return False

    def _forms(self, wording: str) -> list[frozenset[str]]:
        """Return the forms of each word that makes the term."""
        words = _WORD.findall(self._grammar.folded(wording))
        long = [word for word in words if len(word) > _LONGEST_LITTLE_WORD]
        return [self._grammar.forms(word) for word in long or words]


def _wordings(term: GlossaryTerm, language: str, synonyms: Iterable[tuple[str, ...]]) -> Iterator[str]:
    label = term.label[language]
    yield label
    yield from term.also.get(language, ())
    for group in synonyms:
        if label.casefold() in map(str.casefold, group):
            yield from (word for word in group if len(word) > 1 and word.isupper())


def _is_name(text: str, mention: Mention, label: str) -> bool:
    """Tell whether a term is part of a name, by its capitals: the State Migration Service has a name of its own."""
    words = text[mention.start : mention.end].split()
    if _BEFORE_CAPITAL.search(text, 0, mention.start):
        words = words[1:]
    return label.islower() and any(word[0].isupper() and not word.isupper() for word in words)
