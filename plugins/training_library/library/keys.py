"""What a key of the front matter is: one declaration, from which it is read, checked, described and completed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Mapping

    from training_library.library.fields import Fields
    from training_library.library.vocabulary import Vocabulary


class Need(StrEnum):
    """Whether a key has to be written."""

    ALWAYS = "always"
    BY_KIND = "by kind"
    """The vocabulary says for each kind whether it has to be."""
    NEVER = "never"


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """A key of the front matter. Its meaning, for authors, is in `front_matter.yml`."""

    name: str
    need: Need = Need.NEVER
    example: str
    """A value as an author writes it."""
    is_fact: bool = False
    """Whether it says the same of a document in every language."""
    by_tool: bool = False
    """Whether a command writes it, and never an author."""

    @property
    def required(self) -> bool:
        """Whether it has to be written whatever the kind."""
        return self.need is Need.ALWAYS


@dataclass(frozen=True, kw_only=True, slots=True)
class TextKey(Key):
    """A text in one line."""

    longest: int | None = None
    """In characters."""

    def read(self, fields: Fields) -> str:
        """Return the text, "" when there is none."""
        return fields.text(self.name, required=self.required, longest=self.longest)


@dataclass(frozen=True, kw_only=True, slots=True)
class PatternKey(Key):
    """A text of a set form."""

    pattern: re.Pattern[str]
    """The whole text matches it."""
    remedy: str
    """How such a value is written."""

    def read(self, fields: Fields) -> re.Match[str] | None:
        """Return the match, None when there is no value."""
        return fields.matching(self.name, self.pattern, self.remedy, required=self.required)


@dataclass(frozen=True, kw_only=True, slots=True)
class DateKey(Key):
    """A day of the calendar."""

    def read(self, fields: Fields) -> dt.date | None:
        """Return the day."""
        return fields.date(self.name, required=self.required)


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressKey(Key):
    """An address of the web."""

    def read(self, fields: Fields) -> str:
        """Return the address, "" when there is none."""
        return fields.url(self.name)


@dataclass(frozen=True, kw_only=True, slots=True)
class TextsKey(Key):
    """A list of texts."""

    def read(self, fields: Fields) -> tuple[str, ...]:
        """Return the texts."""
        return tuple(text for _, text in fields.texts(self.name, required=self.required))


@dataclass(frozen=True, kw_only=True, slots=True)
class _FromList(Key):
    """What is chosen from a closed list."""

    noun: str
    """What a value is called in messages."""
    vocabulary: str = ""
    """The list of the vocabulary, such as `areas`; empty when the values are fixed."""
    fixed: tuple[str, ...] = ()

    def values(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """Return what can be chosen, in the order of the list."""
        if not self.vocabulary:
            return self.fixed
        entries: Mapping[str, object] = getattr(vocabulary, self.vocabulary)
        return tuple(entries)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoiceKey(_FromList):
    """One value of a closed list."""

    def read(self, fields: Fields, vocabulary: Vocabulary) -> str:
        """Return the value, "" when there is none or an unknown one."""
        return fields.choice(self.name, self.values(vocabulary), self.noun, required=self.required)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoicesKey(_FromList):
    """Several values of a closed list."""

    def read(self, fields: Fields, vocabulary: Vocabulary, *, required: bool = False) -> tuple[str, ...]:
        """Return the known values; `required` is for keys that some kinds need."""
        return fields.choices(self.name, self.values(vocabulary), self.noun, required=required or self.required)


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupKey(Key):
    """Keys within a key."""

    keys: tuple[Key, ...]
    is_list: bool = False
    """Whether there can be several such groups."""
