"""Pandoc reads other formats and writes Markdown; it runs without network, and may read the one file only."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from training_library.importing.refusal import RefusalError

if TYPE_CHECKING:
    from pathlib import Path

    from training_library.importing.tree import Node, Nodes

TO_INSTALL = 'install what reads it: python -m pip install "pypandoc_binary>=1.15" "pypdf>=6"'
_SECONDS = 120
_MEMORY = ("+RTS", "-M1500m", "-RTS")
# What Python-Markdown reads too, and nothing that would need HTML.
_MARKDOWN = (
    "markdown_strict+pipe_tables+footnotes+header_attributes+definition_lists+backtick_code_blocks"
    "+fenced_code_attributes+four_space_rule-raw_html"
)


def read_tree(source: Path | str, form: str, name: str) -> Node:
    """Return a file, or a text, as pandoc's tree; `name` is what messages call it.

    Raises:
        RefusalError: Pandoc is not installed, or cannot read it.
    """
    arguments = ["--sandbox", f"--from={form}", "--to=json"]
    text = source.encode() if isinstance(source, str) else b""
    arguments += [] if isinstance(source, str) else [str(source.absolute())]
    try:
        tree: Node = json.loads(_run(arguments, text, name))
    except ValueError:
        raise RefusalError(f"{name} cannot be read; open it and save it anew") from None
    return tree


def markdown_of(tree: Node, blocks: Nodes) -> str:
    """Return the blocks of a tree as Markdown; lines are as long as their paragraphs."""
    source = json.dumps({**tree, "meta": {}, "blocks": blocks}).encode()
    options = ["--sandbox", "--from=json", f"--to={_MARKDOWN}", "--wrap=preserve", "--markdown-headings=atx"]
    return _run(options, source, "the text").decode()


def _run(arguments: list[str], source: bytes, name: str) -> bytes:
    command = [_program(), *_MEMORY, *arguments]
    try:
        finished = subprocess.run(command, input=source, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603 - no shell
    except subprocess.TimeoutExpired:
        raise RefusalError(f"{name} was not read within two minutes; divide it") from None
    if finished.returncode:
        told = finished.stderr.decode(errors="replace").strip().splitlines()
        raise RefusalError(f"{name} cannot be read: {told[0] if told else 'pandoc gave up'}; save it anew")
    return finished.stdout


def _program() -> str:
    try:
        import pypandoc  # noqa: PLC0415 - an optional package

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        raise RefusalError(f"pandoc is not installed; {TO_INSTALL}") from None
