from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.small_library import index_of, text
from training_library.search.index import LAST_SECTION, STEPS

if TYPE_CHECKING:
    from training_library.search.index import Index, Text

FILLER = "officers check papers at every station along this road "
FIELDS = ("title", "headings", "summary", "tags", "body")


class Place(NamedTuple):
    """A posting, by the names of its parts."""

    number: int
    impact: int
    section: int


def places(index: Index, term: str) -> list[Place]:
    """Return what the index knows of a term."""
    return [Place(*posting) for posting in index.postings[term]]


def posting(index: Index, term: str, number: int = 0) -> Place:
    """Return what the index knows of a term in a document."""
    (found,) = [place for place in places(index, term) if place.number == number]
    return found


def impacts(term: str, *texts: Text) -> list[int]:
    """Return how much a term weighs in each text that has it."""
    return [place.impact for place in places(index_of(*texts), term)]


def with_word_in(field: str, number: int, word: str = "visa") -> Text:
    """Return a text that has a word in one field only; the fields are equally long in all of them."""
    said = {name: word if name == field else "paper" for name in FIELDS}
    return text(
        said["title"],
        number=number,
        summary=said["summary"],
        tags=(said["tags"],),
        sections={said["headings"]: said["body"]},
    )


def test_a_word_weighs_by_where_it_stands() -> None:
    """The title tells most, then headings, summary and tags, and then the text."""
    title, headings, summary, tags, body = impacts("visa", *(with_word_in(name, at) for at, name in enumerate(FIELDS)))
    assert title > headings >= summary == tags > body


def test_a_word_weighs_more_in_a_short_text() -> None:
    """There it is a greater part of what is said."""
    short, long = impacts("visa", text(body=f"visa {FILLER}"), text(number=1, body=f"visa {FILLER * 9}"))
    assert short > long


def test_a_text_with_many_words_and_the_term_in_its_title_beats_a_short_one_that_mentions_it() -> None:
    """Length matters less than the place."""
    long, short = impacts("visa", text("Visa", body=FILLER * 50), text("Paper", number=1, body="Visa."))
    assert long > short


@given(count=st.integers(1, 40), fillers=st.integers(0, 40))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_said_more_often_a_word_weighs_no_less(count: int, fillers: int) -> None:
    """Even though the text gets longer; and never more than the scale allows."""
    other = text(number=9, body=FILLER * 3)
    once, more = (impacts("visa", text(body="visa " * n + FILLER * fillers), other)[0] for n in (count, count + 1))
    assert 1 <= once <= more <= STEPS


def test_an_inflected_word_counts_for_its_term() -> None:
    """In any spelling."""
    one, other = impacts("program", text(body="program programme programs"), text(number=1, body="program"))
    assert one > other


def test_postings_are_in_the_order_of_the_shelf() -> None:
    """Documents without an edition in the language have left gaps."""
    index = index_of(*(text("Visa", number=number) for number in (0, 3, 4, 90)))
    assert [place.number for place in places(index, "visa")] == [0, 3, 4, 90]
    assert list(index.postings) == sorted(index.postings)


def test_words_that_stand_together_in_two_documents_are_a_set_phrase() -> None:
    """In a title, in a heading, or twice in a text; inflected, and stop words aside."""
    index = index_of(
        text("Travel documents"),
        text(number=1, body="A travel document. Documents for travel. The travelling document."),
        text(number=2, sections={"Documents of travel": "Nothing."}),
        text(number=3, sections={"Travel document": "Nothing."}),
    )
    assert [place.number for place in places(index, "travel+document")] == [0, 1, 3]
    assert "document+travel" not in index.postings


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([text("Travel documents"), text(number=1, body="Travel documents.")], id="once in the other text"),
        pytest.param([text("Travel documents"), text("Other", number=1)], id="in one document"),
        pytest.param([text("Travel", summary="Documents"), text("Travel documents", number=1)], id="across fields"),
        pytest.param([text("Visa visa"), text("Visa visa", number=1)], id="one word twice"),
    ],
)
def test_what_only_happens_to_stand_together_is_no_set_phrase(texts: list[Text]) -> None:
    """The index would grow by it and tell nothing."""
    assert not [term for term in index_of(*texts).postings if "+" in term]


