"""`training-library new`: start a document from the scaffold of its kind."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from training_library.cli.beginning import Beginning, complete, write
from training_library.cli.ending import EXIT_SOUND, CommandError
from training_library.cli.front_matter_options import add_front_matter, said
from training_library.cli.holdings import add_docs, docs_of, read
from training_library.library.front_matter import AREAS, DATE, SUMMARY, TITLE
from training_library.library.problem import did_you_mean
from training_library.library.reading import with_texts
from training_library.library.scaffold import scaffold_text, translation_skeleton

if TYPE_CHECKING:
    import argparse

    from training_library.library.holdings import Library


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "new",
        help="start a document from the scaffold of its kind",
        description="Start a document: write a file with the sections that a good document of its kind has, and TODO "
        "where you are to write. At a terminal you are asked for what you do not say; elsewhere nothing is asked. "
        "No file is overwritten. Exit code: 0 written, 2 could not run.",
        epilog="example: training-library new handbook reception-centres --language en --area asylum "
        '--title "Running a reception centre" --summary "How to plan rooms and staff." --with-translation ru',
    )
    parser.add_argument("kind", nargs="?", default="", metavar="KIND", help="kind of document, such as handbook")
    parser.add_argument("slug", nargs="?", default="", metavar="SLUG", help="name of its file: reception-centres")
    add_docs(parser)
    parser.add_argument("--language", default="", metavar="ID", help="language of the text, such as en")
    parser.add_argument(
        "--with-translation", action="append", default=[], metavar="ID",
        help="also write what a translator into this language starts from; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--translation-of", default="", metavar="ID",
        help="write what a translator starts from whose original exists in this language; front matter is copied",
    )  # fmt: skip
    add_front_matter(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files and print their paths."""
    library, _ = read(options, drafts=True)
    beginning = Beginning(kind=options.kind, slug=options.slug, language=options.language, values=said(options))
    needed = () if options.translation_of else (TITLE, AREAS, SUMMARY)
    complete(beginning, library.vocabulary, needed)
    if options.translation_of:
        texts = _translation(beginning, options.translation_of, library)
    else:
        texts = _original(beginning, options.with_translation, library)
    write(docs_of(options), texts, library)
    print("Fill in what starts with TODO, then run: training-library check", file=sys.stderr)
    if options.translation_of or options.with_translation:
        print("Once a translation is complete, run: training-library stamp FILE", file=sys.stderr)
    return EXIT_SOUND


def _original(beginning: Beginning, translations: list[str], library: Library) -> dict[str, str]:
    """Return the text of the document and those of its translations, by file."""
    uri = beginning.uri(library.vocabulary, beginning.language)
    values = {DATE.name: dt.datetime.now().astimezone().date().isoformat(), **beginning.values}
    texts = {uri: scaffold_text(library, beginning.kind, beginning.language, values)}
    path = uri.partition("/")[2].removesuffix(".md")
    if path in library.documents:
        original = library.documents[path].original
        raise CommandError(
            f"{original.src_uri} is this document already; choose another name, or start its translation with "
            f"--translation-of {original.language}"
        )
    # Read back, so that a translation starts from what the scaffold really says.
    grown, _ = with_texts(library, texts)
    for language in translations:
        _check_language(language, beginning.language, library)
        if path in grown.documents:
            skeleton = translation_skeleton(grown, grown.documents[path], language)
            texts[beginning.uri(library.vocabulary, language)] = skeleton
    return texts


def _translation(beginning: Beginning, original: str, library: Library) -> dict[str, str]:
    _check_language(original, beginning.language, library)
    uri = beginning.uri(library.vocabulary, original)
    document = library.documents.get(uri.partition("/")[2].removesuffix(".md"))
    if document is None or original not in document.editions:
        known = [edition.src_uri for each in library.documents.values() for edition in each.editions.values()]
        raise CommandError(f"there is no sound {uri} to translate; {did_you_mean(uri, known, 'correct KIND or SLUG')}")
    source = replace(document, original=document.editions[original])
    skeleton = translation_skeleton(library, source, beginning.language)
    return {beginning.uri(library.vocabulary, beginning.language): skeleton}


def _check_language(language: str, other: str, library: Library) -> None:
    if language not in library.vocabulary.languages:
        known = tuple(library.vocabulary.languages)
        raise CommandError(f'there is no language "{language}"; {did_you_mean(language, known)}')
    if language == other:
        raise CommandError(f'a translation from "{other}" into "{other}" is none; name another language')
