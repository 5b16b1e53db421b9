from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training_library.library import writing
from training_library.library.writing import write_all_new

if TYPE_CHECKING:
    from pathlib import Path


def test_all_files_are_written_with_their_folders(tmp_path: Path) -> None:
    """Texts and bytes."""
    write_all_new({tmp_path / "a" / "b" / "c.md": "Ё\n", tmp_path / "a" / "d.png": b"\x89"})
    assert (tmp_path / "a" / "b" / "c.md").read_text(encoding="utf-8") == "Ё\n"
    assert (tmp_path / "a" / "d.png").read_bytes() == b"\x89"


def test_what_exists_is_left_and_nothing_else_is_written(tmp_path: Path) -> None:
    """One of three is there already."""
    (tmp_path / "b.md").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_all_new({tmp_path / "new" / "a.md": "1", tmp_path / "b.md": "2", tmp_path / "c.md": "3"})
    assert [path.name for path in tmp_path.iterdir()] == ["b.md"]
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == "mine"


def test_an_interrupted_command_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the first file nor the folders that were made for it."""
    first = writing.write_new

    def interrupted(path: Path, data: str | bytes) -> None:
        if path.name == "b.md":
            raise KeyboardInterrupt
        first(path, data)

    monkeypatch.setattr(writing, "write_new", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all_new({tmp_path / "x" / "y" / "a.md": "1", tmp_path / "b.md": "2"})
    assert list(tmp_path.iterdir()) == []
