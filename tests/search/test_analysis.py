from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from training_library.search.analysis import LONGEST_WORD, Analyser, folded, rules_of

if TYPE_CHECKING:
    from tests.conftest import Golden

analyser = cache(Analyser)


def terms(text: str, language: str = "en") -> list[str]:
    """Return the terms of a text."""
    return analyser(language).terms(text.split())


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        pytest.param("ru", "учёт", "учет", id="ё and е"),
        pytest.param("ru", "Ёлка", "елка", id="capital ё"),
        pytest.param("ru", "за\u0301мок", "замок", id="stress"),
        pytest.param("ru", "реадми\u0301ссия", "реадмиссия", id="stress in a long word"),
        pytest.param("ru", "миграция\u0301", "миграция", id="stress at the end"),
        pytest.param("ru", "ми\u00adгра\u00adция", "миграция", id="soft hyphens"),
        pytest.param("ru", "съёмка", unicodedata.normalize("NFD", "съёмка"), id="decomposed ё"),
        pytest.param("ru", "случай", unicodedata.normalize("NFD", "случай"), id="decomposed й"),
        pytest.param("ru", "МИГРАЦИЯ", "миграция", id="case"),
        pytest.param("ru", "соглашениями", "соглашение", id="Russian inflection"),
        pytest.param("ru", "Нур\u2011Султан", "Нур-Султан", id="hyphen that does not break"),
        pytest.param("en", "read\u200bmission\ufeff", "readmission", id="space of no width"),
        pytest.param("en", "\u200freadmission\u200e", "readmission", id="marks of direction"),
        pytest.param("en", "agreements", "agreement", id="English inflection"),
        pytest.param("en", "women\u2019s", "women's", id="apostrophes"),
        pytest.param("en", "women's", "women", id="genitive"),
        pytest.param("en", "trainers'", "trainer", id="genitive plural"),
        pytest.param("en", "O\u2019Brien", "OBrien", id="apostrophe within"),
        pytest.param("en", "labour", "labor", id="-our"),
        pytest.param("en", "neighbourhoods", "neighborhood", id="-our- within"),
        pytest.param("en", "organisation", "organization", id="-isation"),
        pytest.param("en", "recognised", "recognize", id="-ised"),
        pytest.param("en", "analysing", "analyze", id="-ysing"),
        pytest.param("en", "centres", "center", id="-re"),
        pytest.param("en", "programmes", "program", id="programme"),
        pytest.param("en", "dialogue", "dialog", id="-ogue"),
        pytest.param("en", "travelling", "traveling", id="doubled l"),
        pytest.param("en", "enrolment", "enrollment", id="single l"),
        pytest.param("en", "defence", "defense", id="-ce"),
        pytest.param("en", "licence", "license", id="licence"),
        pytest.param("en", "judgements", "judgment", id="-gement"),
        pytest.param("en", "NGOs", "NGO", id="plural of an acronym"),
        pytest.param("en", "Türkiye", "Turkiye", id="accents"),
        pytest.param("en", "cafe\u0301", "cafe", id="decomposed accent"),
        pytest.param("en", "İstanbul", "Istanbul", id="dotted I"),
        pytest.param("en", "Diyarbakır", "Diyarbakir", id="dotless i"),
        pytest.param("en", "Łódź", "Lodz", id="stroke"),
        pytest.param("en", "Nguyễn", "Nguyen", id="two accents"),
        pytest.param("en", "Straße", "STRASSE", id="ß"),
        pytest.param("ru", "Türkiye", "turkiye", id="Latin word in a Russian text"),
    ],
)
def test_spellings_of_a_word_are_one_term(language: str, one: str, other: str) -> None:
    """Whoever types one finds the other."""
    assert terms(one, language) == terms(other, language)
    assert len(terms(one, language)) in {1, 3}


def test_short_i_is_a_letter_of_its_own() -> None:
    """It is composed as accented letters are, and no accent."""
    assert terms("йод раи\u0306он", "ru") == ["йод", "район"]
    assert terms("йод Йемен", "en") == ["йод", "йемен"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "COVID-19", ["covid", "19", "covid19"]),
        ("en", "co-operation", ["co", "oper", "cooper"]),
        ("en", "border-guard's", ["border", "guard", "borderguard"]),
        ("en", "follow-up", ["follow", "followup"]),
        ("en", "on-line-course", ["line", "cours", "onlinecours"]),
        ("ru", "онлайн-курсы", ["онлайн", "курс", "онлайнкурс"]),
        ("ru", "Ростов-на-Дону", ["рост", "дон", "ростовнадон"]),
    ],
)
def test_a_word_with_hyphens_is_its_parts_and_all_of_them_joined(language: str, text: str, expected: list[str]) -> None:
    """So `co-operation` is found by `cooperation` too."""
    assert terms(text, language) == expected
    assert analyser(language).phrase(text) == expected[-1:]


