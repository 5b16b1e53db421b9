from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from training_library.books.epub import epub
from training_library.books.paper import pdf
from training_library.books.view import BookView

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WORDS = {"publisher": "Library & Sons", "source": "", "contents": "Inhalt", "accessibility": "Good."}


@pytest.fixture(scope="module")
def pictures() -> Mapping[str, bytes]:
    """A picture of a book."""
    content = BytesIO()
    Image.new("RGB", (8, 8), "red").save(content, "PNG")
    return {"pictures/1.png": content.getvalue()}


@pytest.fixture
def book() -> BookView:
    """A book whose words mean something to Markdown and to XML."""
    return BookView(
        path="handbooks/visas",
        language="en",
        language_name="English",
        title="*Visas* & <permits> -- 1. $x$",
        summary="A 'summary'.",
        kind="Handbook",
        areas=(),
        audience=(),
        level=None,
        duration=None,
        date=dt.date(2026, 3, 2),
        updated=dt.date(2026, 9, 14),
        legal_state_as_of=None,
        authors=(),
        translators=("A. Translator",),
        reviewers=(),
        original_language="",
        licence="CC BY 4.0",
        licence_address="https://creativecommons.org/licenses/by/4.0/",
        tags=(),
        sources=(),
        identifier="c8f53b44-4b64-5f0b-9a29-6f3f5f3e4c11",
    )


def page(text: str) -> str:
    """Return a complete HTML page."""
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body>{text}</body></html>'


def test_paper_loads_nothing_but_the_book(pictures: Mapping[str, bytes], tmp_path: Path) -> None:
    """Neither from the network nor from the disk, though it be there; that something was asked for is told."""
    (content,) = pictures.values()
    (tmp_path / "red.png").write_bytes(content)
    addresses = ["https://other.example/a.png", (tmp_path / "red.png").as_uri(), "pictures/2.png"]
    asked = "".join(f'<img src="{address}" alt="Nothing">' for address in addresses)
    made = pdf(page(f"<p>Text</p>{asked}"), pictures)
    refused = [complaint for complaint in made.complaints if "is not part of the book" in complaint]
    assert all(any(address in complaint for complaint in refused) for address in addresses)
    assert b"/Image" not in made.content


def test_a_picture_on_paper_keeps_its_description(pictures: Mapping[str, bytes]) -> None:
    """Those who cannot see it have it read to them."""
    made = pdf(page('<p><img src="pictures/1.png" alt="A red square"></p>'), pictures)
    assert made.complaints == ()
    assert b"/Image" in made.content
    with pikepdf.open(BytesIO(made.content)) as paper:
        alternatives = [str(node["/Alt"]) for node in paper.objects if _has(node, "/Alt")]
    assert alternatives == ["A red square"]


def _has(node: pikepdf.Object, key: str) -> bool:
    return isinstance(node, pikepdf.Dictionary) and key in node


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    """And no row stands alone on a page."""
    rows = "".join(f"<tr><td>Row {number}</td><td>x</td></tr>" for number in range(90))
    made = pdf(page(f"<table><thead><tr><th>Head</th><th>B</th></tr></thead><tbody>{rows}</tbody></table>"), {})
    texts = [page.extract_text() for page in PdfReader(BytesIO(made.content)).pages]
    assert len(texts) > 1
    assert all("Head" in text and text.count("Row") > 1 for text in texts)


def test_a_footnote_stands_at_the_foot_of_its_page() -> None:
    """It is not moved on while there is room."""
    note = '<span class="footnote"><span class="note-p">The note.</span></span>'
    made = pdf(page(f"<main><p>Called{note}.</p><p>After it.</p></main>"), {})
    (text,) = [
        page.extract_text() for page in PdfReader(BytesIO(made.content)).pages if "Called" in page.extract_text()
    ]
    assert text.index("After it.") < text.index("The note.")


def test_an_e_book_says_what_it_is(book: BookView, pictures: Mapping[str, bytes]) -> None:
    """What looks like Markdown is taken as it stands, and the day is that of the text, not of the build."""
    html = page('<h2 id="a">A</h2><p><img src="pictures/1.png" alt="Red"></p>')
    made = epub(html, "<section><p>Cover</p></section>", pictures, book, WORDS)
    assert made.complaints == ()
    with ZipFile(BytesIO(made.content)) as archive:
        infos = archive.infolist()
        package = archive.read("EPUB/content.opf").decode()
        title_page = archive.read("EPUB/text/title_page.xhtml").decode()
        assert pictures["pictures/1.png"] in [archive.read(name) for name in archive.namelist() if "media" in name]
    assert ">*Visas* &amp; &lt;permits&gt; -- 1. $x$</dc:title>" in package
    assert "<title>*Visas* &amp; &lt;permits&gt; -- 1. $x$</title>" in title_page
    for said in (
        "urn:uuid:c8f53b44-4b64-5f0b-9a29-6f3f5f3e4c11",
        ">Library &amp; Sons</dc:creator>",
        ">A. Translator</dc:contributor>",
        "2026-03-02</dc:date>",
        "2026-09-14T00:00:00Z",
        "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/</dc:rights>",
        '"schema:accessMode">visual<',
        '"schema:accessibilityFeature">alternativeText<',
        '"schema:accessibilitySummary">Good.<',
    ):
        assert said in package
    assert {info.date_time for info in infos} == {(2026, 9, 14, 0, 0, 0)}
    names = [info.filename for info in infos]
    assert names == ["mimetype", *sorted(names[1:])]
    assert infos[0].compress_type == 0
