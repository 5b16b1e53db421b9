from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.glossary.view import Equivalent, glossary_view

if TYPE_CHECKING:
    from tests.conftest import LibraryOf

GLOSSARY = """\
yolka: {label: {en: Christmas tree, ru: ёлка}, definition: {en: A fir., ru: Ель.}}
iron: {label: {en: "“iron”", ru: железо}, definition: {en: A metal., ru: Металл.}}
unit: {label: {en: unit, ru: единица}, definition: {en: One., ru: Один.}}
era: {label: {en: Era, ru: Эра}, definition: {en: A time., ru: Время.}}
"""


def test_terms_stand_below_their_letters_in_the_order_of_the_language(library_of: LibraryOf) -> None:
    """With ё among е, and without regard to quotation marks and letter case."""
    library, _ = library_of({"vocabulary/glossary.yml": GLOSSARY})
    russian, english = (glossary_view(library.vocabulary, language, "") for language in ("ru", "en"))
    assert [(letter.letter, [entry.id for entry in letter.entries]) for letter in russian.letters] == [
        ("Е", ["unit", "yolka"]),
        ("Ж", ["iron"]),
        ("Э", ["era"]),
    ]
    assert [(letter.letter, [entry.id for entry in letter.entries]) for letter in english.letters] == [
        ("C", ["yolka"]),
        ("E", ["era"]),
        ("I", ["iron"]),
        ("U", ["unit"]),
    ]
    assert russian.count == english.count == 4


def test_a_term_has_its_equivalents_in_the_other_languages_only(library_of: LibraryOf) -> None:
    """And what it means, in the language of the page."""
    library, _ = library_of({"vocabulary/glossary.yml": GLOSSARY})
    entry = glossary_view(library.vocabulary, "ru", "").letters[0].entries[1]
    assert (entry.label, entry.definition) == ("ёлка", "Ель.")
    assert entry.equivalents == (Equivalent(language="en", label="Christmas tree"),)


def test_machines_read_the_same_terms(library_of: LibraryOf) -> None:
    """As a set of defined terms of schema.org."""
    library, _ = library_of({"vocabulary/glossary.yml": GLOSSARY})
    view = glossary_view(library.vocabulary, "ru", "Глоссарий")
    assert (view.structured["@type"], view.structured["name"]) == ("DefinedTermSet", "Глоссарий")
    terms = view.structured["hasDefinedTerm"]
    assert isinstance(terms, list)
    assert terms[0] == {
        "@type": "DefinedTerm",
        "termCode": "unit",
        "name": "единица",
        "description": "Один.",
        "inLanguage": "ru",
    }
    assert len(terms) == 4
