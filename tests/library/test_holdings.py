from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING

import pytest

from training_library.library.front_matter import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.conftest import EditionText, LibraryOf, PlacesOf
    from training_library.library.document import Document

PAGE = "---\ntitle: {}\n---\n"


def paths(documents: Iterable[Document]) -> list[str]:
    """Return what the documents are known by."""
    return [document.path for document in documents]


def test_editions_with_one_path_are_one_document(library_of: LibraryOf, edition: EditionText) -> None:
    """The original is the edition that is no translation, in whichever language, and states the facts."""
    files = {
        "en/handbooks/a.md": edition(title="A", translation="{of: ru}"),
        "ru/handbooks/a.md": edition(title="А", level="advanced", countries="[NO, AM]", areas="[return, irregular]"),
        "ru/handbooks/b.md": edition(title="Б"),
    }
    files["en/handbooks/a.md"] = files["en/handbooks/a.md"].replace(
        "areas: [irregular]", "areas: [irregular, return]\nlevel: advanced\ncountries: [AM, NO]"
    )
    library, problems = library_of(files)
    assert problems == []
    document = library.documents["handbooks/a"]
    assert document.original.language == "ru"
    assert list(document.editions) == ["en", "ru"]
    assert [edition.is_translation for edition in document.editions.values()] == [True, False]
    assert document.kind is library.vocabulary.kinds["handbook"]
    assert [area.id for area in document.areas] == ["irregular", "return"]
    assert [country.id for country in document.countries] == ["NO", "AM"]
    assert document.level is library.vocabulary.levels["advanced"]
    assert library.edition_count == 3


def test_a_library_is_frozen(library_of: LibraryOf) -> None:
    """What one room reads, no other has changed."""
    library, _ = library_of({})
    with pytest.raises(FrozenInstanceError):
        library.documents = {}  # type: ignore[misc]  # it is what must fail


def test_documents_are_looked_up_by_what_they_are(library_of: LibraryOf, edition: EditionText) -> None:
    """Every id of the vocabulary has its documents, sorted by path, or none."""
    library, problems = library_of(
        {
            "en/handbooks/b.md": edition(title="B", areas="[asylum, return]", countries="[AM]"),
            "en/handbooks/a.md": edition(title="A", areas="[return]", countries="[AM, KZ]", project="short-course"),
            "ru/news/c.md": edition(title="В", kind="news", areas=None),
        }
    )
    assert problems == []
    a, b, c = "handbooks/a", "handbooks/b", "news/c"
    assert list(library.documents) == [a, b, c]
    assert list(library.by_area) == list(library.vocabulary.areas)
    assert paths(library.by_area["return"]) == [a, b]
    assert paths(library.by_area["asylum"]) == [b]
    assert paths(library.by_area["legal"]) == []
    assert {kind: paths(found) for kind, found in library.by_kind.items() if found} == {"handbook": [a, b], "news": [c]}
    assert {place: paths(found) for place, found in library.by_country.items() if found} == {"AM": [a, b], "KZ": [a]}
    assert {id_: paths(found) for id_, found in library.by_project.items() if found} == {"short-course": [a]}
    assert {language: paths(found) for language, found in library.by_language.items()} == {"en": [a, b], "ru": [c]}


def test_a_shelf_is_in_the_order_of_its_reader(library_of: LibraryOf, edition: EditionText) -> None:
    """A title counts in the language of the reader, or else in that of the original."""
    library, _ = library_of(
        {
            "en/handbooks/a.md": edition(title="Zeal"),
            "ru/handbooks/a.md": edition(title="Азбука", translation="{of: en}"),
            "en/handbooks/b.md": edition(title="Bridge"),
            "ru/handbooks/c.md": edition(title="Ясность"),
        }
    )
    assert paths(library.shelves["en"]) == ["handbooks/b", "handbooks/a", "handbooks/c"]
    assert paths(library.shelves["ru"]) == ["handbooks/b", "handbooks/a", "handbooks/c"]
    assert [document.edition_for("ru").title for document in library.shelves["ru"]] == ["Bridge", "Азбука", "Ясность"]


def test_a_page_is_found_in_the_language_of_the_reader(library_of: LibraryOf) -> None:
    """Or else in the first language that has it."""
    files = {
        "en/index.md": PAGE.format("Home"),
        "ru/index.md": PAGE.format("Главная"),
        "ru/about/a.md": PAGE.format("О нас"),
    }
    library, _ = library_of(files)
    asked = [("index", "ru"), ("index", "de"), ("about/a", "en"), ("about/b", "en")]
    titles = [page.title if (page := library.page(*question)) else None for question in asked]
    assert titles == ["Главная", "Home", "О нас", None]


@pytest.mark.parametrize(
    ("translations", "expected"),
    [
        ({"en": None, "ru": "{of: en}"}, []),
        ({"en": "{of: ru}", "ru": None}, []),
        ({"en": None, "ru": None}, ["ru/handbooks/a.md:1: TL302 translation"]),
        ({"ru": "{of: en}"}, ["ru/handbooks/a.md:7: TL301 translation"]),
        ({"en": None, "ru": "{of: ru}"}, ["ru/handbooks/a.md:7: TL301 translation"]),
        (
            {"en": "{of: ru}", "ru": "{of: en}"},
            ["en/handbooks/a.md:7: TL305 translation", "ru/handbooks/a.md:7: TL305 translation"],
        ),
    ],
)
def test_a_document_has_one_original(
    places_of: PlacesOf, edition: EditionText, translations: dict[str, str | None], expected: list[str]
) -> None:
    """Its other editions name the language of that original."""
    files = {f"{language}/handbooks/a.md": edition(translation=of) for language, of in translations.items()}
    assert places_of(files) == expected


