"""Time from saving a document to the page that renews itself, under `mkdocs serve`; how to run it is in README.md."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENT = "docs/en/handbooks/organising-a-national-training.md"
EXIT_TOO_SLOW = 1
LIMIT = 2.0
"""Seconds of the wall within which a change has to show on an idle machine."""
_PAUSE = 1.0
"""Seconds between two changes, so that the server has gone back to waiting."""


@contextmanager
def serving(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Serve the project in `folder`, and stop in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    with subprocess.Popen(  # noqa: S603 - the command is ours
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as server:
        try:
            wait_for("Serving on", server)
            yield server
        finally:
            server.terminate()


def wait_for(words: str, server: subprocess.Popen[str]) -> None:
    """Read what the server says up to `words`; exit when it ends before."""
    said = []
    for line in server.stdout or ():
        said.append(line)
        if words in line:
            return
    sys.exit("".join(said))


def changes(folder: Path, repeat: int) -> Iterator[tuple[float, float]]:
    """Yield the seconds of the wall and of the processor that each of `repeat` changes takes."""
    with serving(folder) as server:
        for number in range(repeat):
            time.sleep(_PAUSE)
            cpu, start = _cpu(server.pid), time.perf_counter()
            with (folder / DOCUMENT).open("a", encoding="utf-8") as document:
                document.write(f"\nOne more line, number {number}.\n")
            wait_for("Reloading browsers", server)
            yield time.perf_counter() - start, _cpu(server.pid) - cpu


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Print the figures and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5, help="how many changes (default: 5)")
    repeat = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in ("docs", "hooks"):
            shutil.copytree(PROJECT / name, folder / name)
        shutil.copy(PROJECT / "mkdocs.yml", folder)
        walls, cpus = zip(*changes(folder, repeat), strict=True)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for name, seconds in (("wall", walls), ("CPU", cpus)):
        print(f"{name}: {median(seconds):.2f} s ({min(seconds):.2f}-{max(seconds):.2f})")
    return EXIT_TOO_SLOW if median(walls) > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
