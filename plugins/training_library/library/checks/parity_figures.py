"""The numbers and dates of a translation beside those of its original, each as its language writes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from training_library.library.checks.conventions import conventions_of
from training_library.library.checks.figures import Day, Figure, Figures, figures_of, numbers_in_words
from training_library.library.checks.sections import paired, without_common
from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training_library.library.checks.conventions import Conventions
    from training_library.library.checks.finding import Finding
    from training_library.library.checks.sections import Pair
    from training_library.library.checks.side_by_side import SideBySide

F = TypeVar("F", Figure, Day)


def figure_findings(both: SideBySide, pair: Pair) -> Iterator[Finding]:
    """Yield the dates and numbers of a section that only one of the texts has, in whatever order they stand."""
    conventions = [conventions_of(text.language) for text in (both.original, both.translation)]
    named = all(each.months for each in conventions)
    figures = [
        figures_of(section.passages, each, named_months=named)
        for section, each in zip((pair.original, pair.translation), conventions, strict=True)
    ]
    one, other = conventions
    original = _Side(pair=pair.reversed, figures=figures[0], conventions=one, other_conventions=other)
    translation = _Side(pair=pair, figures=figures[1], conventions=other, other_conventions=one)
    yield from _days(both, original, translation)
    yield from _numbers(both, original, translation)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Side:
    """One of the texts, as the other one sees it."""

    pair: Pair
    """From the other one to this one."""
    figures: Figures
    conventions: Conventions
    other_conventions: Conventions
    known: dict[tuple[range, range], set[str]] = field(default_factory=dict)
    """What `_in_words` has found."""

    def may_say(self, number: Figure) -> bool:
        """Tell whether it has a number of the other text in words, or as part of a date, where it should be."""
        passages = self.pair.places_around(number.passage)[1]
        dates = {part for day in self.figures.days if day.passage in passages for part in day.numbers}
        return not (dates | self._in_words(number.passage)).isdisjoint(number.readings)

    def surely_says(self, number: Figure) -> bool:
        """Tell whether it has the number in other form in the one passage where it should be."""
        return self.pair.is_clear(number.passage) and self.may_say(number)

    def may_date(self, day: Day) -> bool:
        """Tell whether it has a date of the other text more than once, in numbers, or as a month alone."""
        if (day.day is None and day.month in self.figures.months) or any(map(day.may_be, self.figures.days)):
            return True
        passages = self.pair.places_around(day.passage)[1]
        readings = {mark for each in self.figures.numbers if each.passage in passages for mark in each.readings}
        return day.numbers <= readings | self._in_words(day.passage)

    def _in_words(self, at: int) -> set[str]:
        """Return the numbers that it has in words and the other text has not, beside passage `at` of that."""
        places = self.pair.places_around(at)
        if places not in self.known:
            words, other_words = Counter[str](), Counter[str]()
            those, these = self.pair.around(at)
            for passage in these:
                words.update(numbers_in_words(passage.text, self.conventions))
            for passage in those:
                other_words.update(numbers_in_words(passage.text, self.other_conventions))
            self.known[places] = set(words - other_words)
        return self.known[places]


def _days(both: SideBySide, original: _Side, translation: _Side) -> Iterator[Finding]:
    pair = translation.pair
    missing, extra = _unmatched(*_unmatched_on_a_line(pair, original.figures.days, translation.figures.days))
    missing = [day for day in missing if not translation.may_date(day)]
    extra = [day for day in extra if not original.may_date(day)]
    told: set[tuple[int, str]] = set()  # Of the days of one expression, the first.
    for one, other in paired(pair, missing, extra):
        finding = _difference(both, pair, Code.DATES_DIFFER, "date", (one, other))
        place = finding.problem.line, other.text if other else one.text if one else ""
        if place not in told:
            told.add(place)
            yield finding


def _numbers(both: SideBySide, original: _Side, translation: _Side) -> Iterator[Finding]:
    pair = translation.pair
    numbers, others = original.figures.numbers, translation.figures.numbers
    missing, extra = _unmatched_on_a_line(pair, numbers, others)
    missing = [number for number in missing if not translation.surely_says(number)]
    extra = [number for number in extra if not original.surely_says(number)]
    missing, extra = _unmatched(missing, extra)
    missing = [number for number in missing if not translation.may_say(number)]
    extra = [number for number in extra if not original.may_say(number)]
    for one, other in paired(pair, missing, extra):
        if one and other and (other.line == pair.beside(one.line) or not (one.is_small or other.is_small)):
            yield _difference(both, pair, Code.NUMBERS_DIFFER, "number", (one, other))
            continue
        if one and not _is_tolerable(one, others):
            yield _difference(both, pair, Code.NUMBERS_DIFFER, "number", (one, None))
        if other and not _is_tolerable(other, numbers):
            yield _difference(both, pair, Code.NUMBERS_DIFFER, "number", (None, other))


def _is_tolerable(number: Figure, others: Sequence[Figure]) -> bool:
    """Tell whether a number may be in one text alone: a small one, or one that is there, only not as often."""
    return number.is_small or any(map(number.may_be, others))


def _unmatched_on_a_line(pair: Pair, originals: Sequence[F], translations: Sequence[F]) -> tuple[list[F], list[F]]:
    """Return what has no match on the line beside it."""
    these, those = _by_line(originals), _by_line(translations)
    missing: list[F] = []
    for line, figures in these.items():
        beside = pair.beside(line)
        lacking, those[beside] = _unmatched(figures, those[beside])
        missing += lacking
    return missing, [figure for rest in those.values() for figure in rest]


def _unmatched(missing: Sequence[F], extra: Sequence[F]) -> tuple[list[F], list[F]]:
    return without_common(missing, extra, lambda each: each.marks, lambda one, other: one.may_be(other))


def _by_line(figures: Sequence[F]) -> dict[int, list[F]]:
    found: dict[int, list[F]] = defaultdict(list)
    for figure in figures:
        found[figure.line].append(figure)
    return found


def _difference(
    both: SideBySide, pair: Pair, code: Code, noun: str, sides: tuple[Figure | Day | None, Figure | Day | None]
) -> Finding:
    one, other = sides
    if one and other:
        what = f'this is "{other.text}", and in the original ({both.place(one.line)}) "{one.text}"'
        return both.finding(code, other.line, what, "correct one of the two")
    if one:
        what = f'the {noun} "{one.text}" of {both.place(one.line)} is missing here'
        return both.finding(code, pair.beside(one.line), what, "add it, or take it out of the original")
    line, text = (other.line, other.text) if other else (pair.translation.line, "")
    what = f'the original has no {noun} "{text}" here, near {both.place(pair.reversed.beside(line))}'
    return both.finding(code, line, what, "add it to the original, or take it out here")
