"""What a file said before, as git remembers it: the one question that the content alone cannot answer."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from training_library.library.problem import Report
from training_library.library.text_files import decode, divide

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 30
"""In seconds; git answers in a few milliseconds unless something is wrong."""


def past_text(folder: Path, blob: str) -> tuple[str, str] | None:
    """Return front matter and body of the file that git knows by the id `blob`.

    None when it does not: outside of git, in a shallow clone, or when the text was never committed. Nothing is fetched.
    """
    git = shutil.which("git")
    if git is None:
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - no shell, and `blob` is 40 hexadecimal digits
            [git, "-C", folder, "cat-file", "blob", blob],
            check=False,
            capture_output=True,
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"},
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    report = Report("")
    text = decode(answer.stdout, report) if answer.returncode == 0 else None
    parts = divide(text, report) if text else None
    return (parts[0], parts[1]) if parts else None
