from __future__ import annotations

import datetime as dt
import json
import os
import pty
import select
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from training_library.cli import main
from training_library.library.problem import Code
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.conftest import EditionText, LibraryOf

SAID = ("--title", "Reception: a guide", "--summary", "How to plan.", "--area", "asylum", "--language", "en")


@pytest.fixture(autouse=True)
def folder(docs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, which holds a library without documents."""
    monkeypatch.chdir(docs.parent)
    monkeypatch.setattr("sys.stdin", None)
    return docs.parent


def files(folder: Path) -> list[str]:
    """All files beside the vocabulary."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if not name.startswith("docs/vocabulary/"))


def test_a_document_and_its_translation_are_started(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output names the files and nothing else; both are sound."""
    assert main(["new", "handbook", "reception", *SAID, "--with-translation", "ru"]) == 0
    out, err = capsys.readouterr()
    assert out == "docs/en/handbooks/reception.md\ndocs/ru/handbooks/reception.md\n"
    assert err == (
        "Fill in what starts with TODO, then run: training-library check\n"
        "Once a translation is complete, run: training-library stamp FILE\n"
    )
    assert files(folder) == out.split()
    library, problems = read_library(folder / "docs")
    assert [problem.code for problem in problems] == [Code.UNSTAMPED]  # Until it is translated.
    editions = library.documents["handbooks/reception"].editions
    assert editions["en"].title == "Reception: a guide"
    assert editions["en"].front_matter.date == dt.datetime.now().astimezone().date()
    assert editions["ru"].is_translation
    assert "## Порядок действий {#steps}" in editions["ru"].body


@pytest.mark.parametrize("kind", ["handbook", "fact-sheet", "news"])
def test_a_check_finds_what_is_yet_to_be_written_and_nothing_else(
    folder: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Nor does it forget: each file has placeholders, and the translation no stamp."""
    assert main(["new", kind, "reception", *SAID, "--with-translation", "ru"]) == 0
    written = capsys.readouterr().out.split()
    assert main(["check", "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)
    assert {problem["path"] for problem in problems if problem["code"] == "TL421"} == set(written)
    assert {problem["code"] for problem in problems} == {"TL421", "TL601"}
    assert files(folder) == sorted(written)


def test_every_key_has_an_option(folder: Path) -> None:
    """Lists are given one by one or, where they hold ids, with commas between."""
    options = {
        "--date": ["2026-01-02"], "--updated": ["2026-02-03"], "--review-by": ["2027-01-01"],
        "--legal-state-as-of": ["2026-01-01"], "--country": ["AM,NO", "KZ"], "--audience": ["trainers"],
        "--level": ["advanced"], "--duration": ["6 h"], "--project": ["trainer-network"],
        "--organisation": ["training-centre"], "--author": ["Ария, а", "B"], "--translator": ["C"], "--reviewer": ["D"],
        "--licence": ["CC0-1.0"], "--tag": ["one", "two"], "--source": ["A book", "A: page https://a.example/"],
        "--status": ["draft"],
    }  # fmt: skip
    arguments = [each for option, values in options.items() for value in values for each in (option, value)]
    assert main(["new", "handbook", "all", *SAID, *arguments]) == 0
    library, problems = read_library(folder / "docs", drafts=True)
    assert problems == []
    said = library.documents["handbooks/all"].original.front_matter
    assert (said.date, said.updated, said.review_by) == (
        dt.date(2026, 1, 2),
        dt.date(2026, 2, 3),
        dt.date(2027, 1, 1),
    )
    assert (said.legal_state_as_of, str(said.duration)) == (dt.date(2026, 1, 1), "6 h")
    assert (said.countries, said.audience, said.level) == (("AM", "NO", "KZ"), ("trainers",), "advanced")
    assert (said.project, said.organisations) == ("trainer-network", ("training-centre",))
    assert (said.authors, said.translators, said.reviewers) == (("Ария, а", "B"), ("C",), ("D",))
    assert (said.licence, said.tags, said.status) == ("CC0-1.0", ("one", "two"), "draft")
    assert [(source.title, source.url) for source in said.sources] == [
        ("A book", ""),
        ("A: page", "https://a.example/"),
    ]


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        ([], "KIND, SLUG, --language, --title, --area, --summary"),
        (["news", "a", "--title", "A"], "--language, --summary"),
        (["handbook", "a", "--language", "en", "--summary", "A"], "--title, --area"),
        (["handbook", "--translation-of", "en"], "SLUG, --language"),
    ],
)
def test_without_a_terminal_nothing_is_asked(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], missing: str
) -> None:
    """One message names all that is missing; what a kind does not need is not."""
    assert main(["new", *arguments]) == 2
    assert capsys.readouterr().err == f"training-library: these are missing: {missing}\n"
    assert files(folder) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["hanbook", "a", *SAID], 'there is no kind "hanbook"; did you mean "handbook"?'),
        (["handbook", "a", *SAID, "--language", "eng"], 'there is no language "eng"; did you mean "en"?'),
        (["handbook", "../a", *SAID], "the name of a file; use small Latin letters, digits and hyphens, such as a\n"),
        (["handbook", "Border Control", *SAID], "such as border-control\n"),
        (["handbook", "Граница", *SAID], "such as reception-centres\n"),
        (["handbook", "index", *SAID], "such as reception-centres\n"),
        (["handbook", "a", *SAID, "--area", "asilum"], '  --area: there is no thematic area "asilum"; did you mean'),
        (["handbook", "a", *SAID, "--date", "soon"], '  --date: "soon" is no date of the calendar; write it as'),
        (["handbook", "a", *SAID, "--country", "UK"], '  --country: there is no country "UK"; '),
        (["handbook", "a", *SAID, "--source", "A", "--source", "\x07"], "  --source: "),
        (["handbook", "a", *SAID, "--with-translation", "de"], 'there is no language "de"; use one of: en, ru'),
        (["handbook", "a", *SAID, "--with-translation", "en"], 'a translation from "en" into "en" is none;'),
        (["handbook", "a", "--language", "ru", "--translation-of", "en"], "there is no sound en/handbooks/a.md to"),
    ],
)
def test_a_mistake_is_told_before_anything_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """In the words of a check, by the name of the option."""
    assert main(["new", *arguments]) == 2
    out, err = capsys.readouterr()
    assert message in err
    assert (out, files(folder)) == ("", [])


