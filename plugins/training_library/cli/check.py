"""`training-library check`: every mistake in the documents and vocabularies."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from training_library.cli.ending import EXIT_PROBLEMS, EXIT_SOUND
from training_library.cli.holdings import add_docs, read
from training_library.library.problem import Severity

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from training_library.library.problem import Problem


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "check",
        help="list every mistake in the documents and vocabularies",
        description="List every mistake in the documents and vocabularies. "
        "Exit code: 0 no error (there may be warnings), 1 errors, 2 could not run.",
        epilog="example: training-library check --format github",
    )
    add_docs(parser)
    parser.add_argument("--format", choices=_FORMATS, default="text", help="how problems are printed (default: text)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every problem and return the exit code."""
    library, problems = read(options)
    for line in _FORMATS[options.format](problems):
        print(line)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if options.format == "text":
        documents, editions = len(library.documents), library.edition_count
        figures = f"documents: {documents}, editions: {editions}, errors: {errors}, warnings: {len(problems) - errors}"
        print(figures, file=sys.stderr)
    return EXIT_PROBLEMS if errors else EXIT_SOUND


def _as_text(problems: Sequence[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def _as_json(problems: Sequence[Problem]) -> list[str]:
    entries = [{**asdict(problem), "severity": problem.severity} for problem in problems]
    return [json.dumps(entries, ensure_ascii=False, indent=2)]


def _as_github(problems: Sequence[Problem]) -> list[str]:
    """Return workflow commands, which the forge shows as annotations on the lines."""
    return [
        f"::{problem.severity} file={_escape_property(problem.path)},line={problem.line},title={problem.code}::"
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
