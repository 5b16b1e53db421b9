from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.small_library import LANGUAGES, SHELF, files, index_of, scripts_of, text
from training_library.search.analysis import LONGEST_WORD, words_of
from training_library.search.export import SHARD, encoded, scripts
from training_library.search.index import LAST_SECTION, STEPS, Index
from training_library.search.open_search import open_search

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.conftest import EditionText, Golden, LibraryOf
    from training_library.library.holdings import Library
    from training_library.search.index import Text

CALL = re.compile(r'trainingLibrary\.search\.receive\("([^"]+)",(.*)\);\n', re.DOTALL)
DIGITS = [chr(code) for code in range(35, 127) if chr(code) != "\\"]
"""The printable characters that a script's text needs not escape."""
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "line\u2028separator\u2029paragraph",
    "\"quoted\" 'single' `back` ${dollar} back\\slash \\u0041 \\",
    "emoji 🙂 👨‍👩‍👧 𝐁𝐨𝐥𝐝 𝐁𝐨𝐱",
    "\u200fright\u200e to \u202eleft\u202c",
    "tab\tand\x00null\x7f\x1b",
    "x" * 10_000,
    "🙂" * 10_000,
    "слово-" * 2_000,
    "constructor __proto__ toString",
]


def written(index: Index, language: str = "en", **meta: object) -> dict[str, str]:
    """Return name and text of the scripts of an index."""
    return dict(scripts(index, language, meta, {}))


def received(written_scripts: Mapping[str, str], language: str = "en") -> dict[str, Any]:  # JSON
    """Return what a page gets from scripts, by name; the text handed over is JSON."""
    found = {}
    for name, script in written_scripts.items():
        call = CALL.fullmatch(script)
        assert call
        assert f"{call[1]}.js" == f"{language}/{name}"
        found[name.removesuffix(".js")] = json.loads(call[2])
    return found


def lines(data: Mapping[str, str], kind: str) -> list[list[str]]:
    """Return the lines of each shard of a kind, such as `terms`."""
    count = sum(name.startswith(f"{kind}-") for name in data)
    return [data[f"{kind}-{number}"].split("\n") for number in range(count)]


def decoded(postings: str) -> list[tuple[int, int, int]]:
    """Return place, impact and section of each posting, as the head of `export.py` describes them."""
    found, place, number = [], 0, 0
    digits = iter(DIGITS.index(character) for character in postings)
    for digit in digits:
        number = number * 45 + digit % 45
        if digit < 45:
            impact, section = divmod(next(digits), 6)
            place += number
            found.append((place, impact + 1, section))
            number = 0
    return found


def lexicon(shard: Sequence[str]) -> dict[str, str]:
    """Return the word that stands for each term of a shard."""
    words, last = {}, ""
    for line in shard:
        rest, _, ending = line[1:].partition(" ")
        last = last[: int(line[0], 36)] + rest
        words[last] = last[: len(last) - int(ending[0], 36)] + ending[1:] if ending else last
    return words


@pytest.fixture
def small_library(library_of: LibraryOf, edition: EditionText) -> Library:
    """The library of `shelf.yml`."""
    library, problems = library_of(dict(files(edition)))
    assert not problems
    return library


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scripts_of_a_library_are_known_to_the_byte(small_library: Library, golden: Golden, language: str) -> None:
    """The browser's side is tested with this very file, a script a line: see tests/frontend/search.test.mjs."""
    scripts_now = scripts_of(small_library, language)
    assert set(received(scripts_now, language)) == {name.removesuffix(".js") for name in scripts_now}
    golden(f"search_index/{language}.js", "".join(scripts_now.values()))
    assert scripts_of(small_library, language) == scripts_now


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_gets_back_what_the_index_holds(small_library: Library, language: str) -> None:
    """Terms, words, cards and texts."""
    data = received(scripts_of(small_library, language), language)
    said = {path: document[language] for path, document in SHELF.items() if language in document}
    cards = [card for name, shard in data.items() if name.startswith("cards-") for card in shard]
    assert {path: title for path, title, *_ in cards} == {path: document["title"] for path, document in said.items()}
    for place, (path, *_) in enumerate(cards):
        card, summary, *first = data[f"text-{place}"]
        later_card, *later = data.get(f"later-{place}", [card])
        assert card == later_card == cards[place]
        sections = [*first, *later]
        assert summary == said[path]["summary"]
        assert [section[1:] for section in sections] == [list(section) for section in said[path]["sections"].items()]


