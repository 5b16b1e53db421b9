"""The keys of the front matter as options of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.library.fields import is_web_address
from training_library.library.front_matter import KEYS, KIND, SOURCES, TRANSLATION
from training_library.library.keys import ChoicesKey, Key, TextsKey
from training_library.library.schema import meanings

if TYPE_CHECKING:
    import argparse

    from training_library.library.front_matter_text import Value

_SINGULAR = {
    "areas": "area", "countries": "country", "organisations": "organisation", "authors": "author",
    "translators": "translator", "reviewers": "reviewer", "tags": "tag", "sources": "source",
}  # fmt: skip
"""A list is given value by value: `--area return --area asylum`."""
_OFFERED = tuple(key for key in KEYS if key not in {KIND, TRANSLATION})


def option_of(key: str) -> str:
    """Return the option by which a key is given; the kind and what belongs to no key have names of their own."""
    name = key.partition(".")[0]
    if name in {KIND.name, ""}:
        return "KIND" if name else "SLUG"
    return f"--{_SINGULAR.get(name, name).replace('_', '-')}"


def add_front_matter(parser: argparse.ArgumentParser) -> None:
    """Add an option for each key that an author writes."""
    group = parser.add_argument_group("front matter")
    for key in _OFFERED:
        words = meanings()[key.name]["en"].replace("%", "%%")
        is_list = isinstance(key, ChoicesKey | TextsKey) or key is SOURCES
        metavar = "TITLE [URL]" if key is SOURCES else "VALUE"
        group.add_argument(
            option_of(key.name),
            dest=key.name,
            action="append" if is_list else "store",
            default=None,
            metavar=metavar,
            help=f"{words}; may be repeated" if is_list else words,
        )


def said(options: argparse.Namespace) -> dict[str, Value]:
    """Return what the options say, by key; keys without a value are left out."""
    given = {key: value for key in _OFFERED if (value := getattr(options, key.name))}
    return {key.name: _value(key, value) for key, value in given.items()}


def _value(key: Key, value: str | list[str]) -> Value:
    if isinstance(value, str):
        return value.strip()
    if key is SOURCES:
        return [_source(text) for text in value]
    if isinstance(key, ChoicesKey):  # Ids hold no commas, so several may come at once.
        return [id_ for text in value for id_ in text.replace(",", " ").split()]
    return [text.strip() for text in value]


def _source(text: str) -> dict[str, str]:
    """Return a source from its title, with its address behind."""
    title, _, address = text.strip().rpartition(" ")
    return {"title": title.strip(), "url": address} if title and is_web_address(address) else {"title": text.strip()}