def test_two_originals_name_both_ways_out(library_of: LibraryOf, edition: EditionText) -> None:
    """The library cannot know which of the two was written first."""
    _, problems = library_of({"en/handbooks/a.md": edition(), "ru/handbooks/a.md": edition()})
    assert [problem.what for problem in problems] == ['this document has an original in "en" already']
    assert [problem.remedy for problem in problems] == [
        "add `translation: {of: en}` here, or `translation: {of: ru}` there"
    ]


def test_a_translation_of_an_unsound_original_is_not_alone_to_blame(places_of: PlacesOf, edition: EditionText) -> None:
    """Both files are named, since the mistake may be in either."""
    files = {"en/handbooks/a.md": edition(title=None), "ru/handbooks/a.md": edition(translation="{of: en}")}
    assert places_of(files) == ["en/handbooks/a.md:2: TL106 title", "ru/handbooks/a.md:7: TL301 translation"]


OTHER_FACTS = {
    "kind": "course",
    "areas": "[irregular, return]",
    "date": "2026-11-22",
    "countries": "[AM]",
    "audience": "[trainers]",
    "level": "advanced",
    "duration": "6 h",
    "project": "short-course",
    "organisations": "[training-centre]",
    "licence": "CC0-1.0",
    "legal_state_as_of": "2026-01-01",
    "status": "retired",
    "replaced_by": "handbooks/b",
}


@pytest.mark.parametrize("key", FACTS)
def test_a_fact_is_the_same_in_every_language(library_of: LibraryOf, edition: EditionText, key: str) -> None:
    """The message names the place in the original; a key that is missing in the translation differs too."""
    changed = edition(**{key: OTHER_FACTS[key]})
    files = {
        "en/handbooks/a.md": changed,
        "ru/handbooks/a.md": edition(translation="{of: en}"),
        "ru/handbooks/b.md": edition(title="Б"),
    }
    _, problems = library_of(files)
    lines = edition(translation="").split("\n")
    here = next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)
    there = next(number for number, line in enumerate(changed.split("\n"), 1) if line.startswith(f"{key}:"))
    found = [(problem.path, problem.line, problem.key, problem.what) for problem in problems if problem.code == "TL303"]
    assert found == [("docs/ru/handbooks/a.md", here, key, f"this differs from docs/en/handbooks/a.md:{there}")]


@pytest.mark.parametrize("key", ["title", "summary", "tags", "sources", "authors", "updated", "review_by"])
def test_words_differ_between_languages(places_of: PlacesOf, edition: EditionText, key: str) -> None:
    """As do the days on which an edition was worked on."""
    values = {"tags": "[a]", "sources": "[{title: A}]", "authors": "[A]"}
    changed = edition(translation="{of: en}", **{key: values.get(key, "2026-12-01")})
    assert places_of({"en/handbooks/a.md": edition(), "ru/handbooks/a.md": changed}) == []


@pytest.mark.parametrize("title", ["Border control", "border  CONTROL", "Ｂorder control"])
def test_a_title_names_one_document(places_of: PlacesOf, edition: EditionText, title: str) -> None:
    """In each language; letter case, spaces and the forms that Unicode has of a letter do not tell two apart."""
    files = {
        "en/handbooks/a.md": edition(),
        "ru/handbooks/a.md": edition(translation="{of: en}"),
        "en/handbooks/b.md": edition(title=title),
    }
    assert places_of(files) == ["en/handbooks/b.md:2: TL304 title"]


def test_only_a_retired_document_is_replaced(places_of: PlacesOf, edition: EditionText) -> None:
    """A reader of a current one would be sent away from it."""
    files = {"en/handbooks/a.md": edition(replaced_by="handbooks/b"), "en/handbooks/b.md": edition(title="B")}
    assert places_of(files) == ["en/handbooks/a.md:7: TL119 replaced_by"]


@pytest.mark.parametrize(
    ("replaced_by", "remedy"),
    [
        ("handbooks/bb", 'did you mean "handbooks/b"?'),
        ("handbooks/a", 'did you mean "handbooks/b"?'),
        ("x/y", "use one of: handbooks/b"),
    ],
)
def test_a_retired_document_is_replaced_by_another(
    library_of: LibraryOf, edition: EditionText, replaced_by: str, remedy: str
) -> None:
    """By one that exists, and not by itself."""
    files = {
        "en/handbooks/a.md": edition(status="retired", replaced_by=replaced_by),
        "en/handbooks/b.md": edition(title="B"),
    }
    _, problems = library_of(files)
    assert [str(problem) for problem in problems] == [
        f'docs/en/handbooks/a.md:8: TL119 replaced_by: there is no other document "{replaced_by}"; {remedy}'
    ]
