from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import pytest

from training_library.library.front_matter import Duration, Source
from training_library.library.stamp import Translation

if TYPE_CHECKING:
    from tests.conftest import EditionText, LibraryOf, PlacesOf

FILE = "en/handbooks/border-control.md"


def test_every_key_is_read(library_of: LibraryOf, edition: EditionText) -> None:
    """What the author says is what the library knows."""
    keys = {
        "title": "'  Border control: an example  '",
        "areas": "[return, irregular]",
        "updated": "2026-11-22",
        "review_by": "2027-11-21",
        "legal_state_as_of": "2026-01-01",
        "countries": "[NO, AM]",
        "audience": "[trainers]",
        "level": "advanced",
        "duration": "6 h",
        "project": "trainer-network",
        "organisations": "[training-centre]",
        "authors": "[training-centre, Ария]",
        "translators": "[A]",
        "reviewers": "[B, C]",
        "licence": "CC-BY-4.0",
        "tags": "[passport]",
        "sources": "[{title: A book}, {title: A page, url: 'https://a.example/b'}]",
        "status": "retired",
        "replaced_by": "handbooks/other",
    }
    original, other = edition(**keys), edition(title="Other")
    translation = edition(**keys, translation="{of: en}")
    files = {FILE: original, FILE.replace("en/", "ru/"): translation, "en/handbooks/other.md": other}
    library, problems = library_of(files)
    assert problems == []
    document = library.documents["handbooks/border-control"]
    assert asdict(document.original.front_matter) == {
        "title": "Border control: an example",
        "kind": "handbook",
        "areas": ("return", "irregular"),
        "summary": "How to check a document.",
        "date": date(2026, 11, 21),
        "updated": date(2026, 11, 22),
        "review_by": date(2027, 11, 21),
        "legal_state_as_of": date(2026, 1, 1),
        "countries": ("NO", "AM"),
        "audience": ("trainers",),
        "level": "advanced",
        "duration": asdict(Duration(number=6, unit="h")),
        "project": "trainer-network",
        "organisations": ("training-centre",),
        "authors": ("training-centre", "Ария"),
        "translators": ("A",),
        "reviewers": ("B", "C"),
        "licence": "CC-BY-4.0",
        "tags": ("passport",),
        "sources": (
            asdict(Source(title="A book", url="")),
            asdict(Source(title="A page", url="https://a.example/b")),
        ),
        "status": "retired",
        "replaced_by": "handbooks/other",
        "translation": None,
    }
    assert document.editions["ru"].front_matter.translation == Translation(of="en")


def test_what_is_not_written_is_empty(library_of: LibraryOf, edition: EditionText) -> None:
    """Five keys make a document, and it is current."""
    library, problems = library_of({FILE: edition()})
    assert problems == []
    front_matter = asdict(library.documents["handbooks/border-control"].original.front_matter)
    written = {key for key, value in front_matter.items() if value not in (None, "", ())}
    assert written == {"title", "kind", "areas", "summary", "date", "status"}
    assert front_matter["status"] == "current"


@pytest.mark.parametrize("key", ["title", "kind", "areas", "summary", "date"])
def test_a_required_key_is_missed(places_of: PlacesOf, edition: EditionText, key: str) -> None:
    """Its place is the first line of the front matter."""
    assert places_of({FILE: edition(**{key: None})}) == [f"{FILE}:2: TL106 {key}"]


