"""`training-library import`: take over a text that was written elsewhere."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from training_library.cli.beginning import Beginning, complete, write
from training_library.cli.ending import EXIT_SOUND, CommandError
from training_library.cli.front_matter_options import add_front_matter, said
from training_library.cli.holdings import add_docs, docs_of, read
from training_library.importing.draft import FORMATS, draft_of
from training_library.importing.refusal import RefusalError
from training_library.library.front_matter import AREAS, DATE, TITLE
from training_library.library.scaffold import scaffold_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "import",
        help="make a document of a Word, LibreOffice, HTML or PDF file",
        description=f"Make a document of a file ({', '.join(FORMATS)}): headings, lists, tables, notes and pictures, "
        "with the front matter of its kind. What somebody should look at is listed. Of a PDF only the bare text is "
        "taken. Nothing is fetched from the web and no file is overwritten. Exit code: 0 written, 2 could not run.",
        epilog="example: training-library import Readmission.docx --kind handbook --area return --language ru",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="what to import")
    add_docs(parser)
    parser.add_argument("--kind", default="", metavar="ID", help="kind of document, such as handbook")
    parser.add_argument("--slug", default="", metavar="NAME", help="name of the file (default: that of FILE)")
    parser.add_argument("--language", default="", metavar="ID", help="language of the text, such as ru")
    add_front_matter(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the document and its pictures, print their paths and what to look at."""
    file: Path = options.file
    if not file.is_file():
        raise CommandError(f"there is no file {file}")
    library, _ = read(options, drafts=True)
    beginning = Beginning(
        kind=options.kind,
        slug=options.slug or _slug_of(file),
        language=options.language,
        values=said(options),
        names=("--kind", "--slug"),
    )
    complete(beginning, library.vocabulary, (AREAS,))
    print(f"Reading {file.name} …", file=sys.stderr)
    try:
        draft = draft_of(file, name=beginning.slug, language=beginning.language)
    except RefusalError as refusal:
        raise CommandError(str(refusal)) from None
    values = {DATE.name: dt.datetime.now().astimezone().date().isoformat(), TITLE.name: draft.title, **beginning.values}
    uri = beginning.uri(library.vocabulary, beginning.language)
    text = scaffold_text(library, beginning.kind, beginning.language, values, body=draft.body)
    folder = PurePosixPath(uri).parent
    pictures = {(folder / name).as_posix(): data for name, data in draft.pictures.items()}
    write(docs_of(options), {uri: text}, library, pictures)
    _print_notes(draft.notes if TITLE.name in said(options) or draft.title else ("no title was found", *draft.notes))
    return EXIT_SOUND


def _slug_of(file: Path) -> str:
    """Return a name from that of the file when it is in Latin letters, "" otherwise."""
    stem = file.stem.lower()
    return "-".join(re.findall(r"[a-z0-9]+", stem)) if stem.isascii() else ""


def _print_notes(notes: Sequence[str]) -> None:
    print("\nLook at these before you publish:", file=sys.stderr)
    for note in (*notes, "front matter and text: fill in what starts with TODO"):
        print(f"  - {note}", file=sys.stderr)
    print("\nThen run: training-library check", file=sys.stderr)
