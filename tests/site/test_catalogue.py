from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from training_library.library.language import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from tests.site.built_site import BuiltSite
    from tests.site.conftest import Visit
    from training_library.library.document import Document
    from training_library.library.holdings import Library


PAGES = {"en": "catalogue/index.html", "ru": "ru/catalogue/index.html"}

pytestmark = pytest.mark.browser


class Catalogue:
    """The catalogue of the example library in a window, and what it should show."""

    def __init__(self, library: Library, language: str, page: Page) -> None:
        self.library, self.language, self.page = library, language, page
        self.status = page.locator(".tl-status")
        self.text = page.locator("input#tl-q")
        self.order = page.locator("select[name=sort]")
        self.cards = page.locator(".tl-results .tl-card")

    def box(self, facet: str, value: str) -> Locator:
        """Return the box of a value, its facet unfolded."""
        fold = self.page.locator("details.tl-facet").filter(has=self.page.locator(f"[data-facet={facet}]"))
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        return fold.locator(f"input[value='{value}']")

    def counts(self) -> dict[tuple[str, str], int]:
        """Return the figure beside each box."""
        found = self.page.locator("[data-facet] input").evaluate_all(
            """boxes => boxes.map(box => {
                const count = box.closest("li").querySelector(".tl-facet__count");
                return [box.name, box.value, count.textContent];
            })"""
        )
        return {(facet, value): int(count) for facet, value, count in found}

    def titles(self) -> list[str]:
        """Return the titles of the results; a document of two areas is listed twice."""
        return self.cards.locator(".tl-card__title").all_inner_texts()

    def expect(self, chosen: Mapping[str, Collection[str]]) -> None:
        """Wait for what the choice should find, and check the documents and all figures."""
        found = self.found(chosen)
        expect(self.status).to_have_text(re.compile(rf"\b{len(found)}\b"))
        assert set(self.titles()) == {document.edition_for(self.language).title for document in found}
        counts = self.counts()
        assert counts == {(facet, value): self.count(chosen, facet, value) for facet, value in counts}

    def found(self, chosen: Mapping[str, Collection[str]]) -> list[Document]:
        """Return the documents that bear one of the values of each facet."""
        return [
            document
            for document in self.library.documents.values()
            if all(not {*values}.isdisjoint(traits(document)[facet]) for facet, values in chosen.items())
        ]

    def count(self, chosen: Mapping[str, Collection[str]], facet: str, value: str) -> int:
        """Return how many documents the value would find beside what is chosen of the other facets."""
        return len(self.found({**chosen, facet: [value]}))


def traits(document: Document) -> dict[str, set[str]]:
    """Return by what a document can be found."""
    return {
        "area": {area.id for area in document.areas},
        "kind": {document.kind.id},
        "country": {country.id for country in document.countries},
        "audience": {audience.id for audience in document.audience},
        "level": {document.level.id} if document.level else set(),
        "language": {*document.editions},
        "project": {document.project.id} if document.project else set(),
        "year": {str(document.date.year)},
    }


