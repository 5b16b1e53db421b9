"""Files for machines: the site map (https://www.sitemaps.org/protocol.html), and the state of the translations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from training_library.library.coverage import coverage_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from training_library.library.coverage import Coverage


@dataclass(frozen=True, kw_only=True, slots=True)
class MappedPage:
    """A page with the languages that it is written in."""

    addresses: Mapping[str, str]
    """By language (BCP 47), absolute."""
    last_change: date | None


def translations_json(coverage: Coverage) -> str:
    """Return `translations.json`, whose keys are those of `coverage_data`."""
    return json.dumps(coverage_data(coverage), ensure_ascii=False, indent=1) + "\n"


def site_map(pages: Iterable[MappedPage], default_language: str) -> str:
    """Return `sitemap.xml`, with the other languages of each page as alternates; fallbacks are not part of it."""
    return "\n".join(_lines(pages, default_language)) + "\n"


def _lines(pages: Iterable[MappedPage], default_language: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    for page in pages:
        for address in page.addresses.values():
            yield "<url>"
            yield f"<loc>{escape(address)}</loc>"
            if page.last_change:
                yield f"<lastmod>{page.last_change.isoformat()}</lastmod>"
            yield from _alternates(page, default_language)
            yield "</url>"
    yield "</urlset>"


def _alternates(page: MappedPage, default_language: str) -> Iterator[str]:
    if len(page.addresses) == 1:
        return
    named = dict(page.addresses)
    if default_language in named:
        named["x-default"] = named[default_language]
    for language, address in named.items():
        yield f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>'
