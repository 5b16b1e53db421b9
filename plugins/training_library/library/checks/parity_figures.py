"""The numbers and dates of a translation beside those of its original, each as its language writes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from training_library.library.checks.conventions import conventions_of
from training_library.library.checks.figures import Day, Figure, Figures, figures_of, numbers_in_words
from training_library.library.checks.sections import paired, without_common
from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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

    def may_say(self, number: Figure) -> bool:
        """Tell whether it has a number of the other text in words, or as part of a date, where it should be."""
        return not (self._in_words(number) | self._in_dates(number)).isdisjoint(number.readings)

    def surely_says(self, number: Figure) -> bool:
        """Tell whether it has the number in other form in the one passage where it should be."""
        return self.pair.is_clear(number.passage) and self.may_say(number)

    def may_date(self, day: Day) -> bool:
        """Tell whether it has a date of the other text more than once, in numbers, or as a month alone."""
        if (day.day is None and day.month in self.figures.months) or any(map(day.may_be, self.figures.days)):
            return True
        lines = self._lines(day)
        readings = {reading for each in self.figures.numbers if each.line in lines for reading in each.readings}
        return day.numbers <= readings | self._in_words(day)

    def _in_words(self, figure: Figure | Day) -> set[str]:
        """Return the numbers that it has in words and the other text has not."""
        words, own_words = (Counter[str](), Counter[str]())
        these, those = self.pair.around(figure.passage)
        for passage in these:
            words.update(numbers_in_words(passage.text, self.other_conventions))
        for passage in those:
            own_words.update(numbers_in_words(passage.text, self.conventions))
        return set(own_words - words)

    def _in_dates(self, figure: Figure | Day) -> set[str]:
        lines = self._lines(figure)
        return {number for day in self.figures.days if day.line in lines for number in day.numbers}

    def _lines(self, figure: Figure | Day) -> set[int]:
        _, those = self.pair.around(figure.passage)
        return {at for each in those for at in range(each.line, each.line + each.text.count("\n") + 1)}


def _days(both: SideBySide, original: _Side, translation: _Side) -> Iterator[Finding]:
    pair = translation.pair
    missing, extra = _unmatched(pair, original.figures.days, translation.figures.days, Day.may_be)
    missing, extra = without_common(missing, extra, Day.may_be)
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
    missing, extra = _unmatched(pair, numbers, others, Figure.may_be)
    missing = [number for number in missing if not translation.surely_says(number)]
    extra = [number for number in extra if not original.surely_says(number)]
    missing, extra = without_common(missing, extra, Figure.may_be)
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


def _unmatched(
    pair: Pair, originals: Sequence[F], translations: Sequence[F], same: Callable[[F, F], bool]
) -> tuple[list[F], list[F]]:
    """Return what has no match on the same line of the other text."""
    these, those = _by_line(originals), _by_line(translations)
    missing: list[F] = []
    for line, figures in these.items():
        beside = pair.beside(line)
        lacking, those[beside] = without_common(figures, those[beside], same)
        missing += lacking
    return missing, [figure for rest in those.values() for figure in rest]


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
