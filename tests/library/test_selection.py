from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training_library.library.reading import read_library
from training_library.library.selection import Selection, left_out, part_of

if TYPE_CHECKING:
    from pathlib import Path

    from training_library.library.holdings import Library


@pytest.fixture(scope="module")
def library(example: Path) -> Library:
    """The example library."""
    return read_library(example)[0]


def test_everything_is_the_library_itself(library: Library) -> None:
    """Nothing is counted anew."""
    assert part_of(library, Selection()) is library


def test_a_selection_travels_as_text() -> None:
    """From the command to the build."""
    selection = Selection(languages=("ru",), areas=("return", "asylum"), kinds=("handbook",))
    assert Selection.from_text(selection.as_text()) == selection


@pytest.mark.parametrize(
    ("selection", "paths"),
    [
        (Selection(kinds=("material",)), {"materials/warm-ups", "materials/participant-survey"}),
        (Selection(kinds=("material",), areas=("legal",)), {"materials/participant-survey"}),
        (Selection(kinds=("material",), languages=("en",)), {"materials/warm-ups"}),
        (Selection(kinds=("news", "event")), {"news/the-library-opens", "events/meeting-of-trainers"}),
        (Selection(kinds=("news",), areas=("legal",)), set()),
    ],
)
def test_a_document_is_chosen_when_it_fits_everything(library: Library, selection: Selection, paths: set[str]) -> None:
    """One of the areas, one of the kinds, and an edition in one of the languages; all look-ups agree."""
    part = part_of(library, selection)
    assert set(part.documents) == paths
    for look_up in (part.by_area, part.by_kind, part.by_language):
        assert {document.path for group in look_up.values() for document in group} <= paths
    assert sum(map(len, part.by_kind.values())) == len(paths)


def test_a_language_that_is_left_out_is_gone(library: Library) -> None:
    """With its editions and pages; a translation still knows which language its original is in."""
    part = part_of(library, Selection(languages=("ru",)))
    assert list(part.vocabulary.languages) == ["ru"]
    assert {page.language for page in part.pages.values()} == {"ru"}
    document = part.documents["handbooks/planning-a-training"]
    assert list(document.editions) == ["ru"]
    assert document.original.language == "en"
    assert document.edition_for("ru").language == "ru"


def test_without_the_original_another_edition_stands_in(example_in_three_languages: Path) -> None:
    """For readers of a language that has none, although the original exists elsewhere."""
    library, _ = read_library(example_in_three_languages)
    part = part_of(library, Selection(languages=("ru", "uk")))
    document = part.documents["handbooks/training-day"]
    assert (document.original.language, document.edition_for("uk").language) == ("en", "ru")


def test_whatever_is_left_out_has_a_place(library: Library) -> None:
    """A document its own, the edition of a chosen document that of its language, a shelf the top of the page."""
    places = left_out(library, part_of(library, Selection(kinds=("handbook",), languages=("ru",))))
    assert places["ru/materials/warm-ups"] == places["en/materials/warm-ups"] == "materials.warm-ups"
    assert places["en/handbooks/planning-a-training"] == places["en/index"] == "language.en"
    assert places["ru/catalogue/kind/material"] == places["en/catalogue/kind/handbook"] == ""
    assert "ru/handbooks/planning-a-training" not in places
    assert "ru/catalogue/kind/handbook" not in places
