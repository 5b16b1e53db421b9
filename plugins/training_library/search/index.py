"""The index of one language: which term stands in which document, how much it weighs there, and in which section.

A document's weight for a term is the saturated, length-normalised sum over its fields (BM25F, Robertson and Zaragoza,
"The Probabilistic Relevance Framework", 2009), in seven steps. How rare a term is, the browser sees from its postings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

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


Posting = tuple[int, int, int]
"""A term in a document: the number of the document, the impact from 1 to `STEPS`, and the section where the term weighs
most: 0 for title and summary, else the place of the section from 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Index:
    """All terms of a language."""

    postings: Mapping[str, Sequence[Posting]]
    """By term, sorted; postings by number of document."""
    words: Mapping[str, str]
    """By term the word that most often stands for it, for correcting what is typed."""
    texts: Sequence[Text]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Counts:
    """One document, counted."""

    text: Text
    by_field: Mapping[str, Counter[str]]
    sections: Mapping[str, int]
    """By term the section where it weighs most."""
    pairs: Mapping[str, tuple[float, int]]
    """Count and section of each pair of words that is a set phrase here."""


class Indexer:
    """Takes in the texts of a language one by one; time and size grow with the number of words."""

    def __init__(self, analyser: Analyser) -> None:
        """Begin with no text."""
        self._analyser = analyser
        self._counts: dict[int, _Counts] = {}
        """By number of the text."""
        self._said: Counter[str] = Counter()

    def add(self, text: Text) -> None:
        """Count a text, in whatever order they come."""
        self._counts[text.number] = _count(text, self._analyser, self._said)

    def index(self) -> Index:
        """Return the index of what was added."""
        counted = [self._counts[number] for number in sorted(self._counts)]
        lengths = {name: _average(counts.by_field[name].total() for counts in counted) for name in FIELDS}
        postings: dict[str, list[Posting]] = defaultdict(list)
        for counts in counted:
            number, sections = counts.text.number, counts.sections
            for term, impact in _impacts(counts.by_field, lengths).items():
                postings[term].append((number, impact, sections[term]))
            for pair, (count, section) in counts.pairs.items():
                postings[pair].append((number, _step(count), section))
        kept = sorted(term for term, entries in postings.items() if len(entries) > 1 or PAIR not in term)
        return Index(
            postings={term: postings[term] for term in kept},
            words=_words(self._said, self._analyser),
            texts=[counts.text for counts in counted],
        )


def _words(said: Counter[str], analyser: Analyser) -> dict[str, str]:
    """Return for each term the word that was said most often, of equals the first in the alphabet."""
    counts: Counter[str] = Counter()
    for piece, count in said.items():
        for part in analyser.parts(piece):
            counts[part] += count
    best_last = sorted(sorted(counts, reverse=True), key=counts.__getitem__)
    return {analyser.stem(word): word for word in best_last}


def _count(text: Text, analyser: Analyser, said: Counter[str]) -> _Counts:
    parts = {
        "title": [text.title],
        "headings": [section.heading for section in text.sections],
        "summary": [text.summary],
        "tags": list(text.tags),
        "body": [section.text for section in text.sections],
    }
    pieces = {name: list(map(str.split, parts[name])) for name in FIELDS}
    said.update(chain.from_iterable(chain.from_iterable(pieces.values())))
    terms = {name: list(map(analyser.terms, pieces[name])) for name in FIELDS}
    by_field = {name: Counter(chain.from_iterable(terms[name])) for name in FIELDS}
    sections = dict.fromkeys(chain.from_iterable(chain(terms["title"], terms["summary"], terms["tags"])), 0)
    sections.update(_best_sections(terms["headings"], terms["body"]))
    pairs = _pairs(terms, by_field)
    placed = {f"{first}{PAIR}{second}": (weight, sections[second]) for (first, second), weight in pairs.items()}
    return _Counts(text=text, by_field=by_field, sections=sections, pairs=placed)


def _best_sections(headings: Sequence[list[str]], bodies: Sequence[list[str]]) -> dict[str, int]:
    """Return for each term the section where it weighs most, the first of equals."""
    best: dict[str, int] = {}
    weights: dict[str, float] = {}
    for place in range(len(bodies), 0, -1):
        best.update(dict.fromkeys(bodies[place - 1], min(place, LAST_SECTION)))
    for place, (heading, body) in enumerate(zip(headings, bodies, strict=True), 1):
        found = [(term, count * FIELDS["headings"].weight) for term, count in Counter(heading).items()]
        found += [(term, float(count)) for term, count in Counter(body).items() if count > 1]
        for term, weight in found:
            if weight > weights.get(term, 1):
                weights[term] = weight
                best[term] = min(place, LAST_SECTION)
    return best


def _pairs(
    terms: Mapping[str, Sequence[list[str]]], by_field: Mapping[str, Counter[str]]
) -> dict[tuple[str, str], float]:
    """Return the weight of each two different terms that are a set phrase in a document."""
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    for name in FIELDS.keys() - {"body"}:
        for (first, second), count in Counter(chain.from_iterable(map(pairwise, terms[name]))).items():
            if first != second:
                pairs[first, second] += max(SET_PHRASE, FIELDS[name].weight) * count
    # Only terms that are said again can stand together again.
    again = {term: term for term, count in by_field["body"].items() if count > 1}
    for name in FIELDS.keys() - {"body"}:
        again.update((term, term) for term in by_field[name])
    beside = Counter(chain.from_iterable(pairwise(map(again.get, part)) for part in terms["body"]))
    for (one, other), count in beside.items():
        if one and other and one != other and (count >= SET_PHRASE or (one, other) in pairs):
            pairs[one, other] += count
    return pairs


def _impacts(by_field: Mapping[str, Counter[str]], lengths: Mapping[str, float]) -> dict[str, int]:
    scales = {name: _scale(name, terms.total(), lengths[name]) for name, terms in by_field.items()}
    body, steps = by_field["body"], _Steps(scales["body"])
    impacts = {term: steps[count] for term, count in body.items()}
    weights: dict[str, float] = {}
    for name in FIELDS.keys() - {"body"}:
        for term, count in by_field[name].items():
            weights[term] = weights.get(term, body[term] * scales["body"]) + count * scales[name]
    impacts.update((term, _step(weight)) for term, weight in weights.items())
    return impacts


def _scale(name: str, length: int, average: float) -> float:
    """Return how much a word counts in a field of a document: the less, the longer the field is."""
    share = FIELDS[name].length_matters
    return FIELDS[name].weight / (1 - share + share * length / average if average else 1.0)


class _Steps(dict[int, int]):
    """From how often a word stands in the body of a document to its impact."""

    def __init__(self, scale: float) -> None:
        super().__init__()
        self._scale = scale

    def __missing__(self, count: int) -> int:
        self[count] = impact = _step(count * self._scale)
        return impact


def _step(weight: float) -> int:
    """Return a weight, saturated, as an impact."""
    return max(1, round(STEPS * weight / (K1 + weight)))


def _average(lengths: Iterable[int]) -> float:
    values = list(lengths)
    return sum(values) / len(values) if values else 0.0
