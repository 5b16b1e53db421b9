from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.library.checks.running import findings
from training_library.library.markdown import structure_of
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import EditionText, LibraryOf
    from training_library.library.structure import Structure


def test_one_page_can_be_checked_alone(
    library_of: LibraryOf, edition: EditionText, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While its author writes; of the others only those are taken apart to whose sections it links."""
    library, _ = library_of(
        {
            "en/handbooks/a.md": edition("[here](b.md#none) [B](c.md)", title="A"),
            "en/handbooks/b.md": edition("## B {#b}", title="B"),
            "en/handbooks/c.md": edition("# C\n\n# C", title="C"),
        }
    )
    apart: list[str] = []

    def noted(body: str, line: int) -> Structure:
        apart.append(body.strip())
        return structure_of(body, line)

    monkeypatch.setattr("training_library.library.checks.texts.structure_of", noted)
    found = findings(library, docs, only={"en/handbooks/a.md"})
    assert {finding.problem.path for finding in found} == {"docs/en/handbooks/a.md"}
    assert {"TL406", "TL409"} <= {finding.problem.code for finding in found}
    assert apart == ["[here](b.md#none) [B](c.md)", "## B {#b}"]


def test_progress_is_told(example: Path) -> None:
    """How many texts are done, of how many."""
    library, _ = read_library(example)
    told: list[tuple[int, int]] = []
    findings(library, example, progress=lambda done, of: told.append((done, of)))
    assert told == [(number, len(told)) for number in range(1, len(told) + 1)]
    assert len(told) > 10


def test_files_are_used_by_texts_in_any_language(library_of: LibraryOf, edition: EditionText, docs: Path) -> None:
    """By drafts too; hidden files, Markdown and what is no language's are nobody's business."""
    library, _ = library_of(
        {
            "en/handbooks/a.md": edition("![Roads](map.png) [A form](../files/form.docx)", title="A"),
            "ru/handbooks/b.md": edition("[Отчёт](report.pdf) <img src='photo.png' alt='Дорога'>", title="Б"),
            "ru/handbooks/draft.md": edition("![Карта](drawn.png)", title="Набросок", status="draft"),
            "en/handbooks/map.png": b"",
            "en/files/form.docx": b"",
            "en/handbooks/report.pdf": b"",
            "ru/handbooks/photo.png": b"",
            "ru/handbooks/drawn.png": b"",
            "en/handbooks/.notes": b"",
            "assets/logo.svg": b"",
            "en/handbooks/unused.png": b"",
        }
    )
    unused = [finding.problem.path for finding in findings(library, docs) if finding.problem.code == "TL412"]
    assert unused == ["docs/en/handbooks/unused.png"]
