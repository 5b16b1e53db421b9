from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from weasyprint import HTML

from tests.importing import word
from training_library.importing.draft import draft_of
from training_library.importing.refusal import RefusalError
from training_library.library.markdown import structure_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.importing.conftest import Made

RUSSIAN = """\
---
title: Пособие по возвращению
---

# Введение

Первый абзац, и т. д. Второе предложение «в кавычках».[^1] Третье — со ссылкой на [шаги](#шаги). Ещё одно.

![Схема центра](a.png)

| Срок | Кто |
|---|---|
| 5 дней | Отдел |

- один

    - вложенный

- два

# Шаги

1. раз
2. два

## Подробно

![](a.png) ![](b.png)

[^1]: Сноска с *курсивом*.
"""

ENGLISH = """\
# Running a centre

Text.

## Rooms & beds

See [rooms](#rooms-beds) and <https://a.example/b>.

## Rooms & beds

H~2~O, m^2^, `code *a*` and a "quote".

    indented <b>code</b>

## Staff

> Quoted. Twice.

Term
:   Meaning.
"""


@pytest.fixture(params=["docx", "odt", "html"])
def russian(request: pytest.FixtureRequest, made: Made) -> Path:
    """A Russian handbook with a list of contents, as another program stores it."""
    return made(f"a.{request.param}", RUSSIAN, "--toc", "--metadata=toc-title:Содержание")


def test_a_text_keeps_what_it_is_made_of(russian: Path) -> None:
    """Headings, links within the text, tables, lists, notes and pictures; and no list of contents."""
    draft = draft_of(russian, name="return", language="ru")
    structure = structure_of(draft.body)
    assert draft.title == "Пособие по возвращению"
    assert [(heading.level, heading.text, heading.id) for heading in structure.headings] == [
        (2, "Введение", "section-1"),
        (2, "Шаги", "section-2"),
        (3, "Подробно", "section-2-1"),
    ]
    assert [(link.text, link.target) for link in structure.links] == [("шаги", "#section-2")]
    assert [(table.rows, table.columns) for table in structure.tables] == [(1, 2)]
    assert (len(structure.references), len(structure.footnotes)) == (1, 1)
    assert "Сноска с *курсивом*." in draft.body
    assert "\n    - вложенный\n" in draft.body
    assert "\n1. раз\n2. два\n" in draft.body
    assert structure.html == ()
    assert "Содержание" not in draft.body


def test_pictures_get_safe_names_and_words(russian: Path) -> None:
    """The same picture is one file, and one without words is listed."""
    draft = draft_of(russian, name="return", language="ru")
    images = structure_of(draft.body).images
    assert [image.target for image in images] == [f"return/image-{number}.png" for number in (1, 1, 2)]
    assert {image.alt for image in images[1:]} == {"TODO: опишите, что изображено"}
    assert sorted(draft.pictures) == ["return/image-1.png", "return/image-2.png"]
    assert all(data.startswith(b"\x89PNG") for data in draft.pictures.values())
    assert 'under "Подробно": return/image-2.png has no alternative text' in draft.notes


def test_a_sentence_stands_on_its_own_line(russian: Path) -> None:
    """Where its end is beyond doubt: an abbreviation ends none."""
    body = draft_of(russian, name="return", language="ru").body
    first = "Первый абзац, и т. д. Второе предложение «в кавычках».[^1]"
    assert f"{first}\nТретье — со ссылкой на [шаги](#section-2).\nЕщё одно.\n" in body


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_only_heading_of_the_first_level_is_the_title(made: Made, form: str) -> None:
    """The others move up; equal headings get ids of their own."""
    draft = draft_of(made(f"a.{form}", ENGLISH, "--metadata=title: "), name="centre", language="en")
    assert draft.title == "Running a centre"
    assert [(heading.level, heading.id) for heading in structure_of(draft.body).headings] == [
        (2, "rooms-beds"),
        (2, "rooms-beds-2"),
        (2, "staff"),
    ]
    assert "See [rooms](#rooms-beds) and" in draft.body
    assert "H₂O, m², `code *a*` and a “quote”." in draft.body
    assert "``` text\nindented <b>code</b>\n```" in draft.body
    assert "> Quoted. Twice." not in draft.body
    assert "> Quoted.\n> Twice." in draft.body


