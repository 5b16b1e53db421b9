from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.library.checks.texts import Texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import EditionText, LibraryOf


def test_editions_and_pages_are_texts(library_of: LibraryOf, edition: EditionText, docs: Path) -> None:
    """With the lines of their files; what is refused is not among them."""
    library, _ = library_of(
        {
            "en/handbooks/a.md": edition("# A"),
            "ru/handbooks/a.md": edition("# А", translation="{of: en}"),
            "en/handbooks/b.md": edition(status="draft"),
            "en/handbooks/c.md": "no front matter",
            "en/index.md": "---\ntitle: Home\n---\n\nText\n",
            "en/files/a.pdf": "",
            "en/.hidden/a.pdf": "",
        }
    )
    texts = Texts(library, docs)
    assert [text.src_uri for text in texts] == ["en/handbooks/a.md", "en/index.md", "ru/handbooks/a.md"]
    original, home, translation = texts
    assert (home.shown, home.front, home.structure.passages[0].line) == ("docs/en/index.md", "title: Home", 5)
    assert (texts.original_of(translation), texts.original_of(original), texts.original_of(home)) == (
        original,
        None,
        None,
    )
    assert (original.line_of("kind"), original.line_of("licence")) == (3, 2)
    assert {"en/files/a.pdf", "en/handbooks/b.md"} <= texts.files
    assert not any(".hidden" in file for file in texts.files)
    assert library.drafts == {"en/handbooks/b.md"}
