"""Questions to an author at a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from training_library.cli.ending import CommandError
from training_library.library.problem import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def can_ask() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str, *, optional: bool = False, mistake_in: Callable[[str], str] = lambda _: "") -> str:
    """Return the answer, asked for until `mistake_in` finds nothing wrong with it; "" when an optional one is skipped.

    Raises:
        CommandError: The author ended the input.
    """
    while True:
        # On standard error, so that standard output holds nothing but what the command has made.
        print(f"{question}{' (Enter to skip)' if optional else ''}: ", end="", file=sys.stderr, flush=True)
        try:
            answer = input().strip()
        except EOFError:
            raise CommandError("the answers ended too early; nothing was written") from None
        if not answer and optional:
            return ""
        mistake = mistake_in(answer) if answer else "an answer is needed"
        if not mistake:
            return answer
        print(f"  {mistake}", file=sys.stderr)


def choose(question: str, choices: Mapping[str, str], *, optional: bool = False, footnotes: Sequence[str] = ()) -> str:
    """Return one of `choices`, which go from id to label; the author answers with an id or a number."""
    return next(iter(choose_several(question, choices, optional=optional, footnotes=footnotes, at_most=1)), "")


def choose_several(
    question: str,
    choices: Mapping[str, str],
    *,
    optional: bool = False,
    footnotes: Sequence[str] = (),
    at_most: int | None = None,
) -> list[str]:
    """Return the chosen ids in the order of `choices`; the author answers with ids or numbers, with commas between.

    `footnotes` have to stand wherever the labels do.
    """
    ids = list(choices)
    print(f"{question}:", file=sys.stderr)
    for number, (id_, label) in enumerate(choices.items(), 1):
        print(f"  {number:>2}  {id_:<24} {label}", file=sys.stderr)
    for footnote in footnotes:
        print(f"  {footnote}", file=sys.stderr)

    def chosen(answer: str) -> list[str]:
        words = answer.replace(",", " ").split()
        return [ids[int(word) - 1] if word.isdecimal() and 0 < int(word) <= len(ids) else word for word in words]

    def mistake_in(answer: str) -> str:
        words = chosen(answer)
        unknown = next((word for word in words if word not in choices), None)
        if unknown is not None:
            return f'there is no "{unknown}"; {did_you_mean(unknown, ids)}'
        return f"choose {at_most} at most" if at_most and len(words) > at_most else ""

    answer = ask("  number or id" if at_most == 1 else "  numbers or ids", optional=optional, mistake_in=mistake_in)
    return [id_ for id_ in ids if id_ in chosen(answer)]
