"""What templates are given beside MkDocs' own: the site around every page, and the pages that rooms add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.utils.templates import TemplateContext

    from training_library.library.address import Addresses
    from training_library.library.holdings import Library
    from training_library.library.language import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """The site in one language."""

    library: Library
    language: Language
    addresses: Addresses
    is_copy: bool
    """Whether it is built to be carried, as a bundle."""
    is_part: bool
    """Whether the copy leaves something out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SitePage:
    """A page that a room adds to the site of one language."""

    path: str
    """Below the language, without the ending: `catalogue/area/return`."""
    title: str
    template: str
    view: object
    """The frozen view that the template receives as `view`."""
    summary: str = ""
    is_listed: bool = True
    """Whether search engines are told of it."""


def give(context: TemplateContext, **names: object) -> TemplateContext:
    """Return the context of a template with `names` added to those that MkDocs gives."""
    context.update(names)  # type: ignore[typeddict-item] # MkDocs' type closes what its documentation leaves open
    return context
