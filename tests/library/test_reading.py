from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from training_library.library.reading import read_library

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import EditionText, LibraryOf, PlacesOf


def test_the_example_is_sound_and_has_a_case_of_everything(example: Path) -> None:
    """Tests of whole sites rely on it."""
    library, problems = read_library(example, drafts=True)
    assert problems == []
    documents = library.documents.values()
    assert {tuple(document.editions) for document in documents} == {("en",), ("ru",), ("en", "ru")}
    assert {document.original.language for document in documents if len(document.editions) > 1} == {"en", "ru"}
    assert {document.original.front_matter.status for document in documents} == {"current", "draft", "retired"}
    assert {area for area, found in library.by_area.items() if found} == set(library.vocabulary.areas)
    assert any(not document.areas for document in documents)
    keys = {key for document in documents for edition in document.editions.values() for key in edition.key_lines}
    assert len(keys) == 23


def test_an_edition_knows_its_lines(library_of: LibraryOf, edition: EditionText) -> None:
    """Whoever checks its links or headings later can name the line of the file."""
    library, _ = library_of({"en/handbooks/a.md": edition("First.\n\nSecond.", level="advanced")})
    original = library.documents["handbooks/a"].original
    assert original.key_lines == {"title": 2, "kind": 3, "areas": 4, "summary": 5, "date": 6, "level": 7}
    assert (original.body, original.body_line) == ("\nFirst.\n\nSecond.\n", 9)
    assert original.src_uri == "en/handbooks/a.md"


@pytest.mark.parametrize("name", ["index", "about/index", "about/rights/data", "handbooks/index", "about"])
def test_a_page_needs_only_a_title(library_of: LibraryOf, name: str) -> None:
    """The home page, what is about the library, and the head of a folder are no documents."""
    library, problems = library_of({f"en/{name}.md": "---\ntitle: Home\n---\nText"})
    assert problems == []
    assert not library.documents
    page = library.pages[f"en/{name}.md"]
    assert (page.path, page.language, page.title, page.summary, page.body) == (name, "en", "Home", "", "Text")


def test_a_page_without_a_title_is_refused(library_of: LibraryOf) -> None:
    """There would be nothing to call it by."""
    library, problems = library_of({"en/index.md": "---\ntitle:\n---\n"})
    assert [problem.code for problem in problems] == ["TL111"]
    assert not library.pages
    assert library.refused == {"en/index.md"}


def test_a_page_has_few_keys(places_of: PlacesOf) -> None:
    """Those of a document would promise what a page does not do."""
    files = {
        "en/index.md": "---\nsummary: Text\n---\n",
        "en/about/a.md": "---\ntitle: A\nkind: handbook\n---\n",
        "ru/index.md": f"---\ntitle: A\nsummary: {'a' * 301}\ntranslation: {{of: de}}\n---\n",
    }
    assert places_of(files) == [
        "en/about/a.md:3: TL105 kind",
        "en/index.md:2: TL106 title",
        "ru/index.md:3: TL112 summary",
        "ru/index.md:4: TL108 translation.of",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b"", "1: TL101"),
        (b"---", "1: TL101"),
        (b"---\n---\n", "2: TL103"),
        (b"---\n# title: A\n---\n", "2: TL103"),
        (b"---\n- title\n---\n", "2: TL103"),
        (b"---\ntitle\n---\n", "2: TL103"),
        (b"---\n\xff\n---\n", "2: TL120"),
        (b"---\n\0\n---\n", "2: TL102"),
        (b"\0" * 1_000_000, "1: TL101"),
        (b"---\ntitle: A\n--- b\n---\n", "3: TL102"),
    ],
)
def test_a_file_that_says_nothing_has_one_problem(places_of: PlacesOf, text: bytes, place: str) -> None:
    """A mistake in the form does not bring a list of missing keys with it."""
    assert places_of({"en/handbooks/a.md": text}) == [f"en/handbooks/a.md:{place}"]


