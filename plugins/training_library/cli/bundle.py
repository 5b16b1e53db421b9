"""`training-library bundle`: the library, or a part of it, as one zip file that opens from a disk."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING, Any

from training_library.bundle.export import Manifest, contents, write_zip
from training_library.bundle.names import faults_of_names
from training_library.cli.building import build_site, ended_like_an_interruption, manifest_of, say, writing_to
from training_library.cli.ending import EXIT_PROBLEMS, EXIT_SOUND, CommandError
from training_library.cli.holdings import add_docs, read
from training_library.cli.zims import write_zims
from training_library.library.selection import Selection
from training_library.library.writing import replacing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "bundle",
        help="build the library, or a part of it, as one zip file that opens from a disk",
        description="Build the site and pack it into one zip file: unpacked, its index.html opens the library without "
        "a network and without a server. Options choose a part for slow lines; a document is in it when it fits "
        "every option. The same content gives the same bytes; SOURCE_DATE_EPOCH replaces the date, which is that of "
        "the newest content. Exit code: 0 done, 1 the content or its file names have mistakes, 2 could not run.",
        epilog="example: training-library bundle --language ru --area return asylum --output copies/",
    )
    add_docs(parser)
    parser.add_argument(
        "--config",
        type=Path,
        default=Path("mkdocs.yml"),
        metavar="FILE",
        help="settings of the site (default: mkdocs.yml)",
    )
    for option, what in (("language", "languages"), ("area", "thematic areas"), ("kind", "kinds")):
        parser.add_argument(
            f"--{option}", nargs="+", action="extend", default=[], metavar="ID", help=f"only these {what}"
        )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path(),
        metavar="PATH",
        help="the zip file, or the folder to put it into under its own name (default: here)",
    )
    parser.add_argument(
        "--zim", action="store_true", help="write a file for Kiwix instead, one for each language (needs libzim)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build, pack, and print the path of the zip file."""
    if not options.config.is_file():
        raise CommandError(f"there is no file {options.config}; name the settings of the site with --config")
    selection = _selection(options)
    _expect_room(options.output)
    if options.zim:
        languages = selection.languages or read(options)[0].vocabulary.languages
        with ended_like_an_interruption():
            return write_zims(options.config, selection, languages, options.output)
    start = monotonic()
    with ended_like_an_interruption(), TemporaryDirectory(prefix="training-library-bundle-") as name:
        site = Path(name, "site")
        if not build_site(options.config, site, selection):
            return EXIT_PROBLEMS
        manifest = manifest_of(site)
        folder = manifest.folder(selection)
        files = contents(site, manifest.languages, is_part=not selection.is_everything)
        if faults := list(faults_of_names(folder, files)):
            for path, fault in faults:
                print(f"{path}: {fault}")
            return EXIT_PROBLEMS
        target = _target(options.output, folder)
        _pack(target, folder, files, manifest)
    _report(target, len(files), monotonic() - start)
    return EXIT_SOUND


def _selection(options: argparse.Namespace) -> Selection:
    """Return what was chosen.

    Raises:
        CommandError: There is no such language, area or kind, or no document fits.
    """
    selection = Selection(languages=tuple(options.language), areas=tuple(options.area), kinds=tuple(options.kind))
    if selection.is_everything:
        return selection
    library, _ = read(options)
    if unknown := list(selection.unknown(library.vocabulary)):
        raise CommandError("\n".join(unknown))
    fitting = sum(selection.includes(document) for document in library.documents.values())
    if not fitting:
        raise CommandError("no document fits what was chosen; choose more languages, areas or kinds")
    say(f"chosen: {fitting} of {len(library.documents)} documents")
    return selection.in_order_of(library.vocabulary)


def _expect_room(output: Path) -> None:
    """Refuse, before the site is built, a place that cannot be written to."""
    folder = next(folder for folder in (output.absolute(), *output.absolute().parents) if folder.is_dir())
    if not os.access(folder, os.W_OK):
        raise CommandError(f"{folder} cannot be written to; choose another place with --output")


def _target(output: Path, folder: str) -> Path:
    return output if output.suffix == ".zip" and not output.is_dir() else output / f"{folder}.zip"


def _pack(target: Path, folder: str, files: Mapping[str, Path], manifest: Manifest) -> None:
    say(f"packing {len(files):,} files")
    with writing_to(target), replacing(target) as stream:
        write_zip(stream, folder, files, manifest.date)


def _report(target: Path, count: int, seconds: float) -> None:
    content = target.read_bytes()
    print(target)
    say(f"{count:,} files, {len(content) / 1_000_000:.2f} MB, in {seconds:.0f} s")
    say(f"SHA-256 of the zip file: {hashlib.sha256(content).hexdigest()}")
    say(f"to see whether a copy is sound: training-library verify {target.name}")
