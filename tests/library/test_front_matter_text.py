from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from training_library.library.fields import Fields
from training_library.library.front_matter_text import edition_text
from training_library.library.marked_yaml import CONTROL, MappingNode, compose
from training_library.library.problem import Report
from training_library.library.text_files import divide

TEXTS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)
    .map(str.strip)
    .filter(lambda text: not CONTROL.search(text) and any(each.isprintable() for each in text))
)


def read(text: str) -> Fields:
    """The keys of the front matter of a file."""
    report = Report("a.md")
    front, _, _ = divide(text, report) or ("", "", 0)
    root = compose(front, report)
    assert isinstance(root, MappingNode)
    assert list(report) == []
    return Fields(root, report)


@settings(deadline=None, derandomize=True)
@given(TEXTS)
@example("NO")
@example("2026-02-30")
@example("a: b # c")
@example("*a, [b]: {c}")
@example("null")
@example('"')
def test_every_text_is_read_as_it_was_meant(text: str) -> None:
    """Alone, in a list, and in a list of mappings."""
    fields = read(edition_text({"title": text, "tags": [text], "sources": [{"title": text}]}, ""))
    assert fields.text("title") == text
    assert [each for _, each in fields.texts("tags")] == [text]
    assert [each.text("title") for each in fields.mappings("sources")] == [text]


def test_keys_stand_in_their_order_and_quotes_where_yaml_needs_them() -> None:
    """What an author would have written by hand."""
    text = edition_text(
        {
            "translation": {"of": "en"},
            "sources": [{"title": "A: b", "url": "https://a.example/"}, {"title": "C", "url": ""}],
            "date": "2026-11-21",
            "countries": ["NO", "AM"],
            "title": "План: «как есть»",
            "summary": "Вопросы, ответы.",
            "tags": [],
        },
        "\n\nText.\n\n",
    )
    assert text == (
        '---\ntitle: "План: «как есть»"\nsummary: Вопросы, ответы.\ndate: 2026-11-21\ncountries: [NO, AM]\n'
        'sources:\n  - {title: "A: b", url: https://a.example/}\n  - {title: C}\n'
        "translation: {of: en}\n---\n\nText.\n"
    )


@pytest.mark.parametrize("value", ["", [], {}])
def test_a_key_without_a_value_is_left_out(value: str | list[str] | dict[str, str]) -> None:
    """An empty value would be a mistake."""
    assert edition_text({"title": "A", "tags": value}, "") == "---\ntitle: A\n---\n\n\n"
