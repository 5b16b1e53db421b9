"""The command `training-library`: what the library can do without building a site."""

from __future__ import annotations

import argparse
import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from training_library.cli import bundle, check, diff, importing, new, schema, stamp, status, verify
from training_library.cli.ending import EXIT_USAGE, CommandError

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = (bundle, check, diff, importing, new, schema, stamp, status, verify)
_INTERRUPTED, _NOBODY_READS = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 all is well, 1 problems were found, 2 it could not run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # A terminal that lacks a letter still gets its report.
    options = command_parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except CommandError as error:
        print(f"training-library: {error}", file=sys.stderr)
        return EXIT_USAGE
    except KeyboardInterrupt:
        print("training-library: interrupted; every file is as it was", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more when it ends.
        return _NOBODY_READS
    return code


def command_parser() -> argparse.ArgumentParser:
    """Return what reads the arguments of every command."""
    parser = argparse.ArgumentParser(prog="training-library", description="Look after a multilingual training library.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_to(commands)
    return parser
