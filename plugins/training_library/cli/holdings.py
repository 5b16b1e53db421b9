"""The library that a command works on: where it is, and how it is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from training_library.cli.ending import CommandError
from training_library.library.reading import read_library

if TYPE_CHECKING:
    import argparse

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
