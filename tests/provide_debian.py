"""Find a program that tests need beside the browsers, or install its package on Debian.

usage: python -m tests.provide_debian PROGRAM PACKAGE
"""

from __future__ import annotations

import shutil
import sys

from tests.provide_browser import install_from_debian


def main() -> None:
    """Do so, or say what to do."""
    program, package = sys.argv[1:]
    if not shutil.which(program):
        install_from_debian(package)
    if not shutil.which(program):
        sys.exit(
            f"No {program} was found, and none could be fetched.\nInstall it (on Debian: apt-get install {package})."
        )


if __name__ == "__main__":
    main()
