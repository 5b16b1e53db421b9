from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training_library.library.coverage import Figures, coverage_data, coverage_of
from training_library.library.reading import read_library
from training_library.library.translation import State

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import EditionText, LibraryOf, StampedOf

WORDS = 20


def test_figures_tell_originals_translations_and_gaps(library_of: LibraryOf, edition: EditionText) -> None:
    """By area, where a document of two counts in both, and in all, where it counts once."""
    body = "Word " * WORDS
    library, _ = library_of(
        {
            "en/handbooks/a.md": edition(body, title="A", areas="[irregular, return]", summary="B"),
            "ru/handbooks/b.md": edition(title="Б", areas="[return]"),
            "en/handbooks/c.md": edition(title="C", areas="[return]"),
            "ru/handbooks/c.md": edition(title="В", areas="[return]", translation="{of: en}"),
        }
    )
    russian = coverage_of(library, "ru")
    missing = Figures(documents=1, originals=0, translated=0, stale=0, words=WORDS + 2)
    assert russian.areas == {
        "irregular": missing,
        "return": Figures(documents=3, originals=1, translated=1, stale=0, words=WORDS + 2),
    }
    assert russian.documents == russian.areas["return"]
    assert russian.cells["irregular", "handbook"] == missing
    assert (russian.documents.readable, russian.documents.missing) == (2, 1)
    assert [(task.path, task.state.state) for task in russian.tasks] == [
        ("handbooks/c", State.UNSTAMPED),
        ("handbooks/a", State.MISSING),
    ]


def test_only_sections_that_are_behind_count(
    library_of: LibraryOf, edition: EditionText, stamped: StampedOf, docs: Path
) -> None:
    """The words of the others are translated already."""
    body = "## Aims {#aims}\n\nOne two three.\n\n## Methods {#methods}\n\nFour."
    library_of(
        {"en/handbooks/a.md": edition(body), "ru/handbooks/a.md": edition(body, title="А", translation="{of: en}")}
    )
    stamped("ru/handbooks/a.md")
    library_of({"en/handbooks/a.md": edition(body.replace("One", "First").replace("Methods", "How"))})
    (task,) = coverage_of(read_library(docs)[0], "ru").tasks
    assert [(section.id, section.title) for section in task.sections] == [("aims", "Aims"), ("methods", "How")]
    assert task.words == 6
    library_of({"en/handbooks/a.md": edition(body.replace("## Methods {#methods}\n\nFour.", ""))})
    (task,) = coverage_of(read_library(docs)[0], "ru").tasks
    assert [(section.id, section.title, section.text_language) for section in task.sections] == [
        ("methods", "Methods", "ru")
    ]
    assert task.words == 0


def test_the_most_urgent_comes_first(
    library_of: LibraryOf, edition: EditionText, stamped: StampedOf, docs: Path
) -> None:
    """What misleads readers, then what is missing: current before retired, kinds in their order, the newest first."""
    common = {"areas": "[return]"}
    library_of(
        {
            "en/materials/m.md": edition(title="M", kind="material", **common),
            "en/handbooks/old.md": edition(title="Old", date="2020-01-01", **common),
            "en/handbooks/new.md": edition(title="New", date="2026-01-01", **common),
            "en/handbooks/gone.md": edition(title="Gone", status="retired", **common),
            "en/index.md": "---\ntitle: Home\n---\n",
            "en/news/n.md": edition(title="N", kind="news", **common),
            "ru/news/n.md": edition(title="Н", kind="news", translation="{of: en}", **common),
        }
    )
    stamped("ru/news/n.md")
    library_of({"en/news/n.md": edition("Other.", title="N", kind="news", **common)})
    tasks = coverage_of(read_library(docs)[0], "ru").tasks
    expected = ["news/n", "index", "handbooks/new", "handbooks/old", "materials/m", "handbooks/gone"]
    assert [task.path for task in tasks] == expected


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_data_says_what_the_coverage_says(example: Path, language: str) -> None:
    """Keys that others may rely on."""
    library, _ = read_library(example)
    coverage = coverage_of(library, language)
    found = coverage_data(coverage)
    assert list(found) == ["language", "documents", "pages", "areas", "matrix", "tasks"]
    assert found["language"] == language
    figures = ["documents", "originals", "translated", "stale", "missing", "words"]
    assert isinstance(found["documents"], dict)
    assert list(found["documents"]) == figures
    assert isinstance(found["tasks"], list)
    assert [task["path"] for task in found["tasks"]] == [task.path for task in coverage.tasks]
    assert list(found["tasks"][0]) == [
        "path", "file", "title", "original", "kind", "areas", "state", "stamped", "reason", "words", "sections"
    ]  # fmt: skip
