from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

import pytest
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Locator, Page, Route, expect

from tests.site.conftest import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.site.built_site import BuiltSite
    from tests.site.conftest import BuildLibrary, Serve, Visit

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """axe.run(document, {resultTypes: ["violations"]}).then(({violations}) =>
    violations.flatMap(({id, nodes}) => nodes.map(({html}) => id + ": " + html)))"""
HOMES = {"en": "index.html", "ru": "ru/index.html"}
CATALOGUES = {"en": "catalogue/index.html", "ru": "ru/catalogue/index.html"}
HOSTILE = "<img src=x onerror=window.hit=1> {{7*7}} %(query)s planning"
OPEN_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"

pytestmark = pytest.mark.browser


class Box:
    """The search box in the head of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        form = page.locator(".tl-search")
        self.field = form.get_by_role("combobox")
        self.panel = form.locator(".tl-suggest")
        self.note = form.locator(".tl-suggest__note")
        self.options = form.get_by_role("option")
        self.status = form.get_by_role("status")

    def type(self, text: str) -> None:
        """Type a text, letter by letter, in place of what the field has."""
        self.field.fill("")
        self.field.press_sequentially(text)


class Results:
    """What the catalogue page shows of a search."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.field = page.locator("input#tl-q")
        self.status = page.locator(".tl-status")
        self.cards = page.locator(".tl-results .tl-card")
        self.titles = self.cards.locator(".tl-card__title")
        self.corrected = page.locator(".tl-corrected")
        self.elsewhere = page.locator(".tl-elsewhere")
        self.empty = page.locator(".tl-empty")
        self.alert = page.get_by_role("alert")

    def marks(self, part: str) -> list[str]:
        """Return the marked words of a part of the first card."""
        return self.cards.first.locator(f"{part} mark").all_inner_texts()

    def count(self, facet: str, value: str) -> Locator:
        """Return the figure beside a box."""
        row = self.page.locator(f"[data-facet={facet}] li").filter(has=self.page.locator(f"input[value='{value}']"))
        return row.locator(".tl-facet__count")


@pytest.fixture(params=["web", "disk"])
def opened(request: pytest.FixtureRequest, example_site: BuiltSite) -> Callable[[str], str]:
    """The address of a page of the example library: from the web server, or from the disk."""
    return example_site.on_web if request.param == "web" else example_site.on_disk


@pytest.fixture
def box(example_site: BuiltSite, visit: Visit) -> Box:
    """The box of an English page."""
    return Box(visit(example_site.on_web("about/index.html")))


@pytest.fixture
def results(example_site: BuiltSite, visit: Visit) -> Results:
    """The English catalogue."""
    return Results(visit(example_site.on_web(CATALOGUES["en"])))


@pytest.mark.parametrize(
    ("language", "typed", "title", "section", "mark"),
    [
        ("en", "assess", "Training of trainers", "Assessment", "Assessment"),
        ("ru", "модуль", "Подготовка тренеров", "Модули", "Модули"),
    ],
)
def test_suggestions_come_while_one_types(  # noqa: PLR0913, PLR0917 - a case is told by its words
    opened: Callable[[str], str], visit: Visit, language: str, typed: str, title: str, section: str, mark: str
) -> None:
    """Title, section and excerpt with the words marked; they lead to the section, from the disk too."""
    box = Box(visit(opened(HOMES[language])))
    box.type(typed)
    first = box.options.first
    expect(first.locator(".tl-suggest__title")).to_have_text(title)
    expect(first.locator(".tl-suggest__section")).to_have_text(section)
    expect(first.locator("mark").first).to_have_text(mark)
    assert first.locator(".tl-suggest__excerpt").inner_text()
    assert box.options.count() <= 7
    first.click()
    expect(box.page.get_by_role("heading", name=section, exact=False).first).to_be_in_viewport()
    assert "#" in box.page.url


