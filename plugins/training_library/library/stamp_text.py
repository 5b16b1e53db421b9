"""Putting a stamp into the text of a file, where everything else stays as it is, to the byte."""

from __future__ import annotations

import json
import re
from textwrap import wrap
from typing import TYPE_CHECKING

from training_library.library.marked_yaml import MappingNode, ScalarNode, SequenceNode, compose
from training_library.library.problem import Report
from training_library.library.stamp import STAMP_KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yaml.nodes import Node

    from training_library.library.stamp import Stamp

WIDTH = 110
"""Of the lines that list sections."""
_OURS = frozenset(key.name for key in STAMP_KEYS)
_NOTE = "# Written by `training-library stamp`, not by hand."
_MARKER = re.compile(r"(---|\.\.\.)[ \t]*")
_INDENT = "  "


class UnstampableError(Exception):
    """The front matter is written in a way that a stamp cannot be put into; the message says how to write it."""


def with_stamp(text: str, stamp: Stamp) -> str:
    """Return the text of a whole file with `stamp` in its front matter, in place of an older one.

    Raises:
        UnstampableError: There is no key `translation` with a mapping, or it is spread over lines between braces.
    """
    newline = "\r\n" if "\r\n" in text.partition("\n")[0] + "\n" else "\n"
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if _MARKER.fullmatch(line.rstrip("\r"))), 0)
    front = [line.removesuffix("\r") for line in lines[1:end]]
    start, last, written = _replaced(front, stamp)
    tail = "\r" if newline == "\r\n" else ""
    return "\n".join([*lines[: start + 1], *(line + tail for line in written), *lines[last + 1 :]])


def _replaced(front: Sequence[str], stamp: Stamp) -> tuple[int, int, list[str]]:
    """Return the first line of the key `translation`, the line after its last one, and the lines to write instead."""
    root = compose("\n".join(front), Report(""))
    pairs = root.value if isinstance(root, MappingNode) else ()
    for key, value in pairs:
        if isinstance(key, ScalarNode) and key.value == "translation" and isinstance(value, MappingNode):
            if value.flow_style:
                return _from_braces(front, key, value, stamp)
            return _from_block(front, value, stamp)
    raise UnstampableError("name the original first: `translation: {of: …}`")


def _from_braces(front: Sequence[str], key: Node, value: MappingNode, stamp: Stamp) -> tuple[int, int, list[str]]:
    line, end = value.start_mark.line, value.end_mark
    if line != end.line or line != key.start_mark.line:
        raise UnstampableError("write `translation: {of: …}` in one line")
    head = front[line][: value.start_mark.column].rstrip()
    children = [front[line][name.start_mark.column : child.end_mark.column] for name, child in _kept(value)]
    first = f"{head}{front[line][end.column :]}"
    return line, line + 1, [first, *(_INDENT + child for child in children), _INDENT + _NOTE, *_lines(stamp, _INDENT)]


def _from_block(front: Sequence[str], value: MappingNode, stamp: Stamp) -> tuple[int, int, list[str]]:
    indent = " " * value.start_mark.column
    spans = {name.value: (name.start_mark.line, _last_line(front, name, child) + 1) for name, child in value.value}
    start = min(first for first, _ in spans.values())
    last = max(after for _, after in spans.values())
    ours = {number for key, (first, after) in spans.items() if key in _OURS for number in range(first, after)}
    place = min(ours, default=last)
    before = [front[number] for number in range(start, place) if number not in ours]
    behind = [front[number] for number in range(place, last) if number not in ours]
    note = [] if ours else [indent + _NOTE]
    return start, last, [*before, *note, *_lines(stamp, indent), *behind]


def _kept(value: MappingNode) -> list[tuple[Node, Node]]:
    return [(name, child) for name, child in value.value if name.value not in _OURS]


def _last_line(front: Sequence[str], key: Node, value: Node) -> int:
    """Return the last line of a value; the end mark of what is not between braces lies in the space that follows."""
    if isinstance(value, MappingNode | SequenceNode) and not value.flow_style:
        last = value.value[-1]
        return _last_line(front, *(last if isinstance(value, MappingNode) else (key, last)))
    if not isinstance(value, ScalarNode) or value.style not in {"|", ">"}:
        return int(value.end_mark.line)
    line, indent = int(value.start_mark.line), int(key.start_mark.column)
    for number in range(line + 1, len(front)):
        if front[number].strip():
            if len(front[number]) - len(front[number].lstrip(" ")) <= indent:
                break
            line = number
    return line


def _lines(stamp: Stamp, indent: str) -> list[str]:
    """Return the keys of a stamp. The list of sections is one text: YAML reads it in a tenth of the time of a list."""
    sections = wrap(" ".join(stamp.written_sections), WIDTH, break_long_words=False, break_on_hyphens=False)
    return [
        f'{indent}source: "{stamp.source}"',
        f"{indent}sections: >-",
        *(f"{indent}{_INDENT}{line}" for line in sections),
        f"{indent}stamped: {stamp.day.isoformat()}",
        *([f"{indent}reason: {json.dumps(stamp.reason, ensure_ascii=False)}"] if stamp.reason else []),
        f'{indent}seal: "{stamp.seal}"',
    ]
