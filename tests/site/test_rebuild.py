from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.site.built_site import run_mkdocs
from tests.site.conftest import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TWICE = """
import logging, shutil, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config

config, site, docs, later = sys.argv[1:]
logging.basicConfig(format="%(levelname)s %(message)s", stream=sys.stdout)
for first in (True, False):
    if not first:
        shutil.rmtree(docs)
        shutil.copytree(later, docs)
        print("AGAIN", flush=True)
    loaded = load_config(config, site_dir=site)
    if first:
        loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
"""
"""Builds a site twice in one process, as `serve` does, with other documents the second time."""

HANDBOOK = "en/handbooks/planning-a-training.md"


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(docs: Path) -> None:
        path = docs / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def _remove(name: str) -> Callable[[Path], None]:
    return lambda docs: (docs / name).unlink()


def _add_translation(docs: Path) -> None:
    text = (docs / "en/materials/warm-ups.md").read_text(encoding="utf-8")
    text = text.replace("licence: CC0-1.0", "licence: CC0-1.0\ntranslation: {of: en}")
    (docs / "ru/materials/warm-ups.md").write_text(text.replace("Five warm-ups", "Пять разминок"), encoding="utf-8")


CHANGES = {
    "nothing": lambda docs: None,  # noqa: ARG005 - the documents stay as they are
    "a text": _edit(HANDBOOK, "Write down three objectives", "Write down two objectives"),
    "the title of another document": _edit("en/materials/warm-ups.md", "Five warm-ups", "Six warm-ups"),
    "a page that others link to goes": _remove("en/materials/warm-ups.md"),
    "a translation comes": _add_translation,
    "a translation goes": _remove("ru/curricula/training-of-trainers.md"),
    "a section that others link to": _edit("en/materials/warm-ups.md", "{#names}", "{#round}"),
    "a term of the glossary": _edit("vocabulary/glossary.yml", "en: participant,", "en: person,"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_rebuild_gives_what_a_first_build_gives(
    example: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    """What is remembered of a text is forgotten when it, or what it links to, has changed."""
    docs, later = shutil.copytree(example, tmp_path / "docs"), shutil.copytree(example, tmp_path / "later")
    change(later)
    again = _files(_built_twice(docs, later)[0])
    once = run_mkdocs(_config(later, "once.yml"), tmp_path / "once", strict=False)
    assert again == _files(once.folder)


def test_complaints_about_a_text_are_repeated(example: Path, tmp_path: Path) -> None:
    """As long as there is a reason for them."""
    docs = shutil.copytree(example, tmp_path / "docs")
    _edit(HANDBOOK, "Write down three", "See [this](nowhere.md). Write down three")(docs)
    later = shutil.copytree(docs, tmp_path / "later")
    first, second = _built_twice(docs, later)[1].split("AGAIN")
    assert "nowhere.md" in first
    assert "nowhere.md" in second


def _built_twice(docs: Path, later: Path) -> tuple[Path, str]:
    """Build `docs`, put `later` in their place, and build again; return the site and what was said."""
    site = docs.parent / "site"
    finished = subprocess.run(
        [sys.executable, "-c", TWICE, _config(docs, "twice.yml"), site, docs, later],
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return site, finished.stdout


def _config(docs: Path, name: str) -> Path:
    path = docs.parent / name
    path.write_text(yaml.safe_dump({"INHERIT": str(EXAMPLE / "mkdocs.yml"), "docs_dir": str(docs)}), encoding="utf-8")
    return path


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
