"""All figures of one search in one language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.search_browser import Growth, Transfer
    from benchmarks.search_corpus import Quality


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """What the index of all languages takes."""

    cpu: float | None = None
    """Seconds."""
    share: float | None = None
    """Of the time from the beginning of the site's build to its end."""
    cpu_share: float | None = None
    """Of the CPU seconds of the site's build."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What a search gives and costs; None and nothing stand for what was not measured."""

    quality: Quality
    transfers: Sequence[Transfer]
    on_every_page: int | None = None
    """Bytes of the script that makes the search box, fetched before anybody searches."""
    presses: Sequence[float] = ()
    """Milliseconds."""
    growth: Growth | None = None
    index: int
    """Bytes, compressed."""
    index_with_texts: int | None = None
    cost: Cost = field(default_factory=Cost)
    works_from_disk: bool
