from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from training_library.library.forge import LONGEST_ADDRESS, forge_of

FILE, TEXT = "ru/handbooks/a.md", "---\ntitle: Граница & «право»\n---\n"


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "begin", "name", "text", "edit"),
    [
        (
            "https://github.com/a/b",
            "edit/main/docs/",
            "https://github.com/a/b/new/main/docs",
            ("filename", FILE),
            "value",
            "https://github.com/a/b/edit/main/docs/ru/handbooks/a.md",
        ),
        (
            "https://gitlab.com/a/b/",
            "-/edit/main/docs",
            "https://gitlab.com/a/b/-/new/main",
            ("file_name", f"docs/{FILE}"),
            "content",
            "https://gitlab.com/a/b/-/edit/main/docs/ru/handbooks/a.md",
        ),
        (
            "https://gitlab.example/b",
            "blob/main/docs/",
            "https://gitlab.example/b/-/new/main",
            ("file_name", f"docs/{FILE}"),
            "content",
            "https://gitlab.example/b/blob/main/docs/ru/handbooks/a.md",
        ),
        (
            "https://git.example/b",
            "_edit/main/docs/",
            "https://git.example/b/_new/main/docs",
            ("filename", FILE),
            "value",
            "https://git.example/b/_edit/main/docs/ru/handbooks/a.md",
        ),
        (
            "https://github.com/a/b",
            "https://github.com/a/b/edit/main/",
            "https://github.com/a/b/new/main",
            ("filename", FILE),
            "value",
            "https://github.com/a/b/edit/main/ru/handbooks/a.md",
        ),
    ],
)
def test_a_file_begins_with_its_name_and_its_text(  # noqa: PLR0913, PLR0917 - the parts of addresses
    repo_url: str, edit_uri: str, begin: str, name: tuple[str, str], text: str, edit: str
) -> None:
    """On GitHub, GitLab, Gitea and their like, below any folder."""
    forge = forge_of(repo_url, edit_uri)
    assert forge is not None
    address, _, query = forge.new_address(FILE, TEXT).partition("?")
    assert address == begin
    assert parse_qs(query) == {name[0]: [name[1]], text: [TEXT + "\n"]}
    assert forge.edit_address(FILE) == edit


@pytest.mark.parametrize(
    ("repo_url", "edit_uri"),
    [(None, None), ("https://github.com/a/b", None), ("", "edit/main/docs/"), ("https://a.example", "?path=")],
)
def test_without_a_repository_there_is_no_forge(repo_url: str | None, edit_uri: str | None) -> None:
    """Nor where its addresses are not understood."""
    assert forge_of(repo_url, edit_uri) is None


def test_a_long_text_is_cut_at_a_line() -> None:
    """Servers refuse longer addresses."""
    forge = forge_of("https://github.com/a/b", "edit/main/docs/")
    assert forge is not None
    lines = [f"## Раздел {number}" for number in range(1000)]
    address = forge.new_address(FILE, "\n".join(lines))
    kept = parse_qs(urlsplit(address).query)["value"][0].splitlines()
    assert LONGEST_ADDRESS * 0.9 < len(address) <= LONGEST_ADDRESS
    assert kept == lines[: len(kept)]
    assert "value" not in forge.new_address(FILE, "а" * 9000)
    assert parse_qs(urlsplit(forge.new_address(FILE, "")).query) == {"filename": [FILE]}
