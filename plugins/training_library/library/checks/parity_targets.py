"""When a link or a picture of a translation leads where that of the original leads."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_LANGUAGE_KEYS = frozenset({"hl", "l", "lang", "language", "lng", "locale"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What a link leads to, without its language: equal for an original and its faithful translation."""

    place: str
    """A file below the folder of a language, "" for the text itself, or an address without what names a language."""
    anchor: str
    is_internal: bool
    """Whether it leads to a file of the library."""
    site: str = field(default="", compare=False)
    """The host of an address that names the language of the edition; "" for all others."""

    def may_be(self, other: Target) -> bool:
        """Tell whether both lead to one thing; a site in several languages may name a page in each in other words."""
        return self == other or (bool(self.site) and self.site == other.site)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standpoint:
    """The edition in which targets are written."""

    src_uri: str
    """Its file, relative to `docs/`."""
    language: str
    languages: Collection[str]
    """All of the library."""

    def target(self, written: str) -> Target:
        """Return where `written` leads."""
        if _SCHEME.match(written):
            return self._external(written)
        path, _, anchor = written.partition("#")
        path = path.partition("?")[0]
        place = self._place(path) if path else self.src_uri
        own = place == self._without_language(self.src_uri)
        return Target(place="" if own or not path else place, anchor=anchor, is_internal=True)

    def picture(self, written: str) -> Target:
        """Return where a picture is; `map.ru.svg`, `map-ru.svg` and `ru/map.svg` are the Russian `map.svg`."""
        target = self.target(written)
        own = re.escape(self.language)
        place = re.sub(rf"[._-]{own}(?=\.\w+$)|(?:(?<=/)|^){own}/", "", target.place, flags=re.IGNORECASE)
        return replace(target, place=place, anchor="")

    def _place(self, path: str) -> str:
        folder = posixpath.dirname(self.src_uri)
        place = posixpath.normpath(posixpath.join(folder, path)).lstrip("/")
        return self._without_language(f"{place}/index.md" if path.endswith("/") else place)

    def _without_language(self, uri: str) -> str:
        first, _, rest = uri.partition("/")
        return rest if first in self.languages else uri

    def _external(self, written: str) -> Target:
        """Return an address without `/ru/`, `?lang=ru` and `ru.`: a translation may lead to its own language."""
        try:
            parts = urlsplit(written)
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:  # A bracket in the host that is not closed.
            host = ""
        if not host:
            return Target(place=written, anchor="", is_internal=False)
        first, _, others = host.partition(".")
        marks = [first] if "." in others and self._language_of(first) else []
        site = others if marks else host
        common: list[str] = []
        for segment in filter(None, parts.path.split("/")):
            (marks if self._language_of(segment) else common).append(segment)
        asked = []
        for key, value in sorted(parse_qsl(parts.query, keep_blank_values=True)):
            if key.casefold() in _LANGUAGE_KEYS and self._language_of(value):
                marks.append(value)
            else:
                asked.append(f"{key}={value}")
        is_own = self.language in map(self._language_of, marks)
        place = f"{site}/{'/'.join(common)}?{'&'.join(asked)}"
        return Target(place=place, anchor=parts.fragment, is_internal=False, site=site if is_own else "")

    def _language_of(self, mark: str) -> str:
        """Return the language of the library that a part of an address names, "" for none: `ru`, `ru-RU`."""
        match = re.fullmatch(r"([a-z]{2,3})(?:[-_][a-z]{2,4})?", mark, re.IGNORECASE)
        named = match[1].lower() if match else ""
        return next((language for language in self.languages if language.partition("-")[0] == named), "")
