from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site.page_source import read_page
from training_library.glossary.marking import marked
from training_library.library.language import Wording
from training_library.library.terms import TermFinder
from training_library.library.vocabulary import GlossaryTerm

LABELS = {
    "readmission": ("readmission", "реадмиссия"),
    "agreement": ("readmission agreement", "соглашение о реадмиссии"),
    "migration": ("migration", "миграция"),
    "return": ("return", "возвращение"),
    "centre": ("Migrant Resource Centre", "ресурсный центр для мигрантов"),
}
UNTOUCHED = (
    "<h2 id='a'>{}</h2>",
    '<a href="b.html" title="a > b">{}</a>',
    "<a href='b.html'><strong>{}</strong></a>",
    "<code>{}</code>",
    "<pre><code>x {}</code> {}</pre>",
    "<button>{}</button>",
    "<summary>{}</summary>",
    "<table><tr><td>{}</td></tr></table>",
    "<script>{}</script>",
    "<style>.{}</style>",
    "<!-- {} -->",
    '<p class="admonition-title">{}</p>',
    '<span lang="de">{}</span>',
    "<img alt=\"{}\" title='{} > {}'>",
    "<blockquote><p>{}</p></blockquote>",
)
PIECES = ("readmission ", "Readmission agreement", "migration", " ", "x", "<", ">", "&", '"', "'", "\0", "\n", "é")
TAGS = ("<p>", "</p>", "<a>", "</a>", "<h2>", "</h2>", "<em a='b'>", "</em>", "<br>", "<!--", "-->", '<b c="')


@cache
def glossary() -> dict[str, GlossaryTerm]:
    """Return a glossary in which "return" may be the everyday word in English."""
    return {
        id_: GlossaryTerm(
            id=id_,
            label=Wording({"en": english, "ru": russian}),
            definition=Wording({"en": "…", "ru": "…"}),
            ambiguous=("en",) if id_ == "return" else (),
        )
        for id_, (english, russian) in LABELS.items()
    }


@cache
def finder(language: str) -> TermFinder:
    """Return what finds its terms."""
    return TermFinder(language, glossary())


def mark(content: str, language: str = "en") -> tuple[str, tuple[str, ...]]:
    """Mark the terms of a text."""
    return marked(content, finder(language), glossary(), language, "../glossary.html")


def links(content: str, language: str = "en") -> list[str]:
    """Return the words that become links."""
    return [link.text for link in read_page(mark(content, language)[0]).all("a.tl-term")]


def test_the_first_use_of_a_term_leads_to_the_glossary() -> None:
    """With the id of its explanation; what is used again, in any form, stays as it is."""
    content, ids = mark("<p>Signing readmission agreements.</p><p>A readmission agreement on readmission.</p>")
    assert content == (
        '<p>Signing <a class="tl-term" href="../glossary.html#agreement" aria-describedby="tl-term-agreement">'
        'readmission agreements</a>.</p><p>A readmission agreement on <a class="tl-term" '
        'href="../glossary.html#readmission" aria-describedby="tl-term-readmission">readmission</a>.</p>'
    )
    assert ids == ("agreement", "readmission")


def test_terms_are_found_in_any_case() -> None:
    """The Russian ones."""
    assert links("<p>О реадмиссии и миграцией.</p>", "ru") == ["реадмиссии", "миграцией"]
    assert links("<ul><li>Миграция.</li><li>О возвращении</li></ul>", "ru") == ["Миграция", "возвращении"]


@pytest.mark.parametrize("around", UNTOUCHED)
def test_what_is_no_running_text_is_left_alone(around: str) -> None:
    """The first use is the first in running text."""
    content = f"{around.replace('{}', 'readmission')}<p>On readmission.</p>"
    marked_content, ids = mark(content)
    assert ids == ("readmission",)
    assert marked_content.startswith(around.replace("{}", "readmission"))
    assert re.sub(r'<a class="tl-term"[^>]*>(.*?)</a>', r"\1", marked_content) == content


def test_a_word_with_an_everyday_meaning_is_left_alone_in_that_language() -> None:
    """Return the form, please."""
    assert links("<p>A return, and the return.</p>") == []
    assert links("<p>Вопросы возвращения.</p>", "ru") == ["возвращения"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Migration is old.", ["Migration"]),
        ("It ends. Migration goes on.", ["Migration"]),
        ("He said: “Migration goes on.”", ["Migration"]),
        ("The Ministry of Migration decides on migration.", ["migration"]),
        ("Migration Partnership Facility, and migration.", ["migration"]),
        ("Readmission Agreement of 2013", []),
        ("MIGRATION", []),
        ("the Migrant Resource Centre", ["Migrant Resource Centre"]),
        ("a migrant resource centre", ["migrant resource centre"]),
    ],
)
def test_words_of_a_name_are_no_terms(text: str, expected: list[str]) -> None:
    """Capital letters tell, except at the beginning of a sentence and where the glossary has them too."""
    assert links(f"<p>{text}</p>") == expected


def test_a_term_does_not_run_over_tags() -> None:
    """The elements stay nested as they were."""
    assert links("<p>readmission <em>agreement</em></p>") == ["readmission"]
    assert links("<p>read<em>mission</em></p>") == []


@given(st.lists(st.sampled_from(PIECES + TAGS)))
def test_no_word_of_a_text_changes(pieces: list[str]) -> None:
    """Whatever HTML an author writes: without the links it is the same, and no link stands in a tag or a link."""
    content = "".join(pieces)
    result, ids = mark(content)
    assert re.sub(r'<a class="tl-term" href="[^"<>]*" aria-describedby="[\w-]*">([^<>]*)</a>', r"\1", result) == content
    assert len(set(ids)) == len(ids) == result.count('class="tl-term"')


@given(st.lists(st.sampled_from([piece for piece in PIECES if piece not in "<>&\0"])))
def test_marked_text_stays_well_formed(pieces: list[str]) -> None:
    """With the same words for a reader."""
    content = f"<p>{''.join(pieces)}<strong>migration</strong></p>"
    assert read_page(mark(content)[0]).text == read_page(content).text
