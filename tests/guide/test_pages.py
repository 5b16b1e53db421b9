from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.guide.guide import LANGUAGES, PROJECT, page
from training_library.documents.keys_view import KeyView, keys_view
from training_library.documents.series import all_series
from training_library.library.front_matter import KEYS
from training_library.library.keys import GroupKey
from training_library.library.markdown import structure_of
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from collections.abc import Iterable

    from training_library.library.holdings import Library


@pytest.fixture(scope="module")
def library() -> Library:
    """The real library."""
    return read_library(PROJECT / "docs")[0]


def names(language: str) -> list[str]:
    """Return the pages of the guide."""
    return sorted(path.stem for path in (PROJECT / "docs" / language / "about" / "guide").glob("*.md"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_leads_to_every_page(language: str, library: Library) -> None:
    """A page that it does not list would be outside the way from page to page."""
    series = all_series(library, language)["about/guide/index"]
    chapters = sorted(chapter.path.removeprefix("about/guide/") for chapter in series.chapters)
    assert chapters == [name for name in names(language) if name != "index"]


def test_both_languages_have_the_same_pages_and_sections() -> None:
    """With the same ids, so that the switcher stays in the section."""
    assert names("ru") == names("en")
    ids = {
        language: [(name, [each.id for each in structure_of(page(language, name)).headings]) for name in names("en")]
        for language in LANGUAGES
    }
    assert ids["ru"] == ids["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_has_an_id_of_its_own(language: str) -> None:
    """In Latin letters: what a colleague pastes into a mail stays readable."""
    headings = [heading for name in names(language) for heading in structure_of(page(language, name)).headings]
    assert [heading.text for heading in headings if not heading.is_explicit] == []
    assert [heading.id for heading in headings if not re.fullmatch(r"[a-z0-9-]+", heading.id)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_tells_every_key(language: str, library: Library) -> None:
    """Those within others too, in the language of the reader, with the values of the vocabulary."""
    views = keys_view(library.vocabulary, language)
    assert [view.name for view in views] == [key.name for key in KEYS]
    inner = {view.name: [each.name for each in view.keys] for view in views if view.keys}
    assert inner == {key.name: [each.name for each in key.keys] for key in KEYS if isinstance(key, GroupKey)}
    assert [view.name for view in _all(views) if view.meaning_language != language] == []
    values = {view.name: {value.id: value.label for value in view.values} for view in views}
    areas = library.vocabulary.areas
    assert values["areas"] == {id_: area.label[language] for id_, area in areas.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_says_which_keys_are_needed(language: str, library: Library) -> None:
    """Always, never, or by kind; and what is the same in every language."""
    views = {view.name: view for view in keys_view(library.vocabulary, language)}
    kinds = library.vocabulary.kinds
    assert views["title"].is_required
    assert not views["title"].optional_for
    assert not views["level"].is_required
    assert views["areas"].optional_for == (kinds["news"].plural[language], kinds["event"].plural[language])
    assert {name for name, view in views.items() if view.is_fact} == {key.name for key in KEYS if key.is_fact}
    assert len({view.anchor for view in _all(views.values())}) == len(_all(views.values()))


def _all(views: Iterable[KeyView]) -> list[KeyView]:
    found: list[KeyView] = []
    for view in views:
        found += [view, *_all(view.keys)]
    return found
