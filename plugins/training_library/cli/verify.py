"""`training-library verify`: whether a copy of the library is whole, unchanged and needs nothing from elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training_library.bundle.copy import DamagedError, NoCopyError, open_folder, open_zip, printable
from training_library.bundle.soundness import examine
from training_library.cli.ending import EXIT_PROBLEMS, EXIT_SOUND, CommandError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from training_library.bundle.copy import Copy

_STEP = 500
"""Files between two words about how far the work is."""


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "verify",
        help="tell whether a copy of the library is sound: a zip file of `bundle`, or its folder",
        description="Check the sums, names, links and anchors of a copy, and that no page asks another server for "
        "anything. Each fault is one line. Exit code: 0 sound, 1 faults were found, 2 could not run.",
        epilog="example: training-library verify training-library-2026-11-21.zip",
    )
    parser.add_argument("path", type=Path, metavar="FILE.zip|FOLDER", help="the copy")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every fault and return the exit code."""
    path: Path = options.path
    try:
        copy = _open(path)
        if not copy.files and not copy.faults:
            print(f"{path}: there is nothing in it; copy the library again")
            return EXIT_PROBLEMS
        findings = examine(copy, _teller(len(copy.files)))
    except DamagedError as error:
        print(f"{path}: {error}")
        return EXIT_PROBLEMS
    for fault in findings.faults:
        print(fault)
    count = len(findings.faults)
    figures = f"files: {findings.files}, pages: {findings.pages}, links: {findings.links}, faults: {count}"
    print(f"{printable(copy.folder)}: {'faulty' if count else 'sound'} ({figures})", file=sys.stderr)
    return EXIT_PROBLEMS if count else EXIT_SOUND


def _open(path: Path) -> Copy:
    try:
        return open_folder(path) if path.is_dir() else open_zip(path)
    except FileNotFoundError as error:
        raise CommandError(f"there is no file or folder {path}; name a zip file or the folder of a copy") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror or error}; check who may read it") from error
    except NoCopyError as error:
        raise CommandError(f"{path}: {error}; name a zip file of `bundle`, or its folder") from error


def _teller(count: int) -> Callable[[int], None]:
    def tell(number: int) -> None:
        if number % _STEP == 0:
            print(f"read {number:,} of {count:,} files", file=sys.stderr, flush=True)

    return tell
