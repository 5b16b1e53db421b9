from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher

from training_library.bundle.zim import LONGEST_DESCRIPTION, Imprint, searched_forms, three_letters, write_zim

if TYPE_CHECKING:
    from pathlib import Path

IMPRINT = Imprint(
    name="library_ru",
    title="Учебная библиотека по управлению миграцией",
    description="Пособия, программы и справки для тех, кто учит и учится, " * 3,
    language="ru",
    creator="Библиотека",
    date=dt.date(2026, 11, 21),
)


@pytest.fixture
def site(tmp_path: Path) -> dict[str, Path]:
    """Two pages and a style."""
    texts = {
        "index.html": "<title>Библиотека</title><main><h1>Добро пожаловать</h1></main>",
        "handbooks/policy.html": "<main><h1>Миграционная политика</h1>О службе и отчётах районов</main>",
        "site.css": "body {}",
    }
    for name, text in texts.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return {name: tmp_path / "site" / name for name in texts}


@pytest.fixture
def archive(site: dict[str, Path], tmp_path: Path) -> Archive:
    """These in a ZIM file."""
    write_zim(tmp_path / "library.zim", site, IMPRINT)
    return Archive(tmp_path / "library.zim")


def test_a_file_says_what_it_is(archive: Archive) -> None:
    """Within the lengths that its readers show, cut between words."""
    told = {name: archive.get_metadata(name).decode() for name in archive.metadata_keys if "Illustration" not in name}
    assert (told["Name"], told["Language"], told["Date"]) == ("library_ru", "rus", "2026-11-21")
    assert told["Title"] == "Учебная библиотека по…"
    assert len(told["Description"]) <= LONGEST_DESCRIPTION
    assert told["LongDescription"] == IMPRINT.description
    assert archive.has_illustration(48)


def test_every_page_and_file_is_in_it(archive: Archive, site: dict[str, Path]) -> None:
    """Byte for byte, with its type; the home page comes first."""
    for name, path in site.items():
        item = archive.get_entry_by_path(name).get_item()
        assert bytes(item.content) == path.read_bytes()
    assert archive.get_entry_by_path("site.css").get_item().mimetype == "text/css"
    assert archive.main_entry.get_item().path == "index.html"
    assert archive.check()


@pytest.mark.parametrize(
    "said", ["миграционной", "миграционный", "миграционная", "политики", "служба", "отчёты", "отчеты", "района"]
)
def test_words_are_found_in_any_form(archive: Archive, said: str) -> None:
    """Those with й too, which libzim alone does not find."""
    found = Searcher(archive).search(Query().set_query(said)).getResults(0, 10)
    assert list(found) == ["handbooks/policy.html"]


def test_titles_are_suggested(archive: Archive) -> None:
    """From their beginning on."""
    found = SuggestionSearcher(archive).suggest("Миграц").getResults(0, 10)
    assert list(found) == ["handbooks/policy.html"]


def test_the_same_content_gives_the_same_bytes(site: dict[str, Path], tmp_path: Path) -> None:
    """And other content another number."""
    for name in ("one.zim", "two.zim"):
        write_zim(tmp_path / name, site, IMPRINT)
    assert (tmp_path / "one.zim").read_bytes() == (tmp_path / "two.zim").read_bytes()
    site["site.css"].write_text("p {}", encoding="utf-8")
    write_zim(tmp_path / "three.zim", site, IMPRINT)
    assert Archive(tmp_path / "three.zim").uuid != Archive(tmp_path / "one.zim").uuid


def test_a_file_that_is_there_stays(site: dict[str, Path], tmp_path: Path) -> None:
    """Whatever it is."""
    (tmp_path / "a.zim").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_zim(tmp_path / "a.zim", site, IMPRINT)
    assert (tmp_path / "a.zim").read_text(encoding="utf-8") == "mine"


def test_languages_go_by_three_letters() -> None:
    """Of ISO 639-3, as ZIM files have it."""
    assert [three_letters(language) for language in ("en", "ru", "uk", "sr-Latn", "kaa", "xx")] == [
        "eng", "rus", "ukr", "srp", "kaa", "und",
    ]  # fmt: skip


def test_words_are_known_without_their_marks() -> None:
    """As libzim looks for them; what has no marks is not said twice."""
    assert searched_forms("район отчёта", "ru") == {"раион", "отчета"}
    assert {"миграционнои", "миграционныи"} < searched_forms("Миграционная", "ru")
    assert searched_forms("a café", "en") == {"cafe"}
    assert searched_forms("policy", "en") == set()
