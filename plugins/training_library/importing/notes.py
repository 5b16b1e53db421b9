"""What somebody should look at in an imported text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Notes:
    """Remarks, each with the section that it is about."""

    lines: list[str] = field(default_factory=list)
    section: str = ""
    """The heading under which the text is that is looked at; "" before the first one."""

    def add(self, text: str) -> None:
        """Note something, once."""
        line = f'under "{self.section}": {text}' if self.section else text
        if line not in self.lines:
            self.lines.append(line)


def short(text: str, longest: int = 60) -> str:
    """Return as much of a text as a remark can quote."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
