"""One size of corpus, searched in every way: what is built, and what is measured of it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.search_browser import (
    Engine,
    Transfer,
    Trial,
    answers_to,
    chromium,
    growth,
    transfers,
    warm_key_presses,
    works_from_disk,
)
from benchmarks.search_corpus import LANGUAGES, PROJECT, quality, run
from benchmarks.search_figures import Cost, Figures
from benchmarks.search_peers import (
    MATERIAL_FILES,
    PAGEFIND,
    build_material,
    build_pagefind,
    material_answers,
    material_works_from_disk,
    pagefind_files,
)
from benchmarks.search_server import HEADERS, compressed, served

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.search_corpus import Corpus

BUILD = Path(__file__).with_name("search_build.py")
OURS = Engine(
    name="ours", pages={"en": "index.html", "ru": "ru/index.html"}, excerpts=re.compile(r"/(?:text|later)-\d+\.js$")
)
ASSETS = Path("assets/training-library")
BUILDS = 3
"""So often the site is built with the search and without."""
FROM_DISK = 5
"""Queries that are asked of a page from disk."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Index:
    """What a search is made of, in one language."""

    files: Sequence[Path]
    cost: Cost
    on_every_page: int | None = None


def measure_ours(corpus: Corpus, folder: Path, executable: str, *, index_only: bool) -> dict[str, Figures]:
    """Build our site, or its index alone, and return its figures by language."""
    folder.mkdir()
    shutil.copytree(corpus.docs, folder / "docs")
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    shutil.copytree(PROJECT / "hooks", folder / "hooks")
    cost = Cost(cpu=_built(folder, "--index-only")["cpu"]) if index_only else _cost_of_search(folder)
    assets = folder / "site" / ASSETS
    indexes = {
        language: _Index(
            files=list((assets / "search" / language).iterdir()),
            cost=cost,
            on_every_page=len(compressed(assets / "search-box.js")) + HEADERS,
        )
        for language in LANGUAGES
    }
    return _measure(corpus, folder / "site", executable, OURS, indexes)


def _cost_of_search(folder: Path) -> Cost:
    """Build the site without the search and with it, in turns, and compare the quickest; the last build stays."""
    pairs = [(_built(folder, "--without-search"), _built(folder)) for _ in range(BUILDS)]
    wall, whole_wall, cpu, whole_cpu = (
        min(pair[side][clock] for pair in pairs) for clock in ("wall", "cpu") for side in (0, 1)
    )
    return Cost(cpu=whole_cpu - cpu, share=1 - wall / whole_wall, cpu_share=1 - cpu / whole_cpu)


def _built(folder: Path, *options: str) -> dict[str, float]:
    """Return the seconds of a build, `wall` and `cpu`."""
    printed, _ = run([sys.executable, str(BUILD), str(folder), *options], folder)
    seconds: dict[str, float] = json.loads(printed.splitlines()[-1])
    return seconds


def measure_pagefind(corpus: Corpus, folder: Path, executable: str, command: Sequence[str]) -> dict[str, Figures]:
    """Let Pagefind index the documents, and return its figures by language."""
    cost = Cost(cpu=build_pagefind(corpus, folder, command))
    indexes = {language: _Index(files=pagefind_files(folder, language), cost=cost) for language in LANGUAGES}
    return _measure(corpus, folder / "site", executable, PAGEFIND, indexes)


def measure_material(corpus: Corpus, folder: Path, executable: str) -> dict[str, Figures]:
    """Build a stock site, and return the figures of its search by language. One index holds both languages."""
    build_material(corpus, folder)
    index = folder / "site" / "search" / "search_index.json"
    figures = {}
    with served(folder / "site") as server, chromium(executable) as browser:
        for language in LANGUAGES:
            queries = corpus.queries[language]
            server.sent.clear()
            answers = material_answers(browser, server.address, language, queries)
            sent = sum(size for path, size in server.sent if MATERIAL_FILES.search(path))
            figures[language] = Figures(
                quality=quality(queries, answers),
                transfers=[Transfer(bare=sent, whole=sent)],
                index=len(compressed(index)),
                index_with_texts=len(compressed(index)),
                works_from_disk=material_works_from_disk(browser, folder, language, queries[0]),
            )
    return figures


def _measure(
    corpus: Corpus, site: Path, executable: str, engine: Engine, indexes: Mapping[str, _Index]
) -> dict[str, Figures]:
    figures = {}
    with served(site) as server:
        for language in LANGUAGES:
            trial = Trial(site=server, engine=engine, language=language, queries=corpus.queries[language])
            figures[language] = _figures(trial, executable, indexes[language])
    return figures


def _figures(trial: Trial, executable: str, index: _Index) -> Figures:
    grown = growth(executable, trial)
    with chromium(executable) as browser:
        answers = answers_to(browser, trial)
        known = {query.text: numbers for query, numbers in zip(trial.queries[:FROM_DISK], answers, strict=False)}
        sizes = {path: len(compressed(path)) for path in index.files}
        return Figures(
            quality=quality(trial.queries, answers),
            transfers=transfers(browser, trial),
            on_every_page=index.on_every_page,
            presses=warm_key_presses(browser, trial),
            growth=grown,
            index=sum(size for path, size in sizes.items() if not trial.engine.excerpts.search(path.as_posix())),
            index_with_texts=sum(sizes.values()),
            cost=index.cost,
            works_from_disk=works_from_disk(browser, trial, known),
        )
