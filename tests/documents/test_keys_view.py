from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.documents.keys_view import keys_view
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from pathlib import Path


def test_a_language_without_meanings_gets_the_english_ones_with_labels_of_its_own(
    example_in_three_languages: Path,
) -> None:
    """A third language needs no change of the code."""
    library, _ = read_library(example_in_three_languages)
    views = {view.name: view for view in keys_view(library.vocabulary, "uk")}
    assert {view.meaning_language for view in views.values()} == {"en"}
    values = {value.id: value.label for value in views["level"].values}
    assert values == {id_: level.label["uk"] for id_, level in library.vocabulary.levels.items()}


def test_commands_in_a_meaning_are_told_apart(example_in_three_languages: Path) -> None:
    """Every second piece is code."""
    library, _ = read_library(example_in_three_languages)
    (translation,) = [view for view in keys_view(library.vocabulary, "en") if view.name == "translation"]
    seal = next(view for view in translation.keys if view.name == "seal")
    assert seal.by_tool
    assert seal.meaning[1] == "training-library stamp"


def test_fixed_values_have_no_label(example_in_three_languages: Path) -> None:
    """The licences, for instance, are known by their id."""
    library, _ = read_library(example_in_three_languages)
    views = {view.name: view for view in keys_view(library.vocabulary, "ru")}
    assert {value.label for value in views["licence"].values} == {""}
    assert views["title"].values == ()
