"""Find the libraries of the system with which WeasyPrint makes PDF, or install them on Debian.

usage: python -m tests.provide_pango
"""

from __future__ import annotations

import subprocess
import sys

from tests.provide_browser import install_from_debian
from training_library.books.tools import PANGO


def fault() -> str:
    """Return what a fresh process misses, which alone sees what has just been installed."""
    code = "from training_library.books.tools import missing; print(missing())"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip()


def main() -> None:
    """Do so, or say what to do."""
    if fault():
        install_from_debian(*PANGO)
    if what := fault():
        sys.exit(what)


if __name__ == "__main__":
    main()
