"""Writing files of authors: nothing is overwritten unasked, and an interrupted command leaves every file as it was."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def write_new(path: Path, data: str | bytes) -> None:
    """Write a file that must not exist yet; its folders are made.

    Raises:
        FileExistsError: Something stands at `path` already, which is left as it is.
        OSError: The file cannot be written; nothing is left of it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _written_beside(path, data)
    try:
        os.link(temporary, path)  # Fails when the file exists, and shows it only when it is complete.
    except FileExistsError:
        raise
    except OSError:
        _move_new(temporary, path)  # FAT and some network drives know no links.
    finally:
        temporary.unlink(missing_ok=True)


def write_all_new(files: Mapping[Path, str | bytes]) -> None:
    """Write files that must not exist yet: all of them, or none.

    Raises:
        FileExistsError: Something stands at one of the paths already.
        OSError: A file cannot be written. In both cases, as when interrupted, nothing is left of any of them.
    """
    folders = {parent for path in files for parent in path.parents if not parent.exists()}
    written: list[Path] = []
    try:
        for path, data in files.items():
            write_new(path, data)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        for folder in sorted(folders, reverse=True):
            with suppress(OSError):
                folder.rmdir()
        raise


def replace_text(path: Path, text: str) -> None:
    """Replace what a file says, at once or not at all; who may read it stays as it was.

    Raises:
        OSError: The file cannot be written, and is as it was.
    """
    replace_texts({path: text})


def replace_texts(texts: Mapping[Path, str]) -> None:
    """Replace what files say, all of them or none.

    Raises:
        OSError: One of the files cannot be written, and all are as they were.
    """
    with ExitStack() as cleaning:
        drafts: list[tuple[Path, Path]] = []
        for path, text in texts.items():
            target = path.resolve()
            temporary = _written_beside(target, text)
            cleaning.callback(temporary.unlink, missing_ok=True)
            temporary.chmod(target.stat().st_mode & 0o7777)
            drafts.append((temporary, target))
        _replace(drafts, {target: target.read_bytes() for _, target in drafts})


def _replace(drafts: Sequence[tuple[Path, Path]], before: Mapping[Path, bytes]) -> None:
    done: list[Path] = []
    try:
        for temporary, target in drafts:
            done.append(target)
            temporary.replace(target)
    except BaseException:
        for target in done:
            if target.read_bytes() != before[target]:
                target.write_bytes(before[target])
        raise


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to, which takes the place of `path` when all of it is written, and not before.

    Raises:
        OSError: The file cannot be written; what stood at `path` is as it was, and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())  # A stick may be pulled out as soon as the command ends.
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _written_beside(path: Path, data: str | bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _move_new(temporary: Path, path: Path) -> None:
    path.touch(exist_ok=False)
    temporary.replace(path)
