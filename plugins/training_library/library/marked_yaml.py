"""YAML that remembers its lines, and refuses what a list of facts never needs: aliases and tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from training_library.library.problem import Code

if TYPE_CHECKING:
    from training_library.library.problem import Report

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Characters without a shape: YAML refuses some, and takes others for ends of lines that no editor counts."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20


def compose(text: str, report: Report, *, first_line: int = 1) -> Node | None:
    """Return the root node of `text`, or None when there is none that could be trusted.

    Nothing is constructed, so no tag can run code and no alias can grow; both are reported, as are tabs, control
    characters, syntax errors and nesting without end. `first_line` is the line of the file on which the text starts.
    """
    text = _without_controls(text, report, first_line)
    if not _tabs_are_absent(text, report, first_line):
        return None
    try:
        return yaml.compose(text, Loader=_Loader) if _is_plain(text, report, first_line) else None
    except yaml.MarkedYAMLError as error:
        # A bracket or quote that does not end is noticed far below the line on which it starts.
        starts = error.context is not None and error.context.startswith(("while scanning", "while parsing a flow"))
        mark = error.context_mark if starts else error.problem_mark
        last = text.rstrip().count("\n")
        line = first_line + (min(mark.line, last) if mark else 0)
        what = ", ".join(filter(None, (error.context, error.problem)))
        report.add(Code.YAML_SYNTAX, line, f"this is not YAML: {what}", _SYNTAX_REMEDY)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        report.add(Code.YAML_SYNTAX, first_line, f"this is not YAML: {error}", _SYNTAX_REMEDY)
    return None


def line_of(node: Node, first_line: int = 1) -> int:
    """Return the line of the file on which `node` starts."""
    return int(node.start_mark.line) + first_line


_SYNTAX_REMEDY = 'check the indent and the colons, and put a text that contains ": " or " #" between quotes'


def _without_controls(text: str, report: Report, first_line: int) -> str:
    """Report control characters and return the text with spaces instead, so that its other mistakes are found too."""
    for number, line in enumerate(text.split("\n"), first_line):
        if control := CONTROL.search(line):
            what = f"a control character (U+{ord(control[0]):04X}) hides in this line"
            report.add(Code.YAML_SYNTAX, number, what, "remove it")
    return CONTROL.sub(" ", text)


def _tabs_are_absent(text: str, report: Report, first_line: int) -> bool:
    """Report tabs used as indent, which YAML forbids; a tab inside a text does no harm."""
    lines = [
        number
        for number, line in enumerate(text.split("\n"), first_line)
        if "\t" in line[: len(line) - len(line.lstrip())]
    ]
    for number in lines:
        report.add(Code.TAB_IN_YAML, number, "a tab indents this line, which YAML forbids", "indent with spaces")
    return not lines


def _is_plain(text: str, report: Report, first_line: int) -> bool:
    """Report aliases, tags and nesting without end.

    The events of the parser show them before composing, which forgets where an alias was and nests as deep as the
    text, beyond the end of the stack.
    """
    plain, depth = True, 0
    for event in yaml.parse(text, Loader=_Loader):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            report.add(Code.YAML_ALIAS, line, "a YAML alias (*name) is refused", "write the value out each time")
            plain = False
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            what = f"the YAML tag {event.tag} is refused"
            report.add(Code.YAML_TAG, line, what, "write plain text, lists and mappings")
            plain = False
        if depth > _DEEPEST:
            report.add(Code.YAML_SYNTAX, line, "lists are nested too deeply", "write it flat")
            return False
    return plain


__all__ = ["CONTROL", "MappingNode", "Node", "ScalarNode", "SequenceNode", "compose", "line_of"]