def test_nothing_is_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not the document, and not a translation that is there already: then the document is not written either."""
    assert main(["new", "handbook", "a", *SAID]) == 0
    before = (folder / "docs/en/handbooks/a.md").read_bytes()
    assert main(["new", "handbook", "a", *SAID]) == 2
    assert "en/handbooks/a.md is this document already; choose another name" in capsys.readouterr().err
    stray = folder / "docs/ru/handbooks/b.md"
    stray.parent.mkdir(parents=True)
    stray.write_text("mine", encoding="utf-8")
    assert main(["new", "handbook", "b", *SAID, "--with-translation", "ru"]) == 2
    assert "docs/ru/handbooks/b.md exists already, and is left as it is" in capsys.readouterr().err
    assert files(folder) == ["docs/en/handbooks/a.md", "docs/ru/handbooks/b.md"]
    assert ((folder / "docs/en/handbooks/a.md").read_bytes(), stray.read_text(encoding="utf-8")) == (before, "mine")


def test_a_title_that_another_document_has_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The library is asked, not only the file."""
    assert main(["new", "handbook", "a", *SAID]) == 0
    assert main(["new", "handbook", "b", *SAID]) == 2
    assert "  --title: en/handbooks/a.md has this title too; " in capsys.readouterr().err
    assert files(folder) == ["docs/en/handbooks/a.md"]


