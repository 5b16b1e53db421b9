from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from training_library.library import scaffold as scaffolds
from training_library.library.markdown import structure_of
from training_library.library.problem import Problem, Report
from training_library.library.scaffold import read_scaffold, scaffold_of, scaffold_text, translation_skeleton

if TYPE_CHECKING:
    from tests.conftest import EditionText, LibraryOf
    from training_library.library.holdings import Library

PACKAGED = Path(scaffolds.__file__).with_name("scaffolds")
NAMES = sorted(path.stem for path in (PACKAGED / "en").iterdir())
KINDS = [name for name in NAMES if not name.startswith("_")]
SAID = {"title": "Reception: a guide", "areas": ["asylum"], "date": "2026-11-21"}


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    """A library without documents."""
    return library_of({})[0]


def test_every_kind_has_its_own_scaffold(library: Library) -> None:
    """Nine kinds, and what is used where there is none."""
    assert sorted(library.vocabulary.kinds) == KINDS
    assert set(NAMES) - set(KINDS) == {"_general", "_translation"}


@pytest.mark.parametrize("name", NAMES)
def test_a_scaffold_is_the_same_in_every_language(name: str) -> None:
    """A translation of a new document has its headings already: same levels, same ids, same tables."""
    shapes = []
    for language in ("en", "ru"):
        report = Report(name)
        scaffold = read_scaffold((PACKAGED / language / f"{name}.md").read_text(encoding="utf-8"), report)
        structure = structure_of(scaffold.body)
        assert list(report) == []
        assert all(heading.is_explicit for heading in structure.headings)
        headings = [(heading.level, heading.id) for heading in structure.headings]
        tables = [(table.rows, table.columns) for table in structure.tables]
        shapes.append((headings, tables, scaffold.body.count("TODO: "), list(scaffold.front_matter)))
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_document_is_sound_from_the_start(
    library: Library, library_of: LibraryOf, kind: str, language: str
) -> None:
    """It passes the model, and says in each section what is yet to be written."""
    text = scaffold_text(library, kind, language, SAID)
    path = f"{library.vocabulary.kinds[kind].folder}/new"
    filled, problems = library_of({f"{language}/{path}.md": text})
    assert problems == []
    edition = filled.documents[path].editions[language]
    assert edition.title == "Reception: a guide"
    assert edition.front_matter.summary.startswith("TODO: ")
    sections = re.split(r"^#.*\n", edition.body, flags=re.MULTILINE)
    assert [section for section in sections if section.strip() and "TODO: " not in section] == []


def test_a_library_replaces_a_scaffold(library_of: LibraryOf) -> None:
    """Its own sections, with the packaged front matter where it has none of its own."""
    russian = '---\nsummary: "TODO: кратко"\nlevel: advanced\n---\n\n## Своё {#own}\n'
    library, problems = library_of(
        {
            "vocabulary/scaffolds/en/handbook.md": "## Own {#own}\n\nTODO: write.\n",
            "vocabulary/scaffolds/ru/handbook.md": russian,
        }
    )
    assert problems == []
    english, other = (scaffold_text(library, "handbook", language, SAID) for language in ("en", "ru"))
    assert english.endswith("\n\n## Own {#own}\n\nTODO: write.\n")
    assert 'summary: "TODO: one sentence that says for which task' in english
    assert other.endswith("\n\n## Своё {#own}\n")
    assert 'summary: "TODO: кратко"\ndate: 2026-11-21\nlevel: advanced\n---' in other


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("en/hanbook", "## A\n", "1: TL206"),
        ("eng/handbook", "## A\n", "1: TL206"),
        ("handbook", "## A\n", "1: TL206"),
        ("en/handbook", "---\nsummary: [\n---\n", "2: TL102"),
        ("en/handbook", "---\nsummary: a\n", "1: TL101"),
        ("en/handbook", "---\n- a\n---\n", "2: TL103"),
        ("en/handbook", "---\nsummary: *a\n---\n", "2: TL114"),
    ],
)
def test_a_mistake_in_a_scaffold_is_reported(library_of: LibraryOf, name: str, text: str, place: str) -> None:
    """A scaffold that nobody would ever get is a mistake too."""
    _, problems = library_of({f"vocabulary/scaffolds/{name}.md": text})
    assert [f"{problem.line}: {problem.code}" for problem in problems] == [place]
    assert {problem.path for problem in problems} == {f"docs/vocabulary/scaffolds/{name}.md"}


def test_a_kind_without_a_scaffold_gets_the_general_one(library: Library) -> None:
    """In the language of the document."""
    for language in ("en", "ru"):
        general = read_scaffold((PACKAGED / language / "_general.md").read_text(encoding="utf-8"), Report(""))
        assert scaffold_of(library.vocabulary, "toolkit", language) == general


