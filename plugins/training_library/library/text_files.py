"""Files on the disk as text: what may be opened, how it is decoded, where its front matter ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from training_library.library.problem import Report

LARGEST_FILE = 5_000_000
"""In bytes: an edition beyond this is no text to read."""
_MARKER = re.compile(r"(---|\.\.\.)[ \t]*")


def walk(folder: Path) -> Iterator[Path]:
    """Yield the Markdown files and the links in `folder`, sorted; links to folders are yielded, not followed."""
    for path in [folder] if folder.is_symlink() else sorted_entries(folder):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink() and path.suffix != ".md":
            yield from walk(path)
        elif path.suffix == ".md" or path.is_symlink():
            yield path


def open_text(path: Path, docs: Path, report: Report) -> str | None:
    """Return the text of a file below `docs`, or None when there is a reason not to read it."""
    data = open_bytes(path, docs, report)
    return None if data is None else decode(data, report)


def open_bytes(path: Path, docs: Path, report: Report) -> bytes | None:
    """Return the content of a file below `docs`, or None when there is a reason not to read it."""
    if not may_follow(path, docs, report):
        return None
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            what = f"the file is {size / 1_000_000:.1f} MB large, at most 5 MB are read"
            report.add(Code.TOO_LARGE, 1, what, "divide it, or move pictures out")
            return None
        return path.read_bytes()
    except OSError as error:
        what = f"the file cannot be read: {error.strerror or error}"
        report.add(Code.UNREADABLE, 1, what, "check that it is a file, and who may read it")
        return None


def may_follow(path: Path, docs: Path, report: Report) -> bool:
    """Tell whether `path` is no link, or a link to a file below `docs`; a link to a folder could lead in a circle."""
    if not path.is_symlink():
        return True
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        report.add(Code.UNREADABLE, 1, "this link leads nowhere", "put the file itself here")
        return False
    if target.is_dir():
        report.add(Code.LEAVES_DOCS, 1, "a link to a folder is not followed", "put the folder itself here")
    elif not target.is_relative_to(docs.resolve()):
        report.add(Code.LEAVES_DOCS, 1, "this link leads out of the folder of documents", "put the file itself here")
    else:
        return True
    return False


def sorted_entries(folder: Path) -> list[Path]:
    """Return what is in `folder`, sorted by name; nothing when it cannot be listed."""
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        return []


def decode(data: bytes, report: Report) -> str | None:
    """Return the text of UTF-8 bytes with Unix line ends; other encodings are refused, other line ends reported."""
    if data.startswith(b"\xef\xbb\xbf"):
        report.add(Code.BYTE_ORDER_MARK, 1, "the file starts with a byte order mark", "save it as UTF-8 without BOM")
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(Code.NOT_UTF8, line, "the file is not encoded in UTF-8", "save it as UTF-8")
        return None
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        report.add(Code.CARRIAGE_RETURN, line, "lines end as on Windows (CRLF)", "save it with Unix line ends (LF)")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def divide(text: str, report: Report) -> tuple[str, str, int] | None:
    """Return the front matter, the body and the line on which the body starts."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        remedy = "start the file with a line of three hyphens, the keys, and three hyphens again"
        report.add(Code.NO_FRONT_MATTER, 1, "there is no front matter", remedy)
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if _MARKER.fullmatch(line)), None)
    if end is None:
        report.add(Code.NO_FRONT_MATTER, 1, "the front matter does not end", "close it with a line of three hyphens")
        return None
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2
