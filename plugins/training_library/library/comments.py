"""Comments of authors in Markdown: notes that stay in the source and do not reach readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.markdown import structure_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from training_library.library.structure import Structure

_OPENING, _CLOSING = "<!--", "-->"
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
"""Code within a paragraph, with its marks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """An HTML comment of a body."""

    start: int
    """Where in the body it starts and ends."""
    end: int
    line: int
    """Its first and its last line in the file, from 1."""
    last_line: int
    text: str
    """What stands between the marks, without surrounding space."""
    is_alone: bool
    """Whether its lines hold nothing else."""


def comments_of(body: str, structure: Structure, first_line: int = 1) -> tuple[Comment, ...]:
    """Return the comments of a body that starts on `first_line` of its file, as its `structure` does."""
    pieces = sorted(structure.html, key=lambda piece: piece[0])  # Those in footnotes come last.
    return tuple(_comments(body, pieces, first_line)) if _OPENING in body else ()


def without_comments(body: str) -> str:
    """Return a body without its comments, and without the lines that hold nothing else.

    An empty comment stays: it says nothing, and keeps two lists apart.
    """
    if _OPENING not in body:
        return body
    kept, end = "", 0
    for comment in comments_of(body, structure_of(body)):
        if comment.text:
            start, after = _gap(body, comment)
            kept += body[end : max(start, end)]
            end = max(after, end)
    return kept + body[end:]


def _comments(body: str, html: Iterable[tuple[int, str]], first_line: int) -> Iterator[Comment]:
    # In a body where code is blanked out, the marks of a comment are those of a comment.
    plain = CODE_SPAN.sub(lambda span: re.sub(r"[^\n]", " ", span[0]), body)
    starts = [0, *(match.end() for match in re.finditer("\n", body))]
    end = 0
    for line, piece in html:
        for _ in range(piece.count(_OPENING)):
            start = plain.find(_OPENING, max(end, starts[line - first_line]))
            closing = body.find(_CLOSING, start + len(_OPENING)) if start >= 0 else -1
            if closing < 0:
                return
            end = closing + len(_CLOSING)
            before = body[body.rfind("\n", 0, start) + 1 : start]
            after = body[end:].partition("\n")[0]
            yield Comment(
                start=start,
                end=end,
                line=first_line + body.count("\n", 0, start),
                last_line=first_line + body.count("\n", 0, end),
                text=body[start + len(_OPENING) : closing].strip(),
                is_alone=not (before + after).strip(" \t>"),
            )


def _gap(body: str, comment: Comment) -> tuple[int, int]:
    """Return what to leave out so that no trace of a comment is left: its lines, or it and the space before it."""
    start, end = comment.start, comment.end
    if comment.is_alone:
        line_end = body.find("\n", end)
        return body.rfind("\n", 0, start) + 1, len(body) if line_end < 0 else line_end + 1
    at_end = body[end : end + 1] in {"", "\n", " ", "\t"}
    while at_end and start > 0 and body[start - 1] in " \t":
        start -= 1
    while start in {0, body.rfind("\n", 0, start) + 1} and body[end : end + 1] in {" ", "\t"}:
        end += 1
    return start, end
