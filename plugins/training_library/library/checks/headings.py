"""Headings: one title, no gap in the levels, no heading without words, no id twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training_library.library.comments import comments_of
from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.checks.finding import Finding
    from training_library.library.checks.texts import Text, Texts

_TITLE_ONLY = "the title is in the front matter: write `##`, or remove it"


def heading_findings(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield what is wrong with the headings of a text."""
    del texts
    yield from _top_headings(text)
    yield from _levels(text)
    for heading in text.structure.headings:
        if not heading.text.strip() and not any(image.line == heading.line for image in text.structure.images):
            yield text.finding(
                Code.EMPTY_HEADING, heading.line, "this heading has no words", "name the section, or remove the heading"
            )
    yield from _repeated_ids(text)


def _top_headings(text: Text) -> Iterator[Finding]:
    """Yield every heading of level one but a `# Title` that opens the text, which the site leaves out."""
    start = _first_line_of_words(text)
    for heading in text.structure.headings:
        if heading.level == 1:
            opens = heading.line == start and text.body.split("\n")[start - text.body_line].startswith("# ")
            if not opens:
                yield text.finding(Code.TOP_HEADING, heading.line, "this is a second title of the page", _TITLE_ONLY)
    for line, piece in text.structure.html:
        for match in re.finditer(r"<h1\b", piece, re.IGNORECASE):
            at = line + piece.count("\n", 0, match.start())
            yield text.finding(Code.TOP_HEADING, at, "this is a second title of the page", _TITLE_ONLY)


def _first_line_of_words(text: Text) -> int:
    silent = {
        line
        for comment in comments_of(text.body, text.structure, text.body_line)
        if comment.is_alone
        for line in range(comment.line, comment.last_line + 1)
    }
    lines = enumerate(text.body.split("\n"), text.body_line)
    return next((number for number, line in lines if line and number not in silent), text.body_line)


def _levels(text: Text) -> Iterator[Finding]:
    above = 1
    for heading in text.structure.headings:
        if heading.level > above + 1:
            what = f"this heading of level {heading.level} follows one of level {above}"
            remedy = f"write it with {'#' * (above + 1)}"
            yield text.finding(Code.HEADING_LEVEL, heading.line, what, remedy)
        above = heading.level


def _repeated_ids(text: Text) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for name in sorted(text.structure.names, key=lambda name: name.line):
        if name.id in first:
            what = f'the id "{name.id}" stands on line {first[name.id]} already'
            yield text.finding(Code.REPEATED_ID, name.line, what, "give this place an id of its own")
        first.setdefault(name.id, name.line)
