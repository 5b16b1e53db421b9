"""The files inside a `.docx` or `.odt`: only those that could harm nobody are opened."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from training_library.importing.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE = 50_000_000
_LARGEST_UNPACKED = 200_000_000
_LARGEST_TEXT = 40_000_000
_MOST_ENTRIES = 5_000
"""In bytes and in files: a document of a thousand pages with pictures stays far below."""


@contextmanager
def opened(path: Path, main_entry: str) -> Iterator[ZipFile]:
    """Open a document that is an archive, in which `main_entry` holds the text.

    Raises:
        RefusalError: It is no such document, or it is made to do harm.
    """
    try:
        with ZipFile(path) as archive:
            _check(archive, main_entry)
            yield archive
    except BadZipFile:
        what = f"{path.name} is damaged, protected by a password, or no {path.suffix} document"
        raise RefusalError(f"{what}; open it in your office program and save it anew as {path.suffix}") from None


def read(archive: ZipFile, name: str) -> bytes | None:
    """Return one file of the archive, None when there is none."""
    try:
        return archive.read(name)
    except (KeyError, RuntimeError, NotImplementedError, EOFError):
        return None


def _check(archive: ZipFile, main_entry: str) -> None:
    entries = archive.infolist()
    if main_entry not in archive.namelist():
        raise RefusalError(f"{archive.filename} holds no {main_entry}; it is no document of this kind")
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED:
        raise RefusalError("the file unpacks to far more than a document needs; it is not opened")
    for entry in entries:
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
            raise RefusalError(f'the file holds the name "{entry.filename}", which leads out of it; it is not opened')
        if entry.filename.endswith(".xml") and entry.file_size > _LARGEST_TEXT:
            raise RefusalError(f"{entry.filename} in the file unpacks to more than 40 MB; it is not opened")