def test_the_box_is_a_combobox(box: Box) -> None:
    """It tells assistive technology what it controls, whether that is open, and how much was found."""
    expect(box.field).to_have_attribute("aria-autocomplete", "list")
    expect(box.field).to_have_attribute("aria-expanded", "false")
    box.type("training")
    expect(box.field).to_have_attribute("aria-expanded", "true")
    expect(box.page.locator(f"#{box.field.get_attribute('aria-controls')}")).to_have_role("listbox")
    expect(box.status).to_contain_text(re.compile(r"\d documents? found"))
    box.page.locator(".tl-brand").focus()
    expect(box.panel).to_be_hidden()
    expect(box.field).to_have_attribute("aria-expanded", "false")


def test_arrows_choose_and_enter_follows(box: Box) -> None:
    """Down from the field to the first suggestion, up from it back and on to the last one."""
    box.type("training")
    expect(box.options.last).to_contain_text("All results")
    box.field.press("ArrowDown")
    expect(box.options.first).to_have_attribute("aria-selected", "true")
    first = box.options.first.get_attribute("id")
    assert first
    expect(box.field).to_have_attribute("aria-activedescendant", first)
    expect(box.field).to_be_focused()
    box.field.press("ArrowUp")
    assert box.field.get_attribute("aria-activedescendant") is None
    box.field.press("ArrowUp")
    expect(box.options.last).to_have_attribute("aria-selected", "true")
    box.field.press("ArrowDown")
    box.field.press("ArrowDown")
    address = box.options.first.evaluate("option => option.href")
    box.field.press("Enter")
    expect(box.page).to_have_url(address)


def test_typing_on_leaves_the_choice(box: Box) -> None:
    """So that Enter does what the text says."""
    box.type("training")
    expect(box.options.last).to_contain_text("All results")
    box.field.press("ArrowDown")
    box.field.press_sequentially(" plan")
    assert box.field.get_attribute("aria-activedescendant") is None
    box.field.press("Enter")
    expect(box.page.locator("input#tl-q")).to_have_value("training plan")


def test_all_results_are_in_the_catalogue(box: Box) -> None:
    """As many as were promised, the same first."""
    box.type("training plan")
    expect(box.options.last).to_contain_text("All results")
    titles = box.page.locator(".tl-search .tl-suggest__title").all_inner_texts()
    promised = re.findall(r"\d+", box.options.last.inner_text())
    box.options.last.click()
    results = Results(box.page)
    expect(results.status).to_have_text(f"{promised[0]} documents found")
    assert results.titles.all_inner_texts()[: len(titles)] == titles


def test_escape_closes_and_then_clears(box: Box) -> None:
    """The text stays at first."""
    box.type("training")
    expect(box.options.last).to_contain_text("All results")
    box.field.press("Escape")
    expect(box.panel).to_be_hidden()
    expect(box.field).to_have_value("training")
    box.field.press("ArrowDown")
    expect(box.panel).to_be_visible()
    box.field.press("Escape")
    box.field.press("Escape")
    expect(box.field).to_have_value("")


@pytest.mark.parametrize("keys", ["/", "Control+KeyK"])
def test_shortcuts_lead_to_the_box(box: Box, keys: str) -> None:
    """A slash, or Ctrl+K whatever letter the keyboard writes on that key."""
    box.page.keyboard.press(keys)
    expect(box.field).to_be_focused()
    expect(box.field).to_have_value("")


def test_a_slash_in_a_field_is_a_slash(results: Results) -> None:
    """Nobody is torn away from what they type."""
    results.field.press_sequentially("and/or")
    expect(results.field).to_be_focused()
    expect(results.field).to_have_value("and/or")


def test_words_are_marked_wherever_they_stand(results: Results) -> None:
    """In title, summary, heading and text, whatever their ending; the heading leads to its section."""
    results.field.fill("objectives of planned trainings")
    expect(results.titles.first).to_have_text("Planning a training")
    expect(results.cards.first.locator(".tl-card__section")).to_have_text("Objectives")
    assert results.marks(".tl-card__title") == ["Planning", "training"]
    assert "training" in results.marks(".tl-card__summary")
    assert results.marks(".tl-card__section") == ["Objectives"]
    assert "objectives" in results.marks(".tl-card__excerpt")
    expect(results.cards.first.locator(".tl-card__facts")).to_contain_text("2 March 2026")
    results.cards.first.locator(".tl-card__section a").click()
    expect(results.page).to_have_url(re.compile("planning-a-training.html#objectives$"))


