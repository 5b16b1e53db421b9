"""`training-library schema`: the front matter as editors and other tools understand it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from training_library.cli.ending import EXIT_SOUND
from training_library.cli.holdings import add_docs, read
from training_library.library.front_matter import KEYS, PAGE_KEYS
from training_library.library.schema import front_matter_schema, snippets

if TYPE_CHECKING:
    import argparse

_FORMATS = {"json-schema": front_matter_schema, "snippets": snippets}
_KEYS = {"document": KEYS, "page": PAGE_KEYS}


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "schema",
        help="print the JSON Schema of the front matter",
        description="Print the JSON Schema (2020-12) of the front matter, with the values of your vocabulary, "
        "or the snippets by which VS Code completes it. Exit code: 0 printed, 2 could not run.",
        epilog="example: training-library schema > front-matter.schema.json",
    )
    add_docs(parser)
    parser.add_argument("--of", choices=_KEYS, default="document", help="whose front matter (default: document)")
    parser.add_argument(
        "--format", choices=_FORMATS, default="json-schema", help="what is printed (default: json-schema)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    library, _ = read(options)
    printed = _FORMATS[options.format](_KEYS[options.of], library.vocabulary)
    print(json.dumps(printed, ensure_ascii=False, indent=2))
    return EXIT_SOUND
