from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from training_library.cli import main
from training_library.library import writing
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<html><body><h1>{title}</h1><h2>Rooms</h2><p>Text.</p><p><img src='a.png' alt='Plan'></p></body></html>"


@pytest.fixture(autouse=True)
def folder(docs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, which holds a library without documents, a page to import and its picture."""
    monkeypatch.chdir(docs.parent)
    monkeypatch.setattr("sys.stdin", None)
    (docs.parent / "Reception Centres.html").write_text(PAGE.format(title="Reception"), encoding="utf-8")
    (docs.parent / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return docs.parent


def imported(*arguments: str) -> int:
    """Import the page as a handbook."""
    said = ("--kind", "handbook", "--area", "return", "--language", "en")
    return main(["import", "Reception Centres.html", *said, *arguments])


def files(folder: Path) -> list[str]:
    """All documents and what is beside them."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob("docs/??/**/*") if path.is_file())


def test_a_file_becomes_a_document_with_its_pictures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output names the files, standard error what to look at; nothing is wrong with the document."""
    assert imported("--level", "advanced") == 0
    out, err = capsys.readouterr()
    assert out.split() == ["docs/en/handbooks/reception-centres.md", "docs/en/handbooks/reception-centres/image-1.png"]
    assert files(folder) == out.split()
    assert "Look at these before you publish:\n  - front matter and text: fill in what starts with TODO\n" in err
    library, problems = read_library(folder / "docs")
    assert problems == []
    edition = library.documents["handbooks/reception-centres"].original
    assert (edition.title, edition.front_matter.level) == ("Reception", "advanced")
    assert edition.front_matter.summary.startswith("TODO: ")
    assert edition.body == "\n## Rooms {#rooms}\n\nText.\n\n![Plan](reception-centres/image-1.png)\n"


def test_what_the_author_says_wins(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Over the title and the name of the file."""
    assert imported("--slug", "rooms", "--title", "Rooms: a guide") == 0
    assert capsys.readouterr().out.startswith("docs/en/handbooks/rooms.md\n")
    library, _ = read_library(folder / "docs")
    assert library.documents["handbooks/rooms"].original.title == "Rooms: a guide"


def test_a_text_without_a_title_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The title is to be written then, and is listed; a title that is given is enough."""
    (folder / "Reception Centres.html").write_text("<p>Text.</p>", encoding="utf-8")
    assert imported() == 0
    assert "  - no title was found\n" in capsys.readouterr().err
    assert imported("--slug", "b", "--title", "B") == 0
    assert "no title" not in capsys.readouterr().err


@pytest.mark.parametrize("there", ["reception-centres.md", "reception-centres/image-1.png"])
def test_nothing_is_overwritten(folder: Path, capsys: pytest.CaptureFixture[str], there: str) -> None:
    """Neither a text nor a picture; then nothing at all is written."""
    stray = folder / "docs" / "en" / "handbooks" / there
    stray.parent.mkdir(parents=True)
    stray.write_text("mine", encoding="utf-8")
    assert imported() == 2
    assert "exists already, and is left as it is" in capsys.readouterr().err
    assert files(folder) == [f"docs/en/handbooks/{there}"]
    assert stray.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lost.docx"], "there is no file lost.docx"),
        (["Reception Centres.html"], "these are missing: --kind, --language, --area"),
        (["Приём.html", "--kind", "news", "--language", "ru"], "these are missing: --slug"),
        (["a.png", "--kind", "news", "--language", "ru"], 'files that end in ".png" cannot be imported; use .docx'),
        (["a.docx", "--kind", "news", "--language", "ru"], "a.docx is damaged, protected by a password, or no .docx"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """All that is missing at once."""
    (folder / "a.docx").write_bytes(b"no archive")
    (folder / "Приём.html").write_text("<p>Текст</p>", encoding="utf-8")
    assert main(["import", *arguments]) == 2
    out, err = capsys.readouterr()
    assert message in err
    assert (out, files(folder)) == ("", [])


@pytest.mark.parametrize(("package", "name"), [("pypandoc", "a.html"), ("pypdf", "a.pdf")])
def test_a_missing_package_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, package: str, name: str
) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, package, None)
    (folder / name).write_text("<p>Text.</p>", encoding="utf-8")
    assert main(["import", name, "--kind", "news", "--language", "en"]) == 2
    assert 'is not installed; install what reads it: python -m pip install "pypandoc_binary' in capsys.readouterr().err


def test_an_author_who_breaks_off_leaves_nothing_behind(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the text is written and its picture is not yet."""
    first = writing.write_new

    def interrupted(path: Path, data: str | bytes) -> None:
        if path.suffix == ".png":
            raise KeyboardInterrupt
        first(path, data)

    monkeypatch.setattr(writing, "write_new", interrupted)
    assert imported() == 130
    assert "interrupted; every file is as it was" in capsys.readouterr().err
    assert not (folder / "docs" / "en").exists()
