"""`training-library check`: every mistake in the documents and vocabularies."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training_library.cli.ending import EXIT_PROBLEMS, EXIT_SOUND, CommandError
from training_library.cli.holdings import add_docs, chosen_paths, docs_of, is_within, read, root_of
from training_library.cli.progress import Progress
from training_library.library.checks.mending import mend
from training_library.library.checks.running import findings
from training_library.library.problem import Severity
from training_library.library.reading import shown_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from training_library.library.checks.finding import Finding
    from training_library.library.holdings import Library
    from training_library.library.problem import Problem

_ROUNDS = 5
"""What one round of mending uncovers, the next one mends; so many are more than were ever needed."""


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "check",
        help="list every mistake in the documents and vocabularies",
        description="List every mistake in the documents and vocabularies. "
        "Exit code: 0 no error (there may be warnings), 1 errors, 2 could not run.",
        epilog="example: training-library check --fix docs/ru/handbooks",
    )
    add_docs(parser)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders below the documents")
    parser.add_argument("--format", choices=_FORMATS, default="text", help="how problems are printed (default: text)")
    parser.add_argument("--fix", action="store_true", help="mend what is mechanical, and list the rest")
    parser.add_argument("--drafts", action="store_true", help="check drafts too, as if they were to be published")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every problem and return the exit code."""
    chosen = chosen_paths(options)
    library, problems, found = _check(options, chosen)
    if options.fix:
        for _ in range(_ROUNDS):
            if not _mend(found, options):
                break
            library, problems, found = _check(options, chosen)
    problems = sorted({*problems, *(finding.problem for finding in found)})
    for line in _FORMATS[options.format](problems):
        print(line)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if options.format == "text":
        documents, editions = len(library.documents), library.edition_count
        figures = f"documents: {documents}, editions: {editions}, errors: {errors}, warnings: {len(problems) - errors}"
        hidden = f", drafts left out: {len(library.drafts)}" if library.drafts else ""
        print(figures + hidden, file=sys.stderr)
    return EXIT_PROBLEMS if errors else EXIT_SOUND


def _check(options: argparse.Namespace, chosen: Sequence[Path]) -> tuple[Library, list[Problem], list[Finding]]:
    """Return the library, what is wrong with its model, and what is wrong with its texts."""
    docs = docs_of(options)
    root = root_of(docs)
    library, problems = read(options, drafts=options.drafts)
    # Of texts that are named, only these need be looked at; other files are judged by what all texts say.
    only = {path.relative_to(docs).as_posix() for path in chosen if path.suffix == ".md"}
    named = bool(chosen) and len(only) == len(set(chosen))
    progress = Progress("texts checked")
    found = findings(library, docs, root=root, only=only if named else None, progress=progress)
    if chosen:
        shown = tuple(shown_path(path, root) for path in chosen)
        problems = [problem for problem in problems if is_within(problem.path, shown)]
        found = [finding for finding in found if is_within(finding.problem.path, shown)]
    return library, problems, found


def _mend(found: Sequence[Finding], options: argparse.Namespace) -> int:
    """Apply what is mechanical, say so on stderr, and return how many problems are mended."""
    try:
        mended = mend(found, docs_of(options))
    except (OSError, UnicodeError) as error:
        raise CommandError(f"a file cannot be changed: {error}") from error
    for finding in mended:
        problem = finding.problem
        print(f"{problem.path}:{problem.line}: {problem.code} mended: {problem.what}", file=sys.stderr)
    return len(mended)


def _as_text(problems: Sequence[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def _as_json(problems: Sequence[Problem]) -> list[str]:
    entries = [{**asdict(problem), "severity": problem.severity} for problem in problems]
    return [json.dumps(entries, ensure_ascii=False, indent=2)]


def _as_github(problems: Sequence[Problem]) -> list[str]:
    """Return workflow commands, which the forge shows as annotations on the lines."""
    return [
        f"::{problem.severity} file={_escape_property(problem.path)},line={problem.line},title={problem.code}::"
        + _escape(_in_words(problem))
        for problem in problems
    ]


def _as_gitlab(problems: Sequence[Problem]) -> list[str]:
    """Return a code quality report, which GitLab shows in the widget and on the lines of a merge request.

    Its format is a part of Code Climate's: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
    """
    seen: Counter[str] = Counter()
    entries = []
    for problem in problems:
        # Without its line: a problem stays the same one when text is added above it.
        identity = f"{problem.path}\n{problem.code}\n{problem.key}\n{problem.what}"
        seen[identity] += 1
        entries.append(
            {
                "check_name": problem.code,
                "description": _in_words(problem),
                "fingerprint": sha256(f"{identity}\n{seen[identity]}".encode(errors="replace")).hexdigest(),
                "severity": "major" if problem.severity is Severity.ERROR else "minor",
                "location": {"path": problem.path, "lines": {"begin": problem.line}},
            }
        )
    return [json.dumps(entries, ensure_ascii=False, indent=2)]


def _in_words(problem: Problem) -> str:
    key = f"{problem.key}: " if problem.key else ""
    return f"{key}{problem.what}; {problem.remedy}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


_FORMATS = {"text": _as_text, "json": _as_json, "github": _as_github, "gitlab": _as_gitlab}