def test_shards_of_terms_are_sorted_as_the_browser_compares_them() -> None:
    """By UTF-16 code unit, in which an emoji comes before ﬁ; `meta.js` names the first term of each."""
    said = " ".join(f"word{number} слово{number} ﬁ{number} 𝐁{number} ä{number}" for number in range(3_000))
    data = received(written(index_of(text(body=said))))
    shards = [[line.split(" ")[0] for line in shard] for shard in lines(data, "terms")]
    terms = [term for shard in shards for term in shard]
    assert len(shards) > 2
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
    assert len(terms) == len(set(terms)) == 15_000
    assert data["meta"]["shards"] == [shard[0] for shard in shards]


def test_a_shard_of_terms_is_small() -> None:
    """No query fetches much, unless a single term has more postings than fit."""
    texts = [text(f"Visa {number}", number=number, body=f"w{number} w{number % 97}x") for number in range(3_000)]
    for shard in lines(received(written(index_of(*texts))), "terms"):
        assert len("\n".join(shard)) <= SHARD + 2 * LONGEST_WORD or len(shard) == 1


def test_places_count_the_texts_and_not_the_shelf() -> None:
    """Documents without an edition in the language have no place, and `meta.js` says which they are."""
    data = received(written(index_of(*(text("Visa", number=number) for number in (1, 2, 5)))))
    assert (data["meta"]["documents"], data["meta"]["numbers"]) == (3, [0, 3, 4])
    (((term, postings),),) = [[line.split(" ") for line in shard] for shard in lines(data, "terms")]
    assert (term, [place for place, _, _ in decoded(postings)]) == ("visa", [0, 1, 2])


def test_a_document_without_a_word_keeps_its_place() -> None:
    """Otherwise all that follow would be taken for one another."""
    data = received(written(index_of(text("Visa"), text("…", number=1, summary="And what?"), text("Border", number=2))))
    found = dict(line.split(" ") for shard in lines(data, "terms") for line in shard)
    assert decoded(found["border"])[0][0] == 2
    assert data["text-1"][1:] == ["And what?"]


def test_later_sections_are_apart_from_the_first() -> None:
    """Who finds a word in one of them need not fetch the other; the card of the document says that there are some."""
    sections = {f"Part {number}": f"word{number}" for number in range(1, 8)}
    data = received(written(index_of(text("Long", sections=sections), text("Short", number=1, body="A visa"))))
    assert [len(card) for card in data["cards-0"]] == [4, 3]
    assert [heading for _, heading, _ in data["text-0"][2:]] == ["Part 1", "Part 2", "Part 3", "Part 4"]
    assert [heading for _, heading, _ in data["later-0"][1:]] == ["Part 5", "Part 6", "Part 7"]
    assert "later-1" not in data


def test_an_empty_library_has_an_index_too() -> None:
    """A language may be new."""
    data = received(written(index_of()))
    assert list(data) == ["meta"]
    assert data["meta"] == {"documents": 0, "cards": 16, "shards": [], "lexicons": [], "numbers": []}


