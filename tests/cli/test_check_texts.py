"""The command `check` on the texts of a library: what it tells, and what it mends."""

from __future__ import annotations

import re
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from training_library.cli import main
from training_library.library.problem import Code

if TYPE_CHECKING:
    from tests.conftest import EditionText, Golden, LibraryOf

ENGLISH = """# Title

## Aims {#aims}

#### Too deep {#aims}

##

# Again

![](no-such-map.png)
See [here](nowhere.md), [the aims](#ams) and https://a.example.
[Russian](../../ru/index.md)

One - two.

LONG

PARAGRAPH

TODO: the rest

Noted[^1].

[^2]: Nobody asks.

<iframe src="https://a.example"></iframe>

<!-- ignore TL416 -->
<!-- ignore TL401: no reason to -->
Last.
"""
ENGLISH = ENGLISH.replace("LONG", "Word" + " word" * 44 + ".").replace("PARAGRAPH", "Few words are few.\n" * 40)
RUSSIAN = """Он сказал: "Граница" - это граница.
От 5-7 дней, 10 %.

- "Пункт": `"код"` - [ссылка на оригинал](../../en/handbooks/faults.md "Заголовок"){ hreflang=en }
"""


@pytest.fixture
def texts(library_of: LibraryOf, edition: EditionText, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with every fault that a text can have; the working folder holds it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")  # 1 December 2026
    library_of(
        {
            "en/handbooks/faults.md": edition(ENGLISH, review_by="2026-11-30"),
            "en/handbooks/unused.png": b"",
            "ru/index.md": '---\ntitle: "Главная: «страница» - это"\n---\n',
            "ru/handbooks/typography.md": edition(
                RUSSIAN, title='"Слова"'.join("''"), licence="CC-BY-4.0", sources="[{title: A}]"
            ),
        }
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path / "docs"


def test_every_fault_of_a_text_is_told_with_its_remedy(
    texts: Path, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    """One line each, sorted by place; warnings say so."""
    assert texts.is_dir()
    assert main(["check"]) == 1
    golden("findings.txt", capsys.readouterr().out)


def test_every_check_of_texts_has_an_example() -> None:
    """A new check comes with its message in the golden file."""
    text = (Path(__file__).parent.parent / "golden" / "findings.txt").read_text(encoding="utf-8")
    assert [code for code in Code if code.startswith("TL4") and f": {code}" not in text] == []


def test_what_is_mechanical_is_mended_on_request(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was changed is told; a second time there is nothing more to change."""
    path = texts / "ru" / "handbooks" / "typography.md"
    assert main(["check", "--fix", "docs/ru"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    mended = [re.sub(r" mended: .*", "", line) for line in err.splitlines()[:-1]]
    assert mended == [
        "docs/ru/handbooks/typography.md:2: TL413",
        "docs/ru/handbooks/typography.md:11: TL413",
        "docs/ru/handbooks/typography.md:11: TL414",
        "docs/ru/handbooks/typography.md:12: TL414",
        "docs/ru/handbooks/typography.md:12: TL415",
        "docs/ru/handbooks/typography.md:14: TL413",
        "docs/ru/handbooks/typography.md:14: TL414",
        "docs/ru/index.md:2: TL414",
    ]
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[1] == "title: '«Слова»'"
    assert text.split("---\n\n")[1].replace("\xa0", "~") == (
        "Он сказал: «Граница»~— это граница.\n"
        "От 5–7 дней, 10~%.\n\n"
        '- «Пункт»: `"код"`~— [ссылка на оригинал](../../en/handbooks/faults.md "Заголовок"){ hreflang=en }\n\n'
    )
    before = path.stat().st_mtime_ns
    assert main(["check", "--fix", "docs/ru"]) == 0
    assert "mended" not in capsys.readouterr().err
    assert path.stat().st_mtime_ns == before


def test_only_named_files_are_mended(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever stands in the others."""
    english = (texts / "en" / "handbooks" / "faults.md").read_bytes()
    assert main(["check", "--fix", "docs/ru/index.md"]) == 0
    assert capsys.readouterr().err.count("mended") == 1
    assert (texts / "en" / "handbooks" / "faults.md").read_bytes() == english


def test_files_are_checked_that_are_named(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text alone, or a picture, whose use the texts tell."""
    assert texts.is_dir()
    assert main(["check", "docs/ru/index.md"]) == 0
    assert [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()] == ["docs/ru/index.md:2:"]
    assert main(["check", "docs/en/handbooks/unused.png", "docs/ru/index.md"]) == 0
    assert [line.split(" ")[1] for line in capsys.readouterr().out.splitlines()] == ["TL412:", "TL414"]


def test_a_file_that_cannot_be_written_stops_the_command(
    texts: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says which, and the file is as it was."""

    def refuse(path: Path, text: str) -> None:
        raise PermissionError(13, "Permission denied", str(path), text)

    monkeypatch.setattr("training_library.library.checks.mending.replace_text", refuse)
    with chdir(texts.parent):
        assert main(["check", "--fix"]) == 2
    assert capsys.readouterr().err.startswith("training-library: a file cannot be changed: ")
