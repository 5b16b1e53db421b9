from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.library.checks.finding import Edit, Finding
from training_library.library.checks.mending import mend
from training_library.library.problem import Code, Problem

if TYPE_CHECKING:
    from pathlib import Path


def finding(*edits: Edit) -> Finding:
    """A finding that these edits mend."""
    problem = Problem(path="docs/a.md", line=1, code=Code.DASHES, key="", what="a", remedy="b")
    return Finding(problem=problem, edits=edits)


def edit(line: int, old: str, new: str, column: int = 0) -> Edit:
    """A change of the only file."""
    return Edit(src_uri="a.md", line=line, old=old, new=new, column=column)


def test_edits_of_a_file_are_applied_together(tmp_path: Path) -> None:
    """Wherever they stand, and whatever the line ends are."""
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbfa - b - c\r\nd - e\nf")
    first, second, third = finding(edit(1, "-", "~", 6)), finding(edit(1, "-", "+-+"), edit(3, "f", "")), finding()
    assert mend([first, second, third], tmp_path) == [first, second]
    assert path.read_bytes() == b"\xef\xbb\xbfa +-+ b ~ c\r\nd - e\n"


def test_of_two_edits_of_the_same_words_the_first_wins(tmp_path: Path) -> None:
    """Half a mending would be worse than none: the second finding is left for the next check, whole."""
    path = tmp_path / "a.md"
    path.write_text("one two\nthree", encoding="utf-8")
    first, second = finding(edit(1, "one", "1")), finding(edit(2, "three", "3"), edit(1, "ne t", "-"))
    assert mend([first, second], tmp_path) == [first]
    assert path.read_text(encoding="utf-8") == "1 two\nthree"


def test_what_is_no_longer_there_is_not_changed(tmp_path: Path) -> None:
    """Somebody may have saved the file meanwhile."""
    path = tmp_path / "a.md"
    path.write_text("one", encoding="utf-8")
    before = path.stat().st_mtime_ns
    assert mend([finding(edit(1, "two", "2")), finding(edit(9, "one", "1")), finding(edit(1, "", "x"))], tmp_path) == []
    assert (path.read_text(encoding="utf-8"), path.stat().st_mtime_ns) == ("one", before)