@given(
    st.lists(
        st.tuples(st.integers(0, 100_000), st.integers(1, STEPS), st.integers(0, LAST_SECTION)),
        max_size=60,
        unique_by=lambda posting: posting[0],
    ).map(sorted)
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_postings_come_back_as_they_were_written(postings: list[tuple[int, int, int]]) -> None:
    """In characters that a script need not escape, and without the space that ends a term."""
    places = {number: number for number, _, _ in postings}
    code = encoded(postings, places)
    assert decoded(code) == postings
    assert json.dumps(code) == f'"{code}"'
    assert " " not in code


@pytest.mark.parametrize("place", [0, 1, 44, 45, 46, 45 * 45 - 1, 45 * 45, 45**3, 2**31 - 1])
def test_any_distance_between_documents_can_be_written(place: int) -> None:
    """One character up to 44, two up to 2,024, and so on."""
    postings = [(place, STEPS, LAST_SECTION), (place + 1, 1, 0)]
    assert decoded(encoded(postings, {place: place, place + 1: place + 1})) == postings


@given(st.lists(st.text(st.sampled_from("abcёйäßéшщ𝐁🙂'-0"), min_size=1, max_size=50), max_size=40))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_words_for_corrections_come_back_as_they_were_written(words: list[str]) -> None:
    """But for letters beyond the sixteen bits of a script's characters, which nobody types."""
    index = index_of(text(body=" ".join(words)))
    shards = lines(received(written(index)), "words")
    found = {term: word for shard in shards for term, word in lexicon(shard).items()}
    assert found == {term: word for term, word in index.words.items() if max(term + word) <= "\uffff"}
    assert all(len({term[0] for term in lexicon(shard)}) == 1 for shard in shards)


@pytest.mark.parametrize("said", HOSTILE)
@pytest.mark.parametrize("field", ["title", "summary", "tags", "heading", "body"])
def test_hostile_text_stays_text(said: str, field: str) -> None:
    """Nothing that documents say can end a script, break a line, or be lost."""
    hostile = text(
        said if field == "title" else "Title",
        summary=said if field == "summary" else "Summary",
        tags=(said,) if field == "tags" else (),
        sections={said if field == "heading" else "Heading": said if field == "body" else "Body"},
    )
    index = index_of(hostile)
    data = received(written(index))
    section = hostile.sections[0]
    assert data["cards-0"] == [[hostile.path, hostile.title, "handbook"]]
    assert data["text-0"] == [data["cards-0"][0], hostile.summary, [section.anchor, section.heading, section.text]]
    assert [line.split(" ")[0] for shard in lines(data, "terms") for line in shard] == sorted(index.postings)
    assert all(len(script.splitlines()) == 1 or "\x1b" in said for script in written(index).values())


def test_the_same_content_gives_the_same_bytes() -> None:
    """In whatever order Python's sets and dictionaries come."""
    assert written(index_of(*_texts(30))) == written(index_of(*_texts(30)))


def test_the_index_grows_no_faster_than_the_library() -> None:
    """Twice as many documents make about twice as many bytes."""
    small, large = (sum(map(len, written(index_of(*_texts(count))).values())) for count in (300, 600))
    assert large / small < 2.3


def _texts(count: int) -> list[Text]:
    """Return texts whose words are as frequent as in a language: a few very, most hardly."""
    chance = random.Random(5)  # noqa: S311 - to be the same at every run
    vocabulary = [f"w{chance.randrange(10**6)}x" for _ in range(4_000)]
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]

    def words(length: int) -> str:
        return " ".join(chance.choices(vocabulary, weights, k=length))

    return [
        text(words(5), number=number, summary=words(15), sections={words(3): words(80), words(4): words(80)})
        for number in range(count)
    ]


def test_a_browser_can_add_the_library_as_a_search_engine() -> None:
    """Whatever the library is called; its short name is cut before it is escaped."""
    said = open_search('Library <on> "asylum" & return', "https://library.example/", "ru/catalogue/index.html", "ru")
    assert said == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        '<ShortName>Library &lt;on&gt; "as</ShortName>\n'
        '<Description>Library &lt;on&gt; "asylum" &amp; return</Description>\n'
        "<Language>ru</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        '<Url type="text/html" method="get"'
        ' template="https://library.example/ru/catalogue/index.html?q={searchTerms}"/>\n'
        "</OpenSearchDescription>\n"
    )


def test_long_words_do_not_swell_the_index() -> None:
    """They are searched by their beginning."""
    index = index_of(text(body="y" * 10_000 + " visa"))
    assert [len(term) for term in index.postings] == [4, LONGEST_WORD]
    assert words_of("y" * 10_000) == ["y" * 10_000]
