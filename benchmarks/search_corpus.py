"""The documents that are searched, and the queries with the documents that answer them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PROJECT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "ru")
GENERATOR, CONVERTER = "gen.py", "to_library.py"
PATIENCE = 1800
"""Seconds until a command is given up."""
_PACKAGES = {
    "numpy": "numpy", "pymorphy3": "pymorphy3", "pymorphy3_dicts_ru": "pymorphy3-dicts-ru",
    "snowballstemmer": "snowballstemmer==3.0.1",
}  # fmt: skip
_WORD_LISTS = {"/usr/share/dict/american-english": "wamerican", "/usr/share/hunspell/ru_RU.dic": "hunspell-ru"}


class BenchmarkError(Exception):
    """There is nothing to measure."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """What a reader types, and the numbers of the documents that answer it."""

    category: str
    text: str
    relevant: frozenset[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One document in one language."""

    number: int
    title: str
    sections: tuple[tuple[str, str], ...]
    """Headings and texts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Corpus:
    """Documents in both languages, and the queries to them."""

    size: int
    folder: Path
    """Has `en.jsonl` and `ru.jsonl`."""
    docs: Path
    """The same documents as editions of a library."""
    queries: Mapping[str, tuple[Query, ...]]

    def entries(self, language: str) -> Iterator[Entry]:
        """Yield the documents of a language."""
        with (self.folder / f"{language}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                entry = json.loads(line)
                sections = tuple((section["h"], section["t"]) for section in entry["secs"])
                yield Entry(number=entry["id"], title=entry["title"], sections=sections)


def missing_for_corpora() -> list[str]:
    """Return what has to be installed before documents can be generated."""
    packages = [name for module, name in _PACKAGES.items() if find_spec(module) is None]
    lists = [name for path, name in _WORD_LISTS.items() if not Path(path).is_file()]
    return [
        *([f"{sys.executable} -m pip install {' '.join(packages)}"] if packages else []),
        *([f"apt-get install {' '.join(lists)}"] if lists else []),
    ]


def make_corpora(bench: Path, sizes: Sequence[int], folder: Path) -> dict[int, Corpus]:
    """Generate what `folder` does not have yet, and return the corpora by size.

    The generator writes beside itself, so it runs as a copy.
    """
    for script in bench.glob("*.py"):
        shutil.copyfile(script, folder / script.name)
    absent = [size for size in sizes if not (folder / "corpus" / str(size) / "qrels.json").is_file()]
    if absent:
        run([sys.executable, GENERATOR, *map(str, absent)], folder)
    return {size: _corpus(size, folder) for size in sizes}


def _corpus(size: int, folder: Path) -> Corpus:
    source, docs = folder / "corpus" / str(size), folder / "docs" / str(size)
    shutil.rmtree(docs, ignore_errors=True)
    run([sys.executable, CONVERTER, str(source), str(docs)], folder)
    shutil.copytree(PROJECT / "docs" / "vocabulary", docs / "vocabulary")
    answers = json.loads((source / "qrels.json").read_text(encoding="utf-8"))
    asked = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    queries = {language: tuple(_query(query, answers) for query in asked[language]) for language in LANGUAGES}
    return Corpus(size=size, folder=source, docs=docs, queries=queries)


def _query(query: Mapping[str, str], answers: Mapping[str, Sequence[int]]) -> Query:
    return Query(category=query["cat"], text=query["q"], relevant=frozenset(answers[query["c"]]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Quality:
    """How well queries are answered by the first ten results."""

    recall: float
    rank: float
    """The mean of 1 / the place of the first good result."""
    by_category: Mapping[str, float]
    """Recall."""


def quality(queries: Sequence[Query], answers: Sequence[Sequence[int | None]]) -> Quality:
    """Judge answers: numbers of documents, the best first, None for one that is no document of the language."""
    recalls: dict[str, list[float]] = defaultdict(list)
    ranks = []
    for query, numbers in zip(queries, answers, strict=True):
        good = [number in query.relevant for number in numbers[:10]]
        found = len(query.relevant.intersection(number for number in numbers[:10] if number is not None))
        recalls[query.category].append(found / min(10, len(query.relevant)))
        ranks.append(1 / (good.index(True) + 1) if any(good) else 0.0)
    every = [recall for category in recalls.values() for recall in category]
    by_category = {category: sum(values) / len(values) for category, values in recalls.items()}
    return Quality(recall=sum(every) / len(every), rank=sum(ranks) / len(ranks), by_category=by_category)


def run(command: Sequence[str], folder: Path) -> tuple[str, float]:
    """Run a command and return what it printed and the CPU seconds of it and its children."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    before = os.times()
    try:
        done = subprocess.run(  # noqa: S603 - our own scripts and those that were named
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as error:
        raise BenchmarkError(f"`{' '.join(command)}` took longer than {PATIENCE} s") from error
    after = os.times()
    if done.returncode:
        told = "\n".join((done.stdout + done.stderr).splitlines()[-20:])
        raise BenchmarkError(f"`{' '.join(command)}` ended with {done.returncode}:\n{told}")
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return done.stdout, seconds