@pytest.mark.parametrize(
    ("language", "typed", "meant", "title"),
    [
        ("en", "assesment", "assessment", "Training of trainers"),
        ("ru", "gkfybhjdfybt", "планирование", "Как спланировать занятие"),
        ("ru", "анкетта", "анкета", "Анкета участника"),
        ("en", "ыгкмун", "survey", "Five warm-ups"),
    ],
)
def test_slips_are_corrected_and_the_reader_is_told(  # noqa: PLR0913, PLR0917 - a case is told by its words
    opened: Callable[[str], str], visit: Visit, language: str, typed: str, meant: str, title: str
) -> None:
    """A typing error, and a word typed on the wrong keyboard: in the box and in the catalogue."""
    box = Box(visit(opened(HOMES[language])))
    box.type(typed)
    expect(box.note).to_contain_text(meant[:5])
    expect(box.options.filter(has_text=title).first).to_be_visible()
    box.field.press("Enter")
    results = Results(box.page)
    expect(results.titles.filter(has_text=title).first).to_be_visible()
    expect(results.corrected).to_contain_text(meant[:5])
    results.corrected.get_by_role("link").click()
    expect(results.field).to_have_value(re.compile(f"^{meant[:5]}"))
    expect(results.corrected).to_be_hidden()


def test_the_wrong_keyboard_is_understood(real_site: BuiltSite, visit: Visit) -> None:
    """`vbuhfwbz` is миграция."""
    box = Box(visit(real_site.on_web(HOMES["ru"])))
    box.type("vbuhfwbz")
    expect(box.note).to_contain_text("миграция")
    expect(box.options.first.locator("mark").first).to_have_text(re.compile("миграци"))


def test_quotes_find_a_phrase_and_a_minus_leaves_out(results: Results) -> None:
    """Exactly so, and without a word."""
    results.field.fill('"trial session"')
    expect(results.titles).to_have_text(["Training of trainers"])
    results.field.fill('"session trial"')
    expect(results.empty).to_be_visible()
    results.field.fill("training -assessment -library")
    expect(results.titles.filter(has_text="Planning a training")).to_have_count(0)
    expect(results.titles.filter(has_text="A training plan for three years")).to_have_count(1)


def test_words_and_filters_narrow_together(results: Results, visit: Visit) -> None:
    """The figures count what the words find, and the address keeps both for others."""
    results.field.fill("trial")
    expect(results.titles).to_have_text(["Training of trainers"])
    expect(results.count("kind", "curriculum")).to_have_text("1")
    expect(results.count("kind", "handbook")).to_have_text("0")
    results.field.fill("training")
    expect(results.count("kind", "handbook")).to_have_text("2")
    results.page.locator("input[name=kind][value=handbook]").check()
    expect(results.status).to_have_text("2 documents found")
    expect(results.page).to_have_url(re.compile(r"\?q=training&kind=handbook$"))
    titles = results.titles.all_inner_texts()
    other = Results(visit(results.page.url))
    expect(other.status).to_have_text("2 documents found")
    expect(other.field).to_have_value("training")
    assert other.titles.all_inner_texts() == titles


def test_results_can_be_put_in_another_order(results: Results) -> None:
    """By relevance at first; the address says only what is unusual."""
    results.field.fill("training")
    expect(results.page.locator("select[name=sort]")).to_have_value("relevance")
    expect(results.page).to_have_url(re.compile(r"\?q=training$"))
    results.page.locator("select[name=sort]").select_option("newest")
    expect(results.page).to_have_url(re.compile(r"\?q=training&sort=newest$"))
    dates = results.cards.locator("time").evaluate_all("times => times.map(time => time.dateTime)")
    assert dates == sorted(dates, reverse=True)
    results.page.reload()
    expect(results.page.locator("select[name=sort]")).to_have_value("newest")