def test_a_mistake_in_one_file_leaves_the_others_alone(library_of: LibraryOf, edition: EditionText) -> None:
    """What is sound is in the library; what is not is refused, so that no build publishes it."""
    files = {"en/handbooks/a.md": edition(), "en/handbooks/b.md": edition(title="B", date="soon")}
    library, problems = library_of(files)
    assert [problem.path for problem in problems] == ["docs/en/handbooks/b.md"]
    assert list(library.documents) == ["handbooks/a"]
    assert library.refused == {"en/handbooks/b.md"}


@pytest.mark.parametrize("name", ["Border.md", "border control.md", "граница.md", "-a.md", "a\nb.md"])
def test_a_name_has_to_travel(places_of: PlacesOf, edition: EditionText, name: str) -> None:
    """Zip files, web servers and Windows each have their own idea of other letters; a line stays a line."""
    shown = f"en/handbooks/{name}".replace("\n", " ")
    assert places_of({f"en/handbooks/{name}": edition()}) == [f"{shown}:1: TL127"]


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("materials/", 'a document of kind "handbook" is in the folder "materials"; move the file to "handbooks"'),
        ("catalogue/", 'the folder "catalogue" is kept for the site itself; move the file to "handbooks"'),
        ("", 'a document of kind "handbook" is in no folder; move the file to "handbooks"'),
    ],
)
def test_a_document_lies_in_the_folder_of_its_kind(
    library_of: LibraryOf, edition: EditionText, folder: str, message: str
) -> None:
    """The place of a file says what it is."""
    _, problems = library_of({f"en/{folder}a.md": edition()})
    assert [str(problem).split(", or")[0] for problem in problems] == [f"docs/en/{folder}a.md:3: TL113 kind: {message}"]


def test_a_folder_may_have_folders(places_of: PlacesOf, edition: EditionText) -> None:
    """By year, for example."""
    assert places_of({"en/handbooks/2026/a.md": edition()}) == []


def test_what_is_in_no_language_is_reported(library_of: LibraryOf, edition: EditionText) -> None:
    """A folder of documents, or one beside the folders; pictures and hidden files need no language."""
    files = {
        "RU/handbooks/a.md": edition(),
        "assets/a.css": "",
        ".cache/a.md": "",
        ".notes.md": "",
        "readme.txt": "",
        "readme.md": "",
        "en/handbooks/a.md": edition(),
    }
    library, problems = library_of(files)
    assert [(problem.path, problem.code, problem.remedy) for problem in problems] == [
        ("docs/RU", "TL205", 'add it to vocabulary/languages.yml, or did you mean "ru"?'),
        ("docs/readme.md", "TL205", "move it into the folder of its language"),
    ]
    assert library.refused == {"RU", "readme.md"}
    assert list(library.documents["handbooks/a"].editions) == ["en"]


def test_drafts_are_read_on_demand(docs: Path, library_of: LibraryOf, edition: EditionText) -> None:
    """A draft is checked always, and part of the library only where its author looks at it."""
    files = {"en/handbooks/a.md": edition(status="draft"), "en/handbooks/b.md": edition(status="draft", level="low")}
    library, problems = library_of(files)
    assert not library.documents
    assert library.refused == set(files)
    assert [problem.code for problem in problems] == ["TL108"]
    library, _ = read_library(docs, drafts=True)
    assert set(library.documents) == {"handbooks/a", "handbooks/b"}
    assert not library.refused


def test_links_do_not_lead_out_of_docs(docs: Path, tmp_path: Path, library_of: LibraryOf, edition: EditionText) -> None:
    """Neither for documents, nor pictures, whole languages or the vocabulary: nothing is read or published there."""
    outside = tmp_path / "outside"
    (outside / "handbooks").mkdir(parents=True)
    (outside / "handbooks" / "a.md").write_text(edition())
    (docs / "en" / "handbooks").mkdir(parents=True)
    (docs / "en" / "handbooks" / "a.md").symlink_to(outside / "handbooks" / "a.md")
    (docs / "en" / "courses").symlink_to(outside)
    (docs / "en" / "secret.png").symlink_to("/dev/null")
    (docs / "en" / "broken.png").symlink_to(outside / "nothing.png")
    (docs / "logo.png").symlink_to("/dev/null")
    (docs / "other").symlink_to("/")
    (docs / "ru").symlink_to(outside)
    library, problems = library_of({})
    links = ["en/broken.png", "en/courses", "en/handbooks/a.md", "en/secret.png", "logo.png", "other", "ru"]
    assert [problem.path for problem in problems] == [f"docs/{link}" for link in links]
    assert {problem.code for problem in problems} == {"TL124", "TL126"}
    assert library.refused == set(links)
    assert not library.documents
    shutil.move(docs / "vocabulary", outside)
    (docs / "vocabulary").symlink_to(outside / "vocabulary")
    library, _ = library_of({})
    assert not library.vocabulary.languages


