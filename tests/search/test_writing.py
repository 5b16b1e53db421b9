from __future__ import annotations

from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest

from tests.search.small_library import text
from training_library.search import writing
from training_library.search.writing import Order, Writer

if TYPE_CHECKING:
    from pathlib import Path


def order(folder: Path, language: str) -> Order:
    """Return the order of an index of three documents."""
    texts = [text("Border", number=number, body=f"Officers check {number} papers") for number in range(3)]
    return Order(folder=folder / language, language=language, texts=texts, meta={}, more={})


def written(folder: Path) -> dict[str, bytes]:
    """Return the scripts below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.js")}


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every index for a large one."""
    monkeypatch.setattr(writing, "WORTH_A_PROCESS", 0)


@pytest.mark.usefixtures("beside")
def test_a_large_index_is_written_beside_other_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is the same, byte for byte."""
    writer = Writer()
    for language in ("en", "ru"):
        writer.take(order(tmp_path / "large", language))
    assert active_children()
    writer.finish()
    monkeypatch.undo()
    for language in ("en", "ru"):
        writer.take(order(tmp_path / "small", language))
    assert written(tmp_path / "large") == written(tmp_path / "small")
    assert len(written(tmp_path / "large")) > 2


@pytest.mark.usefixtures("beside")
def test_what_goes_wrong_beside_is_told(tmp_path: Path) -> None:
    """When the indexes are waited for; the next build starts afresh."""
    (tmp_path / "en").write_text("a file where a folder belongs", encoding="utf-8")
    writer = Writer()
    writer.take(order(tmp_path, "en"))
    with pytest.raises(FileExistsError):
        writer.finish()
    writer.take(order(tmp_path, "ru"))
    writer.finish()
    assert "ru/meta.js" in written(tmp_path)


@pytest.mark.usefixtures("beside")
def test_a_build_that_fails_leaves_no_work_behind(tmp_path: Path) -> None:
    """Its process ends."""
    writer = Writer()
    writer.take(order(tmp_path, "en"))
    writer.stop()
    assert not active_children()
    writer.finish()
