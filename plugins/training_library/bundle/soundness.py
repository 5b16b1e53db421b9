"""Whether a copy is whole, unchanged and self-contained: every fault in words."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.bundle.copy import DamagedError, Fault
from training_library.bundle.export import INDEX, SUMS
from training_library.bundle.names import faults_of_names
from training_library.bundle.page_links import PageLinks, read_page, read_style, target_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from training_library.bundle.copy import Copy
    from training_library.bundle.page_links import Link, Target

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_FOLLOWED = frozenset({"http", "https", "mailto", "tel"})
"""Schemes of links that lead elsewhere when the reader follows them."""
_PAGES = (".html", ".svg")


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What there is to say of a copy."""

    faults: tuple[Fault, ...]
    """Sorted by file."""
    files: int
    pages: int
    links: int


def examine(copy: Copy, tell: Callable[[int], None]) -> Findings:
    """Read every file of a copy once and return all that is wrong with it.

    Args:
        copy: What was received.
        tell: Is given, after each file, how many have been read.
    """
    faults = list(copy.faults)
    sums: dict[str, str] = {}
    pages: dict[str, PageLinks] = {}
    if INDEX not in copy.files:
        faults.append(Fault(name=INDEX, what="the first page is missing, so this is no bundle, or not a whole one"))
    for number, (name, read) in enumerate(copy.files.items(), 1):
        try:
            content = read()
        except DamagedError as error:
            faults.append(Fault(name=name, what=str(error)))
            continue
        sums[name] = hashlib.sha256(content).hexdigest()
        if name == SUMS:
            told, unreadable = _told(content)
            faults += unreadable
        elif name.endswith((*_PAGES, ".css")):
            pages[name], unreadable = _read(name, content)
            faults += unreadable
        tell(number)
    if SUMS in sums:
        faults += _differences(told, sums, copy)
    else:
        faults.append(Fault(name=SUMS, what="it is missing, so that damage to other files cannot be seen"))
    faults += [Fault(name=name, what=what) for name, what in faults_of_names(copy.folder, copy.files)]
    faults += [fault for name, page in pages.items() for fault in _faults_of_page(name, page, pages, copy)]
    faults.sort(key=lambda fault: (fault.name, fault.what))
    return Findings(
        faults=tuple(dict.fromkeys(faults)),
        files=len(copy.files),
        pages=sum(name.endswith(".html") for name in pages),
        links=sum(len(page.links) for page in pages.values()),
    )


def _told(content: bytes) -> tuple[dict[str, str], list[Fault]]:
    """Return the sum of each file that SHA256SUMS names."""
    told, faults = {}, []
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        match = _LINE.fullmatch(line)
        if match:
            told[match[2]] = match[1]
        else:
            faults.append(Fault(name=SUMS, what=f"line {number} is damaged"))
    return told, faults


def _differences(told: Mapping[str, str], sums: Mapping[str, str], copy: Copy) -> Iterator[Fault]:
    for name in told.keys() | sums.keys():
        if name == SUMS:
            continue
        if name not in copy.files:
            yield Fault(name=name, what="it is missing")
        elif name not in told:
            yield Fault(name=name, what=f"it was added: {SUMS} does not name it")
        elif name in sums and sums[name] != told[name]:
            yield Fault(name=name, what=f"it is damaged or was changed: its sum is not that of {SUMS}")


def _read(name: str, content: bytes) -> tuple[PageLinks, list[Fault]]:
    text = content.decode("utf-8", "replace")
    faults = [Fault(name=name, what="it is not encoded in UTF-8")] if "\N{REPLACEMENT CHARACTER}" in text else []
    if name.endswith(_PAGES):
        return read_page(text), faults
    return PageLinks(links=read_style(text), ids=frozenset(), faults=()), faults


def _faults_of_page(name: str, page: PageLinks, pages: Mapping[str, PageLinks], copy: Copy) -> Iterator[Fault]:
    for fault in page.faults:
        yield Fault(name=name, what=fault)
    for link in dict.fromkeys(page.links):
        if fault := _fault_of_link(name, link, pages, copy):
            yield Fault(name=name, what=fault)


def _fault_of_link(name: str, link: Link, pages: Mapping[str, PageLinks], copy: Copy) -> str:
    """Return what is wrong with a link, "" when nothing is."""
    target = target_of(name, link.address)
    shown = f'"{link.address[:200]}"'
    if target.scheme == "data":
        return ""
    if link.is_loaded and (target.scheme or target.host):
        return f"it loads {shown} from another place, which fails without network and tells others who reads"
    if target.scheme or target.host:
        return "" if target.scheme in _FOLLOWED else f"the link {shown} leads to no place that a reader can go to"
    return _fault_inside(target, shown, pages, copy)


def _fault_inside(target: Target, shown: str, pages: Mapping[str, PageLinks], copy: Copy) -> str:
    if target.path.startswith(("../", "/")) or target.path == "..":
        return f"the link {shown} leads out of the copy"
    if target.path not in copy.files:
        return f"the link {shown} leads to {target.path}, which is missing"
    if target.fragment and target.path in pages and target.fragment not in pages[target.path].ids:
        return f'the link {shown} leads to the place "{target.fragment}" of {target.path}, which has none of that name'
    return ""
