from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from training_library.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("of", "required"), [("document", ["title", "kind", "summary", "date"]), ("page", ["title"])])
def test_the_schema_is_printed(example: Path, capsys: pytest.CaptureFixture[str], of: str, required: list[str]) -> None:
    """As JSON and nothing else, so that it can be stored."""
    assert main(["schema", "--docs", str(example), "--of", of]) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out)["required"], err) == (required, "")


def test_the_snippets_of_an_editor_are_printed(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Readable in both languages."""
    assert main(["schema", "--docs", str(example), "--format", "snippets"]) == 0
    out = capsys.readouterr().out
    assert json.loads(out)["level"]["prefix"] == "level"
    assert "какая подготовка нужна читателю" in out


def test_a_list_of_the_vocabulary_has_a_schema_and_no_snippets(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only front matter is completed by snippets."""
    assert main(["schema", "--docs", str(example), "--of", "levels"]) == 0
    assert json.loads(capsys.readouterr().out)["additionalProperties"]["required"] == ["label"]
    assert main(["schema", "--docs", str(example), "--of", "levels", "--format", "snippets"]) == 2
    assert "there are snippets for front matter only" in capsys.readouterr().err


def test_nobody_has_to_read_to_the_end(example: Path) -> None:
    """As in `training-library schema | head`."""
    reader, writer = os.pipe()
    os.close(reader)
    finished = subprocess.run(
        [sys.executable, "-m", "training_library", "schema", "--docs", str(example)],
        check=False,
        stdout=writer,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    os.close(writer)
    assert (finished.returncode, finished.stderr) == (141, b"")
