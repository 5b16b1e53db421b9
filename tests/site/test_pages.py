from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.built_site import PROJECT
from training_library.library.language import sort_key
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import EditionText
    from tests.site.built_site import BuiltSite
    from tests.site.conftest import BuildLibrary, Serve, Visit
    from tests.site.page_source import Element

COLUMNS = (
    "path", "url", "title", "title_language", "summary", "kind", "areas", "countries", "audience", "level", "duration",
    "project", "organisations", "languages", "original_language", "date", "updated", "licence", "tags", "sources",
)  # fmt: skip
HOSTILE = (
    """<img src=x onerror="ran=1"> '</script><script>ran=1</script>' """
    "{{ 7 * 7 }} & %(count)s \u202eright\u200f to left"
)
ADDRESS = 'https://centre.example/?a="><script>ran=1</script>'
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
ENGLISH = f"""\
## `{HOSTILE}`

``{HOSTILE}``

!!! note

    A note.

```
!!! note

[not a link](nowhere.md) \u2028 {HOSTILE}
```

![A map](map.svg) ![A sign](../../assets/sign.svg)

## A link

[A link](https://centre.example/?q=%22%3E%3Cscript%3E "\\"><script>ran=1</script>")

| A | B |
|---|---|
| 1 | 2 |
"""
RUSSIAN = """\
## Правила безопасности

<!-- review: проверить «правила» -->

Слово[^1] о правилах, как в [английском](../../en/handbooks/hostile.md).

!!! note

    Примечание без заголовка.

```
!!! note
```

![Карта](map.svg)

## Ещё о ёлках

[^1]: Сноска.
"""


@pytest.fixture(scope="module")
def small_site(
    tmp_path_factory: pytest.TempPathFactory,
    example: Path,
    edition: EditionText,
    build_library: BuildLibrary,
    serve: Serve,
) -> BuiltSite:
    """A site with hostile text wherever an author can write, with pictures, notes, and headings without ids."""
    docs = tmp_path_factory.mktemp("small") / "docs"
    shutil.copytree(example / "vocabulary", docs / "vocabulary")
    quoted = json.dumps(HOSTILE, ensure_ascii=False)
    hostile = {
        "summary": quoted,
        "authors": f"[{quoted}]",
        "tags": f"[{quoted}]",
        "sources": f"[{{title: {quoted}, url: '{ADDRESS}'}}, {{title: {quoted}}}]",
    }
    files = {
        "en/index.md": "---\ntitle: Home\n---\n",
        "ru/index.md": "---\ntitle: Главная\ntranslation: {of: en}\n---\n",
        "en/handbooks/hostile.md": edition(ENGLISH, title=quoted, **hostile),
        "en/handbooks/map.svg": PICTURE,
        "assets/sign.svg": PICTURE,
        "en/handbooks/rules.md": edition(title="Rules"),
        "ru/handbooks/rules.md": edition(RUSSIAN, title="Правила", translation="{of: en}"),
        "en/handbooks/formula.md": edition(title='"=1+1"', summary='"@SUM(A1)"', tags='["-1", "+2"]'),
    }
    for name, text in files.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    build = build_library(docs)
    assert build.messages("WARNING") == []
    return serve(build)


def test_a_document_shows_its_facts(example_site: BuiltSite) -> None:
    """Each under its name, dates and durations as readers of the language write them."""
    facts = {
        language: {entry.one("dt").text: in_lines(entry.one("dd")) for entry in page.one(".tl-facts").all("div")}
        for language, page in (
            ("en", example_site.pages["handbooks/planning-a-training.html"]),
            ("ru", example_site.pages["ru/handbooks/planning-a-training.html"]),
        )
    }
    assert facts == {
        "en": {
            "Published": "2 March 2026",
            "Updated": "14 September 2026",
            "Legal state as of": "1 March 2026",
            "Review due": "14 September 2027",
            "Level": "Introductory",
            "Learning time": "2 hours",
            "Audience": "Trainers / Training managers",
            "Countries": "Armenia, Kazakhstan",
            "Project": "ENT",
            "Organisations": "Example Training Centre (ETC); Example School of Trainers",
            "Authors": "Example Training Centre",
            "Reviewers": "Example School of Trainers",
            "Languages": "English, Русский",
            "Licence": "CC BY 4.0",
        },
        "ru": {
            "Опубликовано": "2 марта 2026 г.",
            "Обновлено": "20 сентября 2026 г.",
            "Законодательство по состоянию на": "1 марта 2026 г.",
            "Пересмотреть до": "14 сентября 2027 г.",
            "Уровень": "Вводный",
            "Продолжительность": "2 часа",
            "Для кого": "Тренеры / Организаторы обучения",
            "Страны": "Армения, Казахстан",
            "Проект": "СТП",
            "Организации": "Учебный центр «Пример» (УЦП); Школа тренеров «Пример»",
            "Авторы": "Учебный центр «Пример»",
            "Переводчики": "Школа тренеров «Пример»",
            "Рецензенты": "Школа тренеров «Пример»",
            "Языки": "English, Русский",
            "Лицензия": "CC BY 4.0",
        },
    }


