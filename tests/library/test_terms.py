from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from training_library.library.inflection import grammar_of
from training_library.library.language import Wording
from training_library.library.reading import read_library
from training_library.library.terms import TermFinder
from training_library.library.vocabulary import GlossaryTerm

TESTS = Path(__file__).parent
GLOSSARY = read_library(TESTS.parent.parent / "docs")[0].vocabulary.glossary
IN_USE = yaml.safe_load((TESTS / "terms_in_use.yml").read_text(encoding="utf-8"))
FINDERS = {language: TermFinder(language, GLOSSARY) for language in ("en", "ru")}


def found(language: str, text: str) -> list[tuple[str, str]]:
    """Return each mention, as it stands in the text, with its term."""
    return [(text[mention.start : mention.end], mention.term) for mention in FINDERS[language].find(text)]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_term_is_found_in_the_forms_that_texts_use(language: str) -> None:
    """All terms of the library, in phrases written by hand: cases, both numbers, other spellings."""
    assert list(IN_USE) == list(GLOSSARY)
    phrases = [(id_, phrase.strip()) for id_, uses in IN_USE.items() for phrase in uses[language].split("|")]
    assert [(id_, phrase) for id_, phrase in phrases if [term for _, term in found(language, phrase)] != [id_]] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_term_is_found_as_the_glossary_spells_it(language: str) -> None:
    """In capital letters too, and from its first to its last character."""
    for term in GLOSSARY.values():
        label = term.label[language]
        for text in (label, label.upper()):
            assert found(language, f"— {text}.") == [(text, term.id)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Integrated services, migratory birds, refuge, migrating"),
        ("en", "The country, of origin unknown; asylum_code"),
        ("en", "readmit, deported, visage, diasporic"),
        ("ru", "Визит, интегрированный подход, возвращённый документ, диаспоральный"),
        ("ru", "легализованный, переселённый, высылать, мигрировать, мигрантский"),
        ("ru", "Страна. Происхождение. Трудовая, миграционная"),
    ],
)
def test_other_words_of_the_family_are_no_mentions(language: str, text: str) -> None:
    """Nor are words of a term with something else between them."""
    assert found(language, text) == []


def test_the_longest_term_wins() -> None:
    """What it is made of is not found once more within it."""
    text = "Under a readmission agreement, readmission of migrant workers follows."
    assert found("en", text) == [
        ("readmission agreement", "readmission-agreement"),
        ("readmission", "readmission"),
        ("migrant workers", "migrant-worker"),
    ]
    assert found("ru", "о безопасных странах происхождения и стране происхождения") == [
        ("безопасных странах происхождения", "safe-country-of-origin"),
        ("стране происхождения", "country-of-origin"),
    ]


def test_a_term_may_run_over_a_line_and_a_space_that_does_not_break() -> None:
    """A text is wrapped anywhere; other signs between its words end it."""
    assert found("en", "a readmission\n   agreement") == [("readmission\n   agreement", "readmission-agreement")]
    assert found("en", "a readmission\u00a0agreement") == [("readmission\u00a0agreement", "readmission-agreement")]
    assert found("en", "decent. Work") == []
    assert found("en", "decent, work") == []


def test_the_possessive_is_not_part_of_a_mention() -> None:
    """With either apostrophe."""
    assert found("en", "a refugee's and a migrant worker’s rights") == [
        ("refugee", "refugee"),
        ("migrant worker", "migrant-worker"),
    ]


def test_signs_within_a_term_count() -> None:
    """An apostrophe of either form, a comma that may be missing, and any other sign as it is."""
    labels = ("Bloom's taxonomy", "person, displaced", "entry and/or stay", "U.S. visa (type J)")
    finder = TermFinder(
        "en",
        {
            label: GlossaryTerm(id=label, label=Wording({"en": label}), definition=Wording({"en": "…"}), ambiguous=())
            for label in labels
        },
    )
    text = "Bloom’s taxonomy. Persons displaced, entries and/or stays; a U.S. visa (type J) and no US visa type J."
    assert [mention.term for mention in finder.find(text)] == list(labels)


def test_a_language_without_grammar_is_read_word_for_word() -> None:
    """A library may have any language; letter case does not count in it either."""
    term = GlossaryTerm(
        id="refugee", label=Wording({"uk": "Біженець"}), definition=Wording({"uk": "Особа"}), ambiguous=()
    )
    finder = TermFinder("uk", {"refugee": term})
    assert [mention.term for mention in finder.find("біженець, біженця, БІЖЕНЕЦЬ")] == ["refugee", "refugee"]


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
@given(text=st.text())
def test_letters_are_compared_one_by_one(language: str, text: str) -> None:
    """Places in the folded text are places in the text."""
    assert len(grammar_of(language).folded(text)) == len(text)


@given(before=st.text(), after=st.text())
def test_a_mention_is_where_it_says(before: str, after: str) -> None:
    """Whatever stands around it."""
    text = f"{before} resettlement {after}"
    places = [text[mention.start : mention.end].lower() for mention in FINDERS["en"].find(text)]
    assert "resettlement" in places
