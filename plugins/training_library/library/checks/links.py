"""Links: what their text says, and whether they lead somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training_library.library.checks.html import elements
from training_library.library.checks.targets import is_elsewhere, missing_file, place_of, runs_code
from training_library.library.problem import Code, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.checks.finding import Finding
    from training_library.library.checks.targets import Place
    from training_library.library.checks.texts import Text, Texts
    from training_library.library.structure import Link

_FILE_NAME = re.compile(
    r"[\w%./-]*\.(?:md|pdf|docx?|xlsx?|pptx?|od[tsp]|html?|txt|csv|zip|png|jpe?g|svg|mp[34])", re.IGNORECASE
)
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_REFERENCE = re.compile(r"\[(?!\^)([^\[\]]+)\]\[(?!\^)([^\[\]]*)\]")
_WWW = re.compile(r"(?<![\w/.@-])www\.[\w-]+\.\w+")
_SAY = "say where it leads, in words that make sense alone"


def link_findings(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield what is wrong with the links of a text."""
    for link in text.structure.links:
        yield from _wording(link, text)
        if not runs_code(link.target):
            yield from _target(link, text, texts)
    yield from _unwritten(text)
    for element in elements(text):
        href = element.attributes.get("href", "") if element.name == "a" else ""
        if href and not is_elsewhere(href) and not runs_code(href):
            yield from _html_target(href, element.line, text, texts)


def _unwritten(text: Text) -> Iterator[Finding]:
    """Yield what was meant as a link: words that Markdown leaves as they are written, and addresses without https://."""
    linked = {link.text for link in text.structure.links}
    for passage in text.structure.passages:
        for number, line in enumerate(passage.text.split("\n"), passage.line):
            if "](" in line:
                what = "this is not read as a link"
                yield text.finding(
                    Code.BROKEN_LINK, number, what, "write [text](address), without spaces in the address"
                )
            for match in _REFERENCE.finditer(line):
                what = f"there is no [{match[2] or match[1]}]: that says where this leads"
                yield text.finding(Code.BROKEN_LINK, number, what, "write [text](address)")
            for match in _WWW.finditer(line):
                if not any(match[0] in words for words in linked):
                    what = "an address stands where words belong"
                    yield text.finding(Code.BARE_URL, number, what, "write [what is there](https://the address)")


def _wording(link: Link, text: Text) -> Iterator[Finding]:
    if link.is_bare or _WEB_ADDRESS.fullmatch(link.text.strip()):
        if is_elsewhere(link.target) or link.target.startswith("www."):
            what = "an address stands where words belong"
            yield text.finding(Code.BARE_URL, link.line, what, "write [what is there](the address)")
        return
    said = _plain(link.text)
    alt = any(image.line == link.line and image.alt.strip() for image in text.structure.images)
    if not said and not (link.has_image and alt):
        yield text.finding(Code.LINK_TEXT, link.line, "this link has no text", _SAY)
    elif said and said in text.rules.vague_links:
        yield text.finding(Code.LINK_TEXT, link.line, f'the link text "{said}" does not say where it leads', _SAY)
    elif _FILE_NAME.fullmatch(link.text.strip()):
        what = f'the link text "{link.text.strip()}" is only the name of a file'
        yield text.finding(Code.LINK_TEXT, link.line, what, _SAY)


def _plain(text: str) -> str:
    """Return the words of a link text in small letters, without marks around them."""
    return " ".join(re.sub(r"[^\w\s.\N{OBJECT REPLACEMENT CHARACTER}-]|_", " ", text.casefold()).split()).strip(" .-")


def _target(link: Link, text: Text, texts: Texts) -> Iterator[Finding]:
    place = place_of(link.target, text, texts)
    if place.fault:
        yield text.finding(Code.BROKEN_LINK, link.line, *place.fault)
    elif place.is_missing_file:
        yield _missing(place.file, link.line, text, texts)
    if place.language and not place.fault and not _is_marked(link, place):
        what = f'this link leads into the pages in "{place.language}"'
        remedy = f"link to {text.language}/… instead, or mark it with {{ hreflang={place.language} }} if that is meant"
        yield text.finding(Code.OTHER_LANGUAGE_LINK, link.line, what, remedy)
    yield from _anchor(place, link.line, text)


def _is_marked(link: Link, place: Place) -> bool:
    """Tell whether the author says, to readers' software too, that the link leads to another language."""
    mark = rf"""(?:^|\s)hreflang\s*=\s*["']?{re.escape(place.language)}["']?(?:\s|$)"""
    return bool(re.search(mark, link.attributes))


def _anchor(place: Place, line: int, text: Text) -> Iterator[Finding]:
    if not place.anchor or not place.ids or place.anchor in place.ids:
        return
    where = "here" if place.text is text else f"in {place.text.shown}" if place.text else "on that page"
    known = sorted(id_ for id_ in place.ids if not id_.startswith(("_", "fn:")) and id_ != "top")
    remedy = did_you_mean(place.anchor, known, f"give the heading an id: ## Heading {{#{place.anchor}}}")
    yield text.finding(Code.BROKEN_ANCHOR, line, f'there is no section "#{place.anchor}" {where}', remedy)


def _html_target(href: str, line: int, text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield what is wrong with a link that is written as HTML, which the site does not turn into the page's address."""
    place = place_of(href, text, texts)
    if place.fault:
        yield text.finding(Code.BROKEN_LINK, line, *place.fault)
    elif place.text and not href.startswith("#"):
        yield text.finding(Code.BROKEN_LINK, line, "a link in HTML does not find the page", "write [text](file.md)")
    elif place.is_missing_file:
        yield _missing(place.file, line, text, texts)
    yield from _anchor(place, line, text)


def _missing(uri: str, line: int, text: Text, texts: Texts) -> Finding:
    return text.finding(Code.MISSING_FILE, line, *missing_file(uri, text, texts))