def test_who_finds_nothing_finds_a_way_on(results: Results) -> None:
    """Advice, the thematic areas, the words without the filters, and the whole catalogue."""
    results.field.fill("trial")
    results.page.locator("input[name=kind][value=curriculum]").check()
    results.field.fill("timetable")
    expect(results.empty).to_be_visible()
    expect(results.empty.get_by_role("listitem").first).to_contain_text("Check the spelling")
    expect(results.empty.get_by_role("link")).to_have_count(6)
    results.empty.get_by_role("button", name="Search without filters").click()
    expect(results.titles).to_have_text(["Planning a training"])
    results.field.fill("qqqqqqq")
    expect(results.empty.get_by_role("button", name="Search without filters")).to_be_hidden()
    results.empty.get_by_role("button", name="Show the whole catalogue").click()
    expect(results.page.locator(".tl-listing")).to_be_visible()


def test_the_box_too_has_a_way_on(box: Box) -> None:
    """To the advice."""
    box.type("qqqqqqq")
    expect(box.note).to_have_text("Nothing found for “qqqqqqq”")
    expect(box.options).to_have_count(1)
    box.field.press("ArrowDown")
    box.field.press("Enter")
    expect(Results(box.page).empty).to_be_visible()


@pytest.mark.parametrize(
    ("language", "other", "name", "typed", "title"),
    [
        ("ru", "en", "английский", "minutes", "Five warm-ups"),
        ("en", "ru", "Russian", "анкета", "Анкета участника"),
    ],
)
def test_what_another_language_has_is_offered_below(  # noqa: PLR0913, PLR0917 - a case is told by its words
    opened: Callable[[str], str], visit: Visit, language: str, other: str, name: str, typed: str, title: str
) -> None:
    """Marked as such, not counted, narrowed by the filters too, and shown on the reader's side with a notice."""
    box = Box(visit(opened(HOMES[language])))
    box.type(typed)
    option = box.options.filter(has_text=title)
    expect(option.locator(".tl-suggest__title")).to_have_attribute("lang", other)
    expect(option.locator(".tl-suggest__language")).to_have_text(name)
    box.field.press("Enter")
    results = Results(box.page)
    card = results.elsewhere.locator(".tl-card").filter(has_text=title)
    expect(card.locator(".tl-card__title")).to_have_attribute("lang", other)
    expect(card.locator(".tl-card__passage")).to_have_attribute("lang", other)
    expect(card.locator(".tl-card__languages")).to_have_text(name, ignore_case=True)
    expect(results.status).to_have_text(re.compile(r"\b0\b"))
    results.page.locator("input[name=kind][value=material]").evaluate("box => { box.disabled = false; box.click(); }")
    expect(results.page).to_have_url(re.compile("kind=material"))
    expect(card).to_be_visible()
    results.page.locator(".tl-chosen button").click()
    results.page.locator("input[name=kind][value=news]").evaluate("box => { box.disabled = false; box.click(); }")
    expect(results.elsewhere).to_be_hidden()
    results.page.locator(".tl-chosen button").click()
    card.get_by_role("link").first.click()
    expect(results.page.locator(".tl-notice--language")).to_be_visible()
    expect(results.page.locator("html")).to_have_attribute("lang", language)


def test_hostile_text_is_text(example_site: BuiltSite, visit: Visit) -> None:
    """Wherever it is shown: field, note, correction, address."""
    box = Box(visit(example_site.on_web("about/index.html")))
    pictures = box.page.locator("img").count()
    box.type(HOSTILE)
    expect(box.options.last).to_contain_text("All results")
    box.field.press("Enter")
    results = Results(box.page)
    expect(results.field).to_have_value(HOSTILE)
    expect(results.titles.filter(has_text="Planning a training")).to_be_visible()
    results.field.fill("<b>qqq</b> $& \\ __proto__ constructor")
    expect(results.empty).to_be_visible()
    box.field.fill("<img src=x>qqqqqqq")
    expect(box.note).to_have_text("Nothing found for “<img src=x>qqqqqqq”")
    assert box.page.locator("img").count() == pictures
    assert box.page.evaluate("window.hit") is None


