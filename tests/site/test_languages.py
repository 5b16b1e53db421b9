from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import expect

from tests.site.built_site import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.site.built_site import BuiltSite
    from tests.site.conftest import Visit
    from tests.site.page_source import Element

RUSSIAN = PROJECT / "plugins" / "training_library" / "theme" / "locales" / "ru" / "LC_MESSAGES" / "messages.po"
SHOWN_AS_THEY_ARE = {"code", "pre", "script", "style"}
NOTICES = {
    "en": "There is no translation of this page yet. You are reading the original. Its language: Russian.",
    "ru": "Перевода этой страницы пока нет. Перед вами оригинал. Язык оригинала: английский.",
}
UNTRANSLATED = pytest.mark.parametrize(
    ("path", "original_path", "reader", "original"),
    [
        ("ru/materials/warm-ups.html", "materials/warm-ups.html", "ru", "en"),
        ("materials/participant-survey.html", "ru/materials/participant-survey.html", "en", "ru"),
    ],
)


@pytest.fixture(params=["web", "disk"])
def opened(request: pytest.FixtureRequest, example_site: BuiltSite) -> Callable[[str], str]:
    """The address of a page of the example library: from the web server, or from the disk."""
    return example_site.on_web if request.param == "web" else example_site.on_disk


@pytest.mark.browser
def test_the_switcher_stays_on_the_page_and_in_the_section(opened: Callable[[str], str], visit: Visit) -> None:
    """To the translation and back to the original."""
    page = visit(opened("handbooks/planning-a-training.html#timetable"))
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Русский").click()
    expect(page).to_have_url(opened("ru/handbooks/planning-a-training.html") + "#timetable")
    expect(page.get_by_role("heading", name="Расписание")).to_be_in_viewport()
    page.get_by_role("navigation", name="Язык").get_by_role("link", name="English").click()
    expect(page).to_have_url(opened("handbooks/planning-a-training.html") + "#timetable")


@pytest.mark.browser
def test_a_link_may_lead_to_another_language(opened: Callable[[str], str], visit: Visit) -> None:
    """A link inside the text of a page leads where it says, whatever the software thinks of languages (D8, D22)."""
    page = visit(opened("materials/warm-ups.html"))
    page.get_by_role("link", name="survey in Russian").click()
    expect(page).to_have_url(opened("ru/materials/participant-survey.html") + "#questions")
    expect(page.get_by_role("heading", name="Вопросы")).to_be_in_viewport()


def test_a_link_to_an_untranslated_document_stays_with_the_reader(example_site: BuiltSite) -> None:
    """It leads to the original inside the reader's side of the site, with the notice."""
    links = [link["href"] for link in example_site.pages["ru/projects/trainer-network.html"].one(".tl-prose").all("a")]
    assert "../materials/warm-ups.html" in links


@UNTRANSLATED
def test_an_untranslated_page_says_so(
    example_site: BuiltSite, path: str, original_path: str, reader: str, original: str
) -> None:
    """In the language of the reader; the text around the original is the reader's too (D10)."""
    page, original_page = example_site.pages[path], example_site.pages[original_path]
    assert page.one("html")["lang"] == reader
    assert page.one(".tl-notice--language").text == NOTICES[reader]
    assert page.one(".tl-notice--language").language == reader
    for part in ("h1", ".tl-lead", ".tl-prose"):
        assert (page.one(part).language, page.one(part).text) == (original, original_page.one(part).text)
    assert original_page.all(".tl-notice--language") == []
    assert original_page.one("h1")["lang"] == ""


@UNTRANSLATED
def test_an_untranslated_page_sends_search_engines_to_the_original(
    example_site: BuiltSite, path: str, original_path: str, reader: str, original: str
) -> None:
    """It claims no language of its own (D10)."""
    links = example_site.pages[path].one("head").all("link")
    assert [link["href"] for link in links if link["rel"] == "canonical"] == [example_site.address + original_path]
    assert [link for link in links if link["hreflang"]] == []
    originals = [link for link in example_site.pages[original_path].one("head").all("link") if link["hreflang"]]
    assert [link["hreflang"] for link in originals] == [original]
    robots = [meta["content"] for meta in example_site.pages[path].all("meta") if meta["name"] == "robots"]
    assert robots == ["noindex"]
    assert f"{example_site.address}{path}<" not in example_site.text("sitemap.xml"), reader


