from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.site.conftest import EXAMPLE
from tests.site.test_accessibility import AXE, faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.site.built_site import BuiltSite
    from tests.site.conftest import Visit

GUIDE = "---\ntitle: Checks\n---\n\n## Facts differ {#tl303}\n\nCorrect one of the two.\n"
HANDBOOK = "handbooks/planning-a-training"
REBUILT = 60_000
"""Milliseconds that a change may take on a machine that does much else."""


class Author:
    """A copy of the example library, served while it is written."""

    def __init__(self, folder: Path, port: int) -> None:
        """Take the project's folder and where it is served."""
        self.folder, self.port = folder, port

    def on_web(self, path: str) -> str:
        """Return the address of a page below that of the site."""
        return f"http://127.0.0.1:{self.port}/{path}"

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a document as an author does."""
        path = self.folder / "docs" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Author]:
    """An author whose editions of a handbook disagree, and who has mistyped a kind."""
    folder = tmp_path_factory.mktemp("author")
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    (folder / "docs" / "en" / "about" / "checks.md").write_text(GUIDE, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        author = Author(folder, free.getsockname()[1])
    author.replace(f"ru/{HANDBOOK}.md", "level: introductory", "level: advanced")
    author.replace("en/news/the-library-opens.md", "kind: news", "kind: nwes")
    with subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "-a", f"127.0.0.1:{author.port}"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": author.on_web("")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as server:
        assert server.stdout
        said = []
        for line in server.stdout:
            said.append(line)
            if "Serving on" in line:
                break
        else:
            pytest.fail("".join(said))
        yield author
        server.terminate()


def test_the_built_site_has_nothing_of_the_panel(any_site: BuiltSite) -> None:
    """Neither in a page nor as a file."""
    assert [name for name, text in any_site.files.items() if b"tl-panel" in text or "authoring" in name] == []


@pytest.mark.browser
def test_an_author_reads_in_the_page_what_is_wrong_with_it(author: Author, visit: Visit) -> None:
    """Code, line, what is wrong and what to do, with a link to the guide; it opens by itself for an error."""
    page = visit(author.on_web(f"ru/{HANDBOOK}.html"))
    panel = page.get_by_role("complementary", name="Автору")
    expect(panel.locator("summary")).to_contain_text("к этой странице")
    remark = panel.locator("li", has_text="TL303")
    expect(remark).to_be_visible()
    expect(remark).to_contain_text("строка 12")
    expect(remark).to_contain_text("level")
    remark.get_by_role("link", name="TL303").click()
    expect(page.locator("#tl303")).to_be_in_viewport()


@pytest.mark.browser
def test_what_keeps_a_file_from_being_shown_is_told_on_every_page(author: Author, visit: Visit) -> None:
    """A page without mistakes of its own keeps the panel closed; the keyboard opens it."""
    page = visit(author.on_web("glossary.html"))
    panel = page.get_by_role("complementary", name="For the author")
    expect(panel.locator(".tl-panel__body")).to_be_hidden()
    panel.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("Nothing is wrong with this page.")
    expect(panel).to_contain_text("docs/en/news/the-library-opens.md")
    expect(panel).to_contain_text('did you mean "news"?')


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_panel_fits_and_is_accessible(
    author: Author, visit: Visit, scheme: Literal["light", "dark"], width: int
) -> None:
    """Opened, in both languages."""
    found = []
    for path in (f"{HANDBOOK}.html", f"ru/{HANDBOOK}.html"):
        page = visit(author.on_web(path), scheme=scheme, width=width)
        page.locator(".tl-panel details").evaluate("details => { details.open = true; }")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.evaluate(AXE)
        found += faults_of(page)
    assert found == []


@pytest.mark.browser
def test_a_corrected_mistake_is_gone_after_the_rebuild(author: Author, visit: Visit) -> None:
    """And a new one appears."""
    page = visit(author.on_web(f"ru/{HANDBOOK}.html"))
    remark = page.locator(".tl-panel li", has_text="TL303")
    expect(remark).to_have_count(1)
    author.replace(f"ru/{HANDBOOK}.md", "level: advanced", "level: introductory")
    expect(remark).to_have_count(0, timeout=REBUILT)
    author.replace(f"ru/{HANDBOOK}.md", "level: introductory", "level: advanced")
    expect(remark).to_have_count(1, timeout=REBUILT)
