"""What an author is told of the state of translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.library.problem import Code, Problem, one_line
from training_library.library.sections import FRONT, START
from training_library.library.translation import Change, State, source_uri

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from training_library.library.document import Written
    from training_library.library.translation import TranslationState

MOST_SECTIONS = 5
"""So many sections are named in one message."""


def state_problems(
    texts: Mapping[str, Written], states: Mapping[str, TranslationState], paths: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each translation that wants work; `paths` gives the path to name for each file."""
    for src_uri, state in states.items():
        text = texts[src_uri]
        path, source = paths[src_uri], paths.get(source_uri(text), source_uri(text))
        told = _told(state, path, source)
        if told and (text.translation is None or text.translation.is_sound):  # What is unsound has its problem already.
            code, what, remedy = told
            yield Problem(
                path=path,
                line=text.key_lines.get("translation", 1),
                code=code,
                key="translation",
                what=one_line(what),
                remedy=one_line(remedy),
            )


def _told(state: TranslationState, path: str, source: str) -> tuple[Code, str, str] | None:
    stamp, difference = f"`training-library stamp {path}`", f"`training-library diff {path}`"
    if state.state is State.UNSTAMPED:
        what = f"it is not noted which text of {source} this was made from"
        return Code.UNSTAMPED, what, f"compare the two, then run {stamp}"
    if state.state is State.STALE:
        what = f"{source} has changed since this was stamped on {state.stamped}: {changes_in_words(state)}"
        return Code.STALE, what, f"see {difference}, translate, then run {stamp}"
    if state.state is State.DRIFT:
        what = f"the headings or their ids differ from those of {source}"
        return Code.STRUCTURE_DRIFTED, what, "make them alike, or stamp it with a reason"
    if state.state is State.SUSPECT:
        remedy = f"see {difference}, translate, then run {stamp}, with --reason when there is nothing to translate"
        return Code.SUSPECT_STAMP, _suspicion(state), remedy
    return None


def _suspicion(state: TranslationState) -> str:
    untouched = state.ids(Change.UNTOUCHED)
    if untouched:
        return f"the stamp was renewed and the text was not: {_named('unchanged', untouched)}"
    return "the stamp was changed by hand, so it proves nothing"


def changes_in_words(state: TranslationState) -> str:
    """Return the sections that a translation does not follow: `changed: aims, methods; removed: sources`."""
    groups = ((change, state.ids(change)) for change in Change)
    return "; ".join(_named(change, ids) for change, ids in groups if ids)


def _named(change: str, ids: Sequence[str]) -> str:
    return f"{change}: {sections_in_words(ids)}"


def sections_in_words(ids: Sequence[str]) -> str:
    """Return how a command names sections, the first ones of many."""
    shown = [section_in_words(id_) for id_ in ids[:MOST_SECTIONS]]
    more = [f"and {len(ids) - len(shown)} more"] if len(ids) > len(shown) else []
    return ", ".join([*shown, *more])


def section_in_words(id_: str) -> str:
    """Return how a command names a section."""
    if id_ == FRONT:
        return "the front matter"
    if id_ == START:
        return "the text before the first heading"
    return f"heading {id_[1:]} without an id" if id_.startswith("@") else id_