@UNTRANSLATED
def test_the_switcher_of_an_untranslated_page_says_so(
    example_site: BuiltSite, path: str, original_path: str, reader: str, original: str
) -> None:
    """And leads to the original rather than home (D11)."""
    entries = {entry.one("a")["lang"]: entry for entry in example_site.pages[path].one(".tl-languages").all("li")}
    assert entries[reader].text.endswith({"en": "not translated", "ru": "нет перевода"}[reader])
    assert example_site.target(path, entries[reader].one("a")["href"]) == path
    assert entries[original].all("span") == []
    assert example_site.target(path, entries[original].one("a")["href"]) == original_path


def test_translations_name_one_another(any_site: BuiltSite) -> None:
    """Every page that names another language is named by that page, and names itself."""
    links = [link for page in any_site.pages.values() for link in page.one("head").all("link") if link["hreflang"]]
    assert {link["rel"] for link in links} == {"alternate "}  # With a space, which keeps Material's script off (D8).
    alternates = {
        name: {any_site.target(name, link["href"]) for link in page.one("head").all("link") if link["hreflang"]}
        for name, page in any_site.pages.items()
    }
    assert any(len(others) == 2 for others in alternates.values())
    one_sided = [
        name
        for name, others in alternates.items()
        for other in others
        if alternates[other] != others or name not in others
    ]
    assert one_sided == []


def test_the_site_map_names_the_languages_of_a_page(example_site: BuiltSite) -> None:
    """And the default one for everybody else."""
    entry = re.search(
        r"<loc>\S+/ru/handbooks/planning-a-training.html</loc>(.*?)</url>", example_site.text("sitemap.xml"), re.DOTALL
    )
    assert entry
    english = f"{example_site.address}handbooks/planning-a-training.html"
    russian = f"{example_site.address}ru/handbooks/planning-a-training.html"
    links = dict(re.findall(r'hreflang="([\w-]+)" href="(\S+)"', entry[1]))
    assert links == {"en": english, "ru": russian, "x-default": english}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "home", "first"),
    [
        ("no/such/page.html", "index.html", "This page does not exist"),
        ("ru/404.html", "ru/index.html", "Такой страницы нет"),
    ],
)
def test_a_missing_page_speaks_both_languages(
    example_site: BuiltSite, visit: Visit, path: str, home: str, first: str
) -> None:
    """The reader's first; all links work wherever the address was thought to be, the switcher too (D2, D3)."""
    page = visit(example_site.on_web(path))
    visit.faults[:] = [fault for fault in visit.faults if "404" not in fault]
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    for name, address in (("Catalogue", "catalogue/index.html"), ("Каталог", "ru/catalogue/index.html")):
        link = page.locator("main").get_by_role("link", name=name)
        assert link.evaluate("link => link.href") == example_site.on_web(address)
    switcher = page.locator(".tl-languages a").evaluate_all("links => links.map(link => link.href)")
    assert switcher == [example_site.on_web("index.html"), example_site.on_web("ru/index.html")]
    page.locator(".tl-brand").click()
    expect(page).to_have_url(example_site.on_web(home))


def test_no_english_word_of_the_interface_is_on_a_russian_page(any_site: BuiltSite) -> None:
    """Titles of notes, links of footnotes and headings, names for screen readers: all is Russian (D7, D15)."""
    with RUSSIAN.open("rb") as text:
        ids = [message.id for message in read_po(text) if message.id]
    english = re.compile("|".join(_pattern(form) for id_ in ids for form in ([id_] if isinstance(id_, str) else id_)))
    russian = {name: page for name, page in any_site.pages.items() if page.one("html")["lang"] == "ru"}
    assert russian
    assert [
        f"{name}: {words}" for name, page in russian.items() for words in spoken(page, "ru") if english.fullmatch(words)
    ] == []


def test_words_of_another_language_are_marked(any_site: BuiltSite) -> None:
    """So that a screen reader reads them with the right voice, wherever they stand (D10)."""
    unmarked = [
        f"{name}: {words}"
        for name, page in any_site.pages.items()
        for words in spoken(page, page.one("html")["lang"])
        if is_foreign(words, page.one("html")["lang"])
    ]
    assert unmarked == []


def is_foreign(words: str, language: str) -> bool:
    """Tell whether words are Russian on an English page, or an English phrase on a Russian one; names are neither."""
    is_russian = bool(re.search("[а-яё]", words))
    return is_russian if language == "en" else not is_russian and bool(re.search("[a-z] [a-z]+ [a-z]", words))


def spoken(page: Element, language: str) -> list[str]:
    """Return what a page says in a language, its title apart: words that are shown and words that are read out."""
    return [
        words
        for element in page.one("body").walk()
        if element.language == language and not SHOWN_AS_THEY_ARE & {outer.tag for outer in element.ancestors}
        for words in element.phrases
    ]


def _pattern(text: str) -> str:
    return re.sub(r"%\\\(\w+\\\)s|\\\{\\\}", ".+", re.escape(text))
