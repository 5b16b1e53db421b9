"""The command `training-library`: what the library can do without building a site."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from training_library.library.reading import read_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training_library.library.problem import Problem

EXIT_SOUND, EXIT_PROBLEMS, EXIT_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 all is well, 1 problems were found, 2 it could not run."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # A terminal that lacks a letter still gets its report.
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.docs.is_dir():
        print(f"training-library: there is no folder {options.docs}; name it with --docs", file=sys.stderr)
        return EXIT_USAGE
    return _check(options.docs, options.format)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="training-library", description="Look after a multilingual training library.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="list every mistake in the documents and vocabularies",
        description="List every mistake in the documents and vocabularies. Exit code: 0 none, 1 some, 2 could not run.",
        epilog="example: training-library check --format github",
    )
    check.add_argument("--docs", type=Path, default=Path("docs"), metavar="DIR", help="the documents (default: docs)")
    check.add_argument("--format", choices=_FORMATS, default="text", help="how problems are printed (default: text)")
    return parser


def _check(docs: Path, output_format: str) -> int:
    here = Path.cwd()
    docs = docs.absolute()
    library, problems = read_library(docs, root=here if docs.is_relative_to(here) else docs.parent)
    for line in _FORMATS[output_format](problems):
        print(line)
    if output_format == "text":
        documents, editions = len(library.documents), library.edition_count
        print(f"documents: {documents}, editions: {editions}, problems: {len(problems)}", file=sys.stderr)
    return EXIT_PROBLEMS if problems else EXIT_SOUND


def _as_text(problems: Sequence[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def _as_json(problems: Sequence[Problem]) -> list[str]:
    return [json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)]


def _as_github(problems: Sequence[Problem]) -> list[str]:
    """Return workflow commands, which the forge shows as annotations on the lines."""
    return [
        f"::error file={_escape_property(problem.path)},line={problem.line},title={problem.code}::"
        + _escape(
            f"{problem.key}: {problem.what}; {problem.remedy}" if problem.key else f"{problem.what}; {problem.remedy}"
        )
        for problem in problems
    ]


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


_FORMATS = {"text": _as_text, "json": _as_json, "github": _as_github}


if __name__ == "__main__":
    sys.exit(main())
