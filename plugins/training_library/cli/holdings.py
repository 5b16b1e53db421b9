"""The library that a command works on: where it is, and how it is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from training_library.cli.ending import CommandError
from training_library.library.reading import read_library

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from training_library.library.holdings import Library
    from training_library.library.problem import Problem


def add_docs(parser: argparse.ArgumentParser) -> None:
    """Add the option that says where the documents are."""
    parser.add_argument("--docs", type=Path, default=Path("docs"), metavar="DIR", help="the documents (default: docs)")


def docs_of(options: argparse.Namespace) -> Path:
    """Return the folder of documents, absolute.

    Raises:
        CommandError: There is none.
    """
    docs: Path = options.docs
    if not docs.is_dir():
        raise CommandError(f"there is no folder {docs}; name it with --docs")
    return docs.absolute()


def shown(path: Path) -> str:
    """Return a path as messages name it: from the working folder where that leads there."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def read(options: argparse.Namespace, *, drafts: bool = False) -> tuple[Library, list[Problem]]:
    """Read the library; paths in messages are relative to the working folder where it holds the documents."""
    docs = docs_of(options)
    return read_library(docs, root=root_of(docs), drafts=drafts)


def root_of(docs: Path) -> Path:
    """Return the folder that paths in messages are relative to: the working folder where it holds `docs`."""
    here = Path.cwd()
    return here if docs.is_relative_to(here) else docs.parent


def chosen_paths(options: argparse.Namespace) -> list[Path]:
    """Return the files and folders that `options.paths` names, absolute.

    Raises:
        CommandError: One of them is not there, or not below the documents.
    """
    docs, chosen = Path(os.path.normpath(docs_of(options))), []
    for path in options.paths:
        absolute = Path(os.path.normpath(path.absolute()))
        if not absolute.exists():
            raise CommandError(f"there is no {path}; name a file or folder below {options.docs}")
        if not absolute.is_relative_to(docs) and not docs.is_relative_to(absolute):
            raise CommandError(f"{path} is not below {options.docs}; name another folder of documents with --docs")
        below = absolute.relative_to(docs) if absolute.is_relative_to(docs) else Path()
        chosen.append(docs_of(options) / below)
    return chosen


def is_within(path: str, chosen: Sequence[str]) -> bool:
    """Tell whether `path` is one of the files or in one of the folders that were chosen; all are shown alike."""
    return any(path == each or path.startswith(f"{each}/") or each == "." for each in chosen)
