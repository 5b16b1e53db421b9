"""Writing the index of a language, in a process of its own when it is large: meanwhile the pages are written."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.search.analysis import analyser_of
from training_library.search.export import scripts
from training_library.search.index import build_index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from training_library.search.index import Text

WORTH_A_PROCESS = 2_000_000
"""Characters of text from which on starting a process takes less time than it saves."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """An index to be written."""

    folder: Path
    """Where the scripts go; it is made."""
    language: str
    """BCP 47."""
    texts: Sequence[Text]
    meta: Mapping[str, object]
    more: Mapping[str, object]
    """As `export.scripts` takes them."""

    @property
    def size(self) -> int:
        """How many characters of text there are."""
        return sum(len(section.text) for text in self.texts for section in text.sections)


def write_index(order: Order) -> None:
    """Build an index and write its scripts.

    Raises:
        OSError: A script cannot be written.
    """
    index = build_index(order.texts, analyser_of(order.language))
    order.folder.mkdir(parents=True, exist_ok=True)
    for name, text in scripts(index, order.language, order.meta, order.more):
        (order.folder / name).write_text(text, encoding="utf-8", newline="")


class Writer:
    """Writes indexes, large ones beside other work."""

    def __init__(self) -> None:
        """Start no process before there is a need."""
        self._pool: ProcessPoolExecutor | None = None
        self._running: list[Future[None]] = []

    def take(self, order: Order) -> None:
        """Write an index, now or meanwhile."""
        if order.size < WORTH_A_PROCESS:
            write_index(order)
            return
        # `spawn` works everywhere, and next to the threads of `mkdocs serve`.
        spawn = multiprocessing.get_context("spawn")
        self._pool = self._pool or ProcessPoolExecutor(max_workers=1, mp_context=spawn)
        self._running.append(self._pool.submit(write_index, order))

    def finish(self) -> None:
        """Wait until all indexes are written.

        Raises:
            OSError: A script cannot be written.
        """
        try:
            for future in self._running:
                future.result()
        finally:
            self.stop()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._running.clear()
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
