from __future__ import annotations

from pathlib import Path

import pytest

from training_library.library.problem import Report
from training_library.library.text_files import LARGEST_FILE, decode, divide, may_follow, open_text, walk


def places(report: Report) -> list[str]:
    """Return the mistakes without their words."""
    return [f"{problem.line}: {problem.code}" for problem in report]


@pytest.mark.parametrize(
    ("data", "text", "expected"),
    [
        (b"", "", []),
        ("ёж\n".encode(), "ёж\n", []),
        (b"\xef\xbb\xbfa\n", "a\n", ["1: TL121"]),
        (b"a\nb\r\nc\r\n", "a\nb\nc\n", ["2: TL122"]),
        (b"a\rb\r", "a\nb\n", ["1: TL122"]),
        (b"\xef\xbb\xbfa\r\n", "a\n", ["1: TL121", "1: TL122"]),
        ("a\nёж\n".encode("cp1251"), None, ["2: TL120"]),
        ("a\n".encode("utf-16"), None, ["1: TL120"]),
        (b"a\n\n\xed\xa0\x80", None, ["3: TL120"]),
    ],
)
def test_bytes_become_text_with_unix_line_ends(data: bytes, text: str | None, expected: list[str]) -> None:
    """What a Windows editor adds is reported and read nevertheless; another encoding is not guessed at."""
    report = Report("a.md")
    assert (decode(data, report), places(report)) == (text, expected)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: b\n---\nText\n", ("a: b", "Text\n", 4)),
        ("--- \na: b\n...\t\n\nText", ("a: b", "\nText", 4)),
        ("---\na: b\nc: --- d\n----\n---", ("a: b\nc: --- d\n----", "", 6)),
        ("---\n---\n", ("", "", 3)),
        ("---\na: b\n---\nText\n---\nText\n", ("a: b", "Text\n---\nText\n", 4)),
    ],
)
def test_the_front_matter_ends_at_the_second_marker(text: str, parts: tuple[str, str, int]) -> None:
    """The body starts on the line below it; a ruler further down is the author's."""
    report = Report("a.md")
    assert (divide(text, report), places(report)) == (parts, [])


@pytest.mark.parametrize(
    "text", ["", "Text\n", "\n---\na: b\n---\n", " ---\na: b\n---\n", "---\na: b\n", "---", "----\n---\n"]
)
def test_a_file_without_front_matter(text: str) -> None:
    """It starts on the first line of the file, and it ends."""
    report = Report("a.md")
    assert (divide(text, report), places(report)) == (None, ["1: TL101"])


def test_a_walk_finds_markdown_and_links_in_order(tmp_path: Path) -> None:
    """Hidden files are nobody's; folders that are named like files and links are for the reader to judge."""
    for name in ("b/z.md", "b/a.md", "a.md", "a.png", ".hidden.md", ".git/a.md", "c.md/a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "b" / "link").symlink_to(tmp_path)
    names = [path.relative_to(tmp_path).as_posix() for path in walk(tmp_path)]
    assert names == ["a.md", "b/a.md", "b/link", "b/z.md", "c.md"]
    assert list(walk(tmp_path / "b" / "link")) == [tmp_path / "b" / "link"]
    assert list(walk(tmp_path / "nowhere")) == []


@pytest.mark.parametrize(("size", "expected"), [(LARGEST_FILE, []), (LARGEST_FILE + 1, ["1: TL125"])])
def test_a_file_of_more_than_5_mb_is_not_read(tmp_path: Path, size: int, expected: list[str]) -> None:
    """5 MB are."""
    path, report = tmp_path / "a.md", Report("a.md")
    path.write_bytes(b"a" * size)
    assert (open_text(path, tmp_path, report) is None) == bool(expected)
    assert places(report) == expected


def test_what_cannot_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder named like a file, and a file whose disk or rights fail."""

    def fail(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.md").mkdir()
    (tmp_path / "b.md").touch()
    folder, file = Report("a.md"), Report("b.md")
    assert open_text(tmp_path / "a.md", tmp_path, folder) is None
    monkeypatch.setattr(Path, "read_bytes", fail)
    assert open_text(tmp_path / "b.md", tmp_path, file) is None
    assert places(folder) == ["1: TL126"]
    assert [problem.what for problem in file] == ["the file cannot be read: Permission denied"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("docs/en/b.md", []),
        ("docs/nowhere.md", ["1: TL126"]),
        ("docs/en/a.md", ["1: TL126"]),
        ("docs/en", ["1: TL124"]),
        ("secret.md", ["1: TL124"]),
        ("docs-of-others/a.md", ["1: TL124"]),
    ],
)
def test_a_link_is_followed_to_a_file_below_docs(tmp_path: Path, target: str, expected: list[str]) -> None:
    """Neither out of it, nor to nowhere, itself or a folder."""
    for name in ("docs/en/b.md", "secret.md", "docs-of-others/a.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Text")
    link, report = tmp_path / "docs" / "en" / "a.md", Report("a.md")
    link.symlink_to(tmp_path / target)
    assert may_follow(link, tmp_path / "docs", report) == (not expected)
    assert places(report) == expected
    assert open_text(link, tmp_path / "docs", report) == (None if expected else "Text")
