"""The description by which a browser adds the site as a search engine (OpenSearch 1.1)."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

LONGEST_NAME = 16
"""Characters that OpenSearch allows for a short name."""


def open_search(name: str, site_url: str, url: str, language: str) -> str:
    """Return the description; `url` is that of the catalogue, relative to the root of the site."""
    address = quoteattr(f"{site_url.rstrip('/')}/{url}?q={{searchTerms}}")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(name[:LONGEST_NAME])}</ShortName>\n"
        f"<Description>{escape(name)}</Description>\n"
        f"<Language>{escape(language)}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" method="get" template={address}/>\n'
        "</OpenSearchDescription>\n"
    )
