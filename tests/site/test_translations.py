from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.site.built_site import run_mkdocs
from tests.site.conftest import EXAMPLE
from tests.site.test_accessibility import AXE, faults_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from tests.site.built_site import BuiltSite
    from tests.site.conftest import BuildLibrary, Serve, Visit

STALE, SUSPECT = "ru/handbooks/planning-a-training.html", "ru/projects/trainer-network.html"
STALE_ENGLISH = "events/meeting-of-trainers.html"
BY_HAND = "Перевод отмечен как готовый, хотя изменения не переведены, или отметка исправлена вручную."
CHANGES = (
    ("en/handbooks/planning-a-training.md", "Write down three", "Write down four"),
    ("en/handbooks/planning-a-training.md", "summary: How", "summary: This is how"),
    ("en/handbooks/planning-a-training.md", r"## After the training \{#follow-up\}\n(.|\n)*?\n\n(?=\[)", ""),
    ("en/handbooks/planning-a-training.md", "## Timetable", "## New {#new}\n\nA b c.\n\n## Timetable"),
    ("ru/events/meeting-of-trainers.md", r"\Z", "\nЕщё одно предложение.\n"),
    ("ru/projects/trainer-network.md", "@front:", "@start:"),
    ("ru/news/the-library-opens.md", r"translation:\n(  .*\n)+", "translation: {of: en}\n"),
    ("ru/about/index.md", r"\Z", "\n## Ещё {#more}\n"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> BuiltSite:
    """The example library after some work, built strictly: what is behind does not fail it."""
    project = tmp_path_factory.mktemp("behind")
    shutil.copytree(EXAMPLE, project, dirs_exist_ok=True)
    for name, old, new in CHANGES:
        path = project / "docs" / name
        text = path.read_text(encoding="utf-8")
        changed = re.sub(old, new, text, count=1)
        assert changed != text, (name, old)
        path.write_text(changed, encoding="utf-8")
    return serve(run_mkdocs(project / "mkdocs.yml", project / "site"))


def test_warnings_are_counted_and_fail_nothing(site: BuiltSite) -> None:
    """An author lists them with a command; a build does not."""
    assert site.build.messages("WARNING") == []
    assert "5 warnings for authors: `training-library check` lists them" in site.build.messages("INFO")


def test_a_translation_that_is_behind_names_its_sections(site: BuiltSite) -> None:
    """In the language of the reader, each with a link to where it stands in the original."""
    notice = site.pages[STALE].one(".tl-notice--behind")
    assert notice.language == "ru"
    assert notice.text == (
        "Этот перевод отстаёт от оригинала. Перевод соответствует оригиналу по состоянию на 21 ноября 2026 г. "
        "Читать оригинал (язык: английский). Разделы, в которых есть расхождения: "
        "Название, аннотация, ключевые слова или источники изменён Objectives изменён New новый "
        "Timetable изменён После занятия в оригинале больше нет"
    )
    original = "../../handbooks/planning-a-training.html"
    links = [link["href"] for link in notice.one(".tl-sections").all("a")]
    assert links == [original, *(f"{original}#{id_}" for id_ in ("objectives", "new", "timetable"))]
    assert [span["lang"] for span in notice.one(".tl-sections").all("span") if span["lang"]] == ["en", "en", "en"]
    ids = {element["id"] for element in site.pages[STALE.removeprefix("ru/")].walk()}
    assert {"objectives", "new"} <= ids


def test_either_language_can_be_behind(site: BuiltSite) -> None:
    """Here an English translation, of a Russian original."""
    notice = site.pages[STALE_ENGLISH].one(".tl-notice--behind")
    assert notice.text.startswith(
        "This translation is behind its original. It follows the original as of 21 November 2026. "
        "Read the original. Its language: Russian. Sections that differ:"
    )


def test_a_translation_whose_stamp_proves_nothing_says_so(site: BuiltSite) -> None:
    """Without a day, which nobody knows."""
    text = site.pages[SUSPECT].one(".tl-notice--behind").text
    assert text.startswith("Этот перевод, возможно, отстаёт от оригинала. Читать оригинал (язык: английский).")


@pytest.mark.parametrize(
    "path", ["ru/index.html", "ru/news/the-library-opens.html", "ru/about/index.html", "index.html", "ru/404.html"]
)
def test_where_readers_miss_nothing_there_is_no_notice(site: BuiltSite, path: str) -> None:
    """A structure that differs and a stamp that is missing are the authors' business."""
    assert site.pages[path].all(".tl-notice--behind") == []


def test_the_page_of_translations_tells_what_to_do(site: BuiltSite) -> None:
    """In each section what belongs there, with titles that readers know."""
    page = site.pages["ru/translations.html"]
    tasks = {section["aria-labelledby"]: section.all("li") for section in page.all("section")}
    assert [task.one("p").text for task in tasks["behind"] if task.all("p")] == [
        BY_HAND,
        "Перевод соответствует оригиналу по состоянию на 21 ноября 2026 г.",
    ]
    titles = {name: [li.all("a")[0].text for li in found if li.all(".tl-task__edit")] for name, found in tasks.items()}
    assert titles == {
        "coverage": [],
        "behind": ["Сеть тренеров", "Как спланировать занятие"],
        "uncertain": ["О библиотеке", "Библиотека открыта"],
        "missing": ["Five warm-ups"],
    }
    assert page.one("#tl-main").all("h1")[0].text == "Переводы"


def test_the_matrix_has_a_row_for_each_area(site: BuiltSite) -> None:
    """A cell tells how many documents there are, and how many translations are behind."""
    matrix = site.pages["ru/translations.html"].one(".tl-matrix")
    rows = {row.all("th")[0].text: [cell.text for cell in row.all("td")] for row in matrix.one("tbody").all("tr")}
    assert len(rows) == 7
    assert rows["Убежище и международная защита"][-1] == "3 из 4 1 отстаёт"
    assert all(len(cells) == len(matrix.one("thead").all("th")) - 1 for cells in rows.values())


def test_a_gap_leads_to_its_scaffold_on_the_forge(site: BuiltSite) -> None:
    """With the name of the file, the facts of the original and its headings."""
    (link,) = [link for link in site.pages["ru/translations.html"].all("a.tl-task__edit") if "/new/" in link["href"]]
    address = urlsplit(link["href"])
    assert (address.netloc, address.path) == ("git.example", "/library/new/main/docs")
    query = parse_qs(address.query)
    assert query["filename"] == ["ru/materials/warm-ups.md"]
    assert "translation: {of: en}" in query["value"][0]
    assert "{#names}" in query["value"][0]
    assert link.text == "Начать перевод: Five warm-ups"


@pytest.mark.parametrize("prefix", ["", "ru/"])
def test_the_data_agrees_with_the_page(site: BuiltSite, prefix: str) -> None:
    """And every page leads to the page."""
    data = json.loads(site.files[f"{prefix}translations.json"])
    assert data["language"] == (prefix.strip("/") or "en")
    page = site.pages[f"{prefix}translations.html"]
    assert len(page.all("a.tl-task__edit")) == len(data["tasks"])
    assert "translations.json" in [link["href"] for link in page.all("a")]
    footer = site.pages[f"{prefix}catalogue/index.html"].one("footer.tl-footer")
    assert "../translations.html" in [link["href"] for link in footer.all("a")]


@pytest.mark.parametrize(("seconds", "notices"), [(1803859200, 0), (1803945600, 1)], ids=["2027-03-01", "2027-03-02"])
def test_law_that_is_more_than_a_year_old_is_told(
    copied_example: Path, build_library: BuildLibrary, monkeypatch: pytest.MonkeyPatch, seconds: int, notices: int
) -> None:
    """By the day of the build, so that the same day gives the same site."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
    build = build_library(copied_example)
    page = (build.folder / "ru" / "handbooks" / "planning-a-training.html").read_text(encoding="utf-8")
    assert page.count("Законодательство могло измениться.") == notices
    assert page.count("Документ описывает его по состоянию на 1 марта 2026") == notices


def test_a_retired_document_names_its_replacement(site: BuiltSite) -> None:
    """With a link, in the language of the reader."""
    notice = site.pages["ru/handbooks/training-day.html"].one(".tl-document__head").one(".tl-notice")
    assert notice.text == "Этот документ утратил актуальность. Его заменяет: Как спланировать занятие"
    assert notice.one("a")["href"] == "planning-a-training.html"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing(site: BuiltSite, visit: Visit, scheme: Literal["light", "dark"], width: int) -> None:
    """On the page of translations and on those with a notice, in both languages."""
    page = visit(site.on_web("translations.html"), width=width, scheme=scheme)
    found = []
    for path in ("translations.html", "ru/translations.html", STALE, SUSPECT, STALE_ENGLISH):
        page.goto(site.on_web(path))
        page.evaluate(AXE)
        found += faults_of(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert found == []


@pytest.mark.browser
def test_everything_is_there_without_scripts(site: BuiltSite, visit: Visit) -> None:
    """From a disk as well: the section named in a notice is one click away."""
    page = visit(site.on_disk(STALE), javascript=False)
    page.get_by_role("note").get_by_role("link", name="Objectives").click()
    assert page.url == site.on_disk("handbooks/planning-a-training.html#objectives")
