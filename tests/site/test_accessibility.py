from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.site.built_site import BuiltSite
    from tests.site.conftest import Visit

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """axe.run(document, {resultTypes: ["violations"]}).then(({passes, violations}) => [
    passes.length, violations.flatMap(({id, nodes}) => nodes.map(({html}) => id + ": " + html)),
])"""
PAGES = (
    "index.html",
    "catalogue/index.html",
    "catalogue/index.html?area=asylum&kind=material",
    "catalogue/index.html?q=zzz",
    "catalogue/area/asylum.html",
    "catalogue/kind/handbook.html",
    "catalogue/project/trainer-network.html",
    "catalogue/projects.html",
    "translations.html",
    "handbooks/planning-a-training.html",
    "handbooks/training-day.html",
    "projects/trainer-network.html",
    "materials/warm-ups.html",
    "materials/participant-survey.html",
    "glossary.html",
    "about/index.html",
    "about/guide/front-matter.html",
    "about/guide/writing.html",
    "offline.html",
    "404.html",
)
"""A page of each template, in each of its states."""
LANGUAGES = pytest.mark.parametrize("prefix", ["", "ru/"])

pytestmark = pytest.mark.browser


@LANGUAGES
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing(
    example_site: BuiltSite, visit: Visit, prefix: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """On any kind of page, on a large screen and on a phone, in light colours and in dark ones."""
    page = visit(example_site.on_web(f"{prefix}index.html"), width=width, scheme=scheme)
    found = []
    page.evaluate(AXE)
    page.locator("#tl-search").fill({"": "training", "ru/": "занятие"}[prefix])
    expect(page.get_by_role("listbox")).to_be_visible()
    found += faults_of(page)
    for path in PAGES:
        page.goto(example_site.on_web(prefix + path))
        if "?" in path:
            expect(page.locator(".tl-results, .tl-empty").locator("visible=true")).to_be_visible()
        page.evaluate(AXE)
        found += faults_of(page)
    assert found == []


def faults_of(page: Page) -> list[str]:
    """Return what axe has to say of a page in which it is loaded."""
    passed, violations = page.evaluate(RUN_AXE)
    assert passed > 20
    return [f"{page.url}: {violation}" for violation in violations]


@LANGUAGES
def test_every_page_fits_a_phone_and_asks_nobody_else(real_site: BuiltSite, visit: Visit, prefix: str) -> None:
    """No sideways scrolling, no error, and no request to another server on any page of the site."""
    page = visit(real_site.on_web(f"{prefix}index.html"), width=360)
    paths = [path for path in real_site.pages if path.startswith("ru/") == bool(prefix)]
    assert len(paths) > 20
    too_wide = []
    for path in paths:
        page.goto(real_site.on_web(path))
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            too_wide.append(path)
    assert too_wide == []


@LANGUAGES
def test_the_first_tab_skips_to_the_content(example_site: BuiltSite, visit: Visit, prefix: str) -> None:
    """The link shows itself, and the next tab is behind the head of the page."""
    page = visit(example_site.on_web(f"{prefix}handbooks/planning-a-training.html"))
    page.keyboard.press("Tab")
    expect(page.locator(".tl-skip")).to_be_focused()
    expect(page.locator(".tl-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["index.html", "catalogue/index.html?area=asylum", "handbooks/planning-a-training.html"]
)
def test_the_keyboard_sees_where_it_is(
    example_site: BuiltSite, visit: Visit, path: str, scheme: Literal["light", "dark"]
) -> None:
    """Each link, button and field that has the focus has an outline, and all can be reached."""
    page = visit(example_site.on_web(path), scheme=scheme)
    expect(page.locator("main")).to_be_visible()
    seen = []
    while element := _next_by_keyboard(page):
        seen.append(element)
    assert len(seen) > 20
    assert [html for html, outlined in seen if not outlined] == []


def _next_by_keyboard(page: Page) -> tuple[str, bool] | None:
    """Press the tabulator; return the element that has the focus, if any, and whether it has an outline."""
    page.keyboard.press("Tab")
    html, outlined = page.evaluate(
        """() => {
            const element = document.activeElement, style = getComputedStyle(element);
            const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
            return [element === document.body ? "" : element.outerHTML, outlined];
        }"""
    )
    return (html, outlined) if html else None


def test_colours_can_be_chosen_and_are_remembered(example_site: BuiltSite, visit: Visit) -> None:
    """On the next page too."""
    page = visit(example_site.on_web("index.html"), scheme="light")
    page.get_by_role("button", name="Dark colours").click()
    page.goto(example_site.on_web("ru/index.html"))
    expect(page.get_by_role("button", name="Тёмное оформление")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
