"""Which quotation marks open and which close, and what they should be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARKS = re.compile(r"[\"“”„‟«»]")
_SINGLE = re.compile(r"(?<![\w'‘’])['‘](?=\w)[^'‘’\n|]{1,200}(?<=[\w.,!?…])['’](?![\w'‘’])")
"""A quotation between single marks, which an apostrophe is not."""
_BREAK = re.compile(r"\s*(?:\ufffc+\s|\||\ufffc*$|#)")
_BEFORE_OPENING = ' \t\xa0([{|*_~/—–-«„"“\ufffc'
_AFTER_OPENING = '«„“"*_[`\ufffc'


def corrected_marks(lines: Iterable[tuple[int, str]], marks: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield line, column, old and new character of each mark that should be another one.

    Args:
        lines: Numbered lines of prose; a blank one, a list item or a table starts anew.
        marks: The four marks of the language: outer opening and closing, inner opening and closing.
    """
    open_marks: list[str] = []
    for number, line in lines:
        if _BREAK.match(line):
            open_marks.clear()
        doubled = _SINGLE.sub(lambda quotation: f'"{quotation[0][1:-1]}"', line)
        for match in _MARKS.finditer(doubled):
            mark, column = match[0], match.start()
            if "|" in line[:column] and _starts_cell(line, column):
                open_marks.clear()
            opens = _opens(mark, doubled[:column], doubled[column + 1 :], open_marks)
            if opens is None:
                continue
            right = _right_mark(marks, open_marks, opens=opens)
            if right and mark != right:
                yield number, column, line[column], right


def _starts_cell(line: str, column: int) -> bool:
    cell = line[:column].rpartition("|")[2]
    return not _MARKS.search(cell)


def _opens(mark: str, before: str, after: str, open_marks: list[str]) -> bool | None:
    """Tell whether a mark opens a quotation; None when it is neither opening nor closing, such as inches."""
    if mark in "«„‟“":
        return not (mark == "“" and open_marks[-1:] == ["„"])
    if mark in "»”":
        return False
    if before[-1:].isdigit() and not open_marks:
        return None
    starts = not before or before[-1] in _BEFORE_OPENING
    ends = not after or not (after[0].isalnum() or after[0] in _AFTER_OPENING)
    return starts if starts != ends else not open_marks


def _right_mark(marks: str, open_marks: list[str], *, opens: bool) -> str:
    """Return the mark that belongs here, and note what is open from here on."""
    if opens:
        level = 2 if open_marks else 0
        open_marks.append(marks[level])
        return marks[level]
    if not open_marks:
        return ""
    open_marks.pop()
    return marks[3] if open_marks else marks[1]
