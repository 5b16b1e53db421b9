"""The stamp of a translation: which words of the original it was made from, section by section.

`training-library stamp` writes it into the front matter, under `translation`:

```yaml
translation:
  of: en
  source: "9fceb02d0ae598e95dc970b74767f19372d61af8"
  sections: >-
    @front:1f3a8c22:90b1d7e4 aims:5d0c77aa:0b9e2f61 methods:c3d98e10:77aa5d0c!
  stamped: 2026-11-21
  reason: "The example of the original does not exist in Russian law."
  seal: "4f1c0d9e8b7a6352"
```

`source` is the id by which git knows the file of the original. `sections` has for each section of the original its id,
its fingerprint, and that of the translated section, `-` where there is none. An exclamation mark says that the original
changed before the stamp was renewed, and the translated section did not. `reason` is there when an author insists.
`seal` is computed from all the rest, so that a stamp changed by hand shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from training_library.library.keys import DateKey, Key, PatternKey, TextKey
from training_library.library.problem import Code
from training_library.library.sections import FINGERPRINT, FRONT, fingerprint_of, sections_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training_library.library.document import Written
    from training_library.library.fields import Fields

LONGEST_REASON = 300
_SEAL = 16
_REMEDY = "run `training-library stamp` on this file instead of writing the stamp by hand"
_ENTRY = re.compile(rf"(\S+):([0-9a-f]{{{FINGERPRINT}}}):([0-9a-f]{{{FINGERPRINT}}}|-)(!?)", re.ASCII)

SOURCE = PatternKey(
    name="source",
    by_tool=True,
    pattern=re.compile(r"[0-9a-f]{40}", re.ASCII),
    remedy=_REMEDY,
    example='"9fceb02d0ae598e95dc970b74767f19372d61af8"',
)
SECTIONS = PatternKey(
    name="sections",
    by_tool=True,
    pattern=re.compile(rf"{_ENTRY.pattern}(\s+{_ENTRY.pattern})*", re.ASCII),
    remedy=_REMEDY,
    example='"@front:1f3a8c22:90b1d7e4 aims:5d0c77aa:0b9e2f61"',
)
STAMPED = DateKey(name="stamped", by_tool=True, example="2026-11-21")
REASON = TextKey(
    name="reason", by_tool=True, longest=LONGEST_REASON, example='"The law that it quotes has no Russian text."'
)
SEAL = PatternKey(
    name="seal",
    by_tool=True,
    pattern=re.compile(rf"[0-9a-f]{{{_SEAL}}}", re.ASCII),
    remedy=_REMEDY,
    example='"4f1c0d9e8b7a6352"',
)
STAMP_KEYS = (SOURCE, SECTIONS, STAMPED, REASON, SEAL)
"""What the tool writes beside `of`, in this order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StampedSection:
    """A section of the original with the section that was made from it, as they were when they were stamped."""

    id: str
    source: str
    """The fingerprint of the original section."""
    own: str
    """The fingerprint of the translated section, "" when the translation has none of this id."""
    is_untouched: bool = False
    """Whether the original section changed before this stamp, and the translated one did not."""

    def __str__(self) -> str:
        """Return it as it stands in a stamp."""
        return f"{self.id}:{self.source}:{self.own or '-'}{'!' if self.is_untouched else ''}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """What the tool has noted of a translation and its original."""

    source: str
    """The blob id of the original's file (40 hexadecimal digits)."""
    sections: tuple[StampedSection, ...]
    """In the order of the original."""
    day: date
    reason: str = ""
    """Why the translation was stamped although a check spoke against it, in the author's words."""
    seal: str = ""

    @property
    def written_sections(self) -> tuple[str, ...]:
        """The sections as they are written."""
        return tuple(str(section) for section in self.sections)


