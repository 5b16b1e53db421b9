"""A translation beside its original, section by section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.checks.sections import Pair, Section, aligned, sections_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training_library.library.checks.sections import Step
    from training_library.library.checks.texts import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A section that both texts have, with those behind it that only one of them has."""

    pair: Pair
    missing: tuple[Section, ...]
    """Of the original."""
    extra: tuple[Section, ...]
    """Of the translation."""
    next_line: int
    """The line of the translation where what is missing would stand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alignment:
    """Which section belongs to which."""

    stretches: tuple[Stretch, ...]
    """In the order of the translation, those that were moved at the end."""
    moved: tuple[tuple[Section, Section], ...]
    """Sections of the original that stand elsewhere in the translation; of several in a row the first."""

    @property
    def missing(self) -> tuple[Section, ...]:
        """The sections of the original that the translation lacks."""
        return tuple(section for stretch in self.stretches for section in stretch.missing)

    @property
    def extra(self) -> tuple[Section, ...]:
        """The sections that only the translation has."""
        return tuple(section for stretch in self.stretches for section in stretch.extra)


def alignment_of(original: Text, translation: Text) -> Alignment:
    """Lay two texts side by side."""
    originals = sections_of(original.structure, original.body_line)
    translations = sections_of(translation.structure, translation.body_line)
    steps = aligned(originals, translations)
    moved = list(_moved(steps))
    ids = {one.id for one, _ in moved}
    last_line = translation.body_line + translation.body.rstrip().count("\n")
    stretches = list(_stretches(steps, ids, last_line))
    stretches += [
        Stretch(pair=Pair(original=one, translation=other), missing=(), extra=(), next_line=other.line)
        for one, other in moved
    ]
    order = {id(one): place for place, one in enumerate(originals)}
    beside = {id(other): place for place, other in enumerate(translations)}
    firsts = [
        (one, other)
        for before, (one, other) in zip([None, *moved], moved, strict=False)
        if before is None
        or order[id(before[0])] + 1 != order[id(one)]
        or beside[id(before[1])] + 1 != beside[id(other)]
    ]
    return Alignment(stretches=tuple(stretches), moved=tuple(firsts))


def _moved(steps: Sequence[Step]) -> Iterator[tuple[Section, Section]]:
    """Yield the sections that are alone in both texts under one id."""
    alone = {step.translation.id: step.translation for step in steps if step.original is None and step.translation}
    for step in steps:
        if step.translation is None and step.original and step.original.id in alone and step.original.id:
            yield step.original, alone.pop(step.original.id)


def _stretches(steps: Sequence[Step], moved: set[str], last_line: int) -> Iterator[Stretch]:
    """Yield each pair with the sections behind it that have no counterpart."""
    starts = [place for place, step in enumerate(steps) if step.original and step.translation]
    for start, end in zip(starts, [*starts[1:], len(steps)], strict=True):
        original, translation = steps[start].original, steps[start].translation
        if original is None or translation is None:
            continue
        behind = steps[start + 1 : end]
        extra = [step.translation for step in behind if step.translation]
        following = [*extra, *(step.translation for step in steps[end : end + 1] if step.translation)]
        yield Stretch(
            pair=Pair(original=original, translation=translation),
            missing=tuple(step.original for step in behind if step.original and step.original.id not in moved),
            extra=tuple(section for section in extra if section.id not in moved),
            next_line=following[0].line if following else last_line,
        )
