"""Indexes are made beside the build once a library is large; whoever ends whom, nothing hangs and nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.search.small_library import text
from training_library.search import writing
from training_library.search.writing import Order, Writer

if TYPE_CHECKING:
    from pathlib import Path


def write(writer: Writer, folder: Path, language: str, *, size: int = writing.WORTH_A_PROCESS) -> None:
    """Have the index of documents written that come in any order, more than are handed over at a time."""
    writer.prepare(size)
    for number in reversed(range(writing.BUNCH + 3)):
        content = f"<h2>Papers</h2><p>Officers check {number} papers at the border</p>"
        writer.read(language, text("Border", number=number), content)
    writer.write(Order(folder=folder / language, language=language, meta={}, more={}))


def written(folder: Path) -> dict[str, bytes]:
    """Return the scripts below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.js")}


def test_a_large_index_is_made_beside_other_work(tmp_path: Path) -> None:
    """And is the same, byte for byte."""
    large, small = Writer(), Writer()
    for language in ("en", "ru"):
        write(large, tmp_path / "large", language)
        assert active_children()
        write(small, tmp_path / "small", language, size=1)
    large.finish()
    assert not active_children()
    small.finish()
    assert written(tmp_path / "large") == written(tmp_path / "small")
    assert len(written(tmp_path / "large")) > 2


def test_pages_do_not_wait_for_the_index(tmp_path: Path) -> None:
    """However much there is to be read yet."""
    writer = Writer()
    writer.prepare(writing.WORTH_A_PROCESS)
    (process,) = active_children()
    os.kill(process.pid or 0, signal.SIGSTOP)
    content = f"<p>{'Officers check papers. ' * 10_000}</p>"

    def read_all() -> None:
        for number in range(3 * writing.BUNCH):
            writer.read("en", text("Border", number=number), content)

    pages = Thread(target=read_all)
    pages.start()
    pages.join(timeout=60)
    waiting = pages.is_alive()
    os.kill(process.pid or 0, signal.SIGCONT)
    pages.join(timeout=60)
    writer.write(Order(folder=tmp_path, language="en", meta={}, more={}))
    writer.finish()
    assert not waiting
    assert f"text-{3 * writing.BUNCH - 1}.js" in written(tmp_path)


def test_an_index_is_written_once_its_pages_are_read(tmp_path: Path) -> None:
    """And not only when the build waits for it: its templates come first."""
    writer = Writer()
    write(writer, tmp_path, "en")
    until = time.monotonic() + 60
    while time.monotonic() < until and "en/meta.js" not in written(tmp_path):
        time.sleep(0.05)
    is_there = "en/meta.js" in written(tmp_path)
    writer.finish()
    assert is_there


def test_what_goes_wrong_beside_is_told(tmp_path: Path) -> None:
    """When the indexes are waited for; the next build starts afresh."""
    (tmp_path / "en").write_text("a file where a folder belongs", encoding="utf-8")
    writer = Writer()
    write(writer, tmp_path, "en")
    with pytest.raises(FileExistsError):
        writer.finish()
    write(writer, tmp_path, "ru")
    writer.finish()
    assert "ru/meta.js" in written(tmp_path)


@pytest.mark.parametrize("is_busy", [False, True])
def test_a_process_that_is_ended_from_outside_is_told(tmp_path: Path, *, is_busy: bool) -> None:
    """By a machine without memory, say, before or after it was given work: the build does not wait for ever."""
    writer = Writer()
    writer.prepare(writing.WORTH_A_PROCESS)
    (process,) = active_children()
    if is_busy:
        os.kill(process.pid or 0, signal.SIGSTOP)
        write(writer, tmp_path, "en")
        time.sleep(0.5)
    process.kill()
    process.join()
    if not is_busy:
        write(writer, tmp_path, "en")
    with pytest.raises(ChildProcessError, match="build again"):
        writer.finish()


def test_a_build_that_fails_leaves_no_work_behind(tmp_path: Path) -> None:
    """Its process ends, and what was read is forgotten."""
    writer = Writer()
    write(writer, tmp_path, "en")
    writer.stop()
    assert not active_children()
    writer.read("en", text("Border", number=0), "")
    writer.stop()
    writer.write(Order(folder=tmp_path / "next", language="en", meta={}, more={}))
    writer.finish()
    assert "text-0.js" not in written(tmp_path / "next")


BUILD_THAT_IS_KILLED = """
import os, signal
from multiprocessing import active_children
from training_library.search.writing import WORTH_A_PROCESS, Writer
if __name__ == "__main__":
    Writer().prepare(WORTH_A_PROCESS)
    print(active_children()[0].pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_build_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    """The process notices."""
    script = tmp_path / "build.py"
    script.write_text(BUILD_THAT_IS_KILLED, encoding="utf-8")
    # Its end is known when nobody holds what it prints to.
    build = subprocess.run([sys.executable, script], stdout=subprocess.PIPE, text=True, timeout=60, check=False)
    assert build.returncode == -signal.SIGKILL
    assert build.stdout.strip().isdecimal()
