"""What others make of the same documents: the search of Material in a stock site, and Pagefind."""

from __future__ import annotations

import html
import re
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import Error

from benchmarks.search_browser import Engine, fresh_page, number_of
from benchmarks.search_corpus import LANGUAGES, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

    from benchmarks.search_corpus import Corpus, Query

PAGEFIND = Engine(
    name="pagefind",
    pages={language: f"{language}/d00000.html" for language in LANGUAGES},
    excerpts=re.compile(r"\.pf_fragment$"),
)
MATERIAL_FILES = re.compile(r"/search/|/workers/|lunr")
"""What a page fetches in order to search."""
MATERIAL_PAGES = {"en": "index.html", "ru": "ru/index.html"}
STOCK = """\
site_name: Training library
site_url: https://training-library.example.org/
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.prune]
plugins:
  - search:
      lang: [en, ru]
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: ru, name: Русский, build: true}
"""
_INPUT = "input[data-md-component=search-query]"
_SAID = ".md-search-result__meta"
_LINKS = """\
items => items.map((item) => item.querySelector("a.md-search-result__link")).map((link) => (link ? link.href : ""))"""
READY = 120_000
"""Milliseconds within which a page has to have read the index."""
SOON = 20_000
"""The same from disk, where it most often cannot be read at all."""
SETTLED = 200
"""Milliseconds without a change after which a list of results is complete."""


def pagefind_command(given: str | None) -> list[str] | None:
    """Return the command that starts Pagefind, None when there is none."""
    found = shutil.which(given or "pagefind")
    if found:
        return [str(Path(found).absolute())]
    return [sys.executable, "-m", "pagefind"] if not given and find_spec("pagefind") else None


def build_pagefind(corpus: Corpus, folder: Path, command: Sequence[str]) -> float:
    """Write the documents as plain pages, index them, and return the CPU seconds of the latter."""
    for language in LANGUAGES:
        pages = folder / "site" / language
        pages.mkdir(parents=True)
        for entry in corpus.entries(language):
            sections = "".join(
                f'<h2 id="s{place}">{html.escape(heading)}</h2>\n<p>{html.escape(text)}</p>\n'
                for place, (heading, text) in enumerate(entry.sections)
            )
            title = html.escape(entry.title)
            page = (
                f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n<title>{title}</title>\n'
                f"<body>\n<h1>{title}</h1>\n{sections}"
            )
            (pages / f"d{entry.number:05d}.html").write_text(page, encoding="utf-8")
    return run([*command, "--site", "site"], folder)[1]


def pagefind_files(folder: Path, language: str) -> list[Path]:
    """Return the files of the index of a language."""
    name = re.compile(rf"^({language}_|pagefind\.{language}_|wasm\.{language}\.)")
    return [path for path in (folder / "site" / "pagefind").rglob("*") if path.is_file() and name.match(path.name)]


def build_material(corpus: Corpus, folder: Path) -> float:
    """Build a stock site and return the CPU seconds of it."""
    folder.mkdir()
    for language in LANGUAGES:
        shutil.copytree(corpus.docs / language, folder / "docs" / language)
    (folder / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder)[1]


def material_answers(
    browser: Browser, address: str, language: str, queries: Sequence[Query], ready: int = READY
) -> list[list[int | None]]:
    """Type every query into the search box of one page, and return the documents that are listed.

    Those in another language are None: readers see them, but did not ask for them.
    """
    with fresh_page(browser, address + MATERIAL_PAGES[language]) as page:
        page.set_default_timeout(ready)
        prompt = _opened(page)
        found = []
        for query in queries:
            page.locator(_INPUT).fill("")
            page.locator(_INPUT).press("End")  # the box listens to keys
            _wait_for_said(page, prompt, is_wanted=True)
            page.locator(_INPUT).fill(query.text)
            page.locator(_INPUT).press("End")
            _wait_for_said(page, prompt, is_wanted=False)
            found.append([_number(link, language) for link in _links(page)[:10]])
        return found


def _opened(page: Page) -> str:
    """Open the search, wait until it is ready, and return what it then says."""
    initial = page.locator(_SAID).text_content() or ""
    page.locator(_INPUT).focus()
    _wait_for_said(page, initial, is_wanted=False)
    return page.locator(_SAID).text_content() or ""


def _wait_for_said(page: Page, text: str, *, is_wanted: bool) -> None:
    """Wait until the search says a text, or something else."""
    page.wait_for_function(
        "([said, text, wanted]) => (document.querySelector(said).textContent === text) === wanted",
        arg=[_SAID, text, is_wanted],
    )


def _links(page: Page) -> list[str]:
    """Return where the results lead, once no more of them appear."""
    last: list[str] | None = None
    while True:
        links: list[str] = page.eval_on_selector_all(".md-search-result__item", _LINKS)
        if links == last:
            return links
        last = links
        page.wait_for_timeout(SETTLED)


def _number(link: str, language: str) -> int | None:
    is_russian = "/ru/" in urlsplit(link).path
    return number_of(link) if is_russian == (language == "ru") else None


def material_works_from_disk(browser: Browser, folder: Path, language: str, query: Query) -> bool:
    """Tell whether a page that was opened from disk finds anything."""
    try:
        answers = material_answers(browser, f"{(folder / 'site').as_uri()}/", language, [query], SOON)
    except Error:
        return False
    return any(answers[0])