def test_links_within_docs_are_followed(docs: Path, places_of: PlacesOf) -> None:
    """A picture in two languages need not lie there twice, and is not read as text."""
    (docs / "ru").mkdir()
    (docs / "ru" / "a.png").symlink_to(docs / "en" / "a.png")
    (docs / "ru" / "index.md").symlink_to(docs / "en" / "index.md")
    assert places_of({"en/a.png": b"\x89PNG\xff", "en/index.md": "---\ntitle: Home\n---\n"}) == []


def test_a_folder_named_like_a_document_is_reported(places_of: PlacesOf, edition: EditionText) -> None:
    """It cannot be read as a file, and what is in it is no edition."""
    assert places_of({"en/handbooks/a.md/b.md": edition()}) == ["en/handbooks/a.md:1: TL126"]


def test_without_a_vocabulary_there_is_a_report(tmp_path: Path) -> None:
    """A folder with nothing in it, and no folder at all."""
    (tmp_path / "docs" / "en").mkdir(parents=True)
    (tmp_path / "docs" / "en" / "index.md").touch()
    for docs, extra in ((tmp_path / "docs", 1), (tmp_path / "nowhere", 0)):
        library, problems = read_library(docs)
        assert len([problem for problem in problems if problem.code == "TL201"]) == 8
        assert len(problems) == 8 + extra
        assert {*library.documents, *library.pages} == set()


def test_empty_vocabularies_are_reported(docs: Path, places_of: PlacesOf) -> None:
    """Once each, and not at every document that needs them."""
    for path in (docs / "vocabulary").iterdir():
        path.write_text("# nothing yet\n")
    assert places_of({}) == sorted(f"vocabulary/{path.name}:1: TL103" for path in (docs / "vocabulary").iterdir())


def test_paths_in_messages_start_at_the_root(docs: Path, library_of: LibraryOf) -> None:
    """An editor opens what a message names."""
    library_of({"en/index.md": ""})
    shown = {root: read_library(docs, root=root)[1][0].path for root in (docs, docs.parent, docs / "vocabulary")}
    assert shown == {
        docs: "en/index.md",
        docs.parent: "docs/en/index.md",
        docs / "vocabulary": (docs / "en" / "index.md").as_posix(),
    }


def test_a_third_language_is_a_folder_and_its_labels(example_in_three_languages: Path) -> None:
    """No line of code knows Ukrainian."""
    library, problems = read_library(example_in_three_languages)
    assert problems == []
    assert list(library.vocabulary.languages) == ["en", "ru", "uk"]
    document = library.documents["handbooks/planning-a-training"]
    assert list(document.editions) == ["en", "ru", "uk"]
    assert document.edition_for("uk").title.startswith("Українською")
    assert [found.path for found in library.by_language["uk"]] == [document.path]
    assert document.kind.label["uk"] == "Handbook (uk)"
    assert document.original.language == "en"


def test_a_new_language_is_told_what_it_lacks(docs: Path, places_of: PlacesOf, edition: EditionText) -> None:
    """Every label is named, and documents that use the entries stay sound."""
    with (docs / "vocabulary" / "languages.yml").open("a", encoding="utf-8") as languages:
        languages.write("uk: {name: Українська, label: {en: Ukrainian, ru: украинский, uk: українська}}\n")
    places = places_of({"uk/handbooks/a.md": edition(countries="[AM]", level="advanced")})
    assert {place.split(" ", 1)[1] for place in places} > {"TL202 AM.label", "TL202 ru.label", "TL202 handbook.plural"}
    assert all(" TL202 " in place for place in places)