@pytest.fixture(params=["en", "ru"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language."""
    return str(request.param)


@pytest.fixture
def opened(language: str, example_site: BuiltSite) -> Callable[[str], str]:
    """The address of a page of the example library: on the web server in one language, on the disk in the other."""
    return {"en": example_site.on_web, "ru": example_site.on_disk}[language]


@pytest.fixture
def catalogue(example_library: Library, opened: Callable[[str], str], language: str, visit: Visit) -> Catalogue:
    """The catalogue, opened in each language."""
    page = visit(opened(PAGES[language]))
    expect(page.locator(".tl-filters")).to_be_visible()
    return Catalogue(example_library, language, page)


def test_without_script_the_catalogue_is_complete(
    example_site: BuiltSite, example_library: Library, language: str, visit: Visit
) -> None:
    """All documents, grouped by area, each with a link; filters, which would not work, are not shown."""
    page = visit(example_site.on_web(PAGES[language]), javascript=False)
    expect(page.locator(".tl-filters")).to_be_hidden()
    shown = {}
    for section in page.locator(".tl-listing section").all():
        expect(section.locator("h2")).to_be_visible()
        hrefs = section.locator(".tl-card a").evaluate_all("links => links.map(link => link.href)")
        shown[section.locator("h2").get_attribute("id")] = set(hrefs)
    prefix = "" if language == "en" else f"{language}/"
    links: dict[str, set[str]] = {area: set() for area in (*example_library.vocabulary.areas, "beyond")}
    for document in example_library.documents.values():
        for area in traits(document)["area"] or {"beyond"}:
            links[area].add(example_site.on_web(f"{prefix}{document.path}.html"))
    assert shown == links


def test_every_choice_shows_what_it_finds(catalogue: Catalogue) -> None:
    """Values of one facet add to one another, facets narrow one another; each figure foretells its click."""
    catalogue.box("area", "asylum").check()
    catalogue.expect({"area": ["asylum"]})
    catalogue.box("area", "development").check()
    catalogue.expect({"area": ["asylum", "development"]})
    catalogue.box("audience", "trainers").check()
    catalogue.expect({"area": ["asylum", "development"], "audience": ["trainers"]})
    foretold = catalogue.counts()["kind", "material"]
    catalogue.box("kind", "material").check()
    chosen = {"area": ["asylum", "development"], "audience": ["trainers"], "kind": ["material"]}
    catalogue.expect(chosen)
    assert len(catalogue.found(chosen)) == foretold
    expect(catalogue.box("kind", "news")).to_be_disabled()
    catalogue.box("area", "asylum").uncheck()
    expect(catalogue.page.locator(".tl-empty")).to_be_visible()


def test_the_address_keeps_the_choice(catalogue: Catalogue, visit: Visit) -> None:
    """Reloading, going back and forth, and sending the address to a colleague lead to the same documents."""
    page = catalogue.page
    catalogue.box("area", "asylum").check()
    catalogue.expect({"area": ["asylum"]})
    catalogue.box("level", "introductory").check()
    both = {"area": ["asylum"], "level": ["introductory"]}
    catalogue.expect(both)
    page.reload()
    catalogue.expect(both)
    expect(catalogue.box("level", "introductory")).to_be_checked()
    Catalogue(catalogue.library, catalogue.language, visit(page.url)).expect(both)
    page.go_back()
    catalogue.expect({"area": ["asylum"]})
    expect(catalogue.box("level", "introductory")).not_to_be_checked()
    page.go_forward()
    catalogue.expect(both)


def test_the_way_back_from_a_document_leads_to_the_choice(catalogue: Catalogue) -> None:
    """As it was left."""
    catalogue.box("kind", "handbook").check()
    catalogue.expect({"kind": ["handbook"]})
    catalogue.cards.first.locator(".tl-card__title a").click()
    expect(catalogue.page.locator(".tl-document")).to_be_visible()
    catalogue.page.go_back()
    catalogue.expect({"kind": ["handbook"]})


def test_results_can_be_put_in_order(catalogue: Catalogue) -> None:
    """By date, the newest first, and by title as readers of the language expect."""
    documents = catalogue.library.documents.values()
    titles = sorted((document.edition_for(catalogue.language).title for document in documents), key=sort_key)
    catalogue.order.select_option("title")
    expect(catalogue.cards).to_have_count(len(titles))
    assert catalogue.titles() == titles
    catalogue.order.select_option("newest")
    expect(catalogue.page).to_have_url(re.compile("sort=newest"))
    dates = catalogue.cards.locator("time").evaluate_all("times => times.map(time => time.dateTime)")
    assert dates == sorted((document.date.isoformat() for document in documents), reverse=True)


def test_everything_can_be_cleared(catalogue: Catalogue) -> None:
    """One by one or at once; then the whole library is listed again."""
    catalogue.box("area", "asylum").check()
    catalogue.box("kind", "material").check()
    catalogue.expect({"area": ["asylum"], "kind": ["material"]})
    catalogue.page.locator(".tl-chosen button").first.click()
    catalogue.expect({"kind": ["material"]})
    catalogue.text.fill("Zzzzzzz")
    expect(catalogue.page.locator(".tl-empty")).to_be_visible()
    catalogue.page.locator(".tl-empty .tl-filters__clear").click()
    expect(catalogue.page.locator(".tl-listing")).to_be_visible()
    expect(catalogue.text).to_be_focused()
    expect(catalogue.text).to_have_value("")
    expect(catalogue.page.locator(".tl-chosen button")).to_have_count(0)
    assert "?" not in catalogue.page.url


@pytest.mark.parametrize(
    ("language", "typed", "title"),
    [
        ("en", "WARM-UP", "Five warm-ups"),
        ("ru", "модуль", "Подготовка тренеров"),
        ("ru", "трёхдневные", "Подготовка тренеров"),
        ("ru", "Трехдневного", "Подготовка тренеров"),
    ],
    indirect=["language"],
)
def test_words_find_documents_in_any_of_their_forms(catalogue: Catalogue, typed: str, title: str) -> None:
    """In titles, summaries and texts, small or capital, with ё or е (D25, D26)."""
    catalogue.text.fill(typed)
    expect(catalogue.cards.first.locator(".tl-card__title")).to_have_text(title)
    expect(catalogue.order).to_have_value("relevance")
    expect(catalogue.page).to_have_url(re.compile(r"\?q="))


def test_each_language_finds_its_own(catalogue: Catalogue) -> None:
    """Words of the other language, whose documents are translated, find nothing here (D1, D17)."""
    catalogue.text.fill({"en": "тренеров", "ru": "conversations"}[catalogue.language])
    expect(catalogue.page.locator(".tl-empty")).to_be_visible()


@pytest.mark.parametrize("form", [".tl-search", ".tl-hero__search"])
def test_words_typed_elsewhere_are_looked_for_in_the_catalogue(
    opened: Callable[[str], str], language: str, visit: Visit, form: str
) -> None:
    """In the head of every page, and on the home page."""
    page = visit(opened({"en": "index.html", "ru": "ru/index.html"}[language]))
    page.locator(f"{form} input").fill({"en": "warm", "ru": "анкета"}[language])
    page.locator(f"{form} input").press("Enter")
    expect(page.locator("#tl-catalogue")).to_be_visible()
    expect(page.locator("input#tl-q")).to_have_value({"en": "warm", "ru": "анкета"}[language])
    title = {"en": "Five warm-ups", "ru": "Анкета участника"}[language]
    expect(page.locator(".tl-results .tl-card__title").first).to_have_text(title)


def test_a_keyword_leads_to_the_catalogue_of_the_language(opened: Callable[[str], str], visit: Visit) -> None:
    """With the keyword as the words looked for (D24)."""
    page = visit(opened("ru/curricula/training-of-trainers.html"))
    page.locator(".tl-tag", has_text="подготовка тренеров").click()
    expect(page).to_have_url(re.compile(re.escape(opened(PAGES["ru"]))))
    expect(page.locator("input#tl-q")).to_have_value("подготовка тренеров")
    expect(page.locator(".tl-results .tl-card__title").first).to_have_text("Подготовка тренеров")


def test_the_keyboard_is_enough(catalogue: Catalogue) -> None:
    """From the text field to a box, to a chip and back, and on to a document."""
    page = catalogue.page
    catalogue.text.focus()
    tab_to(page, "input[name=area][value=asylum]")
    page.keyboard.press("Space")
    catalogue.expect({"area": ["asylum"]})
    expect(catalogue.box("area", "asylum")).to_be_focused()
    tab_to(page, "input[name=kind][value=material]")
    page.keyboard.press("Space")
    catalogue.expect({"area": ["asylum"], "kind": ["material"]})
    tab_to(page, ".tl-chosen button")
    page.keyboard.press("Enter")
    catalogue.expect({"kind": ["material"]})
    expect(page.locator(".tl-chosen button")).to_be_focused()
    tab_to(page, ".tl-results a")
    page.keyboard.press("Enter")
    expect(page.locator(".tl-document")).to_be_visible()


def test_without_its_data_the_catalogue_still_lists_everything(
    example_site: BuiltSite, language: str, visit: Visit
) -> None:
    """It says what is wrong, and works again once the data can be had."""
    page = visit(example_site.on_web(PAGES[language]))
    page.route("**/facts.js*", lambda route: route.abort())
    page.reload()
    page.locator("input[name=area][value=asylum]").check()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(".tl-listing")).to_be_visible()
    page.unroute("**/facts.js*")
    page.locator("input[name=kind][value=material]").check()
    expect(page.locator(".tl-results .tl-card").first).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    visit.faults[:] = [fault for fault in visit.faults if "facts.js" not in fault]


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until what is wanted has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")
