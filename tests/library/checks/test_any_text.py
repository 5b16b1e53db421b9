"""What holds of any text, however it is mistreated: the documents of the library are the material."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from training_library.library.checks.running import findings_of
from training_library.library.checks.texts import Text, Texts
from training_library.library.checks.typography import dash_findings, no_break_findings, quotation_findings
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from training_library.library.checks.finding import Edit

DOCS = Path(__file__).parent.parent.parent.parent / "docs"
JUNK = [
    "", "\n", "\n\n", "`", "```\n", "<!--", "-->", "<!-- ignore TL416: a -->", "<", ">", "</p>", "<img src=", "[", "](",
    ")", "![](", "{", "}", "{#a}", "[^1]", "[^1]: ", "|", "|---|\n", "!!! ", '!!! a "b"\n', "    ", "\t", "- ", "1. ",
    "# ", "###### ", "> ", "* * *\n", '"', "«", "»", "„", "“", "”", " - ", "–", "10-12", " %", "№ 5", "TODO", "//", "#",
    "javascript:", "\\", "\u2028", "\x0c", "\x00", "\ufffc", "\xa0", "\u0301", "🙂",
]  # fmt: skip
slow = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@cache
def _texts() -> Texts:
    library, _ = read_library(DOCS)
    return Texts(library, DOCS)


@st.composite
def mistreated(draw: st.DrawFn) -> Text:
    """A document of the library into which junk has been put, or from which something has been cut."""
    text = draw(st.sampled_from(list(_texts())))
    start = draw(st.integers(0, len(text.body)))
    body = text.body[start : start + 3000]
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(body)))
        cut = draw(st.integers(0, 5)) * draw(st.sampled_from([0, 1, 40]))
        body = body[:place] + draw(st.sampled_from(JUNK)) + body[place + cut :]
    return replace(text, body=body)


@slow
@given(mistreated())
def test_any_text_can_be_checked(text: Text) -> None:
    """Every problem is on a line of the file, and everything that would be mended is there."""
    last = text.body_line + text.body.count("\n")
    for finding in findings_of(text, _texts()):
        assert 1 <= finding.problem.line <= last
        for edit in finding.edits:
            assert edit.old in text.written(edit.line)[edit.column :]


@slow
@given(mistreated())
def test_what_is_mended_is_found_no_more(text: Text) -> None:
    """Typography is right after it has been put right, and put right once."""
    checks = (quotation_findings, dash_findings, no_break_findings)
    for _ in range(3):
        edits = [edit for check in checks for finding in check(text, _texts()) for edit in finding.edits]
        if not edits:
            break
        text = _mended(text, edits)
    assert [finding for check in checks for finding in check(text, _texts())] == []


def _mended(text: Text, edits: list[Edit]) -> Text:
    lines = text.body.split("\n")
    for edit in sorted(edits, key=lambda edit: (edit.line, edit.column), reverse=True):
        line, end = lines[edit.line - text.body_line], edit.column + len(edit.old)
        assert line[edit.column : end] == edit.old
        lines[edit.line - text.body_line] = line[: edit.column] + edit.new + line[end:]
    return replace(text, body="\n".join(lines))
