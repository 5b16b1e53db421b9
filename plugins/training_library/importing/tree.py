"""A text as pandoc describes it: blocks such as paragraphs, which hold inlines such as words.

Each node is `{"t": type, "c": contents}`; see https://hackage.haskell.org/package/pandoc-types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Node = dict[str, Any]  # The contents differ from type to type.
Nodes = list[Node]

NO_ATTRIBUTES: list[Any] = ["", [], []]
_TEXTS = {"Str": None, "Space": " ", "SoftBreak": " ", "LineBreak": " "}


def node(kind: str, contents: object = None) -> Node:
    """Return a node."""
    return {"t": kind} if contents is None else {"t": kind, "c": contents}


def words(text: str) -> Nodes:
    """Return a plain text as inlines."""
    parts = text.split()
    return [each for part in parts for each in (node("Space"), node("Str", part))][1:]


def text_of(nodes: Iterable[Node]) -> str:
    """Return what a reader reads of some blocks or inlines, without notes."""
    pieces = []
    for each in walk(nodes, into_notes=False):
        if each["t"] in _TEXTS:
            pieces.append(_TEXTS[each["t"]] or each["c"])
        elif each["t"] in {"Code", "Math", "CodeBlock"}:
            pieces.append(each["c"][1])
        elif each["t"] in {"Para", "Plain"}:
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def walk(nodes: Iterable[Node], *, into_notes: bool = True) -> Iterator[Node]:
    """Yield all nodes, each before what it holds."""
    for each in nodes:
        yield each
        if each["t"] != "Note" or into_notes:
            yield from walk(_nodes_in(each.get("c")), into_notes=into_notes)


def _nodes_in(contents: object) -> Iterator[Node]:
    """Yield the nodes that are nearest below, whatever lists stand between."""
    if isinstance(contents, dict):
        if "t" in contents:
            yield contents
    elif isinstance(contents, list):
        for element in contents:
            yield from _nodes_in(element)


def replaced(contents: Any, change: Callable[[Node], Nodes]) -> Any:  # noqa: ANN401 - as nested as what it is given
    """Return the contents with each node in them replaced by what `change` makes of it, the innermost first."""
    if not isinstance(contents, list):
        return contents
    result = []
    for element in contents:
        if isinstance(element, dict) and "t" in element:
            inner = {**element, "c": replaced(element["c"], change)} if "c" in element else element
            result += change(inner)
        else:
            result.append(replaced(element, change))
    return result
