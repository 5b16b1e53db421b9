from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.search.small_library import GLOSSARY
from training_library.search.analysis import Analyser
from training_library.search.words import elsewhere, equivalents, synonyms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.conftest import EditionText, LibraryOf

    SynonymsOf = Callable[..., Mapping[str, list[str]]]


@pytest.fixture
def synonyms_of(library_of: LibraryOf) -> SynonymsOf:
    """Read groups of words that mean the same, such as `NGO = association`, as the search of a language has them."""

    def read(*groups: str, language: str = "en") -> Mapping[str, list[str]]:
        lines = "".join(f"\n    - {group}" for group in groups)
        library, problems = library_of({"vocabulary/synonyms.yml": f"{language}:\n  groups:{lines}\n"})
        assert not problems
        return synonyms(library.vocabulary, language, Analyser(language))

    return read


def test_each_word_of_a_group_leads_to_all_others(synonyms_of: SynonymsOf) -> None:
    """Words are terms, so that every inflected form is covered."""
    assert synonyms_of("trainers = teachers = facilitators") == {
        "trainer": ["facilit", "teacher"],
        "teacher": ["facilit", "trainer"],
        "facilit": ["teacher", "trainer"],
    }


def test_a_phrase_is_its_terms_without_stop_words(synonyms_of: SynonymsOf) -> None:
    """A compound stands there as one term."""
    assert synonyms_of("THB = trafficking in human beings", "NGO = non-governmental organisation") == {
        "thb": ["traffick human be"],
        "traffick human be": ["thb"],
        "ngo": ["nongovernment organyz"],
        "nongovernment organyz": ["ngo"],
    }


def test_a_word_of_two_groups_leads_to_both(synonyms_of: SynonymsOf) -> None:
    """But the groups do not melt into one."""
    found = synonyms_of("course = training", "training = instruction")
    assert (found["train"], found["cours"]) == (["cours", "instruct"], ["train"])


def test_forms_of_one_term_are_no_synonyms_of_each_other(synonyms_of: SynonymsOf) -> None:
    """The search finds them anyway."""
    assert synonyms_of("programme = program = scheme")["program"] == ["scheme"]


def test_stop_words_have_no_synonyms(synonyms_of: SynonymsOf) -> None:
    """Otherwise every word that is not searched would lead to them."""
    assert synonyms_of("here = there = on site") == {"site": []}
    assert synonyms_of("IT = information technology") == {"it": ["inform technolog"], "inform technolog": ["it"]}


def test_synonyms_belong_to_one_language(library_of: LibraryOf) -> None:
    """The groups of another one do not matter."""
    library, _ = library_of({"vocabulary/synonyms.yml": "ru:\n  groups:\n    - тренер = инструктор\n"})
    assert synonyms(library.vocabulary, "en", Analyser("en")) == {}
    assert synonyms(library.vocabulary, "ru", Analyser("ru")) == {"тренер": ["инструктор"], "инструктор": ["тренер"]}


def test_words_of_another_language_have_their_equivalent(library_of: LibraryOf) -> None:
    """Those of the glossary and the labels of areas, countries, organisations and audiences."""
    library, _ = library_of({"vocabulary/glossary.yml": GLOSSARY})
    english, russian = equivalents(library.vocabulary, "en"), equivalents(library.vocabulary, "ru")
    assert (english["реадмиссия"], russian["readmission"]) == ("readmission", "реадмиссия")
    assert (english["норвегия"], russian["norway"]) == ("Norway", "Норвегия")
    assert english["ищущии\u0306 убежища".replace("и\u0306", "й")] == "asylum seeker"
    assert list(english) == sorted(english)


def test_what_both_languages_write_alike_needs_no_equivalent(library_of: LibraryOf) -> None:
    """An acronym in Latin letters is found as it is."""
    same = "iom: {label: {en: IOM, ru: IOM}, definition: {en: A body., ru: Организация.}}\n"
    library, _ = library_of({"vocabulary/glossary.yml": same})
    assert "iom" not in equivalents(library.vocabulary, "en")


def test_other_languages_count_what_this_one_lacks(library_of: LibraryOf, edition: EditionText) -> None:
    """A language that has nothing of its own is not named."""
    library, _ = library_of(
        {
            "en/handbooks/a.md": edition(),
            "ru/handbooks/a.md": edition(translation="{of: en}"),
            "ru/handbooks/b.md": edition(),
            "ru/handbooks/c.md": edition(),
        }
    )
    assert (elsewhere(library, "en"), elsewhere(library, "ru")) == ({"ru": 2}, {})
