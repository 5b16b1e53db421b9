from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Literal, Protocol
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.site.built_site import PROJECT, served
from tests.site.conftest import EXAMPLE
from tests.site.page_source import read_page
from tests.site.test_accessibility import AXE, RUN_AXE, faults_of
from training_library.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.conftest import Visit
    from tests.site.page_source import Element
    from training_library.library.holdings import Library

ONLINE = "https://library.training-centre.int/en-ru/"
PLACE = "Флешка центра – my copy"
"""A folder to which sticks and users give such names."""
LARGEST = 5_000_000
"""Bytes of the real library, both languages."""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>'


class Bundled(Protocol):
    """Makes a bundle as `make bundle` does, and unpacks it."""

    def __call__(self, project: Path, /, *options: str, umask: int = -1, **environment: str) -> Path:
        """Return the folder; the zip file is beside the folder that holds it, under the same name."""


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Bundled:
    """See `Bundled`."""

    def make(project: Path, /, *options: str, umask: int = -1, **environment: str) -> Path:
        place = tmp_path_factory.mktemp("bundled") / PLACE
        finished = subprocess.run(
            [sys.executable, "-m", "training_library", "bundle", "--output", place.parent, *options],
            check=False,
            cwd=project,
            env={**os.environ, "SITE_URL": ONLINE, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            umask=umask,
        )
        assert finished.returncode == 0, finished.stdout
        (packed,) = place.parent.glob("*.zip")
        with ZipFile(packed) as archive:
            archive.extractall(place)
        return place / packed.stem

    return make


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example library with an address on the web, and with a picture on a page of each language."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(EXAMPLE, project, dirs_exist_ok=True)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("https://library.example/", ONLINE)
    settings.write_text(text, encoding="utf-8")
    for name in ("handbooks", "materials"):
        (project / "docs" / "en" / name / f"{name}.svg").write_text(PICTURE, encoding="utf-8")
    for page in project.glob("docs/*/handbooks/planning-a-training.md"):
        page.write_text(page.read_text(encoding="utf-8") + "\n![Plan](handbooks.svg)\n", encoding="utf-8")
    with (project / "docs" / "en" / "materials" / "warm-ups.md").open("a", encoding="utf-8") as page_:
        page_.write("\n![Exercise](materials.svg)\n")
    return project


@pytest.fixture(scope="module")
def whole(bundled: Bundled, project: Path) -> Path:
    """A bundle of all of it, unpacked."""
    return bundled(project)


@pytest.fixture(scope="module")
def part(bundled: Bundled, project: Path) -> Path:
    """A bundle of the handbooks in Russian, unpacked."""
    return bundled(project, "--kind", "handbook", "--language", "ru")


@pytest.fixture(scope="module")
def real(bundled: Bundled) -> Path:
    """A bundle of the library of this repository, unpacked."""
    return bundled(PROJECT)


def page_of(copy: Path, name: str) -> Element:
    """Return a page of a copy."""
    return read_page((copy / name).read_text(encoding="utf-8"))


def names_in(copy: Path) -> set[str]:
    """Return the files of a copy."""
    return {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}


@pytest.mark.parametrize("copy", ["whole", "part", "real"])
def test_a_bundle_is_sound(copy: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    """As a folder, and as a zip file: sums, links, anchors, names, nothing from elsewhere."""
    folder: Path = request.getfixturevalue(copy)
    assert main(["verify", str(folder)]) == 0
    assert main(["verify", f"{folder.parent.parent / folder.name}.zip"]) == 0
    assert capsys.readouterr().out == ""


def test_the_same_content_gives_the_same_bytes(whole: Path, project: Path, bundled: Bundled, tmp_path: Path) -> None:
    """Wherever, whenever and by whomever it is bundled, in whatever order a disk lists the files."""
    copy = tmp_path / "Elsewhere — копия"
    paths = sorted((path for path in project.rglob("*") if path.is_file()), reverse=True)
    for path in paths:
        target = copy / path.relative_to(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (0, 0))
    again = bundled(copy, umask=0o077, TZ="Asia/Tashkent", LC_ALL="C", LANG="tr_TR", LANGUAGE="ru", PYTHONHASHSEED="7")
    archives = [(folder.parent.parent / f"{folder.name}.zip").read_bytes() for folder in (whole, again)]
    assert archives[0] == archives[1]


@pytest.fixture(scope="module")
def dated(bundled: Bundled) -> Path:
    """A bundle of the news of a library without an address, of a day that was set."""
    return bundled(EXAMPLE, "--kind", "news", SOURCE_DATE_EPOCH="1700000000")


def test_the_date_can_be_set(dated: Path) -> None:
    """By SOURCE_DATE_EPOCH, in the name, in the page and in the times of the files."""
    assert dated.name == "example-library-news-2023-11-14"
    assert "2023-11-14-" in page_of(dated, "library/copy.html").one("main").text
    with ZipFile(dated.parent.parent / f"{dated.name}.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2023, 11, 14, 0, 0, 0)}


def test_a_library_without_an_address_names_none(dated: Path) -> None:
    """Nobody can visit an example address."""
    text = "".join(page_of(dated, f"library/{name}.html").one("main").text for name in ("copy", "left-out"))
    assert "library.example" not in text
    assert "Ask the person who gave you this copy" in text


def test_a_bundle_has_the_site_and_nothing_for_servers(whole: Path, example_site_names: set[str]) -> None:
    """It is the site, with a first page, the page about the copy and the sums."""
    inside = {name.removeprefix("library/") for name in names_in(whole)}
    for_servers = {"404.html", "ru/404.html", "sitemap.xml", "opensearch.xml", "ru/opensearch.xml"}
    of_the_app = {"offline.html", "ru/offline.html", "service-worker.js", "site.webmanifest", "ru/site.webmanifest"}
    own = {"SHA256SUMS", "copy.html", "ru/copy.html", "handbooks/handbooks.svg", "materials/materials.svg"}
    assert inside - example_site_names == own
    left = example_site_names - inside
    assert {name for name in left if not name.startswith("assets/")} == for_servers | of_the_app
    assert {re.sub("web-app.*|icon-.*", "", name) for name in left if name.startswith("assets/")} == {
        "assets/training-library/"
    }
    assert {path.name for path in whole.iterdir()} == {"index.html", "library", "SHA256SUMS"}


@pytest.fixture(scope="module")
def example_site_names(request: pytest.FixtureRequest) -> set[str]:
    """The files of the site of the example library."""
    return set(request.getfixturevalue("example_site").files)


def test_the_real_library_is_light(real: Path) -> None:
    """Both languages, all documents."""
    assert (real.parent.parent / f"{real.name}.zip").stat().st_size < LARGEST


@pytest.mark.parametrize(
    ("prefix", "told"),
    [("", "This copy holds the whole library."), ("ru/", "В этой копии — вся библиотека.")],
)
def test_a_page_tells_what_the_copy_is(whole: Path, example_library: Library, prefix: str, told: str) -> None:
    """Its version, what is inside, where a newer one is, and how to report a mistake; every page leads there."""
    page = page_of(whole, f"library/{prefix}copy.html").one("main")
    assert told in page.text
    newest = max(document.last_change for document in example_library.documents.values())
    assert f"{newest.isoformat()}-" in page.text
    assert whole.name == f"example-library-{newest.isoformat()}"
    assert [link["href"] for link in page.all("a") if link["href"].startswith(ONLINE)] == [
        f"{ONLINE}{prefix}catalogue/index.html?sort=newest"
    ]
    assert "CC-BY-NC-4.0" in page.text
    footer = page_of(whole, f"library/{prefix}handbooks/planning-a-training.html").one(".tl-footer")
    assert "../copy.html" in [link["href"] for link in footer.all("a")]


def test_the_checksum_is_that_of_the_content(whole: Path, bundled: Bundled, project: Path, tmp_path: Path) -> None:
    """It outlives another name of the library, so that two copies can be compared."""
    changed = shutil.copytree(project, tmp_path / "changed")
    settings = changed / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Example library", "Other"), encoding="utf-8")
    other = bundled(changed)
    assert other.name.startswith("other-")
    first, second = (page_of(copy, "library/copy.html").one(".tl-checksum").text for copy in (whole, other))
    assert first == second


def test_a_part_is_honest_about_what_it_has(part: Path) -> None:
    """Only chosen documents are counted, listed and found, in the chosen language alone."""
    assert part.name.startswith("example-library-ru-handbook-")
    names = names_in(part)
    of_languages = {name for name in names if name.startswith(("library/ru/", "library/en/"))}
    assert of_languages == {"library/en/handbooks/handbooks.svg"}
    assert {name for name in names if name.startswith("library/handbooks/")} == {
        "library/handbooks/planning-a-training.html",
        "library/handbooks/training-day.html",
    }
    assert not any("materials" in name for name in names)
    home = page_of(part, "library/index.html")
    assert (home.one("html")["lang"], home.all(".tl-languages")) == ("ru", [])
    assert "2 документа" in home.one("main").text
    texts = [name for name in names if "/search/ru/text-" in name]
    assert len(texts) == 2
    listing = page_of(part, "library/catalogue/area/legal.html").one("main")
    assert "В этой копии здесь нет документов." in listing.text
    for path in ("index", "catalogue/index", "catalogue/area/legal", "catalogue/kind/handbook"):
        notices = [notice.text for notice in page_of(part, f"library/{path}.html").all(".tl-notice")]
        assert any("В этой копии — часть библиотеки." in text for text in notices), path


def test_links_from_a_part_lead_to_where_the_rest_is(part: Path) -> None:
    """To a place on one page, without the section; with the address online, on the side of the right language."""
    page = page_of(part, "library/handbooks/planning-a-training.html")
    links = [link["href"] for link in page.one(".tl-prose").all("a") if "left-out" in link["href"]]
    assert links == ["../left-out.html#materials.warm-ups", "../left-out.html#curricula.training-of-trainers"]
    places = {element["id"]: element for element in page_of(part, "library/left-out.html").one("main").all("li")}
    assert places["curricula.training-of-trainers"].one("a")["href"] == (
        f"{ONLINE}ru/curricula/training-of-trainers.html"
    )
    assert places["language.en"].one("a")["href"] == f"{ONLINE}index.html"
    online = f"{ONLINE}ru/handbooks/planning-a-training.html"
    assert [link["href"] for link in page.one("head").all("link") if link["rel"] == "canonical"] == [online]


@pytest.mark.browser
@pytest.mark.parametrize("copy", ["whole", "part", "real"])
def test_every_page_opens_from_a_disk(copy: str, request: pytest.FixtureRequest, visit: Visit) -> None:
    """Without an error, and without a request that leaves the disk."""
    folder: Path = request.getfixturevalue(copy)
    page = visit(f"{folder.as_uri()}/index.html#choose")
    page.context.set_offline(offline=True)
    assert "%20" in page.url
    names = sorted(path for path in folder.rglob("*.html"))
    assert len(names) > 10
    silent = []
    for name in names:
        page.goto(name.as_uri())
        if not page.locator("h1").first.inner_text() or page.locator("html").get_attribute("class"):
            silent.append(name)
    assert silent == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "ru/"])
def test_axe_finds_nothing(
    whole: Path, dated: Path, visit: Visit, scheme: Literal["light", "dark"], prefix: str
) -> None:
    """On the pages that only a bundle has, on a large screen and on a phone."""
    width = {"light": 1440, "dark": 360}[scheme]
    found = []
    for copy, names in ((whole, ("copy",)), (dated, ("copy", "left-out", "index"))):
        with served(copy) as web:  # From a disk axe could not read the styles.
            page = visit(f"{web}index.html#choose", width=width, scheme=scheme)
            page.evaluate(AXE)
            found += page.evaluate(RUN_AXE)[1]
            for name in names:
                page.goto(f"{web}library/{prefix}{name}.html")
                page.evaluate(AXE)
                found += faults_of(page)
                assert page.evaluate("document.documentElement.scrollWidth") == width
    assert found == []


@pytest.mark.browser
def test_a_term_is_explained(whole: Path, visit: Visit) -> None:
    """Under the mouse, without a network."""
    page = visit(f"{whole.as_uri()}/library/handbooks/planning-a-training.html")
    page.context.set_offline(offline=True)
    term = page.locator("a.tl-term").first
    term.hover()
    expect(page.locator(".tl-tip")).to_be_visible()


@pytest.mark.browser
def test_the_first_page_opens_the_library_in_the_language_of_the_browser(whole: Path, visit: Visit) -> None:
    """And shows all languages to those whose browser prefers none of them, or has no scripts."""
    page = visit(f"{whole.as_uri()}/index.html#choose")
    page.add_init_script("Object.defineProperty(navigator, 'languages', {get: () => ['kk', 'ru-KZ', 'en']})")
    page.goto(f"{whole.as_uri()}/index.html")
    expect(page).to_have_url(f"{whole.as_uri()}/library/ru/index.html")
    for javascript in (True, False):
        page = visit(f"{whole.as_uri()}/index.html#choose", javascript=javascript)
        expect(page.locator(".tl-door a")).to_have_text(["English", "Русский"])
        page.get_by_role("link", name="Русский").click()
        expect(page).to_have_url(f"{whole.as_uri()}/library/ru/index.html")
        expect(page.locator("html")).to_have_attribute("lang", "ru")


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False])
def test_deep_links_pictures_and_the_switcher_work(whole: Path, visit: Visit, *, javascript: bool) -> None:
    """With scripts and without; a translation shows the picture that stands beside the original."""
    page = visit(f"{whole.as_uri()}/library/handbooks/planning-a-training.html#timetable", javascript=javascript)
    expect(page.locator("#timetable")).to_be_in_viewport()
    page.locator(".tl-languages a[hreflang=ru]").click()
    address = f"{whole.as_uri()}/library/ru/handbooks/planning-a-training.html"
    expect(page).to_have_url(f"{address}#timetable" if javascript else address)
    width, height = page.locator(".tl-prose img").evaluate("image => [image.naturalWidth, image.naturalHeight]")
    assert (width, height) == (30, 20)
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.browser
@pytest.mark.parametrize(("prefix", "query", "passage"), [("", "objective", "objective"), ("ru/", "целями", "цел")])
def test_the_catalogue_narrows_and_finds(whole: Path, visit: Visit, prefix: str, query: str, passage: str) -> None:
    """The choice is in the address, and an address brings it back; passages show the words."""
    catalogue = f"{whole.as_uri()}/library/{prefix}catalogue/index.html"
    page = visit(catalogue)
    page.context.set_offline(offline=True)
    page.locator("input[name=kind][value=handbook]").check()
    expect(page).to_have_url(f"{catalogue}?kind=handbook")
    expect(page.locator(".tl-status")).to_contain_text("2 ")
    page.locator("#tl-q").fill(query)
    expect(page.locator(".tl-card__excerpt").first).to_contain_text(passage)
    page.goto(f"{catalogue}?kind=handbook&q={query}")
    expect(page.locator(".tl-card__excerpt mark").first).to_be_visible()
    expect(page.locator("input[name=kind][value=handbook]")).to_be_checked()
