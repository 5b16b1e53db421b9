from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from training_library.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import EditionText, Golden, LibraryOf

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def worked_on(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example library, after some work: one translation is in each state, as far as there are enough."""
    docs = tmp_path / "docs"
    shutil.copytree(example, docs)
    for name, old, new in (
        ("en/handbooks/planning-a-training.md", "Write down three", "Write down four"),
        (
            "en/handbooks/planning-a-training.md",
            "## After the training",
            "## New {#new}\n\nA b c.\n\n## After the training",
        ),
        ("ru/projects/trainer-network.md", "@front:", "@start:"),
        ("ru/news/the-library-opens.md", r"translation:\n(  .*\n)+", "translation: {of: en}\n"),
        ("en/index.md", r"\n---\n\n", "\n---\n\n## New {#new}\n\nWords.\n\n"),
        ("ru/about/index.md", r"\Z", "\n## More {#more}\n"),
    ):
        path = docs / name
        text = path.read_text(encoding="utf-8")
        changed = re.sub(old, new, text, count=1)
        assert changed != text, name
        path.write_text(changed, encoding="utf-8")
    (docs / "en" / "strategies" / "training-plan.md").unlink()
    monkeypatch.chdir(tmp_path)
    return docs


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.usefixtures("worked_on")
def test_the_state_of_each_language_is_told(capsys: Captured, golden: Golden, form: str) -> None:
    """A table by area, then what to do, the most urgent first; nothing on the other stream."""
    assert main(["status", "--format", form]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    golden(f"status.{form}", out)


@pytest.mark.usefixtures("worked_on")
def test_figures_of_json_agree_with_its_tasks(capsys: Captured) -> None:
    """What is missing or stale is to be done."""
    main(["status", "--format", "json", "--language", "ru"])
    (found,) = json.loads(capsys.readouterr().out)
    states = [task["state"] for task in found["tasks"] if task["kind"]]
    assert states.count("missing") == found["documents"]["missing"]
    assert states.count("stale") + states.count("suspect") == found["documents"]["stale"]
    assert sum(task["words"] for task in found["tasks"] if task["kind"]) == found["documents"]["words"]
    order = ["orphan", "suspect", "stale", "drift", "unstamped", "missing"]
    assert [task["state"] for task in found["tasks"]] == sorted((t["state"] for t in found["tasks"]), key=order.index)


@pytest.mark.usefixtures("worked_on")
def test_the_list_can_be_shortened(capsys: Captured) -> None:
    """And says how much it leaves out."""
    main(["status", "--language", "ru", "--most", "1"])
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines() if "docs/ru" in line] == ["orphan"]
    assert re.search(r"\n  and \d+ more; --most shows them\n$", out)
    assert "English" not in out


def test_a_library_without_tasks_says_so(
    docs: Path, library_of: LibraryOf, edition: EditionText, capsys: Captured
) -> None:
    """Rather than printing an empty list."""
    library_of({"en/handbooks/a.md": edition()})
    assert main(["status", "--docs", str(docs), "--language", "en"]) == 0
    assert capsys.readouterr().out.endswith("\nNothing to do: every translation follows its original.\n")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["--language", "rus"], 'there is no language "rus"; did you mean "ru"?'),
        (["--docs", "nowhere"], "there is no folder nowhere; name it with --docs"),
    ],
)
@pytest.mark.usefixtures("worked_on")
def test_what_cannot_be_done_ends_with_2(capsys: Captured, arguments: list[str], answer: str) -> None:
    """As other commands do."""
    assert main(["status", *arguments]) == 2
    assert capsys.readouterr() == ("", f"training-library: {answer}\n")
