"""A library made of an example of the guide, and what the check says of it."""

from __future__ import annotations

import contextlib
import io
import json
import re
from typing import TYPE_CHECKING

from training_library.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.guide.guide import Example, Section

_FILE = re.compile(r"# docs/(\S.*)")
_KEY = re.compile(r"([a-z_]+):")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_TAB = "→"
_SOUND = {
    "title": "title: An example",
    "kind": "kind: handbook",
    "areas": "areas: [asylum]",
    "summary": "summary: What an author may write.",
    "date": "date: 2026-11-21",
    "licence": "licence: CC-BY-4.0",
    "sources": "sources:\n  - {title: Annual report, url: https://example.org/report}",
}
_TRANSLATION = {"translation": "translation: {of: en}"}
_BESIDE = ("other", "third")
"""Documents that examples may link to, in both languages."""


def codes_of(section: Section, role: str, docs: Path) -> set[str]:
    """Return the codes that the check reports in a library of one example, beside a sound vocabulary in `docs`."""
    _write(section, role, docs)
    return _check(docs)


def codes_after_mending(section: Section, docs: Path) -> set[str]:
    """Return what is left of the wrong example after `check --fix`."""
    _write(section, "wrong", docs)
    _check(docs, "--fix")
    return _check(docs)


def _check(docs: Path, *options: str) -> set[str]:
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(io.StringIO()):
        main(["check", "--docs", str(docs), "--format", "json", *options])
    return {problem["code"] for problem in json.loads(told.getvalue())}


def _write(section: Section, role: str, docs: Path) -> None:
    files = {f"{language}/handbooks/{name}.md": _edition(language, name) for name in _BESIDE for language in _ALL}
    files |= dict(_files(section.examples[role], is_translation="original" in section.examples))
    if original := section.examples.get("original"):
        files |= dict(_files(original))
    for name, text in files.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(f"{known}{text}\n", encoding="utf-8")
    for name in ("en/handbooks/plan.svg", "vocabulary/.keep"):
        (docs / name).touch()


_ALL: Mapping[str, Mapping[str, str]] = {"en": {}, "ru": _TRANSLATION}


def _edition(language: str, name: str) -> str:
    return _with_front_matter(f"title: {name.title()}", _ALL[language], "Text.")


def _files(example: Example, *, is_translation: bool = False) -> Iterator[tuple[str, str]]:
    """Yield file and text of each file that an example is about; each begins with a comment that names it."""
    text = example.text.rstrip("\n").replace(_TAB, "\t")
    is_russian = is_translation or (example.language == "markdown" and _CYRILLIC.search(text))
    parts = re.split(r"^(?=# docs/)", text, flags=re.MULTILINE)
    for part in filter(None, parts):
        match = _FILE.match(part)
        name = match[1] if match else f"{'ru' if is_russian else 'en'}/handbooks/example.md"
        content = part.partition("\n")[2] if match else part
        yield name, _text(name, content.rstrip("\n"), example.language, _TRANSLATION if is_translation else {})


def _text(name: str, content: str, language: str, keys: Mapping[str, str]) -> str:
    if name.startswith("vocabulary/") or content.startswith(("---", "# ")):
        return content
    if language == "yaml":
        return _with_front_matter(content, keys, "Text.")
    return _with_front_matter("", keys, content)


def _with_front_matter(lines: str, keys: Mapping[str, str], body: str) -> str:
    """Return an edition whose front matter has `lines`, and what a sound one needs beside them."""
    written = set(_KEY.findall(lines)) if lines else set()
    rest = [line for key, line in {**_SOUND, **keys}.items() if key not in written]
    return "\n".join(filter(None, ["---", *rest, lines, "---", "", body]))