def in_lines(value: Element) -> str:
    """Return the words of a value, a stroke between its lines."""
    return " / ".join(line.text for line in value.all(".tl-line") or [value])


def test_a_document_ends_with_sources_and_how_to_cite_it(example_site: BuiltSite) -> None:
    """Beside it stand the documents that are related, and the way to correct it."""
    page = example_site.pages["ru/handbooks/planning-a-training.html"]
    sources = [(entry.text, [link["href"] for link in entry.all("a")]) for entry in page.one(".tl-sources").all("li")]
    assert sources == [
        ("Учебный центр «Пример»: заметки для тренеров", ["https://centre.example/notes"]),
        ("Беседы с тренерами", []),
    ]
    address = f"{example_site.address}ru/handbooks/planning-a-training.html"
    assert page.one(".tl-citation").text == (
        "Учебный центр «Пример». Как спланировать занятие. Учебная библиотека «Пример», 20 сентября 2026 г. " + address
    )
    assert page.one(".tl-afterword").one("code").text == (
        "@misc{handbooks-planning-a-training, title = {{Как спланировать занятие}}, author = {Учебный центр «Пример»}, "
        "publisher = {{Учебная библиотека «Пример»}}, date = {2026-09-20}, langid = {ru}, url = {" + address + "} }"
    )
    assert [tag.text for tag in page.all(".tl-tag")] == ["планирование", "расписание"]
    related = [link.text for link in page.one(".tl-related").all("a")]
    assert "Сеть тренеров" in related
    assert {"Как спланировать занятие", "Учебный день"}.isdisjoint(related)
    edit = "https://git.example/library/edit/main/docs/ru/handbooks/planning-a-training.md"
    assert [link["href"] for link in page.one(".tl-edit").all("a")] == [edit]


def test_a_retired_document_leads_to_its_successor(example_site: BuiltSite) -> None:
    """In the reader's language."""
    notice = example_site.pages["ru/handbooks/training-day.html"].one(".tl-notice")
    assert notice.text == "Этот документ утратил актуальность. Его заменяет: Как спланировать занятие"
    target = example_site.target("ru/handbooks/training-day.html", notice.one("a")["href"])
    assert target == "ru/handbooks/planning-a-training.html"


@pytest.mark.parametrize(("language", "prefix"), [("en", ""), ("ru", "ru/")])
def test_the_next_document_is_the_next_title_of_its_kind(real_site: BuiltSite, language: str, prefix: str) -> None:
    """From the first fact sheet to the last and back, past nothing else (D13)."""
    library = read_library(PROJECT / "docs")[0]
    sheets = [document for document in library.documents.values() if document.kind.id == "fact-sheet"]
    sheets.sort(key=lambda document: sort_key(document.edition_for(language).title))
    pages = [f"{prefix}{document.path}.html" for document in sheets]

    def neighbour(page: str, relation: str) -> str | None:
        links = [link for link in real_site.pages[page].one(".tl-neighbours").all("a") if link["rel"] == relation]
        return real_site.target(page, links[0]["href"]) if links else None

    assert [neighbour(page, "next") for page in pages] == [*pages[1:], None]
    assert [neighbour(page, "prev") for page in pages] == [None, *pages[:-1]]


