from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training_library.library.structure import Admonition, Footnote, Table, structure_of

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
