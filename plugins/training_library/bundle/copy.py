"""A copy as it was received: a folder, or a zip file that may be damaged or made to do harm."""

from __future__ import annotations

import stat
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, LargeZipFile, ZipFile

from training_library.bundle.export import SUMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from zipfile import ZipInfo

MOST_FILES = 500_000
MOST_BYTES = 4_000_000_000
"""Unpacked. A library of 5,000 documents in two languages has a tenth of it."""
HIGHEST_RATIO = 200
"""Of unpacked to packed bytes, beyond `HARMLESS`. Deflate reaches 1000 with endless zeros, texts stay below 20."""
HARMLESS = 100_000_000
"""Unpacked bytes of a zip file whose ratio is not looked at."""
_ENCRYPTED = 0x1
_PACKED_BEGINS = b"PK"


class DamagedError(Exception):
    """The copy cannot be read to its end; the message says what is wrong and what to do."""


class NoCopyError(Exception):
    """What was named is no copy at all; the message says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What is wrong with a file of a copy."""

    name: str
    """Relative to the folder of the copy."""
    what: str

    def __str__(self) -> str:
        """Return one line, fit for a terminal whatever the name is made of."""
        return printable(f"{self.name}: {self.what}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """The files of a copy."""

    folder: str
    """The name of its folder."""
    files: Mapping[str, Callable[[], bytes]]
    """By name relative to the folder, sorted: what reads it, or raises `DamagedError`."""
    faults: tuple[Fault, ...]
    """What was found out without reading any."""


def printable(text: str) -> str:
    """Return text of others without what would steer a terminal."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def open_folder(path: Path) -> Copy:
    """Return the copy in a folder, or in the only folder of a folder, as some programs unpack it."""
    inner = [entry for entry in path.iterdir() if entry.is_dir() and not entry.is_symlink()]
    if not (path / SUMS).exists() and len(inner) == 1 and (inner[0] / SUMS).exists():
        path = inner[0]
    files, faults = {}, []
    for entry in sorted(path.rglob("*")):
        name = entry.relative_to(path).as_posix()
        if entry.is_symlink():
            faults.append(Fault(name=name, what="this is a link to another place; put the file itself here"))
        elif entry.is_file():
            files[name] = _reader_of_file(entry)
        elif not entry.is_dir():
            faults.append(Fault(name=name, what="this is neither a file nor a folder; remove it"))
    return Copy(folder=path.resolve().name, files=files, faults=tuple(faults))


def _reader_of_file(path: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise DamagedError(f"it cannot be read: {error.strerror or error}") from error

    return read


def open_zip(path: Path) -> Copy:
    """Return the copy in a zip file, of which nothing is unpacked to the disk.

    Raises:
        NoCopyError: It is no zip file.
        DamagedError: It is cut off, or it is made to do harm.
    """
    try:
        archive = ZipFile(path)
        entries = archive.infolist()
    except (BadZipFile, LargeZipFile, ValueError, NotImplementedError) as error:
        with path.open("rb") as file:
            begins_so = file.read(2) == _PACKED_BEGINS
        if begins_so:
            raise DamagedError("the zip file is cut off or damaged; copy it again") from error
        raise NoCopyError("this is neither a folder nor a zip file") from error
    _refuse_bomb(entries, path.stat().st_size)
    safe, faults = _sort_out(entries)
    folders = {entry.filename.partition("/")[0] for entry in safe}
    folder = min(folders, default="")
    if len(folders) > 1:
        faults.append(Fault(name=", ".join(sorted(folders)), what="a bundle holds one folder and nothing beside it"))
        return Copy(folder="", files={e.filename: _reader_of_entry(archive, e) for e in safe}, faults=tuple(faults))
    files = {entry.filename.removeprefix(f"{folder}/"): _reader_of_entry(archive, entry) for entry in safe}
    return Copy(folder=folder, files=dict(sorted(files.items())), faults=tuple(faults))


def _refuse_bomb(entries: Sequence[ZipInfo], size: int) -> None:
    """Refuse a zip file that would fill the disk or the memory of whoever unpacks it."""
    packed, unpacked = sum(entry.compress_size for entry in entries), sum(entry.file_size for entry in entries)
    too_dense = unpacked > HARMLESS and unpacked > HIGHEST_RATIO * max(size, 1)
    if len(entries) > MOST_FILES or unpacked > MOST_BYTES or packed > size or too_dense:
        what = f"the zip file claims {len(entries):,} files with {unpacked:,} bytes"
        raise DamagedError(f"{what}, which no library has; do not unpack it")


def _sort_out(entries: Sequence[ZipInfo]) -> tuple[list[ZipInfo], list[Fault]]:
    """Return the entries that can be unpacked without harm, and what is wrong with the others."""
    safe, faults = [], []
    times = Counter(entry.filename for entry in entries)
    for entry in entries:
        if fault := next(_harm(entry, times[entry.filename]), None):
            faults.append(Fault(name=entry.filename, what=f"{fault}; do not unpack this zip file"))
        elif not entry.is_dir():
            safe.append(entry)
    return safe, list(dict.fromkeys(faults))


def _harm(entry: ZipInfo, times: int) -> Iterator[str]:
    # The name as it was written: zipfile itself cuts it at a NUL and, on Windows, turns backslashes.
    name = entry.orig_filename
    parts = PurePosixPath(name).parts
    if name.startswith("/") or PureWindowsPath(name).drive or "\\" in name:
        yield "its name leads to a place of its own on the disk"
    if ".." in parts or "\0" in name:
        yield "its name leads out of the folder"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        yield "it is a link or a device instead of a file"
    if entry.flag_bits & _ENCRYPTED:
        yield "it is encrypted"
    if times > 1:
        yield "two files have this name"


def _reader_of_entry(archive: ZipFile, entry: ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            return archive.read(entry)
        except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, zlib.error) as error:
            raise DamagedError("it is damaged and cannot be unpacked; copy the zip file again") from error

    return read