@pytest.mark.parametrize("text", ["home – abroad", "home - abroad", "home— abroad", "-home- abroad-", "home_abroad"])
def test_dashes_and_underscores_part_words(text: str) -> None:
    """Only a hyphen between letters joins them."""
    assert terms(text) == ["home", "abroad"]


def test_an_acronym_is_no_stop_word() -> None:
    """A network called CAN is searched, what somebody can do is not; who and it are searched however written."""
    assert terms("CAN can, and who can: WHO") == ["can", "who", "who"]
    assert terms("И НАС НЕТ, но НАС", "ru") == ["нас", "нет", "нас"]
    assert terms("A I") == []


def test_stop_words_are_not_searched() -> None:
    """Nor as parts of a compound or in any spelling."""
    assert terms("Where can I find what this is about?") == ["find"]
    assert terms("Чем ещё и что её", "ru") == []
    assert terms("что ещё же е\u0308", "ru") == ["е"]


def test_numbers_are_words() -> None:
    """They are found as they are written."""
    assert terms("ISO 14298 of 2016, 6.2 per cent, 1,000 euros, Article 5a") == [
        *["iso", "14298", "2016", "6", "2", "per", "cent", "1", "000", "euro", "articl", "5a"]
    ]


def test_a_word_of_a_foreign_script_stays_as_it_is() -> None:
    """Each language stems its own words only."""
    assert terms("мигрантами agreements") == ["мигрантами", "agreement"]
    assert terms("мигрантами agreements", "ru") == ["мигрант", "agreements"]
    assert terms("საქართველო հայերեն 移民") == ["საქართველო", "հայերեն", "移民"]


def test_a_language_without_rules_is_searched_word_for_word() -> None:
    """A third language needs no code."""
    assert terms("Міграції та Türkiye's", "uk") == ["міграції", "та", "turkiye"]
    assert rules_of("uk").stop_words == frozenset()


def test_a_long_word_is_cut() -> None:
    """The index does not grow by what nobody types."""
    assert terms("x" * 10_000) == ["x" * LONGEST_WORD]
    assert terms("x" * LONGEST_WORD) == terms("x" * LONGEST_WORD + "yz")
    assert {len(term) for term in terms("абв-" * 2_500 + "где", "ru")} == {3, LONGEST_WORD}


@pytest.mark.parametrize("text", ["", " ", "… — !?", "🙂🏳️‍🌈", "\u0301\u00ad", "'", "-", "__", "\x00"])
def test_what_has_no_letters_has_no_terms(text: str) -> None:
    """Punctuation and pictures are not searched."""
    assert terms(text) == []


def test_rules_are_handed_to_the_browser_as_they_are() -> None:
    """Both sides must agree, so all that the browser gets is plain data."""
    rules = rules_of("en").for_browser()
    assert json.loads(json.dumps(rules)) == rules
    assert set(str(rules["stopWords"]).split()) == rules_of("en").stop_words


@pytest.mark.parametrize("language", ["en", "ru"])
def test_kin_stand_in_lines_of_stems_or_of_endings(language: str) -> None:
    """Two or more of a kind, in letters of the language, and no line twice."""
    rules = rules_of(language)
    lines = [line.split() for line in rules.kin]
    assert len(lines) > 50
    for line in lines:
        assert len(set(line)) == len(line) > 1, line
        assert len({stem.startswith("-") for stem in line}) == 1, line
        assert all(re.fullmatch(rf"-?(?:{rules.script})+", stem) for stem in line), line
    assert len(set(map(frozenset, lines))) == len(lines)


ODD_TEXTS = st.text(
    st.one_of(
        st.sampled_from("abzABZабяёйАБЯЁЙ019'’-‐‑ _.\u0301\u0306\u0308\u00ad\u200b\u200f\ufeff"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@given(text=ODD_TEXTS)
@settings(max_examples=500, deadline=None, derandomize=True)
def test_any_text_gives_terms_that_an_index_can_hold(text: str) -> None:
    """A term is never empty, has no space, quote or plus sign, and is folded."""
    for language in ("en", "ru", "uk"):
        for term in terms(text, language):
            assert term
            assert len(term) <= LONGEST_WORD + 1
            assert not set(term) & set(" +\"\\\n'-")
            assert term == folded(term) or not term.isascii()


@given(text=ODD_TEXTS)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_composition_does_not_matter(text: str) -> None:
    """Unicode has several ways to write a letter."""
    composed = unicodedata.normalize("NFC", text)
    assert terms(unicodedata.normalize("NFD", composed), "ru") == terms(composed, "ru")


def test_words_keep_their_terms(golden: Golden) -> None:
    """The browser's side is held against the same file: see tests/frontend/search.test.mjs."""
    lines = [
        json.dumps([language, word, terms(word, language)], ensure_ascii=False)
        for language, words in yaml.safe_load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8")).items()
        for word in f"{words['written']} {words['odd']}".split()
    ]
    golden("search_analysis.json", "[\n" + ",\n".join(lines) + "\n]\n")
