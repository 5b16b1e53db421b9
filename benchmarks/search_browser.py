"""What searches in real pages give and cost: answers, bytes, time, memory."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser, Page

    from benchmarks.search_corpus import Query
    from benchmarks.search_server import Server

SCRIPT = Path(__file__).with_name("search_page.mjs")
PATIENCE = 120_000
"""Milliseconds until a page is given up."""
SESSION = 9
"""Queries that are typed before a page's memory is measured."""
MEGABYTE = 1e6
_NUMBER = re.compile(r"d(\d{5})(?!\d)")
_OPTIONS = (
    "--no-sandbox",
    # Nothing but this machine is asked.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Engine:
    """A search that pages can be asked for by script."""

    name: str
    """As `search_page.mjs` calls it."""
    pages: Mapping[str, str]
    """By language a page that searches it, relative to the site."""
    excerpts: re.Pattern[str]
    """The files with the texts of documents, of which each answer needs one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """Queries in one language to a site that is served."""

    site: Server
    engine: Engine
    language: str
    queries: Sequence[Query]

    @property
    def address(self) -> str:
        """The address of the page that searches."""
        return self.site.address + self.engine.pages[self.language]


@dataclass(frozen=True, kw_only=True, slots=True)
class Transfer:
    """Bytes fetched for a page's first query."""

    bare: int
    """Without the texts of other answers than one."""
    whole: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Growth:
    """Megabytes by which a page has grown, after its garbage was collected."""

    heap: float
    """Of JavaScript."""
    process: float | None
    """Memory of its process that it shares with no other; None where the system does not tell."""


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    """Start a browser, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_OPTIONS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def fresh_page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page with nothing in its cache, and close it."""
    context = browser.new_context(service_workers="block")  # It fetches for later what nobody asked for yet.
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=SCRIPT)
    try:
        page = context.new_page()
        page.goto(address, wait_until="load")
        yield page
    finally:
        context.close()


def number_of(address: str) -> int | None:
    """Return the number of the document to which an address or path leads."""
    found = _NUMBER.search(address)
    return int(found[1]) if found else None


def ask(page: Page, engine: Engine, query: str) -> list[int | None]:
    """Return the numbers of the first answers."""
    answers = page.evaluate("([engine, query]) => searchBenchmark.ask(engine, query)", [engine.name, query])
    return [number_of(address) for address in answers]


def answers_to(browser: Browser, trial: Trial) -> list[list[int | None]]:
    """Return the answers to all queries."""
    with fresh_page(browser, trial.address) as page:
        return [ask(page, trial.engine, query.text) for query in trial.queries]


def transfers(browser: Browser, trial: Trial) -> list[Transfer]:
    """Return what each query makes a fresh page fetch, the search itself included."""
    found = []
    for query in trial.queries:
        with fresh_page(browser, trial.address) as page:
            trial.site.sent.clear()
            ask(page, trial.engine, query.text)
            sent = list(trial.site.sent)
        texts = [size for path, size in sent if trial.engine.excerpts.search(path)]
        whole = sum(size for _, size in sent)
        found.append(Transfer(bare=whole - sum(texts[1:]), whole=whole))
    return found


def warm_key_presses(browser: Browser, trial: Trial) -> list[float]:
    """Return the milliseconds of each key press when the same queries are typed for a second time."""
    with fresh_page(browser, trial.address) as page:
        _type(page, trial.engine, trial.queries)
        return _type(page, trial.engine, trial.queries)


def _type(page: Page, engine: Engine, queries: Sequence[Query]) -> list[float]:
    """Type queries letter by letter, and return the milliseconds of each key press."""
    times = []
    for query in queries:
        times += page.evaluate("([engine, query]) => searchBenchmark.type(engine, query)", [engine.name, query.text])
    return times


def growth(executable: str, trial: Trial) -> Growth:
    """Return by how much a page grows while some queries are typed, in a browser of its own."""
    session = trial.queries[:: max(1, len(trial.queries) // SESSION)][:SESSION]
    with chromium(executable) as browser, fresh_page(browser, trial.address) as page:
        before = _memory(page)
        _type(page, trial.engine, session)
        after = _memory(page)
    process = after.process - before.process if after.process and before.process else None
    return Growth(heap=after.heap - before.heap, process=process)


def _memory(page: Page) -> Growth:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    sleep(2)
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return Growth(heap=metrics["JSHeapUsedSize"] / MEGABYTE, process=_private_memory())


def _private_memory() -> float | None:
    """Return the megabytes of the pages' processes; what they share counts now for one and now for another."""
    kilobytes = []
    for process in _descendants(os.getpid()):
        folder = Path("/proc", str(process))
        with suppress(OSError):  # it has just ended
            if b"--type=renderer" in (folder / "cmdline").read_bytes():
                kilobytes += re.findall(r"^Private_Dirty:\s+(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE)
    return sum(map(int, kilobytes)) * 1024 / MEGABYTE if kilobytes else None


def _descendants(process: int) -> Iterator[int]:
    for children in Path("/proc", str(process), "task").glob("*/children"):
        with suppress(OSError):  # it has just ended
            for child in map(int, children.read_text().split()):
                yield child
                yield from _descendants(child)


def works_from_disk(browser: Browser, trial: Trial, known: Mapping[str, Sequence[int | None]]) -> bool:
    """Tell whether the page, opened from disk, gives the answers `known` by query."""
    file = trial.site.folder / trial.engine.pages[trial.language]
    try:
        with fresh_page(browser, file.as_uri()) as page:
            return all(ask(page, trial.engine, query) == answers for query, answers in known.items())
    except Error:
        return False
