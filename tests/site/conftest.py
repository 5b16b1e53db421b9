from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.site.built_site import PROJECT, Build, BuiltSite, run_mkdocs, served
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.holdings import Library

EXAMPLE = PROJECT / "tests" / "example"
EXAMPLE_URL = "https://library.example/"
NO_BROWSER = (
    "no Chromium to open pages in: run `make test`, which finds or fetches one, "
    "or name it: CHROMIUM=/path/to/chromium .venv/bin/pytest"
)
PATIENCE = 15_000
"""Milliseconds until something that should appear on a page is missed."""

Opened = Literal["web", "disk"]


class BuildLibrary(Protocol):
    """Builds a folder of documents with the settings of the example library."""

    def __call__(self, docs: Path, /, *, strict: bool = True, **settings: object) -> Build:
        """Build `docs`; each of `settings` replaces a key of mkdocs.yml."""


class Serve(Protocol):
    """Serves a site that was built without a fault."""

    def __call__(self, build: Build, /, *, address: str = EXAMPLE_URL) -> BuiltSite:
        """Serve `build` below the path of `address`, which its pages take for theirs."""


class Visit(Protocol):
    """Opens a page in a window of its own. After the test nothing may have gone wrong in it."""

    faults: list[str]
    """What went wrong: errors of scripts, files that are missing, requests to others."""

    def __call__(
        self,
        address: str,
        /,
        *,
        javascript: bool = True,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        app: bool = False,
    ) -> Page:
        """Return the page, loaded; with `app` the worker may be started that keeps what is read."""


@pytest.fixture(scope="session")
def servers() -> Iterator[ExitStack]:
    """The web servers of this session."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def serve(servers: ExitStack) -> Serve:
    """See `Serve`."""

    def start(build: Build, /, *, address: str = EXAMPLE_URL) -> BuiltSite:
        assert build.exit_code == 0, build.output
        web = servers.enter_context(served(build.folder, urlsplit(address).path))
        return BuiltSite(build, web, address)

    return start


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> BuiltSite:
    """The example library, built strictly from a copy."""
    project = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE, project, dirs_exist_ok=True)
    return serve(run_mkdocs(project / "mkdocs.yml", project / "site"))


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> BuiltSite:
    """The site of this repository, built strictly from its own folder."""
    return serve(run_mkdocs(PROJECT / "mkdocs.yml", tmp_path_factory.mktemp("real") / "site", SITE_URL=EXAMPLE_URL))


@pytest.fixture(scope="session", params=["example_site", "real_site"])
def any_site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the two sites."""
    site = request.getfixturevalue(request.param)
    assert isinstance(site, BuiltSite)
    return site


@pytest.fixture(scope="session")
def example_library(example: Path) -> Library:
    """What the example site shows."""
    return read_library(example)[0]


@pytest.fixture
def copied_example(example: Path, tmp_path: Path) -> Path:
    """The documents of the example library, to be changed."""
    return Path(shutil.copytree(example, tmp_path / "docs"))


@pytest.fixture(scope="session")
def build_library() -> BuildLibrary:
    """See `BuildLibrary`."""

    def build(docs: Path, /, *, strict: bool = True, **settings: object) -> Build:
        config = docs.parent / "mkdocs.yml"
        config.write_text(yaml.safe_dump({"INHERIT": str(EXAMPLE / "mkdocs.yml"), **settings}), encoding="utf-8")
        return run_mkdocs(config, docs.parent / "site", strict=strict)

    return build


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that `make test` found, the one that CHROMIUM names, or the one of this machine."""
    noted = PROJECT / ".venv" / "chromium-path"
    found = noted.read_text(encoding="utf-8").strip() if noted.exists() else shutil.which("chromium")
    executable = os.environ.get("CHROMIUM") or found
    if not executable:
        pytest.fail(NO_BROWSER, pytrace=False)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        yield browser
        browser.close()


class _Visitor:
    """A reader with a browser, who opens pages and takes note of what goes wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def __call__(
        self,
        address: str,
        /,
        *,
        javascript: bool = True,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        app: bool = False,
    ) -> Page:
        context = self.browser.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        if not app:  # Its worker fetches what a test counts.
            context.add_init_script("delete Navigator.prototype.serviceWorker")
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        home = urlsplit(address).netloc  # "" on the disk.
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("response", self._judge)
        page.on("requestfailed", self._miss)
        page.on("request", lambda request: self._watch(request, home))
        page.goto(address)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type} in {message.location['url']}: {message.text}")

    def _judge(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")

    def _miss(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # The page was left before it was complete.
            self.faults.append(f"not loaded: {request.url}")

    def _watch(self, request: Request, home: str) -> None:
        if urlsplit(request.url).netloc != home:
            self.faults.append(f"request to another server: {request.url}")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """See `Visit`."""
    visitor = _Visitor(browser)
    yield visitor
    for context in visitor.contexts:
        context.close()
    assert visitor.faults == []
