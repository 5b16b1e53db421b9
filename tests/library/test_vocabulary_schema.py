from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft7Validator

from training_library.library.reading import read_library
from training_library.library.vocabulary_files import LISTS, OPTIONAL, READERS
from training_library.library.vocabulary_schema import vocabulary_schema

if TYPE_CHECKING:
    from tests.conftest import LibraryOf

PROJECT = Path(__file__).parents[2]


def parsed(text: str) -> object:
    """A list as YAML 1.2 reads it: all is text."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - constructs texts only


@pytest.mark.parametrize("folder", ["docs", "tests/example/docs"])
def test_every_list_of_the_library_is_valid(folder: str) -> None:
    """An editor finds nothing where the library finds nothing."""
    vocabulary, files = (
        read_library(PROJECT / folder)[0].vocabulary,
        sorted((PROJECT / folder).glob("vocabulary/*.yml")),
    )
    assert len(files) >= len(LISTS)
    for path in files:
        schema = vocabulary_schema(path.stem, vocabulary)
        Draft7Validator.check_schema(schema)
        assert list(Draft7Validator(schema).iter_errors(parsed(path.read_text(encoding="utf-8")))) == [], path.name


def test_every_list_has_a_schema() -> None:
    """The required ones and the others."""
    assert sorted(READERS) == sorted(LISTS + OPTIONAL)


LABEL = "label: {en: A, ru: А}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("levels", "not an id: {label: {en: A, ru: А}}"),
        ("levels", "low: {}"),
        ("levels", "low: {label: A}"),
        ("levels", "low: {label: {en: A}}"),
        ("levels", "low: {label: {en: A, ru: ''}}"),
        ("levels", "low: {label: {en: A, ru: А, de: A}}"),
        ("levels", f"low: {{{LABEL}, title: A}}"),
        ("levels", "- low"),
        ("languages", "en: {name: English, locale: english language, label: {en: A, ru: А}}"),
        ("kinds", f"handbook: {{{LABEL}, plural: {{en: A, ru: А}}, description: {{en: A, ru: А}}, folder: a}}"),
        ("organisations", f"icmpd: {{{LABEL}, url: www.icmpd.org}}"),
        ("projects", f"a: {{{LABEL}, aims: {{en: A, ru: А}}, start: soon}}"),
        ("projects", f"a: {{{LABEL}, aims: {{en: A, ru: А}}, partners: [{{organisation: icmpd, role: friend}}]}}"),
        ("projects", f"a: {{{LABEL}, aims: {{en: A, ru: А}}, partners: icmpd}}"),
        ("projects", f"a: {{{LABEL}, aims: {{en: A, ru: А}}, budget: {{amount: 1 000, currency: EUR}}}}"),
        ("projects", f"a: {{{LABEL}, aims: {{en: A, ru: А}}, budget: {{amount: 1000}}}}"),
        ("projects", f"a: {{{LABEL}, aims: {{en: A, ru: А}}, results: [{{value: 1, state: hoped, {LABEL}}}]}}"),
        ("projects", f"a: {{{LABEL}, aims: {{en: A, ru: А}}, notes: [{{en: A}}]}}"),
        ("synonyms", "en: {groups: [[a]]}"),
        ("glossary", f"a: {{{LABEL}}}"),
    ],
)
def test_what_the_library_refuses_the_schema_refuses(library_of: LibraryOf, name: str, text: str) -> None:
    """A mistake within one list is seen by both."""
    library, problems = library_of({f"vocabulary/{name}.yml": f"{text}\n"})
    assert any(problem.path == f"docs/vocabulary/{name}.yml" for problem in problems)
    schema = vocabulary_schema(name, read_library(PROJECT / "docs")[0].vocabulary)
    assert not Draft7Validator(schema).is_valid(parsed(text))
    assert library is not None


def test_values_that_authors_add_to_are_left_open() -> None:
    """A new organisation makes no stored schema untrue."""
    vocabulary = read_library(PROJECT / "docs")[0].vocabulary
    schema = vocabulary_schema("projects", vocabulary)["additionalProperties"]["properties"]
    assert schema["countries"]["items"] == {"type": "string"}
    assert schema["partners"]["items"]["properties"]["organisation"] == {"type": "string"}
    assert "donor" in schema["partners"]["items"]["properties"]["role"]["enum"]
