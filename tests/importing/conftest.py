from __future__ import annotations

import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pypandoc
import pytest

Made = Callable[..., Path]


def png(shade: int = 0) -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head, dot = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0), zlib.compress(bytes([0, shade, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Make a file of another program from Markdown; pictures `a.png` and `b.png` stand beside it."""
    (tmp_path / "a.png").write_bytes(png())
    (tmp_path / "b.png").write_bytes(png(200))

    def make(name: str, text: str, *options: str) -> Path:
        path = tmp_path / name
        command = [pypandoc.get_pandoc_path(), "--standalone", "--from=markdown", f"--output={path}", *options]
        subprocess.run(command, input=text.encode(), check=True, cwd=tmp_path, capture_output=True)
        return path

    return make
