from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training_library.library.marked_yaml import MappingNode, ScalarNode, compose, line_of
from training_library.library.problem import Report

if TYPE_CHECKING:
    from pathlib import Path


def mistakes(text: str, *, first_line: int = 1) -> list[str]:
    """Return the mistakes of a text without their words."""
    report = Report("x.yml")
    compose(text, report, first_line=first_line)
    return [f"{problem.line}: {problem.code}" for problem in report]


def test_nodes_remember_their_line() -> None:
    """Lines count from the start of the file, which is above the front matter."""
    root = compose("title: A\n\n# a remark\ntags:\n  - b\n", Report("x.md"), first_line=2)
    assert isinstance(root, MappingNode)
    assert [line_of(key, 2) for key, _ in root.value] == [2, 5]


def test_values_stay_as_they_are_written() -> None:
    """Nothing is constructed: Norway is no falsehood, 1e3 no thousand and 2026-02-30 no accident."""
    root = compose("[NO, 1e3, 2026-02-30, 010, 12:30]", Report("x.yml"))
    assert root is not None
    assert [node.value for node in root.value] == ["NO", "1e3", "2026-02-30", "010", "12:30"]


@pytest.mark.parametrize("text", ["", "\n\n", "# a remark"])
def test_an_empty_text_is_no_mistake_of_its_own(text: str) -> None:
    """What to say about it depends on the file."""
    assert mistakes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [c", "3: TL102"),
        ("a: 1\nb: c: d", "3: TL102"),
        ("a: 1\nb: 'c", "3: TL102"),
        ("a: 1\n--- b", "3: TL102"),
        ("a: 1\n@b", "3: TL102"),
        ('a: 1\nb: "\\q"', "3: TL102"),
        ("a: 1\n\tb: 2", "3: TL123"),
        ("a: 1\nb: *a", "3: TL114"),
        ("a: 1\nb: !!python/object/apply:os.getcwd []", "3: TL115"),
        ("a: 1\nb: !secret c", "3: TL115"),
        ("a: 1\n!!set b: 1", "3: TL115"),
        ("a: 1\nb: \0", "3: TL102"),
        ("a: 1\nb: c\x1b[31m", "3: TL102"),
        ("a: 1\nb: c\u2028d", "3: TL102"),
    ],
)
def test_what_is_no_plain_yaml_is_reported_on_its_line(text: str, expected: str) -> None:
    """The first line of the text is the second one of the file here."""
    assert mistakes(text, first_line=2) == [expected]


def test_every_tab_alias_and_tag_is_reported() -> None:
    """An author mends them all at once."""
    assert mistakes("a:\n\tb: 1\n \tc: 2\nd: e\tf\n") == ["2: TL123", "3: TL123"]
    assert mistakes("a: &x 1\nb: *x\nc: !t 1\nd: [*x]\n") == ["2: TL114", "3: TL115", "4: TL114"]


def test_a_control_character_does_not_hide_other_mistakes() -> None:
    """U+2028 ends a line for YAML and for no editor, and lines are those of the editor."""
    assert mistakes("a: b\u2028c\nd: *e\n") == ["1: TL102", "2: TL114"]


def test_an_alias_bomb_does_not_go_off() -> None:
    """Nine lists of nine aliases each would be a billion words."""
    lines = ["l0: &l0 [lol]", *(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10))]
    assert set(mistakes("\n".join(lines))) == {f"{n}: TL114" for n in range(2, 11)}


def test_a_tag_does_not_run_code(tmp_path: Path) -> None:
    """The refusal comes before anything is made of the tag."""
    trace = tmp_path / "trace"
    assert mistakes(f"a: !!python/object/apply:os.mkdir ['{trace}']") == ["1: TL115"]
    assert not trace.exists()


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "[" * 500 + "]" * 500]
)
def test_nesting_without_end_does_not_exhaust_the_stack(text: str) -> None:
    """The composer of libyaml would take the interpreter down with it."""
    assert mistakes(text) == ["1: TL102"]


def test_lists_may_nest_as_deep_as_a_project_needs() -> None:
    """A limit on nesting must not hit what an author would write."""
    root = compose("a: [{b: [{c: [{d: e}]}]}]", report := Report("x.yml"))
    assert isinstance(root, MappingNode)
    assert list(report) == []


def test_keys_may_be_any_yaml() -> None:
    """It is for the reader of the keys to refuse a list as a key."""
    root = compose("? [a]\n: b\n", Report("x.yml"))
    assert isinstance(root, MappingNode)
    assert not isinstance(root.value[0][0], ScalarNode)
