"""Who worked on a text, as pages, books and citations name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from training_library.library.holdings import Library


def people(names: Iterable[str], library: Library, language: str) -> tuple[str, ...]:
    """Return who worked on an edition: authors write names, or ids of organisations."""
    organisations = library.vocabulary.organisations
    return tuple(organisations[name].label[language] if name in organisations else name for name in names)
