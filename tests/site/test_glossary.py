from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.built_site import run_mkdocs
from tests.site.conftest import EXAMPLE
from tests.site.test_accessibility import AXE, faults_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from playwright.sync_api import Page

    from tests.conftest import EditionText
    from tests.site.built_site import BuiltSite
    from tests.site.conftest import BuildLibrary, Opened, Visit

HANDBOOK = "handbooks/planning-a-training.html"
SEARCH = "assets/training-library/search/"
PREFIXES = pytest.mark.parametrize("prefix", ["", "ru/"])


def test_every_term_of_the_library_is_explained_in_both_languages(real_site: BuiltSite) -> None:
    """Below the same anchor, with the term in the other language, and listed for machines."""
    for prefix, language, other in (("", "en", "ru"), ("ru/", "ru", "en")):
        page = real_site.pages[f"{prefix}glossary.html"]
        entries = {entry["id"]: entry for entry in page.all(".tl-entry")}
        assert len(entries) == 127
        readmission = entries["readmission"]
        assert readmission.one("dfn").text == {"en": "readmission", "ru": "реадмиссия"}[language]
        (equivalent,) = [span for span in readmission.all("span") if span["lang"]]
        assert (equivalent["lang"], equivalent.text) == (other, {"en": "readmission", "ru": "реадмиссия"}[other])
        (script,) = [script for script in page.all("script") if script["type"] == "application/ld+json"]
        terms = json.loads("".join(script.strings))
        assert terms["@type"] == "DefinedTermSet"
        assert {term["termCode"] for term in terms["hasDefinedTerm"]} == set(entries)


def test_letters_lead_to_their_terms(real_site: BuiltSite) -> None:
    """In the order of the Russian alphabet, ё counted with е."""
    page = real_site.pages["ru/glossary.html"]
    letters = [link.text for link in page.one(".tl-letters").all("a")]
    assert letters == sorted(letters)
    assert "Ё" not in letters
    assert [link["href"].removeprefix("#") for link in page.one(".tl-letters").all("a")] == [
        heading["id"] for section in page.all(".tl-glossary") for heading in section.all("h2")
    ]


@PREFIXES
def test_each_term_is_linked_once_in_a_document(any_site: BuiltSite, prefix: str) -> None:
    """Outside headings, tables and code, and explained below the text in its language."""
    marked = 0
    for name, page in any_site.pages.items():
        if name.startswith("ru/") != bool(prefix):
            continue
        links = page.all("a.tl-term")
        marked += len(links)
        explained = [element["id"] for store in page.all(".tl-terms") for element in store.walk() if element["id"]]
        assert [link["aria-describedby"] for link in links] == explained
        outer = {element.tag for link in links for element in link.ancestors if element is not link}
        assert outer.isdisjoint({"a", "code", "h1", "h2", "h3", "h4", "pre", "summary", "table"})
        assert all(any_site.target(name, link["href"]) == f"{prefix}glossary.html" for link in links)
    assert marked >= 5


def test_an_explanation_is_text(example_site: BuiltSite) -> None:
    """Signs of HTML in a definition are shown, on the page of the glossary and beside the text."""
    said = 'A person who learns in a training. "Learner" & <em>trainee</em> mean the same.'
    assert said in example_site.pages["glossary.html"].one("#participant").text
    assert example_site.pages[HANDBOOK].one("#tl-term-participant").text == said


def test_an_original_is_explained_in_its_own_language(example_site: BuiltSite) -> None:
    """Where the translation is missing, and the links lead to the glossary in the reader's language."""
    page = example_site.pages["ru/materials/warm-ups.html"]
    link = page.all("a.tl-term")[0]
    assert link.language == page.one("#tl-term-participant").language == "en"
    assert link["href"] == "../glossary.html#participant"
    assert example_site.target("ru/materials/warm-ups.html", link["href"]) == "ru/glossary.html"


def test_explanations_are_not_searched(example_site: BuiltSite, copied_example: Path) -> None:
    """The index is the same as without them."""
    settings = (EXAMPLE / "mkdocs.yml").read_text(encoding="utf-8")
    config = copied_example.parent / "mkdocs.yml"
    config.write_text(settings.replace("  - training-library/glossary\n", ""), encoding="utf-8")
    build = run_mkdocs(config, copied_example.parent / "site")
    assert "tl-term" not in (build.folder / HANDBOOK).read_text(encoding="utf-8")
    index = {name: text for name, text in example_site.files.items() if name.startswith(SEARCH)}
    assert len(index) > 5
    assert {name: (build.folder / name).read_bytes() for name in index} == index


