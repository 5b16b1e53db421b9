"""The address of the site, as its configuration says it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import yaml

from training_library.library.marked_yaml import MappingNode, Node, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from pathlib import Path

_CONFIGURATION = "mkdocs.yml"


def site_address(docs: Path) -> str:
    """Return `site_url` of the mkdocs.yml beside `docs`, without a slash at its end, or ""."""
    try:
        # Composed and not constructed: the file holds tags that name Python objects.
        root = yaml.compose((docs.parent / _CONFIGURATION).read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeError, yaml.YAMLError, RecursionError):
        return ""
    entries = root.value if isinstance(root, MappingNode) else ()
    node = next((value for key, value in entries if key.value == "site_url"), None)
    return _value(node).rstrip("/")


def _value(node: Node | None) -> str:
    """Return a text, or what `!ENV [NAME, OTHER, default]` stands for."""
    if isinstance(node, ScalarNode):
        return os.environ.get(node.value, "") if node.tag == "!ENV" else str(node.value)
    if isinstance(node, SequenceNode) and node.tag == "!ENV":
        *names, default = [str(child.value) for child in node.value] or [""]
        return next((os.environ[name] for name in names if name in os.environ), default)
    return ""
