"""What the makers of books give back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A book, and what the software that made it complained of."""

    content: bytes
    complaints: tuple[str, ...]
