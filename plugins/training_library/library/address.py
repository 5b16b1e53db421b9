"""Where a document or a page stands on the site."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

_EXAMPLES = ("example", "example.com", "example.net", "example.org", "invalid", "localhost", "test")
"""Names that nobody can visit (RFC 2606, RFC 6761)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Addresses:
    """The rule from path and language to URL, relative to the root of the site."""

    default_language: str
    """Its pages stand at the root, those of the other languages below their own folder."""
    directory_urls: bool
    """`handbooks/readmission/` rather than `handbooks/readmission.html`."""

    def url(self, path: str, language: str) -> str:
        """Return the URL of a page: `ru/projects/mmdp.html` for `projects/mmdp`."""
        prefix = self.prefix(language)
        if not self.directory_urls:
            return f"{prefix}{path}.html"
        folder = path.removesuffix("index") if path.rpartition("/")[2] == "index" else f"{path}/"
        return f"{prefix}{folder}" or "./"

    def dest_uri(self, path: str, language: str) -> str:
        """Return the file of a page: `ru/projects/mmdp/index.html` when URLs are directories."""
        url = self.url(path, language)
        return f"{url.removeprefix('./')}index.html" if self.directory_urls else url

    def prefix(self, language: str) -> str:
        """Return the folder of a language, "" for the default one."""
        return "" if language == self.default_language else f"{language}/"


def can_be_visited(url: str | None) -> bool:
    """Tell whether an address on the web is set, and is no example."""
    name = urlsplit(url or "").hostname or ""
    return bool(name) and not any(name == example or name.endswith(f".{example}") for example in _EXAMPLES)
