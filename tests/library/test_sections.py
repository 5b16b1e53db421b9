from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.repository import git
from training_library.library.markdown import structure_of
from training_library.library.sections import (
    FRONT,
    START,
    blob_id,
    fingerprint_of,
    sections_of,
    word_count,
)

TESTS = Path(__file__).parent.parent
TEXTS = sorted([*TESTS.glob("example/docs/*/*/*.md"), *TESTS.parent.glob("docs/*/*/*.md")])
BODY = """Before.

## Aims {#aims}

One.
Two.

### Methods

Three.

Steps
-----

```sh
# no heading
```
"""

# The same examples at every run, so that a change is to blame when a test fails.
hundreds = settings(max_examples=300, deadline=None, derandomize=True)


def test_a_section_goes_from_its_heading_to_the_next() -> None:
    """Of any level; the text before the first heading is one too, and lines are those of the file."""
    found = [(each.id, each.level, each.title, each.line) for each in sections_of(BODY, 10)]
    assert found == [(START, 0, "", 10), ("aims", 2, "Aims", 12), ("@1", 3, "Methods", 17), ("@2", 2, "Steps", 21)]
    assert "".join(each.text for each in sections_of(BODY)) == BODY


@pytest.mark.parametrize(
    "body",
    [
        "```\n# a\n```",
        "~~~~ md\n# a\n~~~\n# b\n~~~~",
        "  ```\n  # a\n  ```",
        "```\n# a, to the end",
        "<!-- a\n# b\n-->",
        "#hashtag",
        "    # indented code",
        "| a |\n|---|\n| b |",
        "a\n\n---\n\nb",
        "- a\n---",
    ],
)
def test_what_only_looks_like_a_heading_is_none(body: str) -> None:
    """In code, in comments, in tables, and at a line across the page."""
    assert [each for each in sections_of(body) if each.level] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(TESTS.parent).as_posix())
def test_the_quick_reading_agrees_with_the_thorough_one(path: Path) -> None:
    """Level, line and id of every heading of every text there is."""
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    quick = [(each.level, each.line, each.id) for each in sections_of(body) if each.level]
    assert quick == [(heading.level, heading.line, heading.id) for heading in structure_of(body).headings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('He said "yes" - twice...', "He said «yes» — twice…"),
        ("one  two\n three\u00a0four", "one two three four\n\n"),
        ("trans\u00adla\u200btion", "translation"),
        ("e\u0301", "é"),
        ("a&nbsp;b &mdash; c", "a b — c"),
        ("Text.<!-- review: is this so? -->", "Text."),
        ("## Aims {#aims}\n\nText.", "## Aims { #goals .wide }\n\nText."),
        ("| a |\n|-|", "| a |\n|------|"),
    ],
)
def test_what_needs_no_translation_leaves_the_fingerprint(one: str, other: str) -> None:
    """White space, quotation marks, dashes, signs nobody sees, comments, ids."""
    assert [each.fingerprint for each in sections_of(one)] == [each.fingerprint for each in sections_of(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Text.", "Texts."),
        ("## Aims", "### Aims"),
        ("[a](b.md)", "[a](c.md)"),
        ("1.5", "15"),
        ("a, b", "a b"),
        ("```\nx = 1\n```", "```\nx = 2\n```"),
        ("```\n<!-- one -->\n```", "```\n<!-- two -->\n```"),
    ],
)
def test_other_words_change_the_fingerprint(one: str, other: str) -> None:
    """Levels, targets, figures and code are content too."""
    assert [each.fingerprint for each in sections_of(one)] != [each.fingerprint for each in sections_of(other)]


def test_an_id_that_is_taken_names_one_section_only() -> None:
    """The second one is found by its place, so that neither hides the other."""
    assert [each.id for each in sections_of("# A {#a}\n# B {#a}\n# C {#@front}")] == ["a", "@1", "@2"]
    assert FRONT.startswith("@")


@hundreds
@given(st.lists(st.sampled_from(["# ", "## a {#a}", "```", "~~~", "---", "===", "a", "", "- b", "| c |", "\t"])))
def test_any_text_has_sections_that_are_the_text(lines: list[str]) -> None:
    """Nothing is lost, and nothing is counted twice."""
    body = "\n".join(lines)
    sections = sections_of(body)
    whole = "".join(each.text for each in sections)
    assert body.endswith(whole)
    assert not body.removesuffix(whole).strip()
    assert len({each.id for each in sections}) == len(sections)
    assert all(len(each.fingerprint) == 8 for each in sections)


@hundreds
@given(st.text(), st.sampled_from([" ", "\n", "\t", "\u00a0", "\u2009"]), st.integers(min_value=0))
def test_white_space_never_changes_a_fingerprint(text: str, space: str, place: int) -> None:
    """Wherever it stands."""
    at = place % (len(text) + 1)
    if "&" not in text and "<!--" not in text:
        assert fingerprint_of(text[:at] + space + text[at:]) == fingerprint_of(text)


def test_words_are_counted_as_a_translator_counts_them() -> None:
    """Addresses, attributes, comments and figures are not translated."""
    assert word_count("## Two words {#not-me}\n\n[A link](nor/me.md) 2026 https://a.example <!-- nor this -->") == 4
    assert word_count("Кое-что по-русски") == 2


@pytest.mark.parametrize("data", [b"", b"text\n", "ё\n".encode(), b"\xef\xbb\xbf---\n"])
def test_the_id_of_a_file_is_the_one_of_git(data: bytes, tmp_path: Path) -> None:
    """Computed without git."""
    path = tmp_path / "a"
    path.write_bytes(data)
    assert blob_id(data) == git(tmp_path, "hash-object", "--no-filters", path).strip()


def test_line_ends_of_windows_are_stored_as_those_of_unix() -> None:
    """As git does where it converts them."""
    assert blob_id(b"a\r\nb\r\n") == blob_id(b"a\nb\n")
