"""Measure our search beside Material's and Pagefind on the same documents; README.md tells how to run and read it."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))  # so that the files beside this one are found when it is run by its path

if find_spec("playwright") is None:
    sys.exit("search.py: Playwright is missing: run it with the Python of `make test`, .venv/bin/python")

from playwright.sync_api import Error as PlaywrightError  # noqa: E402

from benchmarks.search_comparison import measure_material, measure_ours, measure_pagefind  # noqa: E402
from benchmarks.search_corpus import (  # noqa: E402
    CONVERTER,
    GENERATOR,
    BenchmarkError,
    make_corpora,
    missing_for_corpora,
    run,
)
from benchmarks.search_peers import pagefind_command  # noqa: E402
from benchmarks.search_table import categories_table, figures_table, missed  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.search_corpus import Corpus
    from benchmarks.search_table import Sides

EXIT_MISSED, EXIT_FAILED = 1, 2
LARGEST_FOR_PEERS = 1000
STACK = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "snowballstemmer", "playwright")
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size, print the tables, and return 1 when a target is missed, 2 when nothing could be measured."""
    options = _options(arguments)
    failed: list[str] = []
    try:
        print(_circumstances(options), flush=True)
        with _folder(options.cache) as folder:
            for size, corpus in make_corpora(options.bench, options.sizes, folder).items():
                with tempfile.TemporaryDirectory(dir=folder) as name:
                    sides = _measure(corpus, Path(name), options)
                print(f"\n{figures_table(size, sides)}\n\n{categories_table(size, sides)}", flush=True)
                failed += missed(size, sides["ours"])
    except (BenchmarkError, PlaywrightError) as error:
        print(f"search.py: {error}", file=sys.stderr)
        return EXIT_FAILED
    if failed:
        print("\ntargets missed:\n" + "\n".join(failed), file=sys.stderr)
    return EXIT_MISSED if failed else 0


def _measure(corpus: Corpus, folder: Path, options: argparse.Namespace) -> Sides:
    index_only = options.index_only is not None and corpus.size >= options.index_only
    _tell(f"{corpus.size} documents: ours")
    sides = {"ours": measure_ours(corpus, folder / "ours", options.chromium, index_only=index_only)}
    if options.peers and corpus.size <= LARGEST_FOR_PEERS:
        _tell(f"{corpus.size} documents: Material")
        sides["Material"] = measure_material(corpus, folder / "material", options.chromium)
        _tell(f"{corpus.size} documents: Pagefind")
        sides["Pagefind"] = measure_pagefind(corpus, folder / "pagefind", options.chromium, options.pagefind)
    return sides


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="search.py", description="Measure our search beside Material's and Pagefind.")
    parser.add_argument("--bench", type=Path, metavar="PATH", help=f"the folder with {GENERATOR} and {CONVERTER}")
    parser.add_argument(
        "--sizes", type=_sizes, default=[1000, 5000], metavar="N,N", help="documents (default: 1000,5000)"
    )
    parser.add_argument(
        "--index-only", type=int, nargs="?", const=0, metavar="N",
        help="from N documents on make the index without the site, which is quicker, but tells no share of the build",
    )  # fmt: skip
    parser.add_argument(
        "--peers", action=argparse.BooleanOptionalAction, default=True,
        help=f"measure the others too, up to {LARGEST_FOR_PEERS} documents (default: yes)",
    )  # fmt: skip
    parser.add_argument(
        "--pagefind", metavar="COMMAND", help="the program (default: that on the PATH or of this Python)"
    )
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep the documents there, and use those it has")
    options = parser.parse_args(arguments)
    options.chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)
    options.pagefind = pagefind_command(options.pagefind)
    if problems := _problems(options):
        parser.error("\n  ".join(["there is nothing to measure with:", *problems]))
    return options


def _sizes(text: str) -> list[int]:
    sizes = text.split(",")
    if not all(size.isdecimal() and int(size) for size in sizes):
        raise argparse.ArgumentTypeError(f'"{text}" is no list of numbers from 1, such as 1000,5000')
    return [int(size) for size in sizes]


def _problems(options: argparse.Namespace) -> list[str]:
    """Return what is missing, with what to do about it."""
    scripts = [name for name in (GENERATOR, CONVERTER) if options.bench and not (options.bench / name).is_file()]
    problems = [f"for the documents: {remedy}" for remedy in missing_for_corpora()]
    if options.bench is None or scripts:
        lack = f"{options.bench} has no {' and no '.join(scripts)}" if scripts else "no documents to search"
        problems.append(
            f"{lack}; give --bench PATH, a folder with {GENERATOR}, which is run as `{GENERATOR} N ...` and writes "
            f"corpus/N/{{en,ru}}.jsonl, corpus/N/qrels.json and queries.json, and with {CONVERTER}, which is run as "
            f"`{CONVERTER} corpus/N DOCS` and writes the same documents as editions of a library"
        )
    if not options.chromium:
        problems.append("no Chromium; install one, or name it: CHROMIUM=/path/to/chromium")
    if options.peers and not options.pagefind:
        problems.append(f"no Pagefind; {sys.executable} -m pip install 'pagefind[bin]', or --pagefind, or --no-peers")
    return problems


@contextmanager
def _folder(cache: Path | None) -> Iterator[Path]:
    if cache:
        cache.mkdir(parents=True, exist_ok=True)
        yield cache.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="training-library-search-") as name:
        yield Path(name)


def _circumstances(options: argparse.Namespace) -> str:
    """Return what the figures depend on."""
    day = datetime.now(UTC).date().isoformat()
    packages = ", ".join(f"{package} {version(package)}" for package in STACK)
    programs = [options.chromium], *([options.pagefind] if options.peers else [])
    versions = ", ".join(run([*program, "--version"], PROJECT)[0].strip() for program in programs)
    processors = f"{os.cpu_count()} processors, {platform.system()}"
    return f"{day}; {processors}; Python {platform.python_version()}, {packages}; {versions}"


if __name__ == "__main__":
    sys.exit(main())
