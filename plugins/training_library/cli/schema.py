"""`training-library schema`: the front matter as editors and other tools understand it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from training_library.cli.ending import EXIT_SOUND, CommandError
from training_library.cli.holdings import add_docs, read
from training_library.library.front_matter import KEYS, PAGE_KEYS
from training_library.library.schema import front_matter_schema, snippets
from training_library.library.vocabulary_files import READERS
from training_library.library.vocabulary_schema import vocabulary_schema

if TYPE_CHECKING:
    import argparse

_FRONT_MATTER = {"document": KEYS, "page": PAGE_KEYS}


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "schema",
        help="print the JSON Schema of the front matter or of a list",
        description="Print the JSON Schema of the front matter (2020-12), with the values of your vocabulary, or of a "
        "list of the vocabulary (draft 7); or the snippets by which VS Code completes front matter. "
        "Exit code: 0 printed, 2 could not run.",
        epilog="example: training-library schema > front-matter.schema.json",
    )
    add_docs(parser)
    parser.add_argument(
        "--of", choices=(*_FRONT_MATTER, *READERS), default="document",
        help="whose front matter, or which list (default: document)",
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=("json-schema", "snippets"), default="json-schema",
        help="what is printed (default: json-schema)",
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    library, _ = read(options)
    keys = _FRONT_MATTER.get(options.of)
    if options.format == "snippets" and keys is None:
        raise CommandError("there are snippets for front matter only; leave out --format, or name document or page")
    if keys is None:
        printed = vocabulary_schema(options.of, library.vocabulary)
    else:
        form = snippets if options.format == "snippets" else front_matter_schema
        printed = form(keys, library.vocabulary)
    print(json.dumps(printed, ensure_ascii=False, indent=2))
    return EXIT_SOUND
