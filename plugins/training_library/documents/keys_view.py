"""The front matter of a document as the authors' guide tells it: every key that the model declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.front_matter import KEYS
from training_library.library.keys import ChoiceKey, ChoicesKey, GroupKey, Need
from training_library.library.schema import meanings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training_library.library.keys import Key
    from training_library.library.vocabulary import Vocabulary

_FALLBACK = "en"
"""The language of a meaning that nobody has translated."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueView:
    """A value to choose."""

    id: str
    label: str
    """For readers, empty when the id is all there is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyView:
    """A key of the front matter."""

    name: str
    anchor: str
    meaning: tuple[str, ...]
    """In pieces: every second one is code."""
    meaning_language: str
    example: str
    """A line as an author writes it."""
    is_required: bool
    optional_for: tuple[str, ...]
    """The kinds of documents that may leave the key out, when all others need it."""
    is_fact: bool
    """Whether it says the same in every language."""
    by_tool: bool
    values: tuple[ValueView, ...]
    """What can be chosen, empty when the author is free."""
    keys: tuple[KeyView, ...]
    """The keys within this one."""


def keys_view(vocabulary: Vocabulary, language: str, keys: Sequence[Key] = KEYS, within: str = "") -> list[KeyView]:
    """Return the keys of the front matter for readers of `language`; those inside a key are named `sources.url`."""
    return [_key_view(key, vocabulary, language, within) for key in keys]


def _key_view(key: Key, vocabulary: Vocabulary, language: str, within: str) -> KeyView:
    full_name = within + key.name
    texts = meanings()[full_name]
    meaning_language = language if language in texts else _FALLBACK
    inner = key.keys if isinstance(key, GroupKey) else ()
    return KeyView(
        name=key.name,
        anchor=f"key-{full_name.replace('.', '-').replace('_', '-')}",
        meaning=tuple(texts[meaning_language].split("`")),
        meaning_language=meaning_language,
        example=f"{key.name}: {key.example}",
        is_required=key.need is not Need.NEVER,
        optional_for=_optional_for(vocabulary, language) if key.need is Need.BY_KIND else (),
        is_fact=key.is_fact,
        by_tool=key.by_tool,
        values=_values(key, vocabulary, language),
        keys=tuple(keys_view(vocabulary, language, inner, f"{full_name}.")),
    )


def _optional_for(vocabulary: Vocabulary, language: str) -> tuple[str, ...]:
    return tuple(kind.plural[language] for kind in vocabulary.kinds.values() if not kind.needs_area)


def _values(key: Key, vocabulary: Vocabulary, language: str) -> tuple[ValueView, ...]:
    if not isinstance(key, ChoiceKey | ChoicesKey):
        return ()
    labels = getattr(vocabulary, key.vocabulary) if key.vocabulary else {}
    return tuple(
        ValueView(id=id_, label=labels[id_].label[language] if id_ in labels else "") for id_ in key.values(vocabulary)
    )
