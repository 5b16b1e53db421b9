"""What a reader reads on a page, for an index: its title, and the words of its main part."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

_UNREAD = frozenset({"script", "style", "svg", "template", "noscript", "nav"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageText:
    """A page in plain words."""

    title: str
    """The heading of level one, else the title of the window."""
    window: str
    """The title of the window."""
    description: str
    text: str


def page_text(html: str) -> PageText:
    """Return what a reader reads on a page; what is hidden, and what all pages share, is left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    heading, window = (" ".join("".join(words).split()) for words in (reader.heading, reader.window))
    words = " ".join("".join(reader.main).split())
    return PageText(title=heading or window, window=window, description=reader.description, text=words)


class _Reader(HTMLParser):
    """Sorts the words of a page by where they stand."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.main: list[str] = []
        self.heading: list[str] = []
        self.window: list[str] = []
        self.description = ""
        self._open: list[tuple[str, bool]] = []  # Each element, and whether what it holds is read.

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        names = dict(attrs)
        if tag == "meta" and names.get("name") == "description":
            self.description = names.get("content") or ""
        if tag not in _VOID:
            is_read = self._is_read and tag not in _UNREAD and "hidden" not in names
            self._open.append((tag, is_read and "headerlink" not in (names.get("class") or "")))
        self.main.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those inside that were not closed."""
        places = [place for place, (name, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]
        self.main.append(" ")

    def handle_data(self, data: str) -> None:
        """Take words."""
        inside = [name for name, _ in self._open]
        if "title" in inside and "svg" not in inside:
            self.window.append(data)
        if self._is_read and "main" in inside:
            self.main.append(data)
            if "h1" in inside:
                self.heading.append(data)

    @property
    def _is_read(self) -> bool:
        return not self._open or self._open[-1][1]