@pytest.mark.parametrize("kind", ["news", "event"])
def test_news_and_events_need_no_area(library_of: LibraryOf, edition: EditionText, kind: str) -> None:
    """The vocabulary says which kinds do."""
    folder = {"news": "news", "event": "events"}[kind]
    library, problems = library_of({f"en/{folder}/a.md": edition(kind=kind, areas=None)})
    assert problems == []
    assert library.documents[f"{folder}/a"].areas == ()


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("title", "''", "2: TL111 title"),
        ("title", "[a]", "2: TL107 title"),
        ("kind", "hanbook", "3: TL108 kind"),
        ("areas", "irregular", "4: TL107 areas"),
        ("areas", "[]", "4: TL111 areas"),
        ("areas", "[irregular, migration]", "4: TL108 areas"),
        ("areas", "[irregular, irregular]", "4: TL118 areas"),
        ("summary", "a" * 301, "5: TL112 summary"),
        ("date", "2026-02-30", "6: TL109 date"),
        ("updated", "2026-11-20", "7: TL110 updated"),
        ("review_by", "2026-11-20", "7: TL110 review_by"),
        ("legal_state_as_of", "spring", "7: TL109 legal_state_as_of"),
        ("countries", "[UK]", "7: TL108 countries"),
        ("countries", "[am]", "7: TL108 countries"),
        ("audience", "[pupils]", "7: TL108 audience"),
        ("level", "expert", "7: TL108 level"),
        ("duration", "6", "7: TL117 duration"),
        ("duration", "0 h", "7: TL117 duration"),
        ("duration", "6 hours", "7: TL117 duration"),
        ("project", "[trainer-network]", "7: TL107 project"),
        ("project", "trainers", "7: TL108 project"),
        ("organisations", "[iom]", "7: TL108 organisations"),
        ("authors", "A", "7: TL107 authors"),
        ("licence", "CC BY 4.0", "7: TL108 licence"),
        ("tags", "[a, {b: c}]", "7: TL107 tags"),
        ("sources", "[https://a.example]", "7: TL107 sources"),
        ("sources", "[{url: 'https://a.example'}]", "7: TL106 sources.title"),
        ("sources", "[{title: A, url: www.a.example}]", "7: TL116 sources.url"),
        ("sources", "[{title: A, link: 'https://a.example'}]", "7: TL105 sources.link"),
        ("status", "final", "7: TL108 status"),
        ("replaced_by", "../other.md", "7: TL117 replaced_by"),
        ("translation", "en", "7: TL107 translation"),
        ("translation", "{}", "7: TL106 translation.of"),
        ("translation", "{of: de}", "7: TL108 translation.of"),
        ("author", "[A]", "7: TL105 author"),
        ("Title", "A", "7: TL105 Title"),
    ],
)
def test_a_mistake_is_reported_on_its_line(
    places_of: PlacesOf, edition: EditionText, key: str, value: str, place: str
) -> None:
    """Line 1 is the marker, the five required keys follow, then the key of the mistake."""
    assert places_of({FILE: edition(**{key: value})}) == [f"{FILE}:{place}"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "2026"),
        ("summary", "a" * 300),
        ("summary", "ё" * 300),
        ("duration", "90min"),
        ("review_by", "2026-11-21"),
        ("countries", "[NO]"),
        ("countries", "[]"),
    ],
)
def test_what_looks_odd_and_is_sound(places_of: PlacesOf, edition: EditionText, key: str, value: str) -> None:
    """Limits are inclusive, letters count and not bytes, and Norway is a country."""
    assert places_of({FILE: edition(**{key: value})}) == []


def test_a_review_is_due_after_the_last_update(places_of: PlacesOf, edition: EditionText) -> None:
    """A date between publication and update would be overdue from the start."""
    text = edition(updated="2027-03-01", review_by="2027-02-28")
    assert places_of({FILE: text}) == [f"{FILE}:8: TL110 review_by"]


def test_all_mistakes_of_a_file_are_reported_at_once(places_of: PlacesOf, edition: EditionText) -> None:
    """Never only the first one."""
    text = edition(title="", kind="hanbook", areas=None, summary="[]", date="soon", sumary="A")
    assert places_of({FILE: text}) == [
        f"{FILE}:2: TL106 areas",
        f"{FILE}:2: TL111 title",
        f"{FILE}:3: TL108 kind",
        f"{FILE}:4: TL107 summary",
        f"{FILE}:5: TL109 date",
        f"{FILE}:6: TL105 sumary",
    ]
