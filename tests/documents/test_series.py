from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.documents.series import all_series

if TYPE_CHECKING:
    from tests.conftest import LibraryOf


def page(title: str, body: str = "Text.") -> str:
    """Return the text of a page that is no document."""
    return f"---\ntitle: {title}\n---\n\n{body}\n"


def test_the_last_link_of_an_index_decides_the_order(library_of: LibraryOf) -> None:
    """Hints where to begin stand above the list of all pages."""
    hints, pages = "Begin with [two](two.md#aims).", "- [One](one.md)\n- [Two](two.md)"
    library, problems = library_of(
        {
            "en/about/guide/index.md": page("Guide", f"{hints}\n\n{pages}"),
            "en/about/guide/one.md": page("One"),
            "en/about/guide/two.md": page("Two", "## Aims {#aims}\n\nText."),
        }
    )
    assert problems == []
    series = all_series(library, "en")
    assert [chapter.title for chapter in series["about/guide/index"].chapters] == ["One", "Two"]
    one = series["about/guide/one"]
    assert (one.previous and one.previous.title, one.next and one.next.title) == ("Guide", "Two")
    assert series["about/guide/index"].previous is None
    assert series["about/guide/two"].next is None


def test_a_reader_gets_a_chapter_that_is_not_translated_in_its_original(library_of: LibraryOf) -> None:
    """Marked with its language."""
    library, _ = library_of(
        {
            "en/about/guide/index.md": page("Guide", "[One](one.md), [two](two.md)"),
            "en/about/guide/one.md": page("One"),
            "en/about/guide/two.md": page("Two"),
            "ru/about/guide/one.md": page("Первая"),
        }
    )
    chapters = all_series(library, "ru")["about/guide/one"].chapters
    assert [(chapter.title, chapter.text_language) for chapter in chapters] == [("Первая", "ru"), ("Two", "en")]


def test_one_link_is_no_series(library_of: LibraryOf) -> None:
    """And neither are links to documents, to other folders, and to the index itself."""
    links = "[One](one.md), [elsewhere](../other/index.md), [here](index.md), [nothing](three.md)"
    library, _ = library_of(
        {
            "en/about/guide/index.md": page("Guide", links),
            "en/about/guide/one.md": page("One"),
            "en/about/other/index.md": page("Other"),
        }
    )
    assert all_series(library, "en") == {}