def test_a_file_of_word_itself_is_read(tmp_path: Path) -> None:
    """Its list of contents and its manual line breaks go, its bookmarks, lists and pictures stay, and all is said."""
    body = [
        word.paragraph("Пособие по возвращению", "a3"),
        word.contents(("Введение", "_Toc1"), ("Порядок", "_Toc2")),
        word.paragraph("Введение", "1", bookmark="_Toc1"),
        word.revised("Одна строка.", "Другая", " вставка", link=(" см. ниже", "_Toc2")),
        word.paragraph(""),
        word.paragraph("Порядок", "1", bookmark="_Toc2"),
        word.paragraph("первый", "a5", numbered=True),
        word.paragraph("второй", "a5", numbered=True),
        word.picture("rId5", "Схема"),
        word.picture("rId6", "Чужая", "link"),
        word.picture("rId7", "Вне файла"),
    ]
    pictures = {
        "rId5": ("media/image1.png", b"\x89PNG\r\n\x1a\n"),
        "rId6": ("https://a.example/x.png", None),
        "rId7": ("../../../../etc/passwd", None),
    }
    draft = draft_of(word.write(tmp_path / "a.docx", "".join(body), pictures), name="r", language="ru")
    assert draft.title == "Пособие по возвращению"
    assert draft.body == (
        "## Введение {#section-1}\n\nОдна строка.\n\nДругая вставка [см. ниже](#section-2)\n\n"
        "## Порядок {#section-2}\n\n1. первый\n2. второй\n\n![Схема](r/image-1.png)\n"
    )
    assert list(draft.pictures) == ["r/image-1.png"]
    assert "\n".join(draft.notes) == (
        "the file has tracked changes, all of which were accepted\n"
        "a picture is missing: it is elsewhere and was not fetched (https://a.example/x.png)\n"
        "a picture is missing: it is not in the file (../../../../etc/passwd)\n"
        "a list of contents was left out: the site makes its own\n"
        'under "Введение": the lines of "Одна строка. Другая вставка см. ниже" are paragraphs now: '
        "should they be a list?"
    )


def html(tmp_path: Path, body: str) -> Path:
    """A page with this body."""
    path = tmp_path / "a.html"
    path.write_text(f"<html><head><title>A</title></head><body>{body}</body></html>", encoding="utf-8")
    return path


def test_what_a_page_could_run_is_dropped(tmp_path: Path) -> None:
    """Scripts, handlers, frames, forms and addresses that a browser would run."""
    page = html(
        tmp_path,
        "<h1>A</h1><script>alert(1)</script><style>p{}</style><p onclick='x()' style='color:red'>Text "
        "<a href='javascript:alert(1)'>one</a> <a href='file:///etc/passwd'>two</a> <a href='b.html'>three</a>.</p>"
        "<iframe src='https://a.example/'></iframe><form><input value='x'></form><object>x</object>",
    )
    draft = draft_of(page, name="a", language="en")
    assert draft.body.strip() == "Text one two three.\n\nx"
    assert [note for note in draft.notes if "leads to nothing" in note] == [
        f'the link "{word}" leads to nothing in this text, its words remain' for word in ("one", "two", "three")
    ]


@pytest.mark.parametrize(("encoding", "head"), [("cp1251", "<meta charset='windows-1251'>"), ("utf-16", "")])
def test_an_old_page_is_read_in_its_own_encoding(tmp_path: Path, encoding: str, head: str) -> None:
    """As Word once stored pages."""
    path = tmp_path / "a.htm"
    path.write_bytes(f"<html><head>{head}</head><body><h1>Приём</h1><p>Текст.</p></body></html>".encode(encoding))
    draft = draft_of(path, name="a", language="ru")
    assert (draft.title, draft.body) == ("Приём", "Текст.\n")


