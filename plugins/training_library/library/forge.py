"""The web page of the repository, on which an author without git begins a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

LONGEST_ADDRESS = 7000
"""In characters: servers refuse addresses beyond eight thousand or so."""
_EDIT = re.compile(r"(?P<dash>-/)?(?P<verb>edit|_edit|blob|tree|raw)/(?P<branch>[^/]+)/(?P<folder>.*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Forge:
    """Where the files of a library can be edited on the web: GitHub and what resembles it, GitLab, or Gitea."""

    new: str
    """The address under which a new file begins."""
    edit: str
    """The address under which files are edited, up to their path."""
    folder: str
    """What stands before the path of a file in the parameter that names it."""
    name_key: str
    text_key: str

    def edit_address(self, src_uri: str) -> str:
        """Return where an existing file, relative to `docs/`, is edited."""
        return f"{self.edit}{quote(src_uri)}"

    def new_address(self, src_uri: str, text: str) -> str:
        """Return where a new file, relative to `docs/`, begins with `text`, or with as much of it as an address holds.

        GitLab fills in the name only: https://gitlab.com/gitlab-org/gitlab/-/work_items/594214.
        """
        lines = text.split("\n") if text else []
        while True:
            address = f"{self.new}?{self._parameters(src_uri, lines)}"
            if len(address) <= LONGEST_ADDRESS or not lines:
                return address
            lines = lines[: len(lines) - max(1, len(lines) // 20)]

    def _parameters(self, src_uri: str, lines: list[str]) -> str:
        text = {self.text_key: "\n".join(lines) + "\n"} if lines else {}
        return urlencode({self.name_key: self.folder + src_uri, **text}, quote_via=quote)


def forge_of(repo_url: str | None, edit_uri: str | None) -> Forge | None:
    """Return the forge of a site by what mkdocs.yml says of it, None when that does not tell."""
    if not repo_url or not edit_uri:
        return None
    repository = repo_url.rstrip("/")
    match = _EDIT.fullmatch(edit_uri.removeprefix(f"{repository}/").lstrip("/"))
    if match is None:
        return None
    branch, folder = match["branch"], match["folder"].strip("/")
    within = f"{folder}/" if folder else ""
    edit = f"{repository}/{match['dash'] or ''}{match['verb']}/{branch}/{within}"
    if match["dash"] or "gitlab" in (urlsplit(repository).hostname or ""):
        new = f"{repository}/-/new/{branch}"
        return Forge(new=new, edit=edit, folder=within, name_key="file_name", text_key="content")
    verb = "_new" if match["verb"] == "_edit" else "new"
    new = f"{repository}/{verb}/{branch}/{folder}".rstrip("/")
    return Forge(new=new, edit=edit, folder="", name_key="filename", text_key="value")
