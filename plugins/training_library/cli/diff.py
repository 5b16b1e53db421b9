"""`training-library diff`: what has changed in the original of a translation since it was stamped."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training_library.cli.ending import EXIT_PROBLEMS, EXIT_SOUND, CommandError
from training_library.cli.holdings import add_docs, chosen_paths, docs_of, read, root_of
from training_library.library.past_text import past_text
from training_library.library.reading import shown_path
from training_library.library.sections import FRONT, sections_of
from training_library.library.stamp import fingerprints_of
from training_library.library.translation import Change, State, differences_of_outline, line_up
from training_library.library.translation_problems import section_in_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from training_library.library.document import Written
    from training_library.library.holdings import Library
    from training_library.library.stamp import Stamp
    from training_library.library.translation import SectionChange, TranslationState

_CONTEXT = 2
_WORDS = ("title:", "summary:", "tags:", "sources:")
_NOTHING = frozenset({State.CURRENT, State.COSMETIC})
_SAID = {
    Change.CHANGED: "changed",
    Change.ADDED: "new in the original",
    Change.REMOVED: "no longer in the original",
    Change.UNTOUCHED: "changed, and stamped without being translated",
}


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "diff",
        help="show what has changed in the original of a translation",
        description="Show, section by section, what has changed in the original since the translation was stamped, "
        "and the translation of each section. The former text comes from git; where git does not have it, as in a "
        "shallow clone or outside of git, the sections that changed are shown as they are now. "
        "Exit code: 0 there is nothing to translate, 1 there is, 2 could not run.",
        epilog="example: training-library diff docs/ru/handbooks/readmission.md",
    )
    add_docs(parser)
    parser.add_argument("paths", nargs=1, type=Path, metavar="PATH", help="a translation")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what has changed and return the exit code."""
    docs = docs_of(options)
    library, _ = read(options, drafts=True)
    src_uri = chosen_paths(options)[0].relative_to(docs).as_posix()
    translation = _translation(library, src_uri, options.paths[0])
    state = library.translations[src_uri]
    shown = shown_path(docs / src_uri, root_of(docs))
    source = library.source(translation)
    print(_summary(shown, state))
    if source is not None and translation.translation and translation.translation.stamp:
        pair = _Pair(
            translation=translation,
            source=source,
            stamp=translation.translation.stamp,
            past=past_text(docs, translation.translation.stamp.source),
            shown=shown,
            shown_source=shown_path(docs / source.src_uri, root_of(docs)),
        )
        print("\n".join(line.rstrip() for line in _body(pair, state)), end="")
    return EXIT_SOUND if state.state in _NOTHING else EXIT_PROBLEMS


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pair:
    """A translation and its original, now and when it was stamped."""

    translation: Written
    source: Written
    stamp: Stamp
    past: tuple[str, str] | None
    """Front matter and body of the original when it was stamped; None when nobody remembers."""
    shown: str
    """The path of the translation as messages name it."""
    shown_source: str


def _translation(library: Library, src_uri: str, path: Path) -> Written:
    text = library.text(src_uri)
    if text is None:
        raise CommandError(f"there is no sound document in {path}; see what `training-library check` says")
    if text.translation is None:
        raise CommandError(f"{path} is an original; name one of its translations")
    return text


def _summary(shown: str, state: TranslationState) -> str:
    since = f", stamped on {state.stamped}" if state.stamped else ""
    said = {
        State.CURRENT: "there is nothing to translate",
        State.COSMETIC: "only white space, typography or facts outside the text have changed: nothing to translate",
        State.STALE: "the original has changed",
        State.SUSPECT: "its stamp proves nothing" if not state.changes else "it was stamped without being translated",
        State.DRIFT: "its headings or their ids differ from those of the original",
        State.UNSTAMPED: f"compare it with the original as a whole, then run `training-library stamp {shown}`",
        State.ORPHAN: "there is no original",
    }
    return f"{shown}: {state.state}{since}: {said[state.state]}"


def _body(pair: _Pair, state: TranslationState) -> Iterator[str]:
    if state.state is State.DRIFT:
        yield from (f"  {difference}" for difference in differences_of_outline(pair.translation, pair.source))
        yield ""
    if not state.changes:
        return
    if pair.past is None:
        yield "git does not have the original as it was stamped here (no git, a shallow clone, or never committed):"
        yield "the sections that have changed are shown as they are now."
    stamped = {entry.id: entry.source for entry in pair.stamp.sections}
    partners = line_up(stamped, fingerprints_of(pair.source))
    before = _texts(*pair.past) if pair.past else {}
    after, own = _texts_of(pair.source), _texts_of(pair.translation)
    for section in state.changes:
        yield ""
        yield f"== {section_in_words(section.id)}: {_SAID[section.change]} =="
        old = before.get(partners.get(section.id, section.id))
        yield from _original(section, old, after.get(section.id), pair)
        yield from _own(section, own.get(partners.get(section.id, section.id)), pair)
    yield ""


def _original(section: SectionChange, old: _Passage | None, new: _Passage | None, pair: _Pair) -> Iterator[str]:
    place = f":{new.line}" if new else ""
    yield f"-- the original, {pair.shown_source}{place}"
    if old is None:
        yield from (f"  {line}" for line in (new.lines if new else ()))
        return
    new_lines = new.lines if new else ()
    # Before an untouched section was stamped again, git knows no text: the stamp names the file of that day.
    is_same = section.change is Change.UNTOUCHED and old.lines == new_lines
    if is_same:
        yield "(as it was when it was stamped without being translated)"
        yield from (f"  {line}" for line in new_lines)
    else:
        yield from list(unified_diff(old.lines, new_lines, n=_CONTEXT, lineterm=""))[2:]


def _own(section: SectionChange, own: _Passage | None, pair: _Pair) -> Iterator[str]:
    if own is None:
        yield f"-- the translation, {pair.shown}"
        yield "(it has no such section)" if section.change is not Change.REMOVED else "(it has no such section either)"
        return
    yield f"-- the translation, {pair.shown}:{own.line}"
    yield from (f"  {line}" for line in own.lines)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Passage:
    """A section as it is written."""

    lines: Sequence[str]
    line: int


def _texts_of(text: Written) -> Mapping[str, _Passage]:
    return _texts(text.front, text.body, text.body_line)


def _texts(front: str, body: str, first_line: int = 1) -> Mapping[str, _Passage]:
    sections = {
        section.id: _Passage(lines=section.text.strip("\n").split("\n"), line=section.line)
        for section in sections_of(body, first_line)
    }
    return {FRONT: _Passage(lines=_words(front), line=2), **sections}


def _words(front: str) -> list[str]:
    """Return the lines of a front matter that a translator translates."""
    kept, within = [], False
    for line in front.split("\n"):
        within = line.startswith(_WORDS) or (within and line.startswith((" ", "-", "#")))
        if within:
            kept.append(line)
    return kept