def test_pictures_from_elsewhere_are_listed_and_not_fetched(tmp_path: Path) -> None:
    """From the web, from outside of the folder, in a format for paper, or lost."""
    (tmp_path / "x.emf").write_bytes(b"\x01\x00\x00\x00")
    (tmp_path.parent / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    sources = ["http://a.example/b.png", "//a.example/c.png", "../secret.png", "/etc/passwd", "x.emf", "lost.png"]
    images = "".join(f'<p><img src="{source}" alt="Map"></p>' for source in sources)
    draft = draft_of(html(tmp_path, f"<h1>A</h1>{images}"), name="a", language="en")
    assert draft.pictures == {}
    assert structure_of(draft.body).images == ()
    assert draft.body.count("TODO: add the picture that could not be taken over: Map") == len(sources)
    assert [note.removeprefix("a picture is missing: ") for note in draft.notes] == [
        "it is on the web and was not fetched (http://a.example/b.png); save it and check its licence",
        "it is on the web and was not fetched (//a.example/c.png); save it and check its licence",
        "it is not in the file",
        "browsers cannot show its format; save it as PNG",
    ]


def test_a_table_is_made_plain(tmp_path: Path) -> None:
    """Spans, lists in cells, missing headings and boxes are taken apart, and said."""
    draft = draft_of(
        html(
            tmp_path,
            "<h1>A</h1><table><caption>Terms</caption><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead>"
            "<tr><td rowspan=2>1</td><td colspan=2><ul><li>x</li><li>y</li></ul></td></tr>"
            "<tr><td>2<br>3</td><td>a | b</td></tr></table>"
            "<h2>B</h2><table><tr><td>p</td><td>q</td></tr><tr><td>r</td><td>s</td></tr></table>"
            "<table><tr><td><p>In a box.</p></td></tr></table>",
        ),
        name="a",
        language="en",
    )
    rows = [" ".join(line.split()) for line in draft.body.split("\n") if line.startswith("| ")]
    assert rows == ["| A | B | C |", "| 1 | x; y | |", "| | 2 3 | a \\| b |", "| p | q |", "| r | s |"]
    assert draft.body.startswith("Terms\n\n|")
    assert draft.body.endswith("\n\nIn a box.\n")
    assert draft.notes == (
        "a table: some of its cells spanned several rows or columns, their text stands in the first one",
        "a table: lists or paragraphs in its cells are now divided by semicolons",
        'under "B": a table: it had no row of headings, so its first row became one',
        'under "B": a table: it was a box of one cell, which is plain text now',
    )


def test_what_needs_a_human_eye_is_listed(tmp_path: Path) -> None:
    """With the section where it is."""
    draft = draft_of(
        html(
            tmp_path,
            "<h1>A</h1><h2> </h2><h3>Deep</h3><p><b>Looks like a heading</b></p><p>Text <s>old</s> "
            "<a href='mailto:a@a.example'>mail</a>.</p><ul><li><h2>Inside</h2></li></ul><h2>Next</h2><p></p>",
        ),
        name="a",
        language="en",
    )
    headings = [(heading.level, heading.text) for heading in structure_of(draft.body).headings]
    assert headings == [(2, "Deep"), (2, "Next")]
    assert "- **Inside**" in draft.body
    assert draft.notes == (
        'under "Deep": the level of this heading was corrected',
        'under "Deep": the paragraph "Looks like a heading" is all bold: is it a heading?',
        'under "Deep": "old" was struck out: delete it, or keep it',
        'under "Deep": the address a@a.example: may it be published?',
    )


def test_a_pdf_is_its_bare_text(tmp_path: Path) -> None:
    """The draft says so in its own first line, and words that a line divided are whole."""
    path = tmp_path / "a.pdf"
    HTML(string="<html lang=ru><h1>Приём</h1><p>Первый * абзац.</p><p># Второй аб-<br>зац.</p>").write_pdf(path)
    draft = draft_of(path, name="a", language="ru")
    assert draft.title == ""
    assert draft.body.startswith("TODO: это текст из PDF без оформления;")
    assert "абзац." in draft.body.split("Второй")[1]
    structure = structure_of(draft.body)
    assert (structure.headings, structure.links, draft.pictures) == ((), (), {})
    assert draft.notes == ("a PDF has lost its headings, lists, tables, notes and pictures: this is its bare text",)


def archive(path: Path, entries: dict[str, bytes]) -> Path:
    """An archive with these files."""
    with ZipFile(path, "w", ZIP_DEFLATED) as written:
        for name, data in entries.items():
            written.writestr(name, data)
    return path


MAIN = {"word/document.xml": b"<w:document/>"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.doc", b"", 'files that end in ".doc" cannot be imported; save it as .docx first'),
        ("a.exe", b"", 'files that end in ".exe" cannot be imported; use .docx, .odt'),
        ("a.docx", b"", "a.docx is damaged, protected by a password, or no .docx document; open it in"),
        ("a.docx", b"\xd0\xcf\x11\xe0", "protected by a password"),
        ("a.docx", {"other.xml": b""}, "holds no word/document.xml"),
        ("a.docx", MAIN, "a.docx cannot be read: "),
        ("a.odt", {"content.xml": b"<"}, "a.odt cannot be read: "),
        ("a.docx", {**MAIN, "../../evil.png": b""}, 'holds the name "../../evil.png", which leads out of it'),
        ("a.docx", {**MAIN, "/etc/evil.png": b""}, "which leads out of it; it is not opened"),
        ("a.docx", {**MAIN, "word\\..\\..\\evil.png": b""}, "which leads out of it; it is not opened"),
        ("a.docx", {**MAIN, "C:/evil.png": b""}, "which leads out of it; it is not opened"),
        ("a.docx", {**MAIN, "word/footnotes.xml": bytes(41_000_000)}, "unpacks to more than 40 MB; it is not opened"),
        ("a.docx", {**MAIN, **{f"word/{n}": bytes(41_000_000) for n in range(5)}}, "unpacks to far more than"),
        ("a.docx", {**MAIN, **{f"word/{n}": b"" for n in range(5_001)}}, "unpacks to far more than a document needs"),
        ("a.html", b"<p>\xef\xf0</p>", "a.html is in an encoding that it does not name; save it as UTF-8"),
        ("a.html", b"<meta charset=x><p>\xef</p>", "a.html is in an encoding that it does not name"),
        ("a.html", b"<p></p>", "the file holds no text"),
        ("a.html", b"<blockquote>" * 500 + b"a", "a.html nests lists, boxes or quotations too deeply; write it flat"),
        ("a.pdf", b"%PDF-1.7", "a.pdf cannot be read ("),
        ("a.pdf", b"", "a.pdf cannot be read ("),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_plain_words(
    tmp_path: Path, name: str, content: bytes | dict[str, bytes], message: str
) -> None:
    """Whether it is broken or was made to do harm."""
    path = tmp_path / name
    if isinstance(content, dict):
        archive(path, content)
    else:
        path.write_bytes(content)
    with pytest.raises(RefusalError) as refused:
        draft_of(path, name="a", language="en")
    assert message in str(refused.value)


def test_entities_that_grow_without_end_are_not_followed(tmp_path: Path) -> None:
    """A few lines that would unpack to gigabytes of text."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><w:document>&e11;</w:document>'
    with pytest.raises(RefusalError):
        draft_of(archive(tmp_path / "a.docx", {"word/document.xml": text.encode()}), name="a", language="en")