def test_a_slow_line_shows_that_something_comes(box: Box) -> None:
    """In the box and in the catalogue, until it has come."""
    held: list[Route] = []
    box.page.route("**/search/en/meta.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright takes no methods of lists
    box.type("training")
    expect(box.note).to_have_text("Searching…")
    expect(box.status).to_have_text("Searching…")
    for route in held:
        route.continue_()
    expect(box.options.last).to_contain_text("All results")
    expect(box.note).to_be_hidden()

    held.clear()
    box.field.press("Enter")
    results = Results(box.page)
    expect(results.status).to_have_text("Searching…")
    expect(results.page.locator(".tl-outcome")).to_have_attribute("aria-busy", "true")
    for route in held:
        route.continue_()
    expect(results.status).to_have_text(re.compile(r"\d documents found"))
    expect(results.page.locator(".tl-outcome")).to_have_attribute("aria-busy", "false")


@pytest.mark.parametrize("missing", ["search-rank.js", "search/en/meta.js", "search/en/terms-0.js"])
def test_a_search_that_cannot_be_loaded_says_so(box: Box, visit: Visit, missing: str) -> None:
    """Filters still work, and so does the next attempt."""
    box.page.route(f"**/{missing}", lambda route: route.abort())
    box.type("trial")
    expect(box.note).to_have_text("The search could not be loaded. Type on to try again.")
    box.field.press("Enter")
    results = Results(box.page)
    expect(results.alert).to_contain_text("The search could not be loaded.")
    expect(results.page.locator(".tl-listing")).to_be_visible()
    results.page.locator("input[name=kind][value=news]").check()
    expect(results.titles).to_have_text(["The library opens"])
    expect(results.alert).to_be_visible()
    results.page.locator("input[name=kind][value=news]").uncheck()
    results.page.unroute(f"**/{missing}")
    results.alert.get_by_role("button", name="Try again").click()
    expect(results.titles).to_have_text(["Training of trainers"])
    expect(results.alert).to_be_hidden()
    forgive(visit)


def test_what_was_found_before_stays(results: Results, visit: Visit) -> None:
    """When a part of the index is missing that only the next words need."""
    results.page.route("**/search/en/words-*.js", lambda route: route.abort())
    results.field.fill("trial")
    expect(results.titles).to_have_text(["Training of trainers"])
    results.field.fill("timetabel")
    expect(results.alert).to_contain_text("You still see the results for “trial”.")
    expect(results.titles).to_have_text(["Training of trainers"])
    results.page.unroute("**/search/en/words-*.js")
    results.alert.get_by_role("button", name="Try again").click()
    expect(results.titles).to_have_text(["Planning a training"])
    forgive(visit)


def test_documents_are_found_without_their_texts(box: Box, visit: Visit) -> None:
    """Only the excerpts are missing, and the reader is told."""
    box.page.route("**/search/en/text-*.js", lambda route: route.abort())
    box.type("trial")
    expect(box.options.first.locator(".tl-suggest__title")).to_have_text("Training of trainers")
    expect(box.note).to_contain_text("Some search data could not be loaded")
    box.field.press("Enter")
    results = Results(box.page)
    expect(results.titles).to_have_text(["Training of trainers"])
    expect(results.alert).to_contain_text("Some search data could not be loaded")
    forgive(visit)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing_in_what_is_found(
    example_site: BuiltSite, visit: Visit, language: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """With the suggestions open, one of them chosen, and in the catalogue; nothing is wider than the screen."""
    box = Box(visit(example_site.on_web(HOMES[language]), width=width, scheme=scheme))
    box.type({"en": "анкета", "ru": "minutes"}[language])
    expect(box.options.locator(".tl-suggest__language").first).to_be_visible()
    box.type({"en": "trainer exercises", "ru": "упражнения тренеров"}[language])
    expect(box.options.nth(1)).to_be_visible()
    box.field.press("ArrowDown")
    assert sound(box.page) == []
    sides = box.panel.evaluate("panel => [panel.getBoundingClientRect().left, panel.getBoundingClientRect().right]")
    assert 0 <= sides[0] < sides[1] <= width
    box.field.press("Escape")
    box.field.press("Enter")
    expect(box.page.locator(".tl-card__excerpt").first).to_be_visible()
    assert sound(box.page) == []
    box.page.goto(example_site.on_web(CATALOGUES[language] + "?q=qqqqqqq&area=asylum"))
    expect(Results(box.page).empty).to_be_visible()
    assert sound(box.page) == []


def test_on_a_phone_results_come_before_filters(example_site: BuiltSite, visit: Visit) -> None:
    """Filters are folded away, and open with a tap."""
    results = Results(visit(example_site.on_web(CATALOGUES["en"] + "?q=trial"), width=360))
    expect(results.status).to_be_in_viewport()
    expect(results.page.locator("input[name=kind][value=curriculum]")).to_be_hidden()
    results.page.locator(".tl-filters__facets > summary").click()
    results.page.locator("input[name=kind][value=curriculum]").check()
    expect(results.page).to_have_url(re.compile("kind=curriculum"))
    results.page.set_viewport_size({"width": 1200, "height": 900})
    expect(results.page.locator("input[name=kind][value=curriculum]")).to_be_visible()


def test_without_script_the_box_leads_to_the_catalogue(example_site: BuiltSite, visit: Visit) -> None:
    """With the words in its address."""
    page = visit(example_site.on_web("about/index.html"), javascript=False)
    page.locator(".tl-search input").fill("trial session")
    page.locator(".tl-search input").press("Enter")
    expect(page).to_have_url(example_site.on_web(CATALOGUES["en"]) + "?q=trial+session")
    expect(page.locator(".tl-listing")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_browsers_are_told_how_to_search(example_site: BuiltSite, visit: Visit, language: str) -> None:
    """By a description in each language, which leads to the catalogue of that language."""
    home = HOMES[language]
    links = [link for link in example_site.pages[home].one("head").all("link") if link["rel"] == "search"]
    assert [link["type"] for link in links] == ["application/opensearchdescription+xml"]
    text = example_site.text(example_site.target(home, links[0]["href"]))
    url = ET.fromstring(text).find(f"{OPEN_SEARCH}Url")  # noqa: S314 - our own file
    assert url is not None
    assert url.attrib["template"] == f"{example_site.address}{CATALOGUES[language]}?q={{searchTerms}}"
    query = url.attrib["template"].partition("?")[2].replace("{searchTerms}", {"en": "trial", "ru": "модуль"}[language])
    results = Results(visit(example_site.on_web(f"{CATALOGUES[language]}?{query}")))
    expect(results.titles.first).to_have_text({"en": "Training of trainers", "ru": "Подготовка тренеров"}[language])


def test_a_library_without_the_search_has_no_search_fields(
    copied_example: Path, build_library: BuildLibrary, serve: Serve, visit: Visit
) -> None:
    """And its catalogue still has filters."""
    with (EXAMPLE / "mkdocs.yml").open(encoding="utf-8") as text:
        plugins = [plugin for plugin in yaml_load(text)["plugins"] if plugin != "training-library/search"]
    site = serve(build_library(copied_example, plugins=plugins))
    assert [name for name, page in site.pages.items() if page.all(".tl-search") or "opensearch" in page.text] == []
    page = visit(site.on_web(CATALOGUES["en"]))
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.locator("input[name=kind][value=news]").check()
    expect(Results(page).titles).to_have_text(["The library opens"])


def sound(page: Page) -> list[str]:
    """Return what axe finds wrong, and whether the page is wider than the screen."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN_AXE)
    too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["too wide"] if too_wide else [])]


def forgive(visit: Visit) -> None:
    """Leave out the faults of scripts that a test kept from loading, and of those that need them."""
    expected = ("search", "net::ERR_FAILED", "Cannot destructure")
    visit.faults[:] = [fault for fault in visit.faults if not any(words in fault for words in expected)]
