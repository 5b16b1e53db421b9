"""What the library can be narrowed by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from training_library.library.document import Document

FACETS = ("area", "kind", "country", "audience", "level", "language", "project", "year")
"""The facets, in the order in which they are offered."""


def facets_of(document: Document) -> Mapping[str, tuple[str, ...]]:
    """Return for each facet the ids of the values that a document bears."""
    return {
        "area": tuple(area.id for area in document.areas),
        "kind": (document.kind.id,),
        "country": tuple(country.id for country in document.countries),
        "audience": tuple(audience.id for audience in document.audience),
        "level": (document.level.id,) if document.level else (),
        "language": tuple(document.editions),
        "project": (document.project.id,) if document.project else (),
        "year": (str(document.date.year),),
    }


def bearers(documents: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, dict[str, str]]:
    """Return for each facet and value which documents bear it, as scripts read it.

    Args:
        documents: The facets of each document, in the order by which documents are numbered.

    Returns:
        Numbers in base 36 with spaces between: the first one, then the steps from one to the next.
    """
    numbers: dict[str, dict[str, list[int]]] = {facet: {} for facet in FACETS}
    for number, facets in enumerate(documents):
        for facet, values in facets.items():
            for value in values:
                numbers[facet].setdefault(value, []).append(number)
    return {
        facet: {value: " ".join(map(base36, _steps(bearing))) for value, bearing in sorted(values.items())}
        for facet, values in numbers.items()
    }


def base36(number: int) -> str:
    """Return a number from 0 as scripts read it with `parseInt(text, 36)`."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number >= len(digits):
        number, rest = divmod(number, len(digits))
        text = digits[rest] + text
    return digits[number] + text


def _steps(numbers: Iterable[int]) -> Iterator[int]:
    last = 0
    for number in numbers:
        yield number - last
        last = number
