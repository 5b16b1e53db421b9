"""Reading the keys of one YAML mapping: every mistake goes to the report, what is sound is returned."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from training_library.library.language import Wording
from training_library.library.marked_yaml import CONTROL, MappingNode, Node, ScalarNode, SequenceNode, line_of
from training_library.library.problem import Code, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from training_library.library.problem import Report

_NULL = "tag:yaml.org,2002:null"


class Fields:
    """The keys of one mapping. Ask for each key that is allowed, then call `finish` to hear of the others."""

    def __init__(self, node: MappingNode, report: Report, *, first_line: int = 1, within: str = "") -> None:
        """Index the keys of `node`; `within` names the mapping in messages when it is part of another one."""
        self._report = report
        self._first_line = first_line
        self._within = within
        self._asked: dict[str, bool] = {}  # Each key, and whether it is required.
        self._values: dict[str, tuple[int, Node]] = {}
        self.line = line_of(node, first_line)
        for key_node, value in node.value:
            line = line_of(key_node, first_line)
            if not isinstance(key_node, ScalarNode):
                self._add(Code.WRONG_TYPE, line, "a key must be a word", "write `key: value`")
            elif key_node.value in self._values:
                first = self._values[key_node.value][0]
                self._add(
                    Code.DUPLICATE_KEY,
                    line,
                    f"this key stands on line {first} already",
                    "keep one of the two",
                    key_node.value,
                )
            else:
                self._values[key_node.value] = (line, value)

    def __contains__(self, key: str) -> bool:
        """Tell whether `key` is written, with or without a value."""
        return key in self._values

    def line_of(self, key: str) -> int:
        """Return the line of `key`, or of the mapping when the key is not written."""
        return self._values[key][0] if key in self._values else self.line

    @property
    def names(self) -> tuple[str, ...]:
        """Return the keys as written, in their order."""
        return tuple(self._values)

    def peek(self, key: str) -> str:
        """Return the text of a single value as it is written, without judging it."""
        node = self._values[key][1] if key in self._values else None
        return str(node.value).strip() if isinstance(node, ScalarNode) else ""

    def as_written(self, key: str) -> str:
        """Return the text of a single value, or "": for a key that is allowed and that the caller judges."""
        self._asked[key] = False
        return self.peek(key)

    def text(self, key: str, *, required: bool = False, longest: int | None = None) -> str:
        """Return a text without surrounding space, or "" when there is none."""
        node = self._get(key, required=required)
        text = self._scalar(key, node, "a text")
        if text and longest is not None and len(text) > longest:
            self._add(
                Code.TOO_LONG,
                self.line_of(key),
                f"{len(text)} characters long, at most {longest} fit",
                "shorten it",
                key,
            )
        return text

    def choice(self, key: str, known: Collection[str], noun: str, *, required: bool = False) -> str:
        """Return one value of the closed list `known`, or ""."""
        text = self._scalar(key, self._get(key, required=required), "one value")
        return text if self._is_known(key, text, known, noun, self.line_of(key)) else ""

    def choices(self, key: str, known: Collection[str], noun: str, *, required: bool = False) -> tuple[str, ...]:
        """Return the known values of a list, in its order."""
        values = self.texts(key, required=required)
        return tuple(text for line, text in values if self._is_known(key, text, known, noun, line))

    def texts(self, key: str, *, required: bool = False) -> tuple[tuple[int, str], ...]:
        """Return the line and the text of each element of a list; repeated elements are reported and dropped."""
        found: dict[str, int] = {}
        for node in self._elements(key, required=required):
            line = line_of(node, self._first_line)
            text = self._scalar(key, node, "a text", line=line)
            if text in found:
                self._add(Code.REPEATED_VALUE, line, f'"{text}" is listed twice', "keep it once", key)
            elif text:
                found[text] = line
        if required and key in self._values and not found and self._is_sequence(key):
            self._add(Code.EMPTY, self.line_of(key), "the list is empty", "name at least one value", key)
        return tuple((line, text) for text, line in found.items())

    def date(self, key: str, *, required: bool = False) -> date | None:
        """Return a calendar date (ISO 8601, `YYYY-MM-DD`)."""
        text = self._scalar(key, self._get(key, required=required), "a date")
        if not text:
            return None
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            try:
                return date.fromisoformat(text)
            except ValueError:
                pass
        remedy = "write it as YYYY-MM-DD, such as 2026-11-21"
        self._add(Code.BAD_DATE, self.line_of(key), f'"{text}" is no date of the calendar', remedy, key)
        return None

    def matching(
        self, key: str, pattern: re.Pattern[str], remedy: str, *, required: bool = False
    ) -> re.Match[str] | None:
        """Return the match of a text with the whole `pattern`; `remedy` says how such a value is written."""
        text = self._scalar(key, self._get(key, required=required), "a text")
        if not text:
            return None
        match = pattern.fullmatch(text)
        if match is None:
            self._add(Code.BAD_VALUE, self.line_of(key), f'"{text}" cannot be understood', remedy, key)
        return match

    def url(self, key: str) -> str:
        """Return a web address (http or https), or ""."""
        text = self._scalar(key, self._get(key), "a web address")
        if not text or is_web_address(text):
            return text
        self._add(Code.BAD_URL, self.line_of(key), f'"{text}" is no web address', "start it with https://", key)
        return ""

    def number(self, key: str, *, required: bool = False) -> float | None:
        """Return a number, written with a decimal point and without separators."""
        text = self._scalar(key, self._get(key, required=required), "a number")
        if not text:
            return None
        if not re.fullmatch(r"\d{1,15}(\.\d{1,6})?", text, re.ASCII):
            remedy = "write digits with a decimal point and no separators, such as 723740.50"
            self._add(Code.BAD_VALUE, self.line_of(key), f'"{text}" is no number', remedy, key)
            return None
        return float(text)

    def truth(self, key: str) -> bool:
        """Return true or false; a missing key is false."""
        return self.choice(key, ("true", "false"), "value") == "true"

    def wording(self, key: str, languages: Sequence[str], *, required: bool = False) -> Wording | None:
        """Return a text given in every one of `languages`."""
        fields = self.mapping(key, required=required)
        return None if fields is None else fields.words(languages)

    def words(self, languages: Sequence[str]) -> Wording | None:
        """Return the texts of this mapping from language to text, or None when there is none.

        A missing text is reported and taken from another language, lest all that uses the wording looks wrong as well.
        """
        texts: dict[str, str] = {}
        for language in languages:
            if language not in self:
                self.wrong(Code.MISSING_LABEL, "", f'there is no text in "{language}"', f"add `{language}: …`")
            texts[language] = self.text(language)
        if languages:  # Without their list, no language could be told from a typing mistake.
            self.finish()
        substitute = next(filter(None, texts.values()), "")
        if languages and not substitute:
            return None
        return Wording({language: text or substitute for language, text in texts.items()})

    def mapping(self, key: str, *, required: bool = False) -> Fields | None:
        """Return the mapping that stands under `key`."""
        return self._as_mapping(key, self._get(key, required=required), self.line_of(key))

    def mappings(self, key: str) -> Iterator[Fields]:
        """Yield the mappings of a list."""
        for node in self._elements(key, required=False):
            fields = self._as_mapping(key, node, line_of(node, self._first_line))
            if fields is not None:
                yield fields

    def finish(self) -> None:
        """Report the keys nobody asked for: the set of keys is closed, so a typing mistake does not pass."""
        for key, (line, _) in self._values.items():
            if key not in self._asked:
                self._add(Code.UNKNOWN_KEY, line, "there is no such key", did_you_mean(key, self._asked), key)

    def wrong(self, code: Code, key: str, what: str, remedy: str) -> None:
        """Report a mistake that only the caller can see."""
        self._add(code, self.line_of(key), what, remedy, key)

    def wrong_at(self, line: int, code: Code, key: str, what: str, remedy: str) -> None:
        """Report a mistake in one element of a list."""
        self._add(code, line, what, remedy, key)

    def _add(self, code: Code, line: int, what: str, remedy: str, key: str = "") -> None:
        name = f"{self._within}.{key}" if self._within and key else key or self._within
        self._report.add(code, line, what, remedy, key=name)

    def _get(self, key: str, *, required: bool = False) -> Node | None:
        self._asked[key] = required
        if key in self._values:
            return self._values[key][1]
        if required:
            self._add(Code.MISSING_KEY, self.line, "this key is missing", f"add `{key}: …`", key)
        return None

    def _scalar(self, key: str, node: Node | None, expected: str, *, line: int | None = None) -> str:
        """Return the text of a scalar as it is written, so that NO stays Norway and 2026-02-30 can be quoted."""
        if node is None:
            return ""
        place = self.line_of(key) if line is None else line
        if not isinstance(node, ScalarNode):
            self._add(
                Code.WRONG_TYPE,
                place,
                f"{_kind(node)} stands where {expected} belongs",
                f"write `{key}: …` in one line",
                key,
            )
            return ""
        text = "" if node.tag == _NULL else str(node.value).strip()
        if CONTROL.search(text):
            self._add(Code.BAD_VALUE, place, "a control character hides in this value", "remove it", key)
            return ""
        if not any(character.isprintable() for character in text):
            remedy = "fill it in" if self._asked[key] else "fill it in, or remove the key"
            self._add(Code.EMPTY, place, "there is no value", remedy, key)
            return ""
        return text

    def _is_sequence(self, key: str) -> bool:
        return isinstance(self._values[key][1], SequenceNode)

    def _elements(self, key: str, *, required: bool) -> Sequence[Node]:
        node = self._get(key, required=required)
        if node is None:
            return ()
        if isinstance(node, SequenceNode):
            return list(node.value)
        text = self._scalar(key, node, "a list") if isinstance(node, ScalarNode) else "…"
        if text:
            self._add(
                Code.WRONG_TYPE,
                self.line_of(key),
                f"{_kind(node)} stands where a list belongs",
                f"write `{key}: [{text}]`",
                key,
            )
        return ()

    def _as_mapping(self, key: str, node: Node | None, line: int) -> Fields | None:
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self._add(
                Code.WRONG_TYPE,
                line,
                f"{_kind(node)} stands where keys with values belong",
                "write `key: value` pairs",
                key,
            )
            return None
        within = f"{self._within}.{key}" if self._within else key
        return Fields(node, self._report, first_line=self._first_line, within=within)

    def _is_known(self, key: str, text: str, known: Collection[str], noun: str, line: int) -> bool:
        if not text:
            return False
        if text not in known:
            self._add(Code.UNKNOWN_VALUE, line, f'there is no {noun} "{text}"', did_you_mean(text, known), key)
        return text in known


def is_web_address(text: str) -> bool:
    """Tell whether `text` is an absolute address of the web, and nothing that a browser would run."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and text.isprintable() and " " not in text
    except ValueError:
        return False


def _kind(node: Node) -> str:
    if isinstance(node, SequenceNode):
        return "a list"
    return "a mapping" if isinstance(node, MappingNode) else "a single value"
