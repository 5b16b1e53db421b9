"""How far a translation is behind its original: a pure function of the two files.

Dates and histories of commits are not asked. A shallow clone and a zip know neither, a rebase changes both, and any
edit of the translation would clear them. So the answer is the same wherever the files are the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from training_library.library.sections import outline_of
from training_library.library.stamp import fingerprints_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from training_library.library.document import Written
    from training_library.library.stamp import Stamp


class State(StrEnum):
    """How a translation stands to its original, in the order in which it asks for work."""

    ORPHAN = "orphan"
    """There is no original."""
    SUSPECT = "suspect"
    """The stamp was renewed and the text was not, or the stamp was changed by hand."""
    STALE = "stale"
    """The original has changed since."""
    DRIFT = "drift"
    """The headings or their ids differ from those of the original."""
    UNSTAMPED = "unstamped"
    """Nobody has noted which text of the original it was made from."""
    MISSING = "missing"
    """There is no translation."""
    COSMETIC = "cosmetic"
    """Only white space, typography or facts outside the text have changed in the original: nothing to translate."""
    CURRENT = "current"
    """The original is as it was translated."""


BEHIND = frozenset({State.SUSPECT, State.STALE})
"""The states of which readers must be told."""


class Change(StrEnum):
    """What happened to a section of the original."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    UNTOUCHED = "untouched"
    """It changed, then the stamp was renewed, and the translated section is as it was."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionChange:
    """A section of the original that the translation does not follow."""

    id: str
    """An explicit id, `@front`, `@start`, or `@` with a number: see `sections`."""
    change: Change


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationState:
    """How one translation stands."""

    state: State
    changes: tuple[SectionChange, ...] = ()
    """In the order of the original, then those it no longer has."""
    stamped: dt.date | None = None
    """The day of which the translation is known to have followed the original."""
    reason: str = ""
    """Why it was stamped although a check spoke against it."""

    @property
    def is_behind(self) -> bool:
        """Whether readers must be told."""
        return self.state in BEHIND

    def ids(self, *changes: Change) -> tuple[str, ...]:
        """Return the ids of the sections to which one of `changes` happened."""
        return tuple(section.id for section in self.changes if section.change in changes)


MISSING = TranslationState(state=State.MISSING)
CURRENT = TranslationState(state=State.CURRENT)


def states_of(texts: Mapping[str, Written]) -> dict[str, TranslationState]:
    """Return how each translation among `texts`, which are given by their file, stands to its original."""
    return {
        src_uri: state_of(text, texts.get(source_uri(text)))
        for src_uri, text in texts.items()
        if text.translation is not None
    }


def source_uri(translation: Written) -> str:
    """Return the file of what a translation was made from, "" when it says nothing of another language."""
    language, _, path = translation.src_uri.partition("/")
    of = translation.translation.of if translation.translation else ""
    return f"{of}/{path}" if of != language else ""


def state_of(translation: Written, source: Written | None) -> TranslationState:
    """Return how `translation` stands to `source`, which is None when there is no original."""
    front = translation.translation
    if front is None or source is None or source.translation is not None:
        return TranslationState(state=State.ORPHAN)
    stamp = front.stamp
    if stamp is None:
        return TranslationState(state=State.UNSTAMPED if front.is_sound else State.SUSPECT)
    changes = _changes(stamp, source)
    return TranslationState(
        state=_state(translation, source, stamp, changes) if front.is_sealed else State.SUSPECT,
        changes=changes,
        stamped=stamp.day,
        reason=stamp.reason,
    )


def _state(translation: Written, source: Written, stamp: Stamp, changes: Sequence[SectionChange]) -> State:
    if any(section.change is Change.UNTOUCHED for section in changes):
        return State.SUSPECT
    if changes:
        return State.STALE
    if not stamp.reason and outline_of(translation.body) != outline_of(source.body):
        return State.DRIFT
    return State.CURRENT if stamp.source == source.blob else State.COSMETIC


def differences_of_outline(translation: Written, source: Written) -> Iterator[str]:
    """Yield in words where the headings of a translation and of its original differ in level, id or order."""
    own, original = outline_of(translation.body), outline_of(source.body)
    matcher = SequenceMatcher(None, original, own, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            yield f"{_headings(original[first:last]) or 'nothing'} there, {_headings(own[start:end]) or 'nothing'} here"


def _headings(outline: Sequence[tuple[int, str]]) -> str:
    return ", ".join(f"{'#' * level} {{#{id_}}}" if id_ else f"{'#' * level} without an id" for level, id_ in outline)


def _changes(stamp: Stamp, source: Written) -> tuple[SectionChange, ...]:
    before = {entry.id: entry.source for entry in stamp.sections}
    untouched = {entry.id for entry in stamp.sections if entry.is_untouched}
    after = before if stamp.source == source.blob else fingerprints_of(source)  # The same bytes, the same sections.
    return compare(before, after, untouched)


def compare(
    before: Mapping[str, str], after: Mapping[str, str], untouched: Collection[str] = ()
) -> tuple[SectionChange, ...]:
    """Return what happened to sections, whose fingerprints are given by id in the order of the text.

    Args:
        before: As the translation follows them.
        after: As they are now.
        untouched: Ids in `before` that the translation does not follow although it was stamped.
    """
    partners = line_up(before, after)
    found = [
        (id_, _change(fingerprint, before.get(partners.get(id_, "")), is_untouched=partners.get(id_) in untouched))
        for id_, fingerprint in after.items()
    ]
    followed = set(partners.values())
    removed = [SectionChange(id=id_, change=Change.REMOVED) for id_ in before if id_ not in followed]
    return (*(SectionChange(id=id_, change=change) for id_, change in found if change), *removed)


def _change(now: str, before: str | None, *, is_untouched: bool) -> Change | None:
    if before is None:
        return Change.ADDED
    if is_untouched:
        return Change.UNTOUCHED
    return Change.CHANGED if now != before else None


def line_up(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return for each section of `after` the one of `before` that it has come from, where there is one, by ids.

    Both give the fingerprints of the sections by id, in their order. Sections with an id are found by it. The others
    are lined up like the lines of a text, so that a new one does not make all that follow look changed. A section that
    only got another id is the same one.
    """
    if before == after:
        return {id_: id_ for id_ in after}
    partners = {id_: id_ for id_ in after if id_ in before and not _is_numbered(id_)}
    partners.update(_by_place(before, after))
    left = {before[id_]: id_ for id_ in before if id_ not in partners.values()}
    for id_ in after:
        if id_ not in partners and after[id_] in left:
            partners[id_] = left.pop(after[id_])
    return partners


def _by_place(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    old, new = ([id_ for id_ in each if _is_numbered(id_)] for each in (before, after))
    matcher = SequenceMatcher(None, [before[id_] for id_ in old], [after[id_] for id_ in new], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind in {"equal", "replace"}:
            yield from zip(new[start:end], old[first:last], strict=False)


def _is_numbered(id_: str) -> bool:
    return id_.startswith("@") and id_[1:].isdecimal()
