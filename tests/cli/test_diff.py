from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.repository import commit, git
from training_library.cli import main

if TYPE_CHECKING:
    from tests.conftest import EditionText, LibraryOf, StampedOf

RUSSIAN = "docs/ru/handbooks/border-control.md"
ENGLISH = "docs/en/handbooks/border-control.md"
BODY = "Before.\n\n## Aims {#aims}\n\nOne.\nTwo.\n\n## Methods {#methods}\n\nThree.\n\n## Words\n\nFour."
FORGOTTEN = "git does not have the original as it was stamped here"
CHANGED = """\
docs/ru/handbooks/border-control.md: stale, stamped on 2026-11-21: the original has changed

== the front matter: changed ==
-- the original, docs/en/handbooks/border-control.md:2
@@ -1,2 +1,2 @@
-title: Border control
+title: Passports
 summary: How to check a document.
-- the translation, docs/ru/handbooks/border-control.md:2
  title: Граница
  summary: How to check a document.

== aims: changed ==
-- the original, docs/en/handbooks/border-control.md:11
@@ -1,4 +1,4 @@
 ## Aims {#aims}

-One.
+Another one.
 Two.
-- the translation, docs/ru/handbooks/border-control.md:20
  ## Aims {#aims}

  One.
  Two.

== new: new in the original ==
-- the original, docs/en/handbooks/border-control.md:16
  ## New {#new}

  Five.
-- the translation, docs/ru/handbooks/border-control.md
(it has no such section)

== methods: no longer in the original ==
-- the original, docs/en/handbooks/border-control.md
@@ -1,3 +0,0 @@
-## Methods {#methods}
-
-Three.
-- the translation, docs/ru/handbooks/border-control.md:25
  ## Methods {#methods}

  Three.
"""

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def library(
    docs: Path, library_of: LibraryOf, edition: EditionText, stamped: StampedOf, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A library in a git repository, with a translation that is stamped, in the working folder."""
    library_of(
        {
            ENGLISH.removeprefix("docs/"): edition(BODY),
            RUSSIAN.removeprefix("docs/"): edition(BODY, title="Граница", translation="{of: en}"),
        }
    )
    stamped(RUSSIAN.removeprefix("docs/"))
    commit(docs.parent)
    monkeypatch.chdir(docs.parent)
    return docs


def edit(*changes: tuple[str, str]) -> None:
    """Change the original."""
    text = Path(ENGLISH).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    Path(ENGLISH).write_text(text, encoding="utf-8")


def change() -> None:
    """Change the original in every way."""
    edit(
        ("title: Border control", "title: Passports"),
        ("One.", "Another one."),
        ("## Methods {#methods}\n\nThree.", "## New {#new}\n\nFive."),
    )


def test_each_section_that_changed_is_shown_beside_its_translation(capsys: Captured) -> None:
    """The former text comes from git, committed since or not."""
    change()
    assert main(["diff", RUSSIAN]) == 1
    assert capsys.readouterr() == (CHANGED, "")
    commit(Path())
    assert main(["diff", RUSSIAN]) == 1
    assert capsys.readouterr() == (CHANGED, "")


@pytest.mark.parametrize("way", ["shallow", "copy"])
def test_without_the_former_text_the_sections_are_shown_as_they_are_now(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """In a shallow clone and outside of git, and it says so; the same sections are named."""
    change()
    commit(Path())
    if way == "shallow":
        git(tmp_path, "clone", "--quiet", "--depth=1", tmp_path.as_uri(), "shallow")
        monkeypatch.chdir(tmp_path / "shallow")
    else:
        (tmp_path / ".git").rename(tmp_path / "no-git")
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["diff", RUSSIAN]) == 1
    out, err = capsys.readouterr()
    assert FORGOTTEN in out
    assert "-One." not in out
    assert "\n  Another one.\n" in out
    assert [line for line in out.splitlines() if line.startswith("==")] == [
        line for line in CHANGED.splitlines() if line.startswith("==")
    ]
    assert err == ""


def test_git_itself_may_be_missing(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """An author who works on the web page of a forge has none."""
    monkeypatch.setenv("PATH", "")
    change()
    assert main(["diff", RUSSIAN]) == 1
    assert FORGOTTEN in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("Two.", "Two. ", 0, "cosmetic, stamped on 2026-11-21: only white space, typography or facts"),
        ("Two.", "Two.", 0, "current, stamped on 2026-11-21: there is nothing to translate"),
        ("{#aims}", "{#goals}", 1, "drift, stamped on 2026-11-21: its headings or their ids differ"),
    ],
)
def test_where_there_is_no_text_to_translate_it_says_so(
    capsys: Captured, old: str, new: str, code: int, said: str
) -> None:
    """And ends with 0 when nothing is left to do."""
    edit((old, new))
    assert main(["diff", RUSSIAN]) == code
    assert capsys.readouterr().out.startswith(f"{RUSSIAN}: {said}")


def test_a_section_that_was_stamped_untranslated_is_shown(capsys: Captured, stamped: StampedOf) -> None:
    """As it is now: what it was before is no longer noted."""
    edit(("Three.", "Other."))
    stamped(RUSSIAN.removeprefix("docs/"))
    commit(Path())
    assert main(["diff", RUSSIAN]) == 1
    out = capsys.readouterr().out
    assert ": suspect, stamped on 2026-11-21: it was stamped without being translated" in out
    assert "== methods: changed, and stamped without being translated ==" in out


@pytest.mark.parametrize(
    ("translation", "said"),
    [
        (
            "{of: en}",
            f"unstamped: compare it with the original as a whole, then run `training-library stamp {RUSSIAN}`",
        ),
        ("{of: ru}", "orphan: there is no original"),
    ],
)
def test_without_a_stamp_there_is_nothing_to_compare_with(
    capsys: Captured, edition: EditionText, translation: str, said: str
) -> None:
    """The whole is to be compared."""
    Path(RUSSIAN).write_text(edition(BODY, translation=translation), encoding="utf-8")
    assert main(["diff", RUSSIAN]) == 1
    assert capsys.readouterr().out == f"{RUSSIAN}: {said}\n"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (ENGLISH, f"{ENGLISH} is an original; name one of its translations"),
        ("docs/vocabulary/areas.yml", "there is no sound document in docs/vocabulary/areas.yml; see what"),
        ("docs", "there is no sound document in docs; see what"),
        ("docs/ru/nothing.md", "there is no docs/ru/nothing.md; name a file or folder below docs"),
    ],
)
def test_what_cannot_be_compared_ends_with_2(capsys: Captured, path: str, answer: str) -> None:
    """With what to do."""
    assert main(["diff", path]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"training-library: {answer}")
