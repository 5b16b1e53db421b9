from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from training_library.library.front_matter import KEYS, PAGE_KEYS, SOURCES, TRANSLATION
from training_library.library.reading import read_library
from training_library.library.schema import front_matter_schema, meanings, snippets

if TYPE_CHECKING:
    from tests.conftest import EditionText, LibraryOf
    from training_library.library.holdings import Library
    from training_library.library.keys import Key

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["docs", "tests/example/docs"])
def docs_folder(request: pytest.FixtureRequest) -> Path:
    """The documents of this library, and those of the example."""
    return PROJECT / str(request.param)


@pytest.fixture(scope="module")
def real() -> Library:
    """This library."""
    return read_library(PROJECT / "docs")[0]


def validator(library: Library, *, page: bool = False) -> Draft202012Validator:
    """What an editor would check front matter with."""
    schema = front_matter_schema(PAGE_KEYS if page else KEYS, library.vocabulary)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def front_matter(text: str) -> Any:  # noqa: ANN401 - whatever the author wrote
    """The keys of a file, read as YAML 1.2 does: dates are text, as is NO."""
    return yaml.load(text.split("\n---", 1)[0].removeprefix("---\n"), Loader=yaml.BaseLoader)  # noqa: S506 - all text


def test_every_front_matter_of_the_library_is_valid(docs_folder: Path) -> None:
    """An editor finds nothing where the library finds nothing."""
    library, _ = read_library(docs_folder, drafts=True)
    documents, pages = validator(library), validator(library, page=True)
    checked = 0
    for uri in [edition.src_uri for each in library.documents.values() for edition in each.editions.values()]:
        assert list(documents.iter_errors(front_matter((docs_folder / uri).read_text(encoding="utf-8")))) == [], uri
        checked += 1
    for uri in library.pages:
        assert list(pages.iter_errors(front_matter((docs_folder / uri).read_text(encoding="utf-8")))) == [], uri
        checked += 1
    assert checked > 10


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *((key, None) for key in ("title", "kind", "areas", "summary", "date")),
        *((key, "''") for key in ("title", "kind", "areas", "summary", "date", "level", "licence", "duration")),
        *((key, "[a]") for key in ("title", "kind", "summary", "date", "level", "status", "translation")),
        *((key, "{a: b}") for key in ("title", "areas", "tags", "sources", "date")),
        ("kind", "hanbook"),
        ("areas", "irregular"),
        ("areas", "[]"),
        ("areas", "[irregular, migration]"),
        ("areas", "[irregular, irregular]"),
        ("summary", "a" * 301),
        ("date", "2026-02-30"),
        ("date", "21.11.2026"),
        ("legal_state_as_of", "spring"),
        ("countries", "[UK]"),
        ("countries", "[am]"),
        ("audience", "[pupils]"),
        ("level", "expert"),
        ("duration", "six hours"),
        ("duration", "0 h"),
        ("project", "unknown"),
        ("organisations", "[unknown]"),
        ("licence", "GPL-3.0"),
        ("tags", "one"),
        ("tags", "[a, a]"),
        ("authors", "[[a]]"),
        ("sources", "[a]"),
        ("sources", "[{url: 'https://a.example/'}]"),
        ("sources", "[{title: A, link: 'https://a.example/'}]"),
        ("sources", "[{title: A, url: 'javascript:alert(1)'}]"),
        ("sources", "[{title: A, url: a.example}]"),
        ("status", "old"),
        ("replaced_by", "handbooks/other"),
        ("replaced_by", "other"),
        ("translation", "en"),
        ("translation", "{of: de}"),
        ("translation", "{from: en}"),
        ("sumary", "A"),
    ],
)
def test_what_the_library_refuses_the_schema_refuses(
    library_of: LibraryOf, edition: EditionText, key: str, value: str | None
) -> None:
    """A mistake of type or value in one file is seen by both."""
    text = edition(**{key: value})
    library, problems = library_of({"en/handbooks/a.md": text})
    assert problems
    assert list(validator(library).iter_errors(front_matter(text)))


def test_the_vocabulary_says_which_kinds_need_an_area(library_of: LibraryOf, edition: EditionText) -> None:
    """News can do without, a kind that is not written cannot."""
    library, _ = library_of({})
    schema = validator(library)
    assert schema.is_valid(front_matter(edition(kind="news", areas=None)))
    assert schema.is_valid(front_matter(edition(kind="news", areas="[]")))
    assert schema.is_valid(front_matter(edition(status="retired", replaced_by="handbooks/other")))
    assert not schema.is_valid(front_matter(edition(kind=None, areas=None)))


def test_every_key_means_something_in_both_languages() -> None:
    """What an editor shows and the authors' guide prints; nothing is described that does not exist."""
    within = [f"{group.name}.{key.name}" for group in (SOURCES, TRANSLATION) for key in group.keys]
    assert sorted(meanings()) == sorted(["@front", *within, *(key.name for key in KEYS)])
    for key, words in meanings().items():
        assert list(words) == ["en", "ru"], key
        assert re.search("[а-яё]", words["ru"]), key
        assert not any(text.endswith(".") or text != text.strip() for text in words.values()), key


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_example_is_a_value(real: Library, key: Key) -> None:
    """An author may copy it; ids are those of this library."""
    schema = front_matter_schema(KEYS, real.vocabulary)["properties"][key.name]
    assert list(Draft202012Validator(schema).iter_errors(schema["examples"][0])) == []


def test_an_editor_offers_the_values_of_short_lists(library_of: LibraryOf) -> None:
    """Places to fill in are numbered from one; what authors add to is not copied."""
    offered = snippets(KEYS, library_of({})[0].vocabulary)
    assert offered["level"]["body"] == ["level: ${1|introductory,intermediate,advanced|}"]
    assert offered["areas"]["body"][0].startswith("areas: [${1|irregular,return,")
    assert offered["countries"]["body"] == ["countries: ${1:[AZ, MD]}"]
    assert offered["translation"]["body"] == ["translation: ${1:{of: en\\}}"]
    assert [line.partition(":")[0] for line in offered["front matter"]["body"]] == [
        *("---", "title", "kind", "areas", "summary", "date", "---", "", "$0")
    ]
