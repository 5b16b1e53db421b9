from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training_library.library.site_address import site_address

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("configuration", "address"),
    [
        ("site_url: https://a.example/library/\n", "https://a.example/library"),
        ("site_url: !ENV [SITE_URL, 'https://a.example']\n", "https://a.example"),
        ("site_url: !ENV [MY_SITE_URL, SITE_URL, 'https://a.example']\n", "https://mine.example"),
        ("site_url: !ENV MY_SITE_URL\n", "https://mine.example"),
        ("slugify: !!python/object/apply:os.system [exit]\nsite_url: https://a.example\n", "https://a.example"),
        ("site_name: A\n", ""),
        ("site_url: [\n", ""),
        ("site_url: {a: b}\n", ""),
        ("- site_url\n", ""),
        ("[a]: b\n", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_address_of_the_site_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, configuration: str | None, address: str
) -> None:
    """From mkdocs.yml, of which nothing is run; whatever is wrong with it, there is an answer."""
    monkeypatch.setenv("MY_SITE_URL", "https://mine.example/")
    monkeypatch.delenv("SITE_URL", raising=False)
    if configuration is not None:
        (tmp_path / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    assert site_address(tmp_path / "docs") == address
