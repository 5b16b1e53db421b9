"""Build a library, or its index alone, and print what that takes: `{"wall": 15.2, "cpu": 24.9}`, in seconds.

usage: search_build.py FOLDER [--without-search | --index-only]

FOLDER has `docs`, and for a whole build `mkdocs.yml`. `search.py` runs this in a process of its own.
"""

from __future__ import annotations

import html
import json
import logging
import os
import shutil
import sys
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils.yaml import yaml_load

from training_library.library.facets import bearers, facets_of
from training_library.library.reading import read_library
from training_library.search.analysis import Analyser, rules_of
from training_library.search.export import scripts
from training_library.search.index import Indexer, Text
from training_library.search.plugin import FOLDER, SearchPlugin
from training_library.search.sections import sections_of
from training_library.search.words import elsewhere, equivalents, synonyms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.document import Document
    from training_library.library.holdings import Library

ASSETS = Path(sys.modules[SearchPlugin.__module__].__file__ or "").parent.parent / "theme" / "assets"
SEARCH = "training-library/search"
PREFIXES = {"en": "", "ru": "ru/"}
PAGE = """\
<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<title>Search</title>
<body data-root="{root}">
<script src="{root}assets/training-library/search-box.js"></script>
"""


def main(arguments: list[str]) -> None:
    """Do it, and print the seconds, without those of Python's start, and of reading documents for an index alone."""
    folder, *options = arguments
    if "--index-only" in options:
        library, _ = read_library(Path(folder) / "docs")
        work = partial(build_indexes, Path(folder) / "site", library)
    else:
        work = partial(build_site, Path(folder), with_search="--without-search" not in options)
    start, cpu = perf_counter(), cpu_seconds()
    work()
    print(json.dumps({"wall": perf_counter() - start, "cpu": cpu_seconds() - cpu}))


def cpu_seconds() -> float:
    """Return what this process has used, and those that it has waited for: one writes large indexes."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def build_site(folder: Path, *, with_search: bool) -> None:
    """Build as `mkdocs build` does; problems of the made-up documents, such as equal titles, do not stop it."""
    logging.disable(logging.WARNING)
    os.chdir(folder)
    with Path("mkdocs.yml").open(encoding="utf-8") as file:
        plugins = yaml_load(file)["plugins"]
    config = load_config(plugins=[plugin for plugin in plugins if with_search or plugin != SEARCH])
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def build_indexes(site: Path, library: Library) -> None:
    """Write the scripts of the search, and for each language a page that can search."""
    shutil.copytree(ASSETS, site / "assets")
    for language, prefix in PREFIXES.items():
        shards = site / FOLDER / language
        shards.mkdir(parents=True)
        for name, text in index_scripts(library, language):
            (shards / name).write_text(text, encoding="utf-8", newline="")
        page = site / prefix / "index.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(PAGE.format(language=language, root="../" if prefix else "./"), encoding="utf-8")


def index_scripts(library: Library, language: str) -> Iterator[tuple[str, str]]:
    """Yield what `SearchPlugin` writes for a language."""
    analyser, shelf = Analyser(language), library.shelves[language]
    indexer = Indexer(analyser)
    for number, document in enumerate(shelf):
        indexer.add(text_of(number, document, language))
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
    return scripts(indexer.index(), language, meta, more)


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
