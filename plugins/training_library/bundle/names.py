"""Names that every system accepts: FAT32 and exFAT of USB sticks, Windows, macOS, Linux."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_PATH = 180
"""Characters from the folder of the copy on; Windows allows 260 with all that is above it."""
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def faults_of_names(folder: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name that some system refuses, and why.

    Args:
        folder: The name of the folder that holds all.
        names: Relative to it, with slashes.
    """
    names = sorted(names)
    for name in names:
        for part in name.split("/"):
            if fault := _fault_of_part(part):
                yield name, fault
                break
        length = len(f"{folder}/{name}")
        if length > LONGEST_PATH:
            yield name, f"the path has {length} characters, at most {LONGEST_PATH} are safe; shorten it"
    yield from _collisions(names)


def _fault_of_part(part: str) -> str:
    if forbidden := _FORBIDDEN.search(part):
        return f"Windows refuses the character {forbidden[0]!r} in a name; rename the file"
    if _RESERVED.fullmatch(part):
        return f'Windows keeps the name "{part}" for a device; rename the file'
    if part.endswith((".", " ")) or part.startswith(" "):
        return f'Windows drops the dot or space at the edge of the name "{part}"; rename the file'
    return ""


def _collisions(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield names that differ in the case of letters alone: a stick keeps only one of them."""
    spellings: dict[str, set[str]] = defaultdict(set)
    for name in names:
        parts = name.split("/")
        for length in range(1, len(parts) + 1):
            path = "/".join(parts[:length])
            spellings[path.casefold()].add(path)
    for same in spellings.values():
        first, *others = sorted(same)
        for other in others:
            yield other, f'it differs from "{first}" in the case of letters alone; rename one of the two'
