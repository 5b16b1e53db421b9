from __future__ import annotations

import gzip
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.page_source import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import EditionText
    from tests.site.built_site import BuiltSite
    from tests.site.conftest import BuildLibrary, Serve, Visit

DOCUMENTS = 5_000
"""In each of two languages."""
HEAVIEST = 200_000
"""Bytes of a page with all that its first view asks for, compressed."""
AREAS = ("irregular", "return", "legal", "integration", "development", "asylum")
KINDS = {
    "handbook": "handbooks",
    "curriculum": "curricula",
    "material": "materials",
    "strategy": "strategies",
    "course": "courses",
}
TEXTS = {
    "en": ("How trainers of a service plan task {}", "Exercises, questions and a timetable for day {} of a training."),
    "ru": ("Как тренеры ведомства планируют задачу {}", "Упражнения, вопросы и расписание для {}-го дня занятий."),
}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def large_site(
    tmp_path_factory: pytest.TempPathFactory,
    example: Path,
    edition: EditionText,
    build_library: BuildLibrary,
    serve: Serve,
) -> Iterator[BuiltSite]:
    """A library of short documents; areas, kinds and countries take turns."""
    docs = tmp_path_factory.mktemp("large") / "docs"
    shutil.copytree(example / "vocabulary", docs / "vocabulary")
    for language, (title, summary) in TEXTS.items():
        for folder in KINDS.values():
            (docs / language / folder).mkdir(parents=True)
        (docs / language / "index.md").write_text("---\ntitle: Home\n---\n", encoding="utf-8")
        for number in range(DOCUMENTS):
            text = edition(
                summary.format(number),
                title=title.format(number),
                summary=summary.format(number),
                kind=kind_of(number),
                areas=f"[{AREAS[number % 6]}]",
                countries=f"[{('AM', 'AT', 'KZ', 'NO')[number % 4]}]",
                date=f"{2016 + number % 11}-{1 + number % 12:02}-{1 + number % 28:02}",
                translation="{of: en}" if language == "ru" else None,
            )
            (docs / f"{language}/{path_of(number)}.md").write_text(text, encoding="utf-8")
    yield serve(build_library(docs))
    shutil.rmtree(docs.parent)


def kind_of(number: int) -> str:
    """Return the kind of a document."""
    return list(KINDS)[number % 5]


def path_of(number: int) -> str:
    """Return the path of a document."""
    return f"{KINDS[kind_of(number)]}/document-{number}"


def test_no_page_is_too_heavy(large_site: BuiltSite) -> None:
    """However many documents it lists; most are lighter than that before they are compressed."""
    pages = [path for path in large_site.folder.rglob("*.html") if path.stat().st_size > HEAVIEST]
    assert [path for path in pages if len(gzip.compress(path.read_bytes())) > HEAVIEST] == []


@pytest.mark.parametrize("prefix", ["", "ru/"])
@pytest.mark.parametrize("path", ["index.html", "catalogue/index.html", "catalogue/area/return.html"])
def test_the_first_view_of_a_page_is_light(large_site: BuiltSite, visit: Visit, prefix: str, path: str) -> None:
    """With its scripts, styles, fonts and data."""
    page = visit(large_site.on_web(prefix + path))
    page.wait_for_load_state("networkidle")
    asked = page.evaluate(
        "[location, ...performance.getEntriesByType('resource').map(entry => entry.name)].map(String)"
    )
    assert len(asked) > 5
    files = {large_site.folder / url.removeprefix(large_site.web).partition("?")[0] for url in asked}
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < HEAVIEST


def test_the_catalogue_leads_to_every_document(large_site: BuiltSite) -> None:
    """It shows a taste of each area, and the pages of the areas list all, page by page."""
    listed = set()
    pages = ["ru/catalogue/index.html"]
    for name in pages:
        page = read_page((large_site.folder / name).read_text(encoding="utf-8"))
        links = [large_site.target(name, link["href"]) for link in page.one("main").all("a")]
        pages += [link for link in dict.fromkeys(links) if link.startswith("ru/catalogue/area/") and link not in pages]
        cards = [card for card in page.all(".tl-card") if not any(outer.tag == "template" for outer in card.ancestors)]
        assert len(cards) <= 100
        listed |= {large_site.target(name, card.one("a")["href"]) for card in cards}
    assert listed == {f"ru/{path_of(number)}.html" for number in range(DOCUMENTS)}


@pytest.mark.parametrize(
    ("path", "of_one_area", "of_two_areas"),
    [
        pytest.param("catalogue/index.html", "834 documents found", "1,668 documents found", id="en"),
        pytest.param("ru/catalogue/index.html", "Найдено 834 документа", "Найдено 1\xa0668 документов", id="ru"),
    ],
)
def test_a_click_counts_all_documents(
    large_site: BuiltSite, visit: Visit, path: str, of_one_area: str, of_two_areas: str
) -> None:
    """And shows the first of them; more come when they are asked for."""
    page = visit(large_site.on_web(path))
    kinds = page.locator("[data-facet=kind] .tl-facet__count")
    page.locator("input[name=area][value=irregular]").check()
    expect(page.locator(".tl-status")).to_have_text(of_one_area)
    expect(kinds).to_have_text(["167", "167", "167", "167", "166"])
    page.locator("input[name=area][value=return]").check()
    expect(page.locator(".tl-status")).to_have_text(of_two_areas)
    cards = page.locator(".tl-results .tl-card")
    expect(cards).to_have_count(30)
    page.locator(".tl-more button").click()
    expect(cards).to_have_count(60)
    expect(cards.nth(30).locator(".tl-card__title a")).to_be_focused()
