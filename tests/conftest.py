from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
import yaml

from training_library.library.holdings import Library
from training_library.library.problem import Code, Problem
from training_library.library.reading import read_library
from training_library.library.stamp import new_stamp
from training_library.library.stamp_text import with_stamp

TESTS = Path(__file__).parent
SOUND = {
    "title": "Border control",
    "kind": "handbook",
    "areas": "[irregular]",
    "summary": "How to check a document.",
    "date": "2026-11-21",
}

# Tests in the background of a shell ignore Ctrl+C, and all that they start would do so too.
signal.signal(signal.SIGINT, signal.default_int_handler)

Files = Mapping[str, str | bytes]
LibraryOf = Callable[[Files], tuple[Library, list[Problem]]]
PlacesOf = Callable[[Files], list[str]]
Golden = Callable[[str, str], None]


class StampedOf(Protocol):
    """Stamps a translation."""

    def __call__(self, name: str, reason: str = "") -> Path:
        """Stamp the file `name`, relative to `docs/`, and return its path."""


class EditionText(Protocol):
    """Writes a sound edition; a key replaces a line of its front matter or adds one, None leaves the line out."""

    def __call__(self, body: str = "Text.", /, **keys: str | None) -> str:
        """Return the text of the file."""


@pytest.fixture(scope="session")
def example() -> Path:
    """The folder of documents of the example library, which is sound and bilingual."""
    return TESTS / "example" / "docs"


@pytest.fixture
def example_in_three_languages(example: Path, tmp_path: Path) -> Path:
    """The folder of documents of a copy that has Ukrainian too: its labels, a page and a document."""
    docs = tmp_path / "docs"
    shutil.copytree(example, docs)
    for path in (docs / "vocabulary").iterdir():
        text = path.read_text(encoding="utf-8")
        entries = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - all is text to it, so that NO stays Norway
        path.write_text(
            yaml.safe_dump(_with_label(entries, "uk"), allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    with (docs / "vocabulary" / "languages.yml").open("a", encoding="utf-8") as languages:
        languages.write("uk: {name: Українська, label: {en: Ukrainian, ru: украинский, uk: українська}}\n")
    for name in ("index.md", "handbooks/planning-a-training.md"):
        text = (docs / "ru" / name).read_text(encoding="utf-8")
        (docs / "uk" / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / "uk" / name).write_text(text.replace("title: ", "title: Українською — ", 1), encoding="utf-8")
    return docs


def _with_label(node: object, language: str) -> object:
    if isinstance(node, list):
        return [_with_label(child, language) for child in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("en"), str):
        return {**node, language: f"{node['en']} ({language})"}
    return {key: _with_label(child, language) for key, child in node.items()}


@pytest.fixture(scope="session")
def edition() -> EditionText:
    """See `EditionText`."""

    def write(body: str = "Text.", /, **keys: str | None) -> str:
        lines = [f"{key}: {value}" for key, value in {**SOUND, **keys}.items() if value is not None]
        return "\n".join(["---", *lines, "---", "", body, ""])

    return write


@pytest.fixture
def docs(tmp_path: Path, example: Path) -> Path:
    """A folder of documents with the vocabulary of the example library and nothing else."""
    shutil.copytree(example / "vocabulary", tmp_path / "docs" / "vocabulary")
    return tmp_path / "docs"


@pytest.fixture
def library_of(docs: Path) -> LibraryOf:
    """Read a library of these files, named relative to `docs/`, and the vocabulary of the example.

    That a translation has no stamp is not told: only the tests of the state of translations are about that.
    """

    def read(files: Files) -> tuple[Library, list[Problem]]:
        for name, text in files.items():
            path = docs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        library, problems = read_library(docs)
        return library, [problem for problem in problems if problem.code is not Code.UNSTAMPED]

    return read


@pytest.fixture
def places_of(library_of: LibraryOf) -> PlacesOf:
    """Read such a library and return its problems without their words: `en/index.md:2: TL106 title`."""

    def read(files: Files) -> list[str]:
        _, problems = library_of(files)
        return [f"{p.path.removeprefix('docs/')}:{p.line}: {p.code} {p.key}".rstrip() for p in problems]

    return read


@pytest.fixture
def stamped(docs: Path) -> StampedOf:
    """Stamp a translation below `docs`, as the command does, on a day that never changes; return its file."""

    def stamp(name: str, reason: str = "") -> Path:
        library, _ = read_library(docs)
        text = library.text(name)
        source = library.source(text) if text else None
        assert text is not None
        assert source is not None
        path = docs / name
        path.write_text(
            with_stamp(path.read_text(encoding="utf-8"), new_stamp(text, source, date(2026, 11, 21), reason)),
            encoding="utf-8",
        )
        return path

    return stamp


@pytest.fixture(scope="session")
def golden() -> Golden:
    """Compare a large result with a file of tests/golden; UPDATE_GOLDEN=1 writes the file anew, to be read."""

    def compare(name: str, result: str) -> None:
        path = TESTS / "golden" / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(result, encoding="utf-8")
        assert result == path.read_text(encoding="utf-8")

    return compare