@pytest.mark.parametrize(
    ("path", "figures", "budget"),
    [
        ("projects/mmdp.html", ["40", "58", "91%", "85%"], "€723,740.50"),
        ("ru/projects/mmdp.html", ["40", "58", "91\xa0%", "85\xa0%"], "723\xa0740,50\xa0€"),
    ],
)
def test_a_fact_sheet_shows_the_figures_of_its_project(
    real_site: BuiltSite, path: str, figures: list[str], budget: str
) -> None:
    """From the data of the project, as readers of the language write numbers."""
    profile = real_site.pages[path].one(".tl-project")
    assert ["".join(value.strings) for value in profile.all(".tl-figures__value")] == figures
    states = [
        [state.text for state in entry.all(".tl-figures__state")] for entry in profile.one(".tl-figures").all("li")
    ]
    assert states == [[{"p": "planned", "r": "план"}[path[0]]], [], [], []]
    assert budget in ["".join(value.strings) for value in profile.one(".tl-facts").all("dd")]


def test_the_catalogue_can_be_taken_along_as_data(example_site: BuiltSite) -> None:
    """As JSON and as CSV with the same documents and columns, in each language."""
    for prefix, titles in (("", "en"), ("ru/", "ru")):
        catalogue = json.loads(example_site.text(f"{prefix}catalogue.json"))
        rows = list(csv.DictReader(io.StringIO(example_site.text(f"{prefix}catalogue.csv"), newline="")))
        assert set(catalogue) == {"language", "areas", "kinds", "documents"}
        assert catalogue["language"] == titles
        assert all(tuple(record) == COLUMNS for record in (*catalogue["documents"], *rows))
        plain = [name for name in COLUMNS if not isinstance(catalogue["documents"][0][name], list)]
        assert [[row[name] for name in plain] for row in rows] == [
            [record[name] for name in plain] for record in catalogue["documents"]
        ]
    survey = next(row for row in rows if row["path"] == "materials/participant-survey")
    assert survey == {
        **dict.fromkeys(COLUMNS, ""),
        "path": "materials/participant-survey",
        "url": f"{example_site.address}ru/materials/participant-survey.html",
        "title": "Анкета участника",
        "title_language": "ru",
        "summary": "Шесть вопросов, которые помогают узнать группу до занятия и оценить его после.",
        "kind": "material",
        "areas": "legal; asylum",
        "countries": "KZ",
        "audience": "trainers; migration-officers",
        "duration": "10 min",
        "languages": "ru",
        "original_language": "ru",
        "date": "2026-06-01",
        "licence": "CC-BY-NC-4.0",
    }


def test_notes_of_authors_stay_in_the_source(small_site: BuiltSite) -> None:
    """A comment is for who reviews the text, and not for readers."""
    page = small_site.text("ru/handbooks/rules.html")
    assert "Правила безопасности" in page
    assert "review" not in page


def test_a_spreadsheet_runs_no_formula(small_site: BuiltSite) -> None:
    """What begins like one is a text in the table, and untouched in JSON."""
    rows = {row["path"]: row for row in csv.DictReader(io.StringIO(small_site.text("catalogue.csv"), newline=""))}
    formula = rows["handbooks/formula"]
    assert (formula["title"], formula["summary"], formula["tags"]) == ("'=1+1", "'@SUM(A1)", "'-1; +2")
    cells = [cell for row in rows.values() for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    records = {record["path"]: record for record in json.loads(small_site.text("catalogue.json"))["documents"]}
    assert records["handbooks/formula"]["title"] == "=1+1"


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "ru/"])
def test_what_authors_write_is_shown_as_it_is_written(small_site: BuiltSite, visit: Visit, prefix: str) -> None:
    """Nothing of it runs, in titles, summaries, names, keywords, sources, headings and code."""
    page = visit(small_site.on_web(f"{prefix}handbooks/hostile.html"))
    for place in (
        "h1",
        ".tl-lead",
        ".tl-facts",
        ".tl-tag",
        ".tl-sources li >> nth=1",
        ".tl-citation",
        ".tl-prose h2 code",
        ".tl-prose p code",
        ".tl-outline",
    ):
        assert HOSTILE in (page.locator(place).first.text_content() or ""), place
    assert page.title().startswith(HOSTILE)
    assert page.locator(".tl-prose pre").text_content() == (f"!!! note\n\n[not a link](nowhere.md) \u2028 {HOSTILE}\n")
    assert nothing_ran(page)
    for path in (
        "index.html",
        "catalogue/index.html",
        "catalogue/index.html?sort=title",
        "catalogue/area/irregular.html",
    ):
        page.goto(small_site.on_web(prefix + path))
        shown = ".tl-results" if "?" in path else "main"
        expect(page.locator(f"{shown} .tl-card a", has_text="</script>")).to_have_text(HOSTILE, use_inner_text=False)
        assert nothing_ran(page), path


