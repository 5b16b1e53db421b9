"""The lists of the vocabulary as editors understand them: a JSON Schema, taken from what their readers ask for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from training_library.library.fields import Fields
from training_library.library.schema import ANY_TEXT, DATE, WEB_ADDRESS, Json
from training_library.library.vocabulary_files import ID, READERS, Lists

if TYPE_CHECKING:
    from datetime import date

    from training_library.library.language import Wording
    from training_library.library.problem import Code
    from training_library.library.vocabulary import Vocabulary

_DIALECT = "http://json-schema.org/draft-07/schema#"
"""Older than that of the front matter: editors of YAML know this one for certain."""

_GROUPS: Json = {"type": "array"}


def vocabulary_schema(name: str, vocabulary: Vocabulary) -> Json:
    """Return the JSON Schema of a list of the vocabulary, such as `projects`.

    Values of other lists are left open, for authors add to those: a stored schema stays true.
    """
    asked = _Asked()
    lists = Lists(language_ids=tuple(vocabulary.languages), countries={}, organisations={})
    READERS[name]("", asked, lists)
    return {
        "$schema": _DIALECT,
        "type": "object",
        "propertyNames": {"pattern": f"^{ID.pattern}$"},
        "additionalProperties": asked.schema(),
    }


class _Asked(Fields):
    """Notes which keys a reader asks for; to the reader it looks like an entry in which nothing is written."""

    def __init__(self) -> None:
        self._properties: dict[str, Json] = {}
        self._needed: list[str] = []
        self._children: dict[str, _Asked] = {}
        self.line = 1

    def schema(self) -> Json:
        """Return what the reader accepts."""
        nested = {key: child.schema() for key, child in self._children.items()}
        return {
            "type": "object",
            "properties": {
                key: {**schema, "items": nested[key]} if schema == _GROUPS else nested.get(key, schema)
                for key, schema in self._properties.items()
            },
            "required": self._needed,
            "additionalProperties": False,
        }

    def _note(self, key: str, schema: Json, *, required: bool = False) -> None:
        self._properties[key] = schema
        if required and key not in self._needed:
            self._needed.append(key)

    def __contains__(self, key: str) -> bool:
        """Let the reader ask for it."""
        return True

    def text(self, key: str, *, required: bool = False, longest: int | None = None) -> str:
        """Note a text."""
        limit = {"maxLength": longest} if longest else {}
        self._note(key, {**ANY_TEXT, **limit}, required=required)
        return ""

    def choice(self, key: str, known: Collection[str], noun: str, *, required: bool = False) -> str:
        """Note one value of a list."""
        del noun
        self._note(key, _value_of(known), required=required)
        return ""

    def choices(self, key: str, known: Collection[str], noun: str, *, required: bool = False) -> tuple[str, ...]:
        """Note several values of a list."""
        del noun
        self._note(key, {"type": "array", "uniqueItems": True, "items": _value_of(known)}, required=required)
        return ()

    def texts(self, key: str, *, required: bool = False) -> tuple[tuple[int, str], ...]:
        """Note a list of texts."""
        self._note(key, {"type": "array", "uniqueItems": True, "items": ANY_TEXT}, required=required)
        return ()

    def date(self, key: str, *, required: bool = False) -> date | None:
        """Note a day."""
        self._note(key, {"type": "string", "pattern": DATE}, required=required)
        return None

    def matching(
        self, key: str, pattern: re.Pattern[str], remedy: str, *, required: bool = False
    ) -> re.Match[str] | None:
        """Note a text of a set form; a year alone is a number to an editor."""
        del remedy
        written = re.sub(r"\?P<\w+>", "", pattern.pattern)  # Names of groups are written in another way elsewhere.
        self._note(key, {**ANY_TEXT, "pattern": f"^({written})$"}, required=required)
        return None

    def url(self, key: str) -> str:
        """Note an address of the web."""
        self._note(key, {"type": "string", "pattern": WEB_ADDRESS})
        return ""

    def number(self, key: str, *, required: bool = False) -> float | None:
        """Note a number."""
        self._note(key, {"type": ["number", "string"], "pattern": r"^\d{1,15}(\.\d{1,6})?$"}, required=required)
        return None

    def truth(self, key: str) -> bool:
        """Note what is true or false."""
        self._note(key, {"enum": [True, False, "true", "false"]})
        return False

    def words(self, languages: Sequence[str]) -> Wording | None:
        """Note a text in every language."""
        for language in languages:
            self.text(language, required=True)
        return None

    def mapping(self, key: str, *, required: bool = False) -> Fields | None:
        """Note keys within a key."""
        self._note(key, {"type": "object"}, required=required)
        return self._children.setdefault(key, _Asked())

    def mappings(self, key: str) -> Iterator[Fields]:
        """Note a list of such groups."""
        self._note(key, _GROUPS)
        yield self._children.setdefault(key, _Asked())

    def finish(self) -> None:
        """Nothing else is allowed anyway."""

    def wrong(self, code: Code, key: str, what: str, remedy: str) -> None:
        """Nothing is wrong with an entry in which nothing is written."""


def _value_of(known: Collection[str]) -> Json:
    return {"type": "string"} if isinstance(known, Mapping) else {"type": "string", "enum": list(known)}
