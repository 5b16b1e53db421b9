"""A language of the library and the order of its titles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in every language of the library."""

    by_language: Mapping[str, str]

    def __getitem__(self, language: str) -> str:
        """Return the words in `language`.

        Raises:
            KeyError: The vocabulary lacks the language, which reading reports as a problem before.
        """
        return self.by_language[language]


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """A language in which editions exist."""

    id: str
    """BCP 47 tag, which is also the name of the folder below `docs/`."""
    name: str
    """Its name in the language itself."""
    label: Wording
    """Its name in each language."""
    locale: str
    """BCP 47 tag of the region whose dates and numbers its pages use: `en-GB` for `en`; the id itself by default."""


def sort_key(text: str) -> tuple[str, str]:
    """Return the key that sorts titles as a reader of Latin or Cyrillic script expects.

    Letter case does not count, ё sorts with е and accents of Latin letters with their letter, while й stays a letter of
    its own; equal titles keep a stable order by their exact spelling.
    """
    return "".join(_base(character) for character in text.casefold()).strip("«»„“”\"' "), text


def _base(character: str) -> str:
    if character == "ё":
        return "е"
    if character.isascii():
        return character
    first = unicodedata.normalize("NFD", character)[0]
    return first if first.isascii() else character
