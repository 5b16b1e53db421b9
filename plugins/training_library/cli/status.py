"""`training-library status`: how much of the library is translated, and what to translate next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from training_library.cli.ending import EXIT_SOUND, CommandError
from training_library.cli.holdings import add_docs, docs_of, read, root_of
from training_library.library.coverage import BEYOND, Coverage, coverage_data, coverage_of
from training_library.library.problem import did_you_mean
from training_library.library.reading import shown_path
from training_library.library.translation import State
from training_library.library.translation_problems import changes_in_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from training_library.library.coverage import Figures, Task
    from training_library.library.holdings import Library

    Row = tuple[str, ...]
    Show = Callable[[str], str]
    """Gives the path to print for a file relative to `docs/`."""

MOST_TASKS = 20
_HEAD = ("Area", "Documents", "Original", "Translated", "Stale", "Missing", "Words to translate")
_PAGES, _BEYOND, _ALL = "pages", "no area", "all documents"


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "status",
        help="tell how much is translated, and what to translate next",
        description="Tell for each language and thematic area how many documents there are, how many were written in "
        "the language or translated into it, how many translations are stale (behind their original, or suspect of it) "
        "and how many words are to be translated; then what to do next, the most urgent first. "
        "Exit code: 0 told, 2 could not run.",
        epilog="example: training-library status --language ru --format markdown",
    )
    add_docs(parser)
    parser.add_argument("--language", action="append", default=[], metavar="ID", help="only this one; may be repeated")
    parser.add_argument("--format", choices=_FORMATS, default="text", help="how it is printed (default: text)")
    parser.add_argument(
        "--most", type=int, default=MOST_TASKS, metavar="N", help=f"so many tasks a language (default: {MOST_TASKS})"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the state of each language."""
    library, _ = read(options, drafts=False)
    docs = docs_of(options)
    found = [coverage_of(library, language) for language in _languages(options.language, library)]
    lines = _FORMATS[options.format](
        library, found, max(options.most, 0), lambda src_uri: shown_path(docs / src_uri, root_of(docs))
    )
    print("\n".join(lines))
    return EXIT_SOUND


def _languages(chosen: Sequence[str], library: Library) -> Sequence[str]:
    for language in chosen:
        if language not in library.vocabulary.languages:
            remedy = did_you_mean(language, library.vocabulary.languages, "add it to docs/vocabulary/languages.yml")
            raise CommandError(f'there is no language "{language}"; {remedy}')
    return tuple(dict.fromkeys(chosen)) or tuple(library.vocabulary.languages)


def _rows(library: Library, coverage: Coverage) -> Iterator[Row]:
    for area, figures in coverage.areas.items():
        yield _row(_BEYOND if area == BEYOND else area, figures)
    yield _row(_ALL, coverage.documents)
    if library.pages:
        yield _row(_PAGES, coverage.pages)


def _row(name: str, figures: Figures) -> Row:
    counts = (
        figures.documents, figures.originals, figures.translated, figures.stale, figures.missing, figures.words
    )  # fmt: skip
    return (name, *map(str, counts))


def _as_text(library: Library, found: Sequence[Coverage], most: int, show: Show) -> Iterator[str]:
    for place, coverage in enumerate(found):
        if place:
            yield ""
        yield f"{library.vocabulary.languages[coverage.language].name} ({coverage.language})"
        yield ""
        yield from _aligned([_HEAD, *_rows(library, coverage)])
        yield ""
        yield from _tasks_as_text(coverage, most, show)


def _aligned(rows: Sequence[Row]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for name, *counts in rows:
        cells = [name.ljust(widths[0]), *(text.rjust(width) for text, width in zip(counts, widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()


def _tasks_as_text(coverage: Coverage, most: int, show: Show) -> Iterator[str]:
    if not coverage.tasks:
        yield "Nothing to do: every translation follows its original."
        return
    yield "To do, the most urgent first:"
    for task in coverage.tasks[:most]:
        yield f"  {task.state.state:<9}  {show(task.src_uri)}{_amount(task)}"
        if task.state.changes:
            yield f"             {changes_in_words(task.state)}"
        yield f"             {_advice(task, show)}"
    if len(coverage.tasks) > most:
        yield f"  and {len(coverage.tasks) - most} more; --most shows them"


def _amount(task: Task) -> str:
    return f" (words: {task.words})" if task.words else ""


def _advice(task: Task, show: Show) -> str:
    path = show(task.src_uri)
    if task.state.state is State.MISSING:
        return f"translate {show(f'{task.text_language}/{task.path}.md')}" + (
            f": training-library new {task.kind} {task.path.rpartition('/')[2]} "
            f"--language {task.src_uri.partition('/')[0]} --translation-of {task.text_language}"
            if task.kind
            else ""
        )
    if task.state.state is State.UNSTAMPED:
        return f"compare it with the original, then: training-library stamp {path}"
    if task.state.state is State.ORPHAN:
        return "restore the original, or take the key `translation` out"
    return f"training-library diff {path}"


def _as_markdown(library: Library, found: Sequence[Coverage], most: int, show: Show) -> Iterator[str]:
    for coverage in found:
        yield f"## {library.vocabulary.languages[coverage.language].name} ({coverage.language})"
        yield ""
        yield f"| {' | '.join(_HEAD)} |"
        yield "|---|" + "---:|" * (len(_HEAD) - 1)
        yield from (f"| {' | '.join(row)} |" for row in _rows(library, coverage))
        yield ""
        for number, task in enumerate(coverage.tasks[:most], 1):
            changes = f" – {changes_in_words(task.state)}" if task.state.changes else ""
            yield f"{number}. **{task.state.state}** `{show(task.src_uri)}`{_amount(task)}{changes}"
        if len(coverage.tasks) > most:
            yield f"\n… and {len(coverage.tasks) - most} more"
        yield "" if coverage.tasks else "Nothing to do.\n"


def _as_json(library: Library, found: Sequence[Coverage], most: int, show: Show) -> Iterator[str]:
    del library, most, show
    yield json.dumps([coverage_data(coverage) for coverage in found], ensure_ascii=False, indent=2)


_FORMATS = {"text": _as_text, "json": _as_json, "markdown": _as_markdown}
