"""The links and pictures of a translation beside those of its original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.library.checks.finding import Edit
from training_library.library.checks.sections import differences
from training_library.library.markdown import structure_of
from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.checks.finding import Finding
    from training_library.library.checks.parity_targets import Target
    from training_library.library.checks.sections import Pair
    from training_library.library.checks.side_by_side import SideBySide
    from training_library.library.checks.texts import Text
    from training_library.library.structure import Image, Link

_REACH = 3
"""So many lines a link may be long: its target is looked for in them."""


def link_findings(both: SideBySide, pair: Pair) -> Iterator[Finding]:
    """Yield links that lead elsewhere than those of the original, are missing, or too many."""
    targets = _targets(both, pair)
    found = differences(pair, pair.original.links, pair.translation.links, lambda link: targets[id(link)])
    for original, translation in found:
        if original is None and translation:
            near = both.place(pair.reversed.beside(translation.line))
            what = f'the original has no link to "{translation.target}" here, near {near}'
            yield both.finding(Code.LINKS_DIFFER, translation.line, what, "add it to the original, or take it out here")
        elif original and translation is None:
            what = f'the link to "{original.target}" of {both.place(original.line)} is missing here'
            line = pair.beside(original.line)
            yield both.finding(Code.LINKS_DIFFER, line, what, "add it, or take it out of the original")
        elif original and translation:
            expected, given = targets[id(original)], targets[id(translation)]
            if not (expected.may_be(given) or _is_same_heading(both, expected, given)):
                is_meant = expected.is_internal and translation.line == pair.beside(original.line)
                edits = _redirected(both, translation, original.target) if is_meant else ()
                yield _elsewhere(both, original, translation, edits)


def _targets(both: SideBySide, pair: Pair) -> dict[int, Target]:
    """Return where the links of a section lead, by the identity of the link."""
    points = both.standpoint(both.original), both.standpoint(both.translation)
    sides = zip((pair.original, pair.translation), points, strict=True)
    return {id(link): point.target(link.target) for section, point in sides for link in section.links}


def _elsewhere(both: SideBySide, original: Link, translation: Link, edits: tuple[Edit, ...]) -> Finding:
    what = (
        f'this link leads to "{translation.target}", that of the original ({both.place(original.line)}) '
        f'to "{original.target}"'
    )
    return both.finding(Code.LINKS_DIFFER, translation.line, what, "lead both to one place", *edits)


def _redirected(both: SideBySide, link: Link, target: str) -> tuple[Edit, ...]:
    """Return the edit that leads a link elsewhere; none when its target is not written where it stands.

    Editions have one path below the folders of their languages, so that the target is written alike in both.
    """
    old = f"]({link.target}"
    lines = range(link.line, link.line + _REACH)
    line = next((line for line in lines if old in both.written(line)), None)
    if line is None or target.startswith("../" * both.translation.src_uri.count("/")):
        return ()
    return (Edit(src_uri=both.translation.src_uri, line=line, old=old, new=f"]({target}"),)


def _is_same_heading(both: SideBySide, expected: Target, given: Target) -> bool:
    """Tell whether two anchors that are made of the words of a heading mean the same heading of a document."""
    if not expected.is_internal or expected.place != given.place or "" in {expected.anchor, given.anchor}:
        return False
    places = [
        _place_in_tree(both, target, text) for target, text in ((expected, both.original), (given, both.translation))
    ]
    return None not in places and places[0] == places[1]


def _place_in_tree(both: SideBySide, target: Target, text: Text) -> int | None:
    """Return which heading of the document an anchor without an explicit id means, from 0."""
    if target.place == "":
        headings = text.structure.headings
    else:
        path = target.place.removesuffix(".md")
        document = both.library.documents.get(path)
        page = document.edition_for(text.language) if document else both.library.page(path, text.language)
        headings = structure_of(page.body).headings if page else ()
    return next((at for at, each in enumerate(headings) if each.id == target.anchor and not each.is_explicit), None)


def image_findings(both: SideBySide, pair: Pair) -> Iterator[Finding]:
    """Yield pictures that are not those of the original, and those without the text that the original has."""
    points = both.standpoint(both.original), both.standpoint(both.translation)
    sides = zip((pair.original, pair.translation), points, strict=True)
    targets = {id(image): point.picture(image.target) for section, point in sides for image in section.images}

    def seen(image: Image) -> tuple[Target, bool]:
        return targets[id(image)], bool(image.alt.strip())

    for original, translation in differences(pair, pair.original.images, pair.translation.images, seen):
        if original is None and translation:
            near = both.place(pair.reversed.beside(translation.line))
            what = f'the original has no picture "{translation.target}" here, near {near}'
            remedy = "add it to the original, or take it out here"
            yield both.finding(Code.IMAGES_DIFFER, translation.line, what, remedy)
        elif original and translation is None:
            what = f'the picture "{original.target}" of {both.place(original.line)} is missing here'
            line = pair.beside(original.line)
            yield both.finding(Code.IMAGES_DIFFER, line, what, "add it, or take it out of the original")
        elif original and translation:
            yield from _other_picture(both, original, translation, same=seen(original)[0] == seen(translation)[0])


def _other_picture(both: SideBySide, original: Image, translation: Image, *, same: bool) -> Iterator[Finding]:
    place = both.place(original.line)
    if not same:
        what = f'this picture is "{translation.target}", that of the original ({place}) is "{original.target}"'
        yield both.finding(Code.IMAGES_DIFFER, translation.line, what, "show the same, or its version in this language")
    elif original.alt.strip():
        what = f"this picture has no text, and that of the original ({place}) has one"
        remedy = "translate what it says between the square brackets"
        yield both.finding(Code.IMAGES_DIFFER, translation.line, what, remedy)
