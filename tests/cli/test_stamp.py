from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from training_library.cli import main
from training_library.library.reading import read_library
from training_library.library.translation import State

if TYPE_CHECKING:
    from tests.conftest import EditionText, LibraryOf

RUSSIAN = "docs/ru/handbooks/border-control.md"
ENGLISH = "docs/en/handbooks/border-control.md"
BODY = "## Aims {#aims}\n\nText."

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def library(docs: Path, library_of: LibraryOf, edition: EditionText, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a translation in the working folder, on a day that never changes."""
    library_of(
        {
            ENGLISH.removeprefix("docs/"): edition(BODY),
            RUSSIAN.removeprefix("docs/"): edition(BODY, translation="{of: en}"),
        }
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    monkeypatch.chdir(docs.parent)
    return docs


def state() -> State:
    """Return the state of the translation."""
    return read_library(Path("docs"))[0].translations[RUSSIAN.removeprefix("docs/")].state


def edit(path: str, old: str, new: str) -> None:
    """Change a file, which must hold `old`."""
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("named", [RUSSIAN, "docs/ru", "docs", "."])
def test_a_translation_is_stamped_by_its_file_or_its_folder(capsys: Captured, named: str) -> None:
    """Originals in the folder are left alone, and a second time changes nothing."""
    original = Path(ENGLISH).read_bytes()
    assert main(["stamp", named]) == 0
    assert capsys.readouterr() == (f"{RUSSIAN}: stamped\n", "")
    assert (state(), Path(ENGLISH).read_bytes()) == (State.CURRENT, original)
    assert "  stamped: 2026-11-21\n" in Path(RUSSIAN).read_text(encoding="utf-8")
    stamped = Path(RUSSIAN).read_bytes()
    assert main(["stamp", named]) == 0
    assert capsys.readouterr().out == f"{RUSSIAN}: stamped already\n"
    assert Path(RUSSIAN).read_bytes() == stamped


def test_a_translation_of_another_structure_is_refused_without_a_reason(capsys: Captured) -> None:
    """The reason is kept, and the file is as it was until one is given."""
    edit(RUSSIAN, "{#aims}", "{#goals}")
    before = Path(RUSSIAN).read_bytes()
    assert main(["stamp", RUSSIAN]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"{RUSSIAN}: not stamped: make it complete, or say with --reason why it is:\n"
        f"  line 10: TL502: this heading has the id goals, and that of the original ({ENGLISH}:9) is aims\n"
    )
    assert Path(RUSSIAN).read_bytes() == before
    assert main(["stamp", RUSSIAN, "--reason", "the  Russian law\nhas other goals"]) == 0
    assert state() is State.CURRENT
    assert '  reason: "the Russian law has other goals"\n' in Path(RUSSIAN).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Text.", "TODO: Text.", "line 12: TL421: "),
        ("Text.", "Text.\n\n```\ncode\n```", "line 14: TL508: "),
        ("## Aims {#aims}", "", "TL501: "),
    ],
)
def test_what_is_not_complete_is_refused(capsys: Captured, old: str, new: str, fault: str) -> None:
    """Text that is yet to be written, and what the parity check calls an error; each with its line."""
    edit(RUSSIAN, old, new)
    assert main(["stamp", RUSSIAN]) == 1
    assert fault in capsys.readouterr().err
    assert state() is State.UNSTAMPED


def test_a_page_is_compared_by_its_headings(library_of: LibraryOf, capsys: Captured) -> None:
    """Pages that are no documents are translated too."""
    original = "---\ntitle: Home\n---\n\n## Aims {#aims}\n"
    translation = "---\ntitle: Дом\ntranslation: {of: en}\n---\n\n### Цели {#aims}\n"
    library_of({"en/index.md": original, "ru/index.md": translation})
    assert main(["stamp", "docs/ru/index.md"]) == 1
    assert "## {#aims} there, ### {#aims} here" in capsys.readouterr().err
    edit("docs/ru/index.md", "###", "##")
    assert main(["stamp", "docs/ru/index.md"]) == 0


def test_a_stamp_that_is_renewed_without_translating_says_that_it_is_suspect(capsys: Captured) -> None:
    """Nothing is lost: the section is named until it is translated, or a reason is given."""
    main(["stamp", RUSSIAN])
    edit(ENGLISH, "Text.", "Other text.")
    capsys.readouterr()
    assert main(["stamp", RUSSIAN]) == 0
    assert "but suspect: the original has changed here and the translation has not: aims;" in capsys.readouterr().out
    assert state() is State.SUSPECT
    assert main(["stamp", RUSSIAN, "--reason", "a slip"]) == 0
    assert state() is State.CURRENT


def test_a_stamp_that_was_changed_by_hand_is_not_renewed_without_a_reason(capsys: Captured) -> None:
    """It could have been changed to hide what was not translated."""
    main(["stamp", RUSSIAN])
    edit(RUSSIAN, "2026-11-21\n  seal", "2026-11-22\n  seal")
    capsys.readouterr()
    assert main(["stamp", RUSSIAN]) == 1
    assert "its stamp was changed by hand" in capsys.readouterr().err
    assert state() is State.SUSPECT


@pytest.mark.parametrize(
    ("path", "text", "answer"),
    [
        (ENGLISH, None, "this is an original; stamp its translations"),
        ("docs/ru/handbooks/alone.md", "translation: {of: en}", "there is no original in 'en'"),
        ("docs/ru/handbooks/unsound.md", "kind: nothing", "there is no sound document in this file"),
        (RUSSIAN, "translation: {of: en,\n  seal: a}", "write `translation: {of: …}` in one line"),
    ],
)
def test_what_cannot_be_stamped_is_told(
    edition: EditionText, capsys: Captured, path: str, text: str | None, answer: str
) -> None:
    """With what to do, and the file is as it was."""
    if text:
        key, _, value = text.partition(": ")
        Path(path).write_text(edition(BODY, title="Title", **{key: value}), encoding="utf-8")
    before = Path(path).read_bytes()
    assert main(["stamp", path]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{path}: not stamped: {answer}")
    assert Path(path).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["docs/ru/nothing.md"], "there is no docs/ru/nothing.md; name a file or folder below docs"),
        ([RUSSIAN, "--docs", "nowhere"], "there is no folder nowhere; name it with --docs"),
        ([RUSSIAN, "--reason", "a" * 301], "a reason is one line of 300 characters at most; shorten it"),
    ],
)
def test_what_cannot_be_done_ends_with_2(capsys: Captured, arguments: list[str], answer: str) -> None:
    """As other commands do, so that a script can tell it from a refusal."""
    assert main(["stamp", *arguments]) == 2
    assert capsys.readouterr() == ("", f"training-library: {answer}\n")


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError("the disk is full")])
def test_an_interrupted_stamp_leaves_every_file_as_it_was(
    library_of: LibraryOf,
    edition: EditionText,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    error: BaseException,
) -> None:
    """Also those that were written before the interruption."""
    library_of({f"{language}/handbooks/a.md": edition(title="A", translation=of) for language, of in LANGUAGES})
    before = {path: path.read_bytes() for path in Path("docs").rglob("*") if path.is_file()}
    replaced, replace = [], Path.replace

    def fail(self: Path, target: Path) -> Path:
        replaced.append(target)
        if len(replaced) > 1:
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    assert main(["stamp", "docs"]) == (2 if isinstance(error, OSError) else 130)
    assert len(replaced) == 2
    assert {path: path.read_bytes() for path in Path("docs").rglob("*") if path.is_file()} == before
    assert capsys.readouterr().out == ""


LANGUAGES = (("en", None), ("ru", "{of: en}"))


def test_a_draft_can_be_stamped(edition: EditionText, capsys: Captured) -> None:
    """A translation is stamped before it is published."""
    Path(RUSSIAN).write_text(edition(BODY, translation="{of: en}", status="draft"), encoding="utf-8")
    Path(ENGLISH).write_text(edition(BODY, status="draft"), encoding="utf-8")
    assert main(["stamp", RUSSIAN]) == 0
    assert capsys.readouterr().out == f"{RUSSIAN}: stamped\n"
