"""The sections of a text, and which of a translation's belongs to which of the original's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby
from math import log
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from training_library.library.structure import (
        Admonition,
        Code,
        Footnote,
        Heading,
        Image,
        Link,
        Passage,
        Structure,
        Table,
    )

_LARGEST_GAP = 200
"""So many sections without a common id are still compared each with each; longer stretches are paired in order."""
_GAP = -0.5
"""What it costs to leave a section alone, where a pair of one level earns 1 and more the more they have in common."""


class Placed(Protocol):
    """What stands on a line."""

    @property
    def line(self) -> int:
        """Of the file, from 1."""


P = TypeVar("P", bound=Placed)
Q = TypeVar("Q", bound=Placed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading with what follows up to the next heading, of whatever level; the first one has no heading."""

    line: int
    heading: Heading | None = None
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    tables: tuple[Table, ...] = ()
    references: tuple[Footnote, ...] = ()
    admonitions: tuple[Admonition, ...] = ()
    code: tuple[Code, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def level(self) -> int:
        """Of its heading, 0 without one."""
        return self.heading.level if self.heading else 0

    @property
    def id(self) -> str:
        """The id that the author gave, "" for none."""
        return self.heading.id if self.heading and self.heading.is_explicit else ""

    def joined(self, other: Section) -> Section:
        """Return this section with what stands in a later one, as if that had no heading."""
        parts = {part: getattr(self, part) + getattr(other, part) for part in _PARTS}
        parts["passages"] = tuple(
            each for each in parts["passages"] if each.kind != "heading" or each.line == self.line
        )
        return Section(line=self.line, heading=self.heading, **parts)


_PARTS = tuple(field.name for field in fields(Section) if field.name not in {"line", "heading"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A section with its counterpart, or one that has none."""

    original: Section | None
    translation: Section | None


def sections_of(structure: Structure, first_line: int) -> list[Section]:
    """Divide a text, which starts on `first_line`, at its headings."""
    headings = sorted(structure.headings, key=lambda heading: heading.line)
    starts = [first_line, *(heading.line for heading in headings)]
    ends = [*starts[1:], float("inf")]
    parts = {part: sorted(getattr(structure, part), key=_line) for part in _PARTS}
    sections = []
    for heading, start, end in zip((None, *headings), starts, ends, strict=True):
        inside = {}
        for part, every in parts.items():
            count = next((at for at, each in enumerate(every) if each.line >= end), len(every))
            inside[part], parts[part] = tuple(every[:count]), every[count:]
        sections.append(Section(line=start, heading=heading, **inside))
    return sections


def _line(placed: Placed) -> int:
    return placed.line


def aligned(originals: Sequence[Section], translations: Sequence[Section]) -> list[Step]:
    """Walk through two texts side by side, in order.

    Sections with one id belong together; what stands between them is paired so that level and content fit best.
    A section that was moved is alone twice: where it is, and where it should be.
    """
    ids = _ids(originals), _ids(translations)
    shared = set(ids[0]) & set(ids[1])
    steps: list[Step] = []
    at, beside = 0, 0
    for block in SequenceMatcher(None, *ids, autojunk=False).get_matching_blocks():
        steps += _bridge(originals[at : block.a], translations[beside : block.b], shared)
        at, beside = block.a + block.size, block.b + block.size
        pairs = zip(originals[block.a : at], translations[block.b : beside], strict=True)
        steps += [Step(original=original, translation=translation) for original, translation in pairs]
    return steps


def _ids(sections: Sequence[Section]) -> list[Hashable]:
    """Return what a section can be known by; without an id it is like no other, save the beginnings of the texts."""
    seen: Counter[str] = Counter(section.id for section in sections)
    return [
        section.id if section.id and seen[section.id] == 1 else object() if section.heading else ""
        for section in sections
    ]


def _bridge(originals: Sequence[Section], translations: Sequence[Section], shared: set[Hashable]) -> Iterator[Step]:
    """Yield the best pairs between two places that are known to belong together."""
    rows, columns = len(originals), len(translations)
    if not (rows and columns) or max(rows, columns) > _LARGEST_GAP:
        for at in range(max(rows, columns)):
            yield Step(
                original=originals[at] if at < rows else None, translation=translations[at] if at < columns else None
            )
        return
    likeness = [[_likeness(one, other, shared) for other in translations] for one in originals]
    best = _best(likeness)
    row = column = 0
    while row < rows or column < columns:
        here = best[row][column]
        if row < rows and column < columns and here == best[row + 1][column + 1] + likeness[row][column]:
            yield Step(original=originals[row], translation=translations[column])
            row, column = row + 1, column + 1
        elif row < rows and here == best[row + 1][column] + _GAP:
            yield Step(original=originals[row], translation=None)
            row += 1
        else:
            yield Step(original=None, translation=translations[column])
            column += 1


def _best(likeness: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return for each place in both texts how well what follows can be paired (Needleman and Wunsch)."""
    rows, columns = len(likeness), len(likeness[0])
    best = [[_GAP * (rows - row + columns - column) for column in range(columns + 1)] for row in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            paired = best[row + 1][column + 1] + likeness[row][column]
            best[row][column] = max(paired, best[row + 1][column] + _GAP, best[row][column + 1] + _GAP)
    return best


def _likeness(original: Section, translation: Section, shared: set[Hashable]) -> float:
    """Return how well two sections fit; those with an id that the other text has elsewhere never do."""
    if (original.id and original.id in shared) or (translation.id and translation.id in shared):
        return -9
    if (original.heading is None) != (translation.heading is None):
        return -9
    level = 1 if original.level == translation.level else -0.4
    ids = -0.5 if original.id and translation.id else 0
    sizes = [sum(len(passage.text) for passage in section.passages[1:]) + 20 for section in (original, translation)]
    size = max(0, 1 - abs(log(sizes[1] / sizes[0])))
    marks, others = _marks(original), _marks(translation)
    common = 3 * (marks & others).total() / max(1, (marks | others).total())
    return level + ids + size + common


def _marks(section: Section) -> Counter[Hashable]:
    """Return what a translation leaves as it is."""
    marks: Counter[Hashable] = Counter(link.target for link in section.links)
    marks.update(image.target for image in section.images)
    marks.update((table.rows, table.columns) for table in section.tables)
    marks.update(note.label for note in section.references)
    marks.update(admonition.kind for admonition in section.admonitions)
    marks.update(code.language for code in section.code)
    for passage in section.passages:
        marks.update("".join(letter if letter.isdecimal() else " " for letter in passage.text).split())
    return marks


@dataclass(frozen=True, kw_only=True)  # Without slots, so that what is worked out can be remembered.
class Pair:
    """A section of the original and its counterpart."""

    original: Section
    translation: Section

    @property
    def reversed(self) -> Pair:
        """The same pair, seen from the translation."""
        return Pair(original=self.translation, translation=self.original)

    def beside(self, line: int) -> int:
        """Return the line of the translation that says what `line` of the original says, as near as can be told."""
        passages, others = self.original.passages, self.translation.passages
        at = bisect_left(self._ends, line)
        if at == len(passages):  # Behind all that is said.
            return (others[at:] or others[-1:] or (self.translation,))[0].line
        these, those = self._run(at)
        if not those:
            return self.translation.line
        other = others[those[int(these.index(at) * (len(those) - 1) / max(1, len(these) - 1) + 0.5)]]
        return other.line + max(0, min(line - passages[at].line, other.text.count("\n")))

    def is_clear(self, at: int) -> bool:
        """Tell whether it is clear which passage is the counterpart of passage `at` of the original."""
        these, those = self._run(at)
        return len(these) == len(those)

    def around(self, at: int) -> tuple[list[Passage], list[Passage]]:
        """Return passage `at` of the original and its counterpart; a run of each where that is not clear."""
        these, those = self.places_around(at)
        passages, others = self.original.passages, self.translation.passages
        return [passages[each] for each in these], [others[each] for each in those]

    def places_around(self, at: int) -> tuple[range, range]:
        """Return the places of the passages that `around` returns."""
        these, those = self._run(at)
        if len(these) == len(those):
            return range(at, at + 1), those[these.index(at) :][:1]
        return these, those

    @cached_property
    def _ends(self) -> list[int]:
        """The last line of each passage of the original."""
        return [passage.line + passage.text.count("\n") for passage in self.original.passages]

    def _run(self, at: int) -> tuple[range, range]:
        """Return which passages of both texts belong together with passage `at` of the original."""
        return self._runs_of_both[bisect_right(self._starts, at) - 1]

    @cached_property
    def _starts(self) -> list[int]:
        return [run.start for run, _ in self._runs_of_both]

    @cached_property
    def _runs_of_both(self) -> list[tuple[range, range]]:
        """The passages that belong together, such as all cells of a table.

        Where tables and paragraphs do not alternate alike in both texts, these are all passages.
        """
        runs, others = _runs(self.original.passages), _runs(self.translation.passages)
        if [kind for kind, _ in runs] != [kind for kind, _ in others]:
            return [(range(len(self.original.passages)), range(len(self.translation.passages)))]
        return [(run, other) for (_, run), (_, other) in zip(runs, others, strict=True)]


def _runs(passages: Sequence[Passage]) -> list[tuple[str, range]]:
    """Return the kind and the places of each run of passages of one kind."""
    runs, start = [], 0
    for kind, run in groupby(passages, key=lambda passage: passage.kind):
        end = start + sum(1 for _ in run)
        runs.append((kind, range(start, end)))
        start = end
    return runs


def differences(
    pair: Pair, originals: Sequence[P], translations: Sequence[Q], key: Callable[[P | Q], Hashable]
) -> list[tuple[P | None, Q | None]]:
    """Return what the one side has and the other lacks, each key as often as it stands there, in whatever order.

    What was replaced comes as a pair: first what stands on the same line, then the rest in order.
    """
    keys = [key(each) for each in originals], [key(each) for each in translations]
    missing, extra = list(originals), list(translations)
    for block in reversed(SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks()):
        del missing[block.a : block.a + block.size], extra[block.b : block.b + block.size]
    left = without_common(missing, extra, lambda each: (key(each),), lambda one, other: key(one) == key(other))
    return paired(pair, *left)


def without_common(
    missing: Sequence[P], extra: Sequence[Q], marks: Callable[[P | Q], Iterable[Hashable]], same: Callable[[P, Q], bool]
) -> tuple[list[P], list[Q]]:
    """Return both without what the other has too, one for one; what is the `same` shares one of its `marks`."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for at, other in enumerate(extra):
        for mark in marks(other):
            places[mark].append(at)
    lacking, found = [], set()
    for one in missing:
        near = (at for mark in marks(one) for at in places[mark] if at not in found and same(one, extra[at]))
        at = next(near, -1)
        if at < 0:
            lacking.append(one)
        found.add(at)
    return lacking, [other for at, other in enumerate(extra) if at not in found]


def paired(pair: Pair, missing: Sequence[P], extra: Sequence[Q]) -> list[tuple[P | None, Q | None]]:
    """Put what is missing beside what stands there instead."""
    rest, alone = list(extra), []
    found: list[tuple[P | None, Q | None]] = []
    for one in missing:
        at = next((at for at, other in enumerate(rest) if other.line == pair.beside(one.line)), None)
        if at is None:
            alone.append(one)
        else:
            found.append((one, rest.pop(at)))
    count = min(len(alone), len(rest))
    found += zip(alone[:count], rest[:count], strict=True)
    found += [(one, None) for one in alone[count:]]
    found += [(None, other) for other in rest[count:]]
    return found