def test_a_language_without_scaffolds_gets_headings_to_translate(library: Library) -> None:
    """Those of the library's default language, plainly marked."""
    text = scaffold_text(library, "news", "uk", SAID)
    assert "## TODO: What is new {#new}\n" in text


def test_an_imported_text_stands_in_place_of_the_sections(library: Library) -> None:
    """The front matter is that of the kind."""
    text = scaffold_text(library, "handbook", "en", SAID, body="## Found\n")
    assert text.endswith('TODO: title of a source, its publisher and year"}\n---\n\n## Found\n')


ORIGINAL = """\
Before the first heading.

## What the project is about {#about}

Text.

### No `id` *here*

## A heading of its own {#own}

Text.
"""


@pytest.fixture
def translated(library_of: LibraryOf, edition: EditionText) -> tuple[str, Library, list[Problem]]:
    """The skeleton of the Russian translation of a fact sheet, and the library with both."""
    keys = {
        "title": "'A project: its story'",
        "kind": "fact-sheet",
        "summary": "a" * 300,
        "countries": "[NO, AM]",
        "audience": "[trainers]",
        "level": "advanced",
        "duration": "6 h",
        "project": "trainer-network",
        "legal_state_as_of": "2026-01-01",
        "updated": "2026-11-22",
        "tags": "[network, 'a, b']",
        "sources": "[{title: 'One: two', url: 'https://a.example/b'}, {title: Three}]",
        "authors": "[Ария]",
    }
    library, problems = library_of({"en/projects/network.md": edition(ORIGINAL, **keys)})
    assert problems == []
    skeleton = translation_skeleton(library, library.documents["projects/network"], "ru")
    return skeleton, *library_of({"ru/projects/network.md": skeleton})


def test_the_skeleton_of_a_translation_passes_the_model(translated: tuple[str, Library, list[Problem]]) -> None:
    """Facts are those of the original, words are marked as yet to be translated."""
    _, library, problems = translated
    assert problems == []
    front_matter = library.documents["projects/network"].editions["ru"].front_matter
    assert front_matter.translation_of == "en"
    assert front_matter.title == "TODO: A project: its story"
    assert front_matter.tags == ("TODO: network", "TODO: a, b")
    assert [(source.title, source.url) for source in front_matter.sources] == [
        ("TODO: One: two", "https://a.example/b"),
        ("TODO: Three", ""),
    ]
    assert (front_matter.authors, front_matter.updated, front_matter.status) == (("Ария",), None, "current")
    assert len(front_matter.summary) == 300


def test_the_skeleton_keeps_headings_and_ids(translated: tuple[str, Library, list[Problem]]) -> None:
    """Headings of the scaffold come translated, all others are marked, and where there is text it is asked for."""
    skeleton, _, _ = translated
    assert skeleton.partition("translation: {of: en}\n---\n\n")[2].split("\n\n") == [
        "TODO: переведите этот раздел.",
        "## О проекте {#about}",
        "TODO: переведите этот раздел.",
        "### TODO: No id here {#no-id-here}",
        "## TODO: A heading of its own {#own}",
        "TODO: переведите этот раздел.\n",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_new_document_has_not_changed_is_translated_already(
    library: Library, library_of: LibraryOf, kind: str
) -> None:
    """Its translation starts with the same tables and lists, and asks for the sections that have been written."""
    path = f"{library.vocabulary.kinds[kind].folder}/new"
    english, russian = (scaffold_text(library, kind, language, SAID) for language in ("en", "ru"))
    library, _ = library_of({f"en/{path}.md": f"{english}\n## Own {{#own}}\n\nText.\n"})
    skeleton = translation_skeleton(library, library.documents[path], "ru")
    body = russian.partition("\n---\n")[2]
    assert skeleton.partition("\n---\n")[2] == f"{body}\n## TODO: Own {{#own}}\n\nTODO: переведите этот раздел.\n"
    assert "TODO: TODO: " not in skeleton


def test_a_retired_document_is_retired_in_every_language(library_of: LibraryOf, edition: EditionText) -> None:
    """Its status is a fact, as is what replaces it."""
    other = edition(title="Other")
    retired = edition(status="retired", replaced_by="handbooks/other")
    library, _ = library_of({"en/handbooks/other.md": other, "en/handbooks/old.md": retired})
    skeleton = translation_skeleton(library, library.documents["handbooks/old"], "ru")
    assert "status: retired\nreplaced_by: handbooks/other\ntranslation: {of: en}\n---\n" in skeleton
    _, problems = library_of({"ru/handbooks/old.md": skeleton})
    assert problems == []
