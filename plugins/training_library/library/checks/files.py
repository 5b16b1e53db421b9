"""Pictures and downloads: that they are there, are described, and are used."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from training_library.library.checks.finding import Finding
from training_library.library.checks.html import elements
from training_library.library.checks.targets import is_elsewhere, missing_file, place_of
from training_library.library.problem import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.checks.texts import Text, Texts

_FILE_NAME = re.compile(r"[\w .()-]+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)", re.IGNORECASE)
_DECORATIVE = re.compile(r"(?:^|\s)\.decorative(?:\s|$)")
_DESCRIBE = "describe what it shows, or mark it with { .decorative } if it says nothing"
_FILE_ATTRIBUTES = ("src", "poster")
_SHOWING = frozenset({"audio", "img", "source", "track", "video"})


def image_findings(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield what is wrong with the pictures of a text."""
    for image in text.structure.images:
        decorative = bool(_DECORATIVE.search(image.attributes))
        yield from _alt(image.alt, image.line, text, decorative=decorative)
        yield from _target(image.target, image.line, text, texts)
    for element in elements(text):
        if element.name == "img":
            classes = element.attributes.get("class", "").split()
            decorative = "decorative" in classes or element.attributes.get("role") in {"presentation", "none"}
            yield from _alt(element.attributes.get("alt", ""), element.line, text, decorative=decorative)
        for attribute in _FILE_ATTRIBUTES:
            if attribute in element.attributes and element.name in _SHOWING:
                yield from _target(element.attributes[attribute], element.line, text, texts)


def _alt(alt: str, line: int, text: Text, *, decorative: bool) -> Iterator[Finding]:
    words = alt.strip()
    if not words and not decorative:
        yield text.finding(
            Code.NO_ALT_TEXT, line, "this picture has no description for those who cannot see it", _DESCRIBE
        )
    elif _FILE_NAME.fullmatch(words) or words.casefold().strip(" .") in text.rules.vague_alts:
        yield text.finding(Code.NO_ALT_TEXT, line, f'"{words}" does not say what this picture shows', _DESCRIBE)


def _target(target: str, line: int, text: Text, texts: Texts) -> Iterator[Finding]:
    if is_elsewhere(target) and not place_of(target, text, texts).fault:
        return
    place = place_of(target, text, texts)
    if place.fault:
        yield text.finding(Code.BROKEN_LINK, line, *place.fault)
    elif place.is_missing_file:
        yield text.finding(Code.MISSING_FILE, line, *missing_file(place.file, text, texts))
    elif place.text:
        yield text.finding(Code.MISSING_FILE, line, "this is a page and no picture", "name the file of the picture")


def unused_file_findings(texts: Texts) -> Iterator[Finding]:
    """Yield the files below the languages to which no text leads; texts that are not published count too."""
    languages = texts.library.vocabulary.languages
    used = {file for text in texts for file in _used(text, texts)}
    for uri in sorted(texts.files - used):
        language, _, rest = uri.partition("/")
        if language not in languages or uri.endswith((".md", ".gitkeep")) or uri in texts.library.refused:
            continue
        if not texts.is_named_in_hidden(posixpath.basename(rest)):
            problem = Problem(
                path=texts.shown(uri),
                line=1,
                code=Code.UNUSED_FILE,
                key="",
                what="nothing leads to this file",
                remedy="link to it, or remove it",
            )
            yield Finding(problem=problem)


def _used(text: Text, texts: Texts) -> Iterator[str]:
    targets = [link.target for link in text.structure.links] + [image.target for image in text.structure.images]
    for element in elements(text):
        targets += [value for name, value in element.attributes.items() if name in {"href", "src", "poster", "data"}]
    for target in targets:
        place = place_of(target, text, texts)
        if place.file:
            yield place.file