@dataclass(frozen=True, kw_only=True, slots=True)
class Translation:
    """What the front matter of a translation says of its original."""

    of: str
    """The language of the original."""
    stamp: Stamp | None = None
    is_sound: bool = True
    """Whether the stamp, if there is one, could be read."""

    @property
    def is_sealed(self) -> bool:
        """Whether the stamp is as the tool wrote it."""
        return self.stamp is not None and self.stamp.seal == _seal(self.of, self.stamp)


def _seal(of: str, stamp: Stamp) -> str:
    parts = (of, stamp.source, *stamp.written_sections, stamp.day.isoformat(), stamp.reason)
    return sha256("\n".join(parts).encode()).hexdigest()[:_SEAL]


def read_translation(fields: Fields, languages: Sequence[str]) -> Translation | None:
    """Return what an edition or page says of its original, None in an original."""
    translation = fields.mapping("translation")
    if translation is None:
        return None
    of = translation.choice("of", languages, "language", required=True)
    written = {key.name: translation.as_written(key.name) for key in STAMP_KEYS}
    is_stamped = any(key.name in translation for key in STAMP_KEYS)
    stamp = _read_stamp(translation, written) if is_stamped else None
    translation.finish()
    return Translation(of=of, stamp=stamp, is_sound=not is_stamped or stamp is not None) if of else None


def _read_stamp(fields: Fields, written: Mapping[str, str]) -> Stamp | None:
    """Return the stamp; each part of it that cannot be understood is one problem, and then there is none."""
    faults = {key.name: _fault(key, written[key.name]) if key.name in fields else _LACKS for key in STAMP_KEYS}
    if REASON.name not in fields:
        faults[REASON.name] = ""
    for key, fault in faults.items():
        if fault:
            fields.wrong(Code.BAD_STAMP, key, fault, _REMEDY)
    if any(faults.values()):
        return None
    entries = (_ENTRY.fullmatch(entry) for entry in written[SECTIONS.name].split())
    return Stamp(
        source=written[SOURCE.name],
        sections=tuple(
            StampedSection(id=entry[1], source=entry[2], own=entry[3].strip("-"), is_untouched=bool(entry[4]))
            for entry in entries
            if entry
        ),
        day=date.fromisoformat(written[STAMPED.name]),
        reason=written[REASON.name],
        seal=written[SEAL.name],
    )


_LACKS = "the stamp lacks this key"


def _fault(key: Key, text: str) -> str:
    """Return what is wrong with one part of a stamp, "" when nothing is."""
    match key:
        case PatternKey():
            is_sound = key.pattern.fullmatch(text) is not None
        case DateKey():
            is_sound = _is_day(text)
        case _:
            is_sound = bool(text)
    return "" if is_sound else "this is not what the tool writes here"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def fingerprints_of(text: Written) -> dict[str, str]:
    """Return the fingerprint of each section by id, first that of the words in the front matter."""
    sections = sections_of(text.body, text.body_line)
    return {FRONT: fingerprint_of(text.front_words), **{section.id: section.fingerprint for section in sections}}


def new_stamp(translation: Written, source: Written, day: date, reason: str = "") -> Stamp:
    """Return the stamp for a translation as it is now.

    A section whose original has changed since the last stamp while its own words have not is marked as untouched, until
    its words change or an author gives a reason; so to renew a stamp is not enough to be up to date.
    """
    front = translation.translation
    last = {entry.id: entry for entry in front.stamp.sections} if front and front.stamp else {}
    own = fingerprints_of(translation)
    entries = (
        StampedSection(id=id_, source=fingerprint, own=own.get(id_, ""))
        for id_, fingerprint in fingerprints_of(source).items()
    )
    stamp = Stamp(
        source=source.blob,
        sections=tuple(
            replace(entry, is_untouched=not reason and _is_untouched(entry, last.get(entry.id))) for entry in entries
        ),
        day=day,
        reason=reason,
    )
    return replace(stamp, seal=_seal(source.language, stamp))


def _is_untouched(now: StampedSection, last: StampedSection | None) -> bool:
    return last is not None and now.own == last.own and (last.is_untouched or now.source != last.source)
