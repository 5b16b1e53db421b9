"""The heading tree of a translation beside that of its original, and the ids that links lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training_library.library.checks.finding import Edit
from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training_library.library.checks.alignment import Alignment
    from training_library.library.checks.finding import Finding
    from training_library.library.checks.sections import Pair, Section
    from training_library.library.checks.side_by_side import SideBySide
    from training_library.library.checks.texts import Text

_ATTRIBUTES = re.compile(r"\{:?[^{}]*\}[ \t]*$")
_ID = re.compile(r"#[^\s{}]+")
_UNDERLINED = re.compile(r"#+[ \t]*$")


def heading_findings(both: SideBySide, alignment: Alignment) -> Iterator[Finding]:
    """Yield sections that are missing, too many, elsewhere or of another level, and ids that differ."""
    for original, translation in alignment.moved:
        what = f"this section stands elsewhere in the original, at {both.place(original.line)}"
        yield both.finding(
            Code.HEADINGS_DIFFER, translation.line, what, "put the sections in the order of the original"
        )
    for stretch in alignment.stretches:
        yield from _level(both, stretch.pair)
        yield from _id(both, stretch.pair)
        for section, below in _branches(stretch.missing):
            with_those = f" and {_counted(below)} below it" if below else ""
            what = f'the section "{_title(section)}" of {both.place(section.line)}{with_those} is missing here'
            remedy = "translate it, or take it out of the original"
            yield both.finding(Code.HEADINGS_DIFFER, stretch.next_line, what, remedy)
        for section, below in _branches(stretch.extra):
            with_those = f", nor {_counted(below)} below it" if below else ""
            what = f"the original has no such section behind {both.place(stretch.pair.original.line)}{with_those}"
            remedy = "add it to the original, or take it out here"
            yield both.finding(Code.HEADINGS_DIFFER, section.line, what, remedy)


def _counted(count: int) -> str:
    return "the one" if count == 1 else f"the {count}"


def _title(section: Section) -> str:
    return " ".join(section.heading.text.split()) if section.heading else ""


def _branches(sections: Sequence[Section]) -> Iterator[tuple[Section, int]]:
    """Yield the topmost of the sections, each with how many stand directly below it in the tree."""
    at = 0
    while at < len(sections):
        end = at + 1
        while end < len(sections) and sections[end].level > sections[at].level:
            end += 1
        yield sections[at], end - at - 1
        at = end


def _level(both: SideBySide, pair: Pair) -> Iterator[Finding]:
    level, other = pair.original.level, pair.translation.level
    if level != other:
        what = (
            f"this is a heading of level {other}, in the original of level {level} ({both.place(pair.original.line)})"
        )
        yield both.finding(
            Code.HEADINGS_DIFFER, pair.translation.line, what, f"begin the line with {'#' * level} and a space"
        )


def _id(both: SideBySide, pair: Pair) -> Iterator[Finding]:
    expected, given, line = pair.original.id, pair.translation.id, pair.translation.line
    if expected == given:
        return
    place = both.place(pair.original.line)
    if not expected:
        what = f"this heading has the id {given}, and the original ({place}) has none"
        yield both.finding(Code.IDS_DIFFER, line, what, f"write {{#{given}}} behind the heading of the original too")
        return
    has = f"the id {given}" if given else "no id"
    what = f"this heading has {has}, and that of the original ({place}) is {expected}"
    remedy = f"write {{#{expected}}} behind the heading, so that links lead to it in every language"
    is_free = expected not in both.translation.structure.ids
    yield both.finding(Code.IDS_DIFFER, line, what, remedy, *(_with_id(both, line, expected) if is_free else ()))


def _with_id(both: SideBySide, line: int, id_: str) -> tuple[Edit, ...]:
    """Return the edit that gives a heading its id; none when it is not clear where to write it."""
    written = both.written(line)
    attributes = _ATTRIBUTES.search(written)
    old, column = (attributes[0], attributes.start()) if attributes else (written, 0)
    if attributes and _ID.search(old):
        new = _ID.sub(f"#{id_}", old, count=1)
    elif attributes:
        new = re.sub(r"^\{:?[ \t]*", lambda start: f"{start[0]}#{id_} ", old)
    elif old.strip() and not _UNDERLINED.search(old):
        new = f"{old.rstrip()} {{#{id_}}}"
    else:
        return ()
    return (Edit(src_uri=both.translation.src_uri, line=line, old=old, new=new, column=column),)


def anchor_findings(both: SideBySide, alignment: Alignment) -> Iterator[Finding]:
    """Yield the ids of other elements than headings that only the original has: links to them would lead nowhere."""
    lines = _other_ids(both.original)
    for id_ in sorted(lines.keys() - both.translation.structure.ids, key=lines.__getitem__):
        pair = next(
            (each.pair for each in reversed(alignment.stretches) if each.pair.original.line <= lines[id_]), None
        )
        line = pair.beside(lines[id_]) if pair else both.translation.body_line
        what = f"the id {id_} of {both.place(lines[id_])} is missing here"
        yield both.finding(Code.IDS_DIFFER, line, what, "give it to the same words of the translation")


def _other_ids(text: Text) -> dict[str, int]:
    """Return the ids of a text that belong to no heading, with the line where each stands."""
    ids = text.structure.ids - {heading.id for heading in text.structure.headings}
    lines = list(enumerate(text.body.split("\n"), text.body_line))
    mark = r"""(?:#|\bid\s*=\s*["']?){}(?![\w-])"""
    patterns = {id_: re.compile(mark.format(re.escape(id_)), re.IGNORECASE) for id_ in ids}
    found = {
        id_: next((line for line, written in lines if mark.search(written)), None) for id_, mark in patterns.items()
    }
    return {id_: line or text.body_line for id_, line in found.items()}
