from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.guide.guide import LANGUAGES, PROJECT, page
from training_library.cli import command_parser
from training_library.library.markdown import structure_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

SHARED = ("common", "front-matter")
"""The sections about options that several commands share."""


def actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return what a parser reads, except `--help`."""
    return [action for action in parser._actions if action.dest != "help"]  # noqa: SLF001 - argparse tells it nowhere else


def commands() -> Mapping[str, argparse.ArgumentParser]:
    """Return the parser of each command by its name."""
    (subcommands,) = actions(command_parser())
    return dict(subcommands.choices or {})


def targets() -> list[str]:
    """Return what `make help` lists."""
    return re.findall(r"^([a-z-]+):.*## ", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def sections(language: str) -> Mapping[str, str]:
    """Return the text of each section of the page about commands, by the id of its heading."""
    text = page(language, "commands")
    lines, headings = text.split("\n"), structure_of(text).headings
    ends = [heading.line for heading in headings[1:]] + [len(lines) + 1]
    return {
        heading.id: "\n".join(lines[heading.line - 1 : end - 1]) for heading, end in zip(headings, ends, strict=True)
    }


def words_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield every option and every value to choose from, as a user types them."""
    for action in actions(parser):
        yield from [option for option in action.option_strings if option.startswith("--")]
        if not action.option_strings:
            yield from str(action.metavar or action.dest).split("|")
        yield from map(str, action.choices or ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_a_section_and_no_other(language: str) -> None:
    """Named by its id: `check`."""
    told = [id_ for id_, text in sections(language).items() if text.startswith("### ")]
    assert sorted(told) == sorted([*commands(), *SHARED])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", commands())
def test_every_option_is_told(language: str, command: str) -> None:
    """With its values, in the section of the command or in one of shared options, in code."""
    found = sections(language)
    code = re.findall(r"`([^`\n]+)`", "".join(found[id_] for id_ in (command, *SHARED)))
    words = {word for text in code for word in re.split(r"[\s=|\[\],]+", text)}
    assert [word for word in words_of(commands()[command]) if word not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", commands())
def test_no_option_is_told_that_there_is_not(language: str, command: str) -> None:
    """What a command has lost is lost in the guide too."""
    known = {option for parser in commands().values() for action in actions(parser) for option in action.option_strings}
    told = re.findall(r"`(--[a-z-]+)", sections(language)[command])
    assert [option for option in told if option not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", commands())
def test_an_example_of_a_command_can_be_parsed(language: str, command: str) -> None:
    """Each line of a block in its section that starts with the command."""
    lines = re.findall(r"^training-library (.+)$", sections(language)[command], re.MULTILINE)
    assert lines
    for line in lines:
        options = command_parser().parse_args(re.findall(r'"[^"]*"|\S+', line.partition(" >")[0]))
        assert callable(options.run)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_target_of_make_is_told(language: str) -> None:
    """As it is typed."""
    told = re.findall(r"`make ([a-z-]+)[^`]*`", sections(language)["make"])
    assert sorted(told) == sorted(targets())