def nothing_ran(page: Page) -> bool:
    """Tell whether no text of an author became a script or an element."""
    return bool(page.evaluate("!('ran' in window) && !document.querySelector('img[src=x]')"))


def test_machines_read_what_authors_write(small_site: BuiltSite) -> None:
    """The data inside a page is whole, whatever the title."""
    page = small_site.pages["handbooks/hostile.html"]
    data = [json.loads(script.text) for script in page.all("script") if script["type"] == "application/ld+json"]
    assert [(found["name"], found["keywords"], found["author"]) for found in data] == [(HOSTILE, [HOSTILE], [HOSTILE])]


def test_pictures_of_the_original_are_there_for_all_readers(small_site: BuiltSite) -> None:
    """On an untranslated page, in a translation, and from a shared folder (D12)."""
    assert small_site.broken_links() == []
    pictures = {
        name: [small_site.target(name, picture["src"]) for picture in small_site.pages[name].all("img")]
        for name in ("handbooks/hostile.html", "ru/handbooks/hostile.html", "ru/handbooks/rules.html")
    }
    assert [len(targets) for targets in pictures.values()] == [2, 2, 1]
    assert {small_site.text(target) for targets in pictures.values() for target in targets} == {PICTURE}


def test_notes_are_titled_in_the_language_of_the_text(small_site: BuiltSite) -> None:
    """Samples of code stay as they are (D16)."""
    english, russian = small_site.pages["ru/handbooks/hostile.html"], small_site.pages["ru/handbooks/rules.html"]
    assert english.one(".admonition-title").text == "Note"
    assert russian.one(".admonition-title").text == "Примечание"
    samples = ["".join(page.one(".tl-prose").one("pre").strings) for page in (english, russian)]
    assert [sample.splitlines()[0] for sample in samples] == ["!!! note", "!!! note"]
    assert [frame["aria-label"] for frame in english.all(".tl-scroll")] == ["Table"]
    assert [link["title"] for link in russian.all(".footnote-backref")] == ["Вернуться к тексту у примечания 1"]
    assert {link["title"] for link in russian.all(".headerlink")} == {"Ссылка на этот раздел"}


def test_headings_have_addresses_in_their_own_letters(small_site: BuiltSite) -> None:
    """Where the author gives no id (D26)."""
    headings = small_site.pages["ru/handbooks/rules.html"].one(".tl-prose").all("h2")
    assert [heading["id"] for heading in headings] == ["правила-безопасности", "ещё-о-ёлках"]


def test_a_link_may_name_a_document_of_another_language(small_site: BuiltSite) -> None:
    """Although mkdocs-static-i18n hides it from the pages of this one (D22)."""
    links = [link["href"] for link in small_site.pages["ru/handbooks/rules.html"].one(".tl-prose").all("a")]
    assert "../../handbooks/hostile.html" in links


@pytest.mark.browser
@pytest.mark.parametrize("path", ["handbooks/planning-a-training.html", "ru/catalogue/index.html", "index.html"])
def test_paper_shows_the_text_and_no_menus(example_site: BuiltSite, visit: Visit, path: str) -> None:
    """Nothing that only a screen can use is printed."""
    page = visit(example_site.on_web(path))
    expect(page.locator(".tl-nav")).to_be_visible()
    page.emulate_media(media="print")
    for part in (".tl-nav", ".tl-languages", ".tl-search", ".tl-scheme", ".tl-filters", ".tl-outline", ".headerlink"):
        assert [place.is_visible() for place in page.locator(part).all() if place.is_visible()] == [], part
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".tl-brand__name")).to_be_visible()
