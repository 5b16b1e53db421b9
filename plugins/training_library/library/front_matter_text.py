"""Front matter as it is written into a file: the keys in their order, quoted only where YAML asks for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import yaml

from training_library.library.front_matter import KEYS

Value = str | Sequence[str] | Sequence[Mapping[str, str]] | Mapping[str, str]
"""What can stand under a key: a text, a list of texts, a list of mappings, a mapping."""

_NULLS = ("~", "null", "Null", "NULL")
_MARKS = ("&", "*", "!")
"""What YAML takes for anchors, aliases and tags."""


def edition_text(values: Mapping[str, Value], body: str) -> str:
    """Return the text of a file with this front matter and this body; keys without a value are left out."""
    places = {key.name: place for place, key in enumerate(KEYS)}
    keys = sorted((key for key in values if values[key]), key=lambda key: places.get(key, len(places)))
    lines = [line for key in keys for line in _lines(key, values[key])]
    return "\n".join(["---", *lines, "---", "", body.strip("\n"), ""])


def _lines(key: str, value: Value) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {_scalar(value)}"]
    if isinstance(value, Mapping):
        return [f"{key}: {_mapping(value)}"]
    if any(isinstance(element, Mapping) for element in value):
        return [f"{key}:", *(f"  - {_mapping(element)}" for element in value if isinstance(element, Mapping))]
    return [f"{key}: [{', '.join(_scalar(element, '[%s]') for element in value if isinstance(element, str))}]"]


def _mapping(mapping: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(text, '{a: %s}')}" for key, text in mapping.items() if text) + "}"


def _scalar(text: str, context: str = "a: %s") -> str:
    """Return `text` as it is where YAML reads it so, and between double quotes elsewhere."""
    # Not `yaml.dump`: it quotes dates and `NO`, which the library reads as they are written.
    quoted = json.dumps(text, ensure_ascii=False)
    is_plain = _read(context % text) == _read(context % quoted) != ""
    return text if is_plain and text not in _NULLS and not text.startswith(_MARKS) else quoted


def _read(text: str) -> object:
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - constructs texts and nothing else
    except yaml.YAMLError:
        return ""
