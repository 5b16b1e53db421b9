"""Telling a user who waits how far a command is."""

from __future__ import annotations

import sys
import time

PATIENCE = 2.0
"""In seconds: what takes less needs no words."""


class Progress:
    """A line on stderr that says how far a command is, once it takes longer than a user waits without a word."""

    def __init__(self, noun: str) -> None:
        """Count `noun`, a plural such as "texts checked"."""
        self.noun = noun
        self._next = time.monotonic() + PATIENCE

    def __call__(self, done: int, of: int) -> None:
        """Say how many of all are done, at most once in two seconds."""
        if time.monotonic() >= self._next and done < of:
            print(f"{self.noun}: {done} of {of}", file=sys.stderr, flush=True)
            self._next = time.monotonic() + PATIENCE
