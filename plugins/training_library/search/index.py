"""The index of one language: which term stands in which document, how much it weighs there, and in which section.

A document's weight for a term is the saturated, length-normalised sum over its fields (BM25F, Robertson and Zaragoza,
"The Probabilistic Relevance Framework", 2009), in seven steps. How rare a term is, the browser sees from its postings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from training_library.search.analysis import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from training_library.search.analysis import Analyser
    from training_library.search.sections import Section

K1 = 1.2
STEPS = 15
SET_PHRASE = 2
"""So often two words have to stand side by side in a document to be a term together."""
LAST_SECTION = 5
"""Sections beyond are counted as this one: the text itself tells them apart."""
PAIR = "+"
"""Joins two words that stand side by side more than once, or in a heading: together they are a term as well."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """How much a word counts that stands in a part of a document."""

    weight: float
    length_matters: float
    """From 0 (a long field is as good as a short one) to 1: `b` of BM25."""


FIELDS: Mapping[str, Field] = {
    "title": Field(weight=5.0, length_matters=0.3),
    "headings": Field(weight=2.5, length_matters=0.5),
    "summary": Field(weight=2.0, length_matters=0.5),
    "tags": Field(weight=2.0, length_matters=0.3),
    "body": Field(weight=1.0, length_matters=0.7),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """What is searched of a document in one language."""

    number: int
    """The place of the document on the shelf of the language."""
    path: str
    kind: str
    """Its id in the vocabulary."""
    title: str
    summary: str
    tags: tuple[str, ...]
    sections: tuple[Section, ...]


class Posting(NamedTuple):
    """A term in a document."""

    number: int
    impact: int
    """From 1 to `STEPS`."""
    section: int
    """Where the term weighs most: 0 for title and summary, else the place of the section from 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Index:
    """All terms of a language."""

    postings: Mapping[str, Sequence[Posting]]
    """By term, sorted; postings by number of document."""
    words: Mapping[str, str]
    """By term the word that most often stands for it, for correcting what is typed."""
    texts: Sequence[Text]


@dataclass(slots=True)
class _Counts:
    """One document, counted."""

    number: int
    by_field: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FIELDS})
    sections: dict[str, tuple[float, int]] = field(default_factory=dict)
    pairs: dict[str, tuple[float, int]] = field(default_factory=dict)
    """Count and section of each pair of words that is a set phrase here."""


def build_index(texts: Sequence[Text], analyser: Analyser) -> Index:
    """Return the index of `texts`; time and size grow with the number of words."""
    said: Counter[str] = Counter()
    counted = [_count(text, analyser, said) for text in texts]
    lengths = {name: _average(counts.by_field[name].total() for counts in counted) for name in FIELDS}
    postings: dict[str, list[Posting]] = defaultdict(list)
    for counts in counted:
        for term, impact in _impacts(counts, lengths).items():
            postings[term].append(Posting(counts.number, impact, counts.sections[term][1]))
        for pair, (count, section) in counts.pairs.items():
            postings[pair].append(Posting(counts.number, _step(count), section))
    kept = sorted(term for term, entries in postings.items() if PAIR not in term or len(entries) > 1)
    return Index(postings={term: postings[term] for term in kept}, words=_words(said, analyser), texts=texts)


def _words(said: Counter[str], analyser: Analyser) -> dict[str, str]:
    """Return for each term the word that was said most often."""
    best: dict[str, tuple[int, str]] = {}
    for word, count in said.items():
        for part, term in analyser.terms_of(word):
            best[term] = min(best.get(term, (0, part)), (-count, part))
    return {term: word for term, (_, word) in best.items()}


def _count(text: Text, analyser: Analyser, said: Counter[str]) -> _Counts:
    counts = _Counts(text.number)
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    parts = [("title", 0, text.title), ("summary", 0, text.summary), *(("tags", 0, tag) for tag in text.tags)]
    for place, section in enumerate(text.sections, 1):
        parts += [("headings", place, section.heading), ("body", place, section.text)]
    for name, place, words in parts:
        found = words_of(words)
        said.update(found)
        terms = analyser.terms(found)
        counted = Counter(terms)
        counts.by_field[name].update(counted)
        _keep_best_section(counts.sections, counted, min(place, LAST_SECTION), FIELDS[name].weight)
        beside = Counter(pairwise(terms))
        for pair, count in beside.items():
            pairs[pair] += count if name == "body" else max(SET_PHRASE, FIELDS[name].weight) * count
    for (first, second), weight in pairs.items():
        if weight >= SET_PHRASE and first != second:
            counts.pairs[f"{first}{PAIR}{second}"] = (weight, counts.sections[second][1])
    return counts


def _keep_best_section(best: dict[str, tuple[float, int]], terms: Counter[str], place: int, weight: float) -> None:
    """Remember where each term weighs most; a section is a better place to lead to than the title."""
    for term, count in terms.items():
        score = count * weight
        known = best.get(term)
        if known is None or (place and (known[1] == 0 or score > known[0])):
            best[term] = (score, place)


def _impacts(counts: _Counts, lengths: Mapping[str, float]) -> dict[str, int]:
    weights: dict[str, float] = defaultdict(float)
    for name, terms in counts.by_field.items():
        settings = FIELDS[name]
        share = settings.length_matters
        length = 1 - share + share * terms.total() / lengths[name] if lengths[name] else 1.0
        for term, count in terms.items():
            weights[term] += settings.weight * count / length
    return {term: _step(weight) for term, weight in weights.items()}


def _step(weight: float) -> int:
    """Return a weight, saturated, as an impact."""
    return max(1, round(STEPS * weight / (K1 + weight)))


def _average(lengths: Iterable[int]) -> float:
    values = list(lengths)
    return sum(values) / len(values) if values else 0.0