def test_a_library_without_glossary_has_no_page_of_it(
    docs: Path, build_library: BuildLibrary, edition: EditionText
) -> None:
    """Nor a link to it."""
    (docs / "vocabulary" / "glossary.yml").unlink()
    (docs / "en" / "handbooks").mkdir(parents=True)
    (docs / "en" / "index.md").write_text("---\ntitle: Home\n---\n", encoding="utf-8")
    (docs / "en" / "handbooks" / "one.md").write_text(edition("A participant."), encoding="utf-8")
    build = build_library(docs)
    assert build.exit_code == 0, build.output
    assert not (build.folder / "glossary.html").exists()
    assert "glossary.html" not in (build.folder / "index.html").read_text(encoding="utf-8")
    assert "tl-term" not in (build.folder / "handbooks" / "one.html").read_text(encoding="utf-8")


@pytest.mark.browser
def test_the_mouse_opens_an_explanation_and_may_move_onto_it(example_site: BuiltSite, visit: Visit) -> None:
    """It goes when the mouse leaves, and a click follows the link (WCAG 1.4.13)."""
    page = visit(example_site.on_web(HANDBOOK))
    term = page.locator("a.tl-term").first
    tip = page.locator(".tl-tip")
    expect(tip).to_be_hidden()
    term.hover()
    expect(tip).to_contain_text("A person who learns in a training.")
    expect(tip.locator("[lang=ru]")).to_have_text("участник")
    tip.hover()
    page.wait_for_timeout(600)
    expect(tip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    term.click()
    expect(page.locator("#participant")).to_be_in_viewport()
    assert page.url.endswith("glossary.html#participant")


@pytest.mark.browser
@pytest.mark.parametrize("opened", ["web", "disk"])
def test_the_keyboard_opens_an_explanation_and_escape_dismisses_it(
    example_site: BuiltSite, visit: Visit, opened: Opened
) -> None:
    """The focus stays on the term; Enter follows the link, from a disk too."""
    page = visit(example_site.on_web(HANDBOOK) if opened == "web" else example_site.on_disk(HANDBOOK))
    term = page.locator("a.tl-term").first
    tip = page.locator(".tl-tip")
    term.focus()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(tip).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#participant")


@pytest.mark.browser
@PREFIXES
def test_the_first_touch_opens_an_explanation_and_the_second_the_glossary(
    example_site: BuiltSite, visit: Visit, prefix: str
) -> None:
    """A touch beside it closes it; nothing is wider than the phone."""
    page = visit(example_site.on_web("index.html"), width=360)
    context = page.context.browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)  # type: ignore[union-attr]
    phone = context.new_page()
    phone.goto(example_site.on_web(prefix + HANDBOOK))
    tip = phone.locator(".tl-tip")
    for term in phone.locator("a.tl-term").all():
        term.tap()
        expect(tip).to_be_visible()
        assert _fits(phone)
        phone.locator("h1").tap()
        expect(tip).to_be_hidden()
    term = phone.locator("a.tl-term").first
    term.tap()
    expect(tip.locator(".tl-tip__hint")).to_be_visible()
    term.tap()
    phone.wait_for_url("**/glossary.html#participant")
    context.close()


def _fits(page: Page) -> bool:
    box = page.locator(".tl-tip").bounding_box()
    wide = page.evaluate("document.documentElement.scrollWidth")
    return bool(box and box["x"] >= 0 and box["x"] + box["width"] <= 360 and wide == 360)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing_in_an_open_explanation(
    example_site: BuiltSite, visit: Visit, scheme: Literal["light", "dark"], width: int
) -> None:
    """In both languages."""
    found = []
    for prefix in ("", "ru/"):
        page = visit(example_site.on_web(prefix + HANDBOOK), width=width, scheme=scheme)
        page.locator("a.tl-term").first.focus()
        expect(page.locator(".tl-tip")).to_be_visible()
        page.evaluate(AXE)
        found += faults_of(page)
    assert found == []


@pytest.mark.browser
def test_without_script_a_term_is_a_link(example_site: BuiltSite, visit: Visit) -> None:
    """To its entry, and the explanations below the text stay hidden."""
    page = visit(example_site.on_web(HANDBOOK), javascript=False)
    expect(page.locator(".tl-terms")).to_be_hidden()
    page.locator("a.tl-term").first.click()
    expect(page.locator("#participant")).to_be_in_viewport()


@pytest.mark.browser
def test_paper_shows_the_words_alone(example_site: BuiltSite, visit: Visit) -> None:
    """Without a line below them and without explanation."""
    page = visit(example_site.on_web(HANDBOOK))
    term = page.locator("a.tl-term").first
    term.focus()
    page.emulate_media(media="print")
    expect(page.locator(".tl-tip")).to_be_hidden()
    assert term.evaluate("element => getComputedStyle(element).textDecorationLine") == "none"
