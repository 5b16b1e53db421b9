from __future__ import annotations

import re

from training_library.library.problem import Code, Problem, did_you_mean, one_line


def problem(path: str, line: int, code: Code = Code.EMPTY, key: str = "") -> Problem:
    """Return a problem at a place."""
    return Problem(path=path, line=line, code=code, key=key, what="there is no value", remedy="fill it in")


def test_a_problem_is_one_line_that_says_where_what_and_what_to_do() -> None:
    """The form that editors and terminals make a link of."""
    assert str(problem("docs/en/a.md", 3, key="title")) == "docs/en/a.md:3: TL111 title: there is no value; fill it in"
    assert str(problem("docs/en/a.md", 1)) == "docs/en/a.md:1: TL111: there is no value; fill it in"


def test_problems_sort_by_place() -> None:
    """Line 10 comes after line 9, and the number of the code decides within a line."""
    in_order = [
        problem("a.md", 9),
        problem("a.md", 10, Code.UNKNOWN_KEY),
        problem("a.md", 10, Code.EMPTY, "date"),
        problem("a.md", 10, Code.EMPTY, "title"),
        problem("b.md", 1),
    ]
    assert sorted(set(in_order)) == in_order


def test_codes_are_numbers_of_their_own() -> None:
    """Two names for one number would be one code to whoever filters by it."""
    assert all(re.fullmatch(r"TL[1-6]\d\d", code) for code in Code)
    assert len(Code.__members__) == len(set(Code))


def test_a_message_cannot_forge_lines_nor_colour_the_terminal() -> None:
    """Control characters become spaces, and what is endless ends."""
    assert one_line("a\nb\r\x1b[31mc\u202ed\0") == "a b  [31mc d "
    assert one_line("я" * 301) == "я" * 300 + "…"
    assert one_line("я" * 300) == "я" * 300


def test_a_close_value_is_proposed() -> None:
    """Letter case does not count, since `am` is `AM` to its author."""
    assert did_you_mean("hanbook", ["course", "handbook"]) == 'did you mean "handbook"?'
    assert did_you_mean("am", ["AM", "KZ"]) == 'did you mean "AM"?'


def test_a_short_list_is_shown_when_nothing_is_close() -> None:
    """A long one is left to the vocabulary."""
    assert did_you_mean("xyz", ["draft", "current"]) == "use one of: draft, current"
    assert did_you_mean("0", [f"value-{number}" for number in range(31)], "look it up") == "look it up"
    assert did_you_mean("xyz", []) == "see docs/vocabulary for the values to choose from"
