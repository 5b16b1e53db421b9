from __future__ import annotations

import json
import re
import shutil
import struct
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.built_site import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.site.built_site import BuiltSite
    from tests.site.conftest import Visit

CONTROLLED = "() => navigator.serviceWorker.controller !== null"
LISTED = ".tl-kept li a"


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that installs what a site offers, and may lose its line."""
    context = browser.new_context(reduced_motion="reduce", service_workers="allow")
    yield context
    context.close()


def opened(reader: BrowserContext, address: str) -> Page:
    """Return a page once its site is kept for times without a line."""
    page = reader.new_page()
    page.goto(address)
    page.wait_for_function(CONTROLLED)
    return page


def settings(text: str) -> dict[str, object]:
    """Return what a worker is told."""
    found = re.search(r"trainingLibraryWorker = (\{.*?\});", text, re.DOTALL)
    assert found
    told: dict[str, object] = json.loads(found[1])
    return told


@pytest.mark.parametrize(("prefix", "name"), [("", "Example library"), ("ru/", "Учебная библиотека «Пример»")])
def test_each_language_is_an_app(example_site: BuiltSite, prefix: str, name: str) -> None:
    """It has a name, a first page and icons of the sizes that it says."""
    path = f"{prefix}site.webmanifest"
    told = json.loads(example_site.text(path))
    assert (told["name"], told["lang"], told["display"]) == (name, prefix.rstrip("/") or "en", "standalone")
    assert example_site.target(path, told["start_url"]) == f"{prefix}index.html"
    assert example_site.target(path, told["shortcuts"][0]["url"]) == f"{prefix}catalogue/index.html"
    for icon in told["icons"]:
        image = example_site.files[example_site.target(path, icon["src"])]
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", image[16:24])
            assert icon["sizes"] == f"{width}x{height}"


def test_all_that_is_kept_at_once_exists_and_is_small(any_site: BuiltSite) -> None:
    """A reader pays for it on the first visit."""
    told = settings(any_site.text("service-worker.js"))
    assert isinstance(told["shell"], list)
    assert {"index.html", "ru/catalogue/index.html", "ru/offline.html"} <= set(told["shell"])
    assert [path for path in told["shell"] if path not in any_site.files] == []
    assert sum(len(any_site.files[path]) for path in told["shell"]) < 2_000_000


def test_search_engines_are_not_told_of_the_page_without_connection(example_site: BuiltSite) -> None:
    """Nobody looks for it."""
    assert "offline" not in example_site.text("sitemap.xml")
    assert "offline.html" in example_site.pages


def test_what_was_read_is_read_again_without_a_line(example_site: BuiltSite, reader: BrowserContext) -> None:
    """In its language, with a list of all that is kept; what was not read says so."""
    with served(example_site.folder, "/library/") as web:
        page = opened(reader, f"{web}ru/index.html")
        page.goto(f"{web}ru/handbooks/planning-a-training.html?from=here#text")
        title = page.locator("h1").inner_text()
    page.goto(f"{web}ru/handbooks/planning-a-training.html")
    expect(page.locator("h1")).to_have_text(title)
    page.goto(f"{web}ru/catalogue/index.html?area=return")
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{web}ru/materials/warm-ups.html")
    expect(page.locator("h1")).to_have_text("Нет соединения")
    expect(page.locator(".tl-again")).to_have_attribute("href", f"{web}ru/materials/warm-ups.html")
    expect(page.locator(LISTED).get_by_text(title)).to_be_visible()
    page.locator(LISTED).get_by_text(title).click()
    expect(page.locator("h1")).to_have_text(title)


def test_a_reader_with_a_line_reads_what_the_server_has(
    example_site: BuiltSite, reader: BrowserContext, tmp_path: Path
) -> None:
    """Never an old page because it was read before."""
    site = tmp_path / "site"
    shutil.copytree(example_site.folder, site)
    with served(site, "/") as web:
        page = opened(reader, f"{web}handbooks/planning-a-training.html")
        path = site / "handbooks" / "planning-a-training.html"
        path.write_text(path.read_text(encoding="utf-8").replace("</h1>", " revised</h1>"), encoding="utf-8")
        page.reload()
        expect(page.locator("h1")).to_contain_text("revised")


@pytest.mark.parametrize(("prefix", "button"), [("", "Load it"), ("ru/", "Загрузить")])
def test_a_reader_is_told_of_a_new_version(
    example_site: BuiltSite, reader: BrowserContext, tmp_path: Path, prefix: str, button: str
) -> None:
    """And loads it by a click; before, nothing is changed under the reader's hands."""
    site = tmp_path / "site"
    shutil.copytree(example_site.folder, site)
    with served(site, "/") as web:
        page = opened(reader, f"{web}{prefix}index.html")
        expect(page.locator(".tl-update")).to_be_hidden()
        worker = site / "service-worker.js"
        told = str(settings(worker.read_text(encoding="utf-8"))["version"])
        worker.write_text(worker.read_text(encoding="utf-8").replace(told, "next"), encoding="utf-8")
        page.reload()
        expect(page.locator(".tl-update")).to_be_visible()
        with page.expect_navigation():
            page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_function(CONTROLLED)
        expect(page.locator(".tl-update")).to_be_hidden()
        names = page.evaluate("caches.keys()")
        assert [name.rsplit(" ", 1)[1] for name in names if " shell " in name] == ["next"]


def test_a_page_from_a_disk_is_no_app(example_site: BuiltSite, visit: Visit) -> None:
    """It asks for no manifest and starts no worker, both of which browsers refuse there."""
    page = visit(example_site.on_disk("index.html"), app=True)
    expect(page.locator("link[rel=manifest]")).to_have_count(0)
    assert page.evaluate("navigator.serviceWorker ? navigator.serviceWorker.controller : null") is None


def test_a_page_from_a_server_names_its_manifest(example_site: BuiltSite, visit: Visit) -> None:
    """Browsers then offer to install it."""
    page = visit(example_site.on_web("ru/handbooks/planning-a-training.html"))
    expect(page.locator("link[rel=manifest]")).to_have_attribute("href", "../site.webmanifest")
