"""Build a library, or its index alone, and print the CPU seconds: `{"all": 50.1, "search": 4.2}`.

usage: search_build.py FOLDER [--index-only]

FOLDER has `docs`, and for a whole build `mkdocs.yml`. `search.py` runs this in a process of its own.
"""

from __future__ import annotations

import html
import json
import logging
import os
import shutil
import sys
from functools import wraps
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config

from training_library.library.facets import bearers, facets_of
from training_library.library.reading import read_library
from training_library.search.analysis import Analyser, rules_of
from training_library.search.export import scripts
from training_library.search.index import Text, build_index
from training_library.search.plugin import FOLDER, SearchPlugin
from training_library.search.sections import sections_of
from training_library.search.words import elsewhere, equivalents, synonyms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from training_library.library.document import Document
    from training_library.library.holdings import Library

ASSETS = Path(sys.modules[SearchPlugin.__module__].__file__ or "").parent.parent / "theme" / "assets"
PREFIXES = {"en": "", "ru": "ru/"}
PAGE = """\
<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<title>Search</title>
<body data-root="{root}">
<script src="{root}assets/training-library/search-box.js"></script>
"""


class Stopwatch:
    """Adds up the wall and the CPU seconds of what stands in its `with` blocks, which are never nested."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def __enter__(self) -> None:
        self.wall -= perf_counter()
        self.cpu -= process_time()

    def __exit__(self, *_: object) -> None:
        self.wall += perf_counter()
        self.cpu += process_time()


def timed(work: Callable[..., object], stopwatch: Stopwatch) -> Callable[..., object]:
    """Return `work`, whose time is added up; its priority as an event stays."""

    @wraps(work)
    def wrapper(*args: object, **kwargs: object) -> object:
        with stopwatch:
            return work(*args, **kwargs)

    return wrapper


def main(arguments: list[str]) -> None:
    """Do it, and print the seconds."""
    folder, stopwatch, start = Path(arguments[0]).resolve(), Stopwatch(), perf_counter()
    if "--index-only" in arguments:
        build_indexes(folder, stopwatch)
        whole = None
    else:
        build_site(folder, stopwatch)
        whole = perf_counter() - start
    # A large index is written by a process of its own, next to the build.
    children = getrusage(RUSAGE_CHILDREN)
    cpu = stopwatch.cpu + children.ru_utime + children.ru_stime
    print(json.dumps({"all": whole, "search": stopwatch.wall, "cpu": cpu}))


def build_site(folder: Path, stopwatch: Stopwatch) -> None:
    """Build as `mkdocs build` does; problems of the made-up documents, such as equal titles, do not stop it."""
    for name, work in list(vars(SearchPlugin).items()):
        if name.startswith("on_"):
            setattr(SearchPlugin, name, timed(work, stopwatch))
    logging.disable(logging.WARNING)
    os.chdir(folder)
    config = load_config()
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def build_indexes(folder: Path, stopwatch: Stopwatch) -> None:
    """Write the scripts of the search, and for each language a page that can search."""
    site = folder / "site"
    shutil.copytree(ASSETS, site / "assets")
    library, _ = read_library(folder / "docs")
    for language, prefix in PREFIXES.items():
        shards = site / FOLDER / language
        shards.mkdir(parents=True)
        with stopwatch:
            for name, text in index_scripts(library, language):
                (shards / name).write_text(text, encoding="utf-8", newline="")
        page = site / prefix / "index.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(PAGE.format(language=language, root="../" if prefix else "./"), encoding="utf-8")


def index_scripts(library: Library, language: str) -> Iterator[tuple[str, str]]:
    """Yield what `SearchPlugin` writes for a language."""
    analyser, shelf = Analyser(language), library.shelf(language)
    texts = [text_of(number, document, language) for number, document in enumerate(shelf)]
    meta = {
        "rules": rules_of(language).for_browser(),
        "addresses": [PREFIXES[language], ".html"],
        "synonyms": synonyms(library.vocabulary, language, analyser),
        "elsewhere": elsewhere(library, language),
    }
    more = {
        "facets": bearers(facets_of(document) for document in shelf),
        "equivalents": equivalents(library.vocabulary, language),
    }
    return scripts(build_index(texts, analyser), language, meta, more)


def text_of(number: int, document: Document, language: str) -> Text:
    """Return what is searched of a document, as a whole build would find it."""
    edition = document.editions[language]
    facts = edition.front_matter
    return Text(
        number=number,
        path=document.path,
        kind=document.kind.id,
        title=facts.title,
        summary=facts.summary,
        tags=facts.tags,
        sections=sections_of(as_html(edition.body)),
    )


def as_html(body: str) -> str:
    """Return the HTML of a made-up document: headings of level two and paragraphs, nothing else."""
    blocks = [block for block in body.split("\n\n") if block.strip() and not block.lstrip().startswith("# ")]
    return "\n".join(
        f'<h2 id="{place}">{html.escape(block.strip()[3:])}</h2>'
        if block.lstrip().startswith("## ")
        else f"<p>{html.escape(block.strip())}</p>"
        for place, block in enumerate(blocks)
    )


if __name__ == "__main__":
    main(sys.argv[1:])
