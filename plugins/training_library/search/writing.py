"""Making the indexes of a build, in a process of its own when there is much to read: meanwhile the pages are made."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from contextlib import suppress
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from training_library.search.analysis import analyser_of
from training_library.search.export import scripts
from training_library.search.index import Indexer
from training_library.search.sections import sections_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.connection import Connection
    from pathlib import Path

    from training_library.search.index import Text

    Task = tuple[Callable[..., None], tuple[object, ...]]

WORTH_A_PROCESS = 4_000_000
"""Characters of text from which on starting a process takes less time than it saves."""
BUNCH = 20
"""So many pages are handed over at a time: each time the build has to give way for a moment."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """The index of a language, to be written once all its pages are read."""

    folder: Path
    """Where the scripts go; it is made."""
    language: str
    """BCP 47."""
    meta: Mapping[str, object]
    more: Mapping[str, object]
    """As `export.scripts` takes them."""


class _Desk:
    """Reads pages and writes indexes."""

    def __init__(self) -> None:
        self._indexers: dict[str, Indexer] = {}

    def read(self, language: str, text: Text, content: str) -> None:
        self._indexer(language).add(replace(text, sections=sections_of(content)))

    def write(self, order: Order) -> None:
        index = self._indexer(order.language).index()
        order.folder.mkdir(parents=True, exist_ok=True)
        for name, script in scripts(index, order.language, order.meta, order.more):
            (order.folder / name).write_text(script, encoding="utf-8", newline="")
        del self._indexers[order.language]

    def _indexer(self, language: str) -> Indexer:
        return self._indexers.setdefault(language, Indexer(analyser_of(language)))


class _Beside:
    """A desk in a process of its own, where work is done in turn."""

    def __init__(self) -> None:
        # `spawn` works everywhere, and next to the threads of `mkdocs serve`.
        spawn = multiprocessing.get_context("spawn")
        self._here, there = spawn.Pipe()
        self._process = spawn.Process(target=_work, args=(there,), daemon=True)
        self._process.start()
        there.close()
        # A pipe holds little: without a thread that waits for room in it, the pages would wait.
        self._bunches: SimpleQueue[list[Task] | None] = SimpleQueue()
        Thread(target=self._post, daemon=True).start()
        self._bunch: list[Task] = []

    def do(self, task: Task) -> None:
        self._bunch.append(task)
        if len(self._bunch) == BUNCH:
            self.hand_over()

    def hand_over(self) -> None:
        """Send what has gathered."""
        self._bunches.put(self._bunch)
        self._bunch = []

    def finish(self) -> None:
        self._bunches.put(None)
        try:
            error: Exception | None = self._here.recv()
        except (ConnectionError, EOFError):
            error = ChildProcessError("its process was ended from outside; build again")
        self.stop()
        if error:
            raise error

    def stop(self) -> None:
        self._process.terminate()
        self._process.join()
        self._bunches.put(None)
        self._here.close()

    def _post(self) -> None:
        with suppress(OSError):  # the process has ended: `finish` tells why
            while (bunch := self._bunches.get()) is not None:
                self._here.send(bunch)
            self._here.send(None)


def _work(there: Connection) -> None:
    """Do what comes until nothing more does, and answer with what went wrong, or `None`."""
    # Ctrl+C ends the build, and that ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing here refers to itself; looking for what does would take a tenth of the time.
    gc.disable()
    desk = _Desk()
    try:
        while (bunch := there.recv()) is not None:
            for work, details in bunch:
                work(desk, *details)
        there.send(None)
    except EOFError:
        """The build is no more."""
    except Exception as error:  # noqa: BLE001 - whatever it is, the build tells it
        there.send(error)


class Writer:
    """Makes the indexes of a build, beside it where that is worth while."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._desk = _Desk()
        self._beside: _Beside | None = None

    def prepare(self, size: int) -> None:
        """Get ready for so many characters of text, in all languages."""
        if size >= WORTH_A_PROCESS and not self._beside:
            self._beside = _Beside()

    def read(self, language: str, text: Text, content: str) -> None:
        """Take in a text; its sections are read from `content`, rendered HTML."""
        self._do(_Desk.read, language, text, content)

    def write(self, order: Order) -> None:
        """Write the index of what was read in a language, now or meanwhile.

        Raises:
            OSError: A script cannot be written.
        """
        self._do(_Desk.write, order)
        if self._beside:
            self._beside.hand_over()

    def finish(self) -> None:
        """Wait until all indexes are written.

        Raises:
            OSError: A script could not be written.
        """
        beside, self._beside = self._beside, None
        if beside:
            beside.finish()

    def stop(self) -> None:
        """Leave all work as it is."""
        self._desk = _Desk()
        if self._beside:
            self._beside.stop()
            self._beside = None

    def _do(self, work: Callable[..., None], *details: object) -> None:
        if self._beside:
            self._beside.do((work, details))
        else:
            work(self._desk, *details)
