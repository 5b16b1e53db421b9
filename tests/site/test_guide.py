from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training_library.library.front_matter import KEYS

if TYPE_CHECKING:
    from tests.site.built_site import BuiltSite
    from tests.site.page_source import Element

LANGUAGES = pytest.mark.parametrize("prefix", ["", "ru/"])


def neighbours(page: Element) -> dict[str, str]:
    """Return where the links to the pages before and after lead."""
    return {link["rel"]: link["href"] for link in page.one(".tl-neighbours").all("a")}


@LANGUAGES
def test_the_pages_of_a_guide_follow_the_list_of_its_index(example_site: BuiltSite, prefix: str) -> None:
    """From the index to the first chapter, and from each to the next."""
    pages = {
        name: example_site.pages[f"{prefix}about/guide/{name}.html"] for name in ("index", "writing", "front-matter")
    }
    assert neighbours(pages["index"]) == {"next": "writing.html"}
    assert neighbours(pages["writing"]) == {"prev": "index.html", "next": "front-matter.html"}
    assert neighbours(pages["front-matter"]) == {"prev": "writing.html"}


@LANGUAGES
def test_a_chapter_leads_to_all_others(example_site: BuiltSite, prefix: str) -> None:
    """In a list that marks the page itself, and to the index at the top."""
    page = example_site.pages[f"{prefix}about/guide/writing.html"]
    links = page.one(".tl-series").all("a")
    assert [(link["href"], link["aria-current"]) for link in links] == [
        ("writing.html", "page"),
        ("front-matter.html", ""),
    ]
    assert [link["href"] for link in page.one(".tl-path").all("a")] == ["index.html"]


def test_a_page_outside_a_series_has_no_neighbours(example_site: BuiltSite) -> None:
    """The index of `about/` lists no pages of its folder."""
    assert not example_site.pages["about/index.html"].all(".tl-neighbours")


@LANGUAGES
def test_the_reference_of_the_front_matter_shows_every_key(example_site: BuiltSite, prefix: str) -> None:
    """On its page, below what an author has written there, with a place of its own to link to."""
    page = example_site.pages[f"{prefix}about/guide/front-matter.html"]
    shown = ["".join(heading.strings).strip() for heading in page.one(".tl-keys").all("h3")]
    assert shown == [key.name for key in KEYS]
    assert "key-sources-url" in example_site.ids[f"{prefix}about/guide/front-matter.html"]
    assert not example_site.pages[f"{prefix}about/guide/writing.html"].all(".tl-keys")


@LANGUAGES
def test_the_reference_shows_the_values_of_this_library(example_site: BuiltSite, prefix: str) -> None:
    """With their labels for readers of the language."""
    text = example_site.text(f"{prefix}about/guide/front-matter.html")
    label = {"": "Example Network of Trainers", "ru/": "Сеть тренеров «Пример»"}[prefix]
    assert f"<code>trainer-network</code> {label}" in text
