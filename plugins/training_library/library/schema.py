"""The front matter as editors and other tools understand it: a JSON Schema, and snippets to complete."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from training_library.library.keys import (
    AddressKey,
    ChoiceKey,
    ChoicesKey,
    DateKey,
    GroupKey,
    Key,
    Need,
    PatternKey,
    TextKey,
    TextsKey,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from training_library.library.vocabulary import Vocabulary

Json = dict[str, Any]  # JSON nests without end, which no plain type says.

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What is text to the library may look like a number to an editor: `title: 2026`.
ANY_TEXT: Json = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
DATE = r"^\d{4}-\d{2}-\d{2}$"
WEB_ADDRESS = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/]\S*$"


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """Return what each key means in each language; a key within another one is named `sources.url`."""
    path = Path(__file__).with_name("front_matter.yml")
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def front_matter_schema(keys: Sequence[Key], vocabulary: Vocabulary) -> Json:
    """Return the JSON Schema (2020-12) of a front matter with these keys.

    It says of a single file what the library says of it: the keys, their types, their values, and which of them a kind
    needs. What only the library can know stays with it, such as the order of dates and equal titles.
    """
    schema: Json = {"$schema": _DIALECT, **_mapping(keys, vocabulary)}
    optional = sorted(kind.id for kind in vocabulary.kinds.values() if not kind.needs_area)
    by_kind = [key.name for key in keys if key.need is Need.BY_KIND]
    if by_kind:
        schema["if"] = {"required": ["kind"], "properties": {"kind": {"enum": optional}}}
        schema["else"] = {"required": by_kind, "properties": {name: {"minItems": 1} for name in by_kind}}
    names = {key.name for key in keys}
    if {"status", "replaced_by"} <= names:
        retired = {"required": ["status"], "properties": {"status": {"const": "retired"}}}
        schema["dependentSchemas"] = {"replaced_by": retired}
    return schema


def _mapping(keys: Sequence[Key], vocabulary: Vocabulary, within: str = "") -> Json:
    return {
        "type": "object",
        "properties": {key.name: _described(key, vocabulary, within) for key in keys},
        "required": [key.name for key in keys if key.required],
        "additionalProperties": False,
    }


def _described(key: Key, vocabulary: Vocabulary, within: str) -> Json:
    description = "\n\n".join(meanings()[within + key.name].values())
    return {"description": description, **_value(key, vocabulary), "examples": [_read(key.example)]}


def _read(example: str) -> Any:  # noqa: ANN401 - a value of any type
    return yaml.load(example, Loader=yaml.BaseLoader)  # noqa: S506 - constructs texts, and dates remain text


def _value(key: Key, vocabulary: Vocabulary) -> Json:
    """Return what may stand under a key."""
    schema: Json
    match key:
        case TextKey():
            schema = {**ANY_TEXT, "maxLength": key.longest} if key.longest else ANY_TEXT
        case PatternKey():
            schema = {"type": "string", "pattern": f"^({key.pattern.pattern})$"}
        case DateKey():
            schema = {"type": "string", "pattern": DATE, "format": "date"}
        case AddressKey():
            schema = {"type": "string", "pattern": WEB_ADDRESS, "format": "uri"}
        case TextsKey():
            schema = _list(ANY_TEXT)
        case ChoiceKey():
            schema = _choice(key, vocabulary)
        case ChoicesKey():
            schema = _list(_choice(key, vocabulary))
        case GroupKey():
            group = _mapping(key.keys, vocabulary, f"{key.name}.")
            schema = {"type": "array", "items": group} if key.is_list else group
        case _:
            raise TypeError(key)
    return schema


def _list(element: Json) -> Json:
    return {"type": "array", "items": element, "uniqueItems": True}


def _choice(key: ChoiceKey | ChoicesKey, vocabulary: Vocabulary) -> Json:
    return {"type": "string", "enum": list(key.values(vocabulary))}


_MENUS = ("audiences", "areas", "kinds", "languages", "levels")
"""Lists that hardly ever change, so that a stored copy of them stays true."""


def snippets(keys: Sequence[Key], vocabulary: Vocabulary) -> Json:
    """Return what VS Code offers when an author of Markdown starts to type a key, values to choose from included."""
    required = [key for key in keys if key.need is not Need.NEVER]
    start = {
        "scope": "markdown",
        "prefix": "front matter",
        "description": "\n\n".join(meanings()["@front"].values()),
        "body": ["---", *_numbered(required, vocabulary), "---", "", "$0"],
    }
    return {
        "front matter": start,
        **{
            key.name: {
                "scope": "markdown",
                "prefix": key.name,
                "description": "\n\n".join(meanings()[key.name].values()),
                "body": list(_numbered([key], vocabulary)),
            }
            for key in keys
        },
    }


def _numbered(keys: Iterable[Key], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield a line a key, with the places to fill in numbered from 1."""
    for number, key in enumerate(keys, 1):
        yield f"{key.name}: {_place(key, number, vocabulary)}"


def _place(key: Key, number: int, vocabulary: Vocabulary) -> str:
    if isinstance(key, DateKey):
        return f"${{{number}:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}}"
    if isinstance(key, ChoiceKey | ChoicesKey) and (key.fixed or key.vocabulary in _MENUS):
        menu = f"${{{number}|{','.join(key.values(vocabulary))}|}}"
        return f"[{menu}]" if isinstance(key, ChoicesKey) else menu
    escaped = key.example.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
    return f"${{{number}:{escaped}}}"
