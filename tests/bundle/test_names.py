from __future__ import annotations

import pytest

from training_library.bundle.names import faults_of_names


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("library/aux.html", "device"),
        ("library/COM1", "device"),
        ("nul/page.html", "device"),
        ("library/what?.html", "'?'"),
        ("library/a:b.html", "':'"),
        ("library/a\\b.html", "refuses the character"),
        ("library/a\nb.html", "refuses the character"),
        ("library/end./page.html", "dot or space"),
        ("library/end .html ", "dot or space"),
        ("library/" + "a/" * 90 + "b", "at most 180"),
    ],
)
def test_a_name_that_some_system_refuses_is_told(name: str, fault: str) -> None:
    """With the reason, and what to do."""
    faults = dict(faults_of_names("library", [name]))
    assert fault in faults[name]
    assert ";" in faults[name]


@pytest.mark.parametrize(
    "name", ["library/ru/index.html", "library/auxiliary.html", "library/рис 1.svg", ".tl/con2.js"]
)
def test_other_names_are_fine(name: str) -> None:
    """Letters of any script and spaces inside travel well."""
    assert list(faults_of_names("library", [name])) == []


def test_names_that_differ_in_case_alone_collide() -> None:
    """Folders as well as files, letters of any script."""
    names = ["a/Рис.svg", "a/рис.svg", "B/one.html", "b/two.html"]
    assert {name for name, _ in faults_of_names("library", names)} == {"a/рис.svg", "b"}


def test_the_length_of_a_path_counts_the_folder_of_the_copy() -> None:
    """It is part of what Windows counts."""
    name = "a" * 90 + "/" + "b" * 79
    assert len(f"{'c' * 9}/{name}") == 180
    assert list(faults_of_names("c" * 9, [name])) == []
    assert len(list(faults_of_names("c" * 10, [name]))) == 1
