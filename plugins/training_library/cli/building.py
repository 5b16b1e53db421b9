"""Building a site of the library, or of a part of it, for those who pack it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from training_library.bundle.export import BESIDE, MANIFEST, Manifest
from training_library.cli.ending import CommandError
from training_library.library.selection import VARIABLE, Selection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_TOLD = ("WARNING", "ERROR", "CRITICAL", "Aborted")
"""How lines of MkDocs begin that somebody has to read."""
_LANGUAGE_STARTS = re.compile("Building '(?P<language>[^']+)'")
"""What mkdocs-static-i18n says when it starts with a language."""


def build_site(config: Path, site: Path, selection: Selection) -> bool:
    """Build the site in a process of its own, because this one must not need MkDocs; return whether it was built."""
    say("building the site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(site)]
    environment = os.environ | {VARIABLE: selection.as_text(), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    with subprocess.Popen(  # noqa: S603 - no shell, and the arguments are ours
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    ) as process:
        try:
            breakdown = _relay(process.stdout or ())
        except BaseException:
            process.kill()
            raise
    if breakdown:
        raise CommandError(f"the site could not be built: {breakdown}")
    if process.returncode:
        say("the site was not built; correct what is listed above")
    return process.returncode == 0


def _relay(lines: Iterator[str] | Sequence[str]) -> str:
    """Pass on what somebody has to read, and how far the build is; return the last line of a breakdown."""
    breakdown: list[str] = []
    for line in lines:
        if breakdown or line.startswith("Traceback"):
            breakdown.append(line.strip())
        elif line.startswith(_TOLD):
            say(line.rstrip())
        elif match := _LANGUAGE_STARTS.search(line):
            say(f"building the site: {match['language']}")
    return next((line for line in reversed(breakdown) if line), "")


def manifest_of(site: Path) -> Manifest:
    """Return what the build of a site tells those who pack it.

    Raises:
        CommandError: The site was built without the plugin that writes it.
    """
    try:
        return Manifest.from_text((site / BESIDE / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = "the site was built without the plugin training-library/bundle; add it to `plugins:` in mkdocs.yml"
        raise CommandError(message) from error


@contextmanager
def writing_to(target: Path) -> Iterator[None]:
    """Tell why a file cannot be written that is seen only once it is complete.

    Raises:
        CommandError: It cannot.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{target} cannot be written: {reason}; nothing was left of it, choose another place with --output"
        raise CommandError(message) from error


def say(text: str) -> None:
    """Tell whoever waits; the answer of the command itself goes to the other stream."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def ended_like_an_interruption() -> Iterator[None]:
    """Make the signal by which machines end a program clean up as a key press does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
