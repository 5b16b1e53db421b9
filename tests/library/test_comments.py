from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training_library.library.comments import comments_of, without_comments
from training_library.library.markdown import structure_of


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("a\n\n<!-- review: b -->\n\nc", "a\n\n\nc"),
        ("One.\n<!-- note -->\nTwo.", "One.\nTwo."),
        ("One <!-- note --> two.", "One two."),
        ("One. <!-- note -->\nTwo.", "One.\nTwo."),
        ("<!-- note --> One.", "One."),
        ("[^1]: Note <!-- a -->\n\nText[^1] <!-- b -->", "[^1]: Note\n\nText[^1]"),
        ("un<!-- note -->broken", "unbroken"),
        ("## Aims {#aims} <!-- note -->", "## Aims {#aims}"),
        ("| a | b | <!-- note -->\n|---|---|", "| a | b |\n|---|---|"),
        ("- a\n  <!-- note\n  of two lines -->\n- b", "- a\n- b"),
        ("<!-- a --> <!-- b -->\nc", "\nc"),
        ("> <!-- note -->\n> quoted", "> quoted"),
        ("!!! tip\n    <!-- note -->\n    text", "!!! tip\n    text"),
        ("```\n<!-- code -->\n```\n", "```\n<!-- code -->\n```\n"),
        ("    <!-- code -->", "    <!-- code -->"),
        ("`<!-- code -->` and <!-- note --> text", "`<!-- code -->` and text"),
        ("- a\n\n<!-- -->\n\n- b", "- a\n\n<!-- -->\n\n- b"),
        ("a <!-- without end", "a <!-- without end"),
        ("<!-- without end", "<!-- without end"),
    ],
)
def test_comments_are_not_published(body: str, published: str) -> None:
    """Nor any trace of them; code samples are no comments, and an empty comment keeps two lists apart."""
    assert without_comments(body) == published


def test_comments_are_found_with_their_lines() -> None:
    """So that what they ask for can be told to concern what follows, or their own line."""
    body = "Text <!-- one -->\n\n<!--\ntwo\n-->\n<div><!-- three --></div>\n"
    comments = comments_of(body, structure_of(body, 10), 10)
    assert [(c.line, c.last_line, c.text, c.is_alone) for c in comments] == [
        (10, 10, "one", False),
        (12, 14, "two", True),
        (15, 15, "three", False),
    ]


@settings(deadline=None)
@given(st.text(alphabet="<!->` \n#*a|:[]()'\"", max_size=60))
def test_any_body_can_be_freed_of_comments(body: str) -> None:
    """However broken its marks are; nothing is added."""
    published = without_comments(body)
    rest = iter(body)
    assert all(character in rest for character in published)
