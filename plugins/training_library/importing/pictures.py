"""Pictures of an imported text: taken out, named safely, and never fetched from elsewhere."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

_LARGEST = 20_000_000
_FORMATS = (
    ("png", 0, b"\x89PNG\r\n\x1a\n"),
    ("jpg", 0, b"\xff\xd8\xff"),
    ("gif", 0, b"GIF8"),
    ("webp", 8, b"WEBP"),
)
"""Ending, and the bytes by which a browser knows the format and where they stand."""


class Pictures:
    """The pictures of one text, in the order in which they appear."""

    def __init__(self, folder: str, source: Callable[[str], bytes | None]) -> None:
        """Name them below `folder`; `source` returns what a target of the file leads to."""
        self._folder, self._source = folder, source
        self._names: dict[bytes, str] = {}
        self.reason = ""
        """Why the last picture could not be taken over."""

    @property
    def files(self) -> dict[str, bytes]:
        """The pictures by their path beside the text: `readmission/image-1.png`."""
        return {name: data for data, name in self._names.items()}

    def take(self, target: str) -> str:
        """Return the path of a picture beside the text, or "" with a reason."""
        if target.lower().startswith(("http:", "https:", "//", "ftp:")):
            self.reason = f"it is on the web and was not fetched ({target}); save it and check its licence"
            return ""
        data = _data_of(target) if target.startswith("data:") else self._source(target)
        if data is None or len(data) > _LARGEST:
            self.reason = "it is not in the file" if data is None else "it is larger than 20 MB"
            return ""
        ending = next((ending for ending, at, mark in _FORMATS if data.startswith(mark, at)), "")
        if not ending:
            self.reason = "browsers cannot show its format; save it as PNG"
            return ""
        return self._names.setdefault(data, f"{self._folder}/image-{len(self._names) + 1}.{ending}")


def _data_of(address: str) -> bytes | None:
    """Return what a `data:` address holds."""
    head, _, body = address.partition(",")
    try:
        raw = unquote_to_bytes(body)
        return base64.b64decode(raw, validate=True) if head.endswith(";base64") else raw
    except (binascii.Error, ValueError):
        return None
