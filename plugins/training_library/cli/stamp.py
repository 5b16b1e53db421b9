"""`training-library stamp`: notes in a translation which text of the original it was made from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training_library.cli.ending import EXIT_PROBLEMS, EXIT_SOUND, CommandError
from training_library.cli.holdings import add_docs, chosen_paths, docs_of, is_within, read, root_of
from training_library.library.checks.facts import placeholder_findings
from training_library.library.checks.parity import parity_findings
from training_library.library.checks.texts import Texts
from training_library.library.day import today
from training_library.library.problem import Severity
from training_library.library.reading import shown_path
from training_library.library.sections import blob_id
from training_library.library.stamp import LONGEST_REASON, new_stamp
from training_library.library.stamp_text import UnstampableError, with_stamp
from training_library.library.translation import differences_of_outline
from training_library.library.translation_problems import sections_in_words
from training_library.library.writing import replace_texts

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from training_library.library.document import Written
    from training_library.library.holdings import Library
    from training_library.library.stamp import Stamp


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "stamp",
        help="note that translations follow their originals as these are now",
        description="Note in translations which text of their originals they were made from. Do it when a translation "
        "is complete: a translation whose structure differs from its original is refused. "
        "Exit code: 0 all are stamped, 1 some were refused, 2 could not run.",
        epilog='example: training-library stamp docs/ru/handbooks/readmission.md --reason "only a slip was corrected"',
    )
    add_docs(parser)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="translations, or folders of them")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why to stamp although a check speaks against it")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Stamp what can be stamped, say what cannot, and return the exit code."""
    reason = _reason(options.reason)
    docs = docs_of(options)
    library, _ = read(options, drafts=True)
    texts = Texts(library, docs, root_of(docs))
    stamped: dict[Path, str] = {}
    told: list[str] = []
    refused: list[str] = []
    for path in _files(library, docs, chosen_paths(options)):
        shown = shown_path(path, root_of(docs))
        try:
            stamp = _stamp(texts, path.relative_to(docs).as_posix(), reason)
            if stamp is not None:
                stamped[path] = with_stamp(_text(path, library, docs), stamp)
            told.append(f"{shown}: {'stamped' + _doubts(stamp) if stamp else 'stamped already'}")
        except (_RefusedError, UnstampableError) as error:
            refused.append(f"{shown}: not stamped: {error}")
    _write(stamped)
    print("\n".join(told), end="\n" if told else "")
    print("\n".join(refused), end="\n" if refused else "", file=sys.stderr)
    return EXIT_PROBLEMS if refused else EXIT_SOUND


_MOST_FAULTS = 10
"""So many are listed for one file; `training-library check` knows them all."""


class _RefusedError(Exception):
    """A file is not stamped; the message says why, and what to do."""


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if len(reason) > LONGEST_REASON or not reason.isprintable():
        raise CommandError(f"a reason is one line of {LONGEST_REASON} characters at most; shorten it")
    return reason


def _files(library: Library, docs: Path, chosen: Sequence[Path]) -> Iterator[Path]:
    """Yield the files that are named, and the translations in the folders that are."""
    named = [path for path in chosen if not path.is_dir()]
    yield from dict.fromkeys(named)
    folders = [path.as_posix() for path in chosen if path.is_dir()]
    for src_uri in library.translations:
        path = docs / src_uri
        if path not in named and is_within(path.as_posix(), folders):
            yield path


def _stamp(texts: Texts, src_uri: str, reason: str) -> Stamp | None:
    """Return the stamp that a translation should have, None when it has it.

    Raises:
        _RefusedError: There is a reason not to stamp it.
    """
    library = texts.library
    text = library.text(src_uri)
    if text is None:
        raise _RefusedError("there is no sound document in this file; see what `training-library check` says")
    if text.translation is None:
        raise _RefusedError("this is an original; stamp its translations")
    source = library.source(text)
    if source is None:
        raise _RefusedError(f"there is no original in {text.translation.of!r}; see what `training-library check` says")
    if not reason:
        _refuse_what_differs(texts, text, source)
    stamp = new_stamp(text, source, today(), reason)
    last = text.translation.stamp
    is_new = last is None or not text.translation.is_sealed or (reason and reason != last.reason)
    return stamp if is_new or last is None or (last.source, last.sections) != (stamp.source, stamp.sections) else None


def _refuse_what_differs(texts: Texts, text: Written, source: Written) -> None:
    if text.translation and text.translation.stamp and not text.translation.is_sealed:
        raise _RefusedError(
            "its stamp was changed by hand and proves nothing; "
            "compare the whole text with the original, then say with --reason that you have"
        )
    if faults := list(_faults(texts, text, source)):
        more = f"\n  and {len(faults) - _MOST_FAULTS} more" if len(faults) > _MOST_FAULTS else ""
        shown = "".join(f"\n  {fault}" for fault in faults[:_MOST_FAULTS])
        raise _RefusedError(f"make it complete, or say with --reason why it is:{shown}{more}")


def _faults(texts: Texts, text: Written, source: Written) -> Iterator[str]:
    """Yield what speaks against a stamp: what is yet to be written, and errors of the parity check."""
    checked = texts.get(text.src_uri)
    document = texts.library.documents.get(checked.path) if checked else None
    found = list(placeholder_findings(checked, texts)) if checked else []
    if document is not None:
        found += parity_findings(texts.library, document, text.language)
    else:
        yield from differences_of_outline(text, source)
    for problem in sorted(finding.problem for finding in found):
        if problem.severity is Severity.ERROR:
            yield f"line {problem.line}: {problem.code}: {problem.what}"


def _doubts(stamp: Stamp) -> str:
    """Return what is still to be said of a new stamp: sections that should have changed, and did not."""
    untouched = [section.id for section in stamp.sections if section.is_untouched]
    if not untouched:
        return ""
    return (
        f", but suspect: the original has changed here and the translation has not: {sections_in_words(untouched)}; "
        "translate it and stamp again, or say with --reason why there is nothing to translate"
    )


def _text(path: Path, library: Library, docs: Path) -> str:
    data = path.read_bytes()
    text = library.text(path.relative_to(docs).as_posix())
    if text is None or blob_id(data) != text.blob:
        raise _RefusedError("it changed while it was read; stamp it again")
    return data.decode("utf-8")


def _write(texts: dict[Path, str]) -> None:
    try:
        replace_texts(texts)
    except OSError as error:
        raise CommandError(f"a file cannot be written: {error}; none was changed") from error