def test_tags_are_no_phrase_with_one_another() -> None:
    """Though they stand in a row, each is a thing of its own."""
    index = index_of(*(text("Title", number=number, tags=("border", "visa")) for number in range(2)))
    assert "border+visa" not in index.postings


def test_a_hit_leads_to_the_section_that_says_a_word_most_often() -> None:
    """The first one of equals, and a heading outweighs a mention."""
    index = index_of(
        text(
            "Guide",
            summary="All on paper.",
            body="A visa, a border, a stamp.",
            sections={
                "First": "Visa, visa; stamp.",
                "Border": "A queue.",
                "Third": "Border, border, visa.",
            },
        )
    )
    sections = {term: posting(index, term).section for term in ("visa", "border", "stamp", "queue", "paper", "guid")}
    assert sections == {"visa": 2, "border": 3, "stamp": 1, "queue": 3, "paper": 0, "guid": 0}


def test_a_section_that_says_it_is_a_better_place_than_the_title() -> None:
    """Readers see the title anyway."""
    index = index_of(text("Visa", summary="Visa.", sections={"First": "Nothing.", "Second": "A visa."}))
    assert posting(index, "visa").section == 2


def test_all_later_sections_are_one_to_the_index() -> None:
    """The text itself tells them apart."""
    index = index_of(text(sections={f"Part {number}": f"word{number}" for number in range(1, 12)}))
    sections = [posting(index, f"word{number}").section for number in (1, 4, 5, 6, 11)]
    assert sections == [1, 4, LAST_SECTION, LAST_SECTION, LAST_SECTION]


def test_a_term_is_represented_by_its_most_frequent_form() -> None:
    """What a correction shows is a word and no stem; of equals the first one in the alphabet."""
    index = index_of(text("Policies", body="Policies, policy, POLICIES. Visas and visa. Co-operation."), text(number=1))
    assert {term: index.words[term] for term in ("polici", "visa", "cooper")} == {
        "polici": "policies",
        "visa": "visa",
        "cooper": "cooperation",
    }
    assert set(index.words) == set(index.postings)


def test_an_index_of_nothing_is_empty() -> None:
    """A language may have no documents yet, and a document no words."""
    assert not index_of().postings
    assert not index_of(text("…", summary="— and —", body="of the")).postings


def test_the_order_of_documents_does_not_change_what_they_weigh() -> None:
    """An index depends on its content alone."""
    texts = [text(f"Visa {number}", number=number, body=FILLER * number) for number in range(5)]
    assert index_of(*texts).postings["visa"] == sorted(index_of(*reversed(texts)).postings["visa"])


SAID = ["visa", "visas", "border", "учёт", "on", "and", "WHO", "co-operation", "2026", "a", "—", "🙂"]
WORDS = st.lists(st.sampled_from(SAID), max_size=8).map(" ".join)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, st.dictionaries(WORDS, WORDS, max_size=7)), max_size=4))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_every_posting_can_be_written(said: list[tuple[str, str, str, dict[str, str]]]) -> None:
    """Whatever the documents say, impacts and sections stay on their scales, and numbers ascend."""
    texts = [
        text(title, number=number, summary=summary, tags=(tag,), sections=sections)
        for number, (title, summary, tag, sections) in enumerate(said)
    ]
    for postings in index_of(*texts).postings.values():
        numbers = [number for number, _, _ in postings]
        assert numbers == sorted(set(numbers))
        assert all(1 <= impact <= STEPS and 0 <= section <= LAST_SECTION for _, impact, section in postings)
