from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training_library.library.markdown import structure_of
from training_library.library.structure import Admonition, Footnote, Name, Table

TEXT = """# Title

Text with [a link](../x.md#a){#anchor .big} and ![a map](map.png){width=3} and `code`
on <https://a.example>, https://b.example/c. Note[^1] and [^none].

## Two {#two}

!!! tip "Mind [this](t.md)"
    Inside[^1]

??? note
    hidden

| a | b |
|---|---|
| [c](d.md) | e |

```python
[no](link.md)
```

[^1]: The note [n](n.md).

## Same

## Same

<a id="html-id"></a>
"""
STRUCTURE = structure_of(TEXT, 10)


def test_headings_have_the_ids_that_the_site_gives_them() -> None:
    """An author's id is the same in every language; a slug that is taken is numbered as Python-Markdown does."""
    headings = [(heading.line, heading.level, heading.text, heading.id) for heading in STRUCTURE.headings]
    assert headings == [
        (10, 1, "Title", "title"),
        (15, 2, "Two", "two"),
        (33, 2, "Same", "same"),
        (35, 2, "Same", "same_1"),
    ]
    assert [heading.is_explicit for heading in STRUCTURE.headings] == [False, True, False, False]


def test_every_link_is_found_on_its_line() -> None:
    """In text, titles of boxes, tables and footnotes; addresses count as links, code does not."""
    links = [(link.line, link.text, link.target, link.is_bare) for link in STRUCTURE.links]
    assert links == [
        (12, "a link", "../x.md#a", False),
        (13, "https://a.example", "https://a.example", True),
        (13, "https://b.example/c", "https://b.example/c", True),
        (17, "this", "t.md", False),
        (25, "c", "d.md", False),
        (31, "n", "n.md", False),
    ]


def test_pictures_tables_boxes_and_footnotes_are_found() -> None:
    """By what can be compared between languages."""
    assert [(image.line, image.alt, image.target) for image in STRUCTURE.images] == [(12, "a map", "map.png")]
    assert STRUCTURE.tables == (Table(line=23, rows=1, columns=2),)
    assert STRUCTURE.admonitions == (Admonition(line=17, kind="tip"), Admonition(line=20, kind="note"))
    assert [reference.label for reference in STRUCTURE.references] == ["1", "none", "1"]
    assert STRUCTURE.footnotes == (Footnote(line=31, label="1"),)


def test_links_can_lead_to_ids_of_elements_and_of_html() -> None:
    """Beside headings."""
    assert {"anchor", "html-id"} <= STRUCTURE.ids


def test_words_are_read_without_markup_and_code() -> None:
    """Line breaks stay, so that a word's line can be told."""
    paragraph = next(passage for passage in STRUCTURE.passages if passage.text.startswith("Text"))
    assert paragraph.text.split("\n")[0] == "Text with a link and  and \N{OBJECT REPLACEMENT CHARACTER}"
    assert "no" not in {link.text for link in STRUCTURE.links}


def test_what_stands_in_braces_belongs_to_the_link_or_picture_before_it() -> None:
    """A list of attributes at the end of a block belongs to the block."""
    structure = structure_of("![](a.png){ .decorative } and [b](c){: hreflang=ru } and [d](e) { #f }")
    assert [image.attributes for image in structure.images] == [".decorative"]
    assert [link.attributes for link in structure.links] == ["hreflang=ru", ""]
    assert structure.names == (Name(line=1, id="f"),)


def test_ids_that_authors_gave_are_told_with_their_lines() -> None:
    """Also when an id is given twice."""
    text = '## A {#a}\n\nLong\nparagraph\n{ #b }\n\n<p\nid="a">\n\n[c](d){ #c }'
    assert [(name.line, name.id) for name in structure_of(text, 3).names] == [(3, "a"), (7, "b"), (10, "a"), (12, "c")]


def test_code_in_a_heading_is_read_too() -> None:
    """By the reader, and by the site that makes a slug of it."""
    headings = structure_of("## The key `id` and `#a`\n\n## `only` {#x}").headings
    assert [(heading.text, heading.id) for heading in headings] == [
        ("The key id and #a", "the-key-id-and-a"),
        ("only", "x"),
    ]


def test_a_slug_leaves_the_ids_of_authors_alone() -> None:
    """Wherever in the text they stand, as on the site."""
    assert [heading.id for heading in structure_of("## Same\n\n## Other {#same}").headings] == ["same_1", "same"]


def test_footnotes_are_found_that_nothing_refers_to() -> None:
    """On the line on which they start, and with what they say."""
    structure = structure_of("Text[^1].\n\n[^1]: One.\n[^two]:\n    Two [a](b.md).\n\n[^3]:\n")
    assert structure.footnotes == (
        Footnote(line=3, label="1"),
        Footnote(line=4, label="two"),
        Footnote(line=7, label="3"),
    )
    assert [link.target for link in structure.links] == ["b.md"]


def test_blocks_and_code_know_their_last_line() -> None:
    """The outer block comes before those within it."""
    structure = structure_of("- a\n- b\n  c\n\n```\nd\n```\n\n    e\n\n    f\n", 5)
    assert structure.blocks[:3] == ((5, 7), (5, 5), (5, 5))
    assert [(code.line, code.last_line) for code in structure.code] == [(9, 11), (13, 15)]


def test_targets_are_read_that_a_browser_would_run() -> None:
    """The site publishes them, so a check must see them."""
    assert [link.target for link in structure_of("[a](javascript:b) [c](data:text/html,d)").links] == [
        "javascript:b",
        "data:text/html,d",
    ]


@settings(deadline=None)
@given(st.text(alphabet="#[](){}!?:|^-`<>*_ \n\tаb1\"'&\\"))
def test_any_text_has_a_structure(text: str) -> None:
    """However broken its markup is; no line lies outside the text."""
    structure = structure_of(text)
    lines = text.count("\n") + 1
    places = [heading.line for heading in structure.headings] + [passage.line for passage in structure.passages]
    assert all(1 <= line <= lines for line in places)


@pytest.mark.parametrize("element", ["*Fork*", "**Fork**", "`Fork`", "[Fork](a.md)"])
def test_attributes_of_an_element_are_no_words(element: str) -> None:
    """Such as the language of a word, `*Fork*{lang=en}`: readers do not see them."""
    (passage,) = structure_of(f"Press {element}{{lang=en}} now.").passages
    assert "lang" not in passage.text