def test_the_translation_of_a_document_is_started(
    folder: Path, library_of: LibraryOf, edition: EditionText, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its facts and headings come from the original, whichever the language."""
    library_of({"ru/handbooks/a.md": edition("## Шаги {#own}\n\nТекст.", title="Граница", level="advanced")})
    assert main(["new", "handbook", "a", "--language", "en", "--translation-of", "ru"]) == 0
    text = (folder / capsys.readouterr().out.strip()).read_text(encoding="utf-8")
    assert 'title: "TODO: Граница"\n' in text
    assert "level: advanced\n" in text
    assert text.endswith("translation: {of: ru}\n---\n\n## TODO: Шаги {#own}\n\nTODO: translate this section.\n")


class Terminal:
    """The command at a terminal; its questions are on the terminal, what it made is on standard output."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.end, other = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "training_library", *arguments],
            stdin=other,
            stdout=subprocess.PIPE,
            stderr=other,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        os.close(other)
        self.shown = ""

    def wait_for(self, question: str) -> None:
        """Read what the terminal shows up to the question."""
        while question not in self.shown:
            if not select.select([self.end], [], [], 60)[0]:
                self.process.kill()
                self.finish()
                pytest.fail(f"{question!r} is not asked: {self.shown!r}")
            self.shown += os.read(self.end, 1000).decode(errors="replace")
        self.shown = self.shown.partition(question)[2]

    def answer(self, question: str, text: str) -> None:
        """Wait for a question and answer it."""
        self.wait_for(question)
        os.write(self.end, f"{text}\n".encode())

    def finish(self) -> tuple[int, str]:
        """Return the exit code and what was printed."""
        with os.fdopen(self.end), self.process as process:
            out, _ = process.communicate(timeout=60)
        return process.returncode, out.decode()


def test_at_a_terminal_what_is_missing_is_asked_for(folder: Path) -> None:
    """By number or id; a wrong answer is asked again, and what may be missing can be skipped."""
    terminal = Terminal(["new"])
    terminal.answer("number or id", "hanbook")
    terminal.answer('did you mean "handbook"?', "1")
    terminal.answer("Name of the file", "Приём")
    terminal.answer("such as reception-centres\r\n", "reception")
    terminal.answer("number or id", "ru")
    terminal.answer("Title", "Работа центра приёма")
    terminal.answer("numbers or ids", "6, return")
    terminal.answer("Summary", "")
    terminal.answer("an answer is needed", "Как спланировать центр.")
    for question in ("Audience", "Level", "* Это обозначение не предопределяет"):
        terminal.wait_for(question)
        terminal.answer("(Enter to skip)", "2" if question == "Level" else "")
    terminal.wait_for("Project")
    terminal.answer("(Enter to skip)", "")
    code, out = terminal.finish()
    assert (code, out) == (0, "docs/ru/handbooks/reception.md\n")
    library, problems = read_library(folder / "docs")
    assert problems == []
    said = library.documents["handbooks/reception"].original.front_matter
    assert (said.title, said.areas, said.level) == ("Работа центра приёма", ("return", "asylum"), "intermediate")
    assert (said.summary, said.audience) == ("Как спланировать центр.", ())


def test_nothing_is_asked_when_nothing_is_missing(folder: Path) -> None:
    """A terminal makes no difference then."""
    assert Terminal(["new", "handbook", "a", *SAID]).finish() == (0, "docs/en/handbooks/a.md\n")
    assert files(folder) == ["docs/en/handbooks/a.md"]


@pytest.mark.parametrize("how", ["interrupt", "end of input"])
def test_an_author_who_breaks_off_leaves_nothing_behind(folder: Path, how: str) -> None:
    """Ctrl+C and Ctrl+D end the command without a traceback."""
    terminal = Terminal(["new", "handbook", "a", "--language", "en"])
    terminal.wait_for("Title: ")
    if how == "interrupt":
        terminal.process.send_signal(signal.SIGINT)
        terminal.wait_for("training-library: interrupted; every file is as it was")
    else:
        os.write(terminal.end, b"\x04")
        terminal.wait_for("training-library: the answers ended too early; nothing was written")
    assert terminal.finish() == (130 if how == "interrupt" else 2, "")
    assert files(folder) == []
