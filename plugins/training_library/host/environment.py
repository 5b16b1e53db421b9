"""What our templates can do beyond Jinja: address pages, format figures, escape by default."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import material
from jinja2 import BytecodeCache, ChoiceLoader, FileSystemLoader, pass_context
from mkdocs.utils import normalize_url

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.theme import Theme

    from training_library.host.plugin import LibraryPlugin

MATERIAL = Path(material.__file__).parent / "templates"
STYLES = "assets/stylesheets"
_OURS = ("main.html", "404.html", "training-library/")


def dress(theme: Theme, ours: Path) -> None:
    """Put our templates and files in the place of Material's, below those of the site itself.

    Of Material only style sheets and icons are used. MkDocs would look at each of its ten thousand files, once for
    every language.
    """
    theme.dirs[:] = [folder for folder in theme.dirs if Path(folder) != MATERIAL]
    theme.dirs.insert(1 if theme.custom_dir else 0, str(ours))


class CompiledTemplates(BytecodeCache):
    """The templates, compiled once for all languages and all rebuilds of `serve`: each build starts without any."""

    def __init__(self) -> None:
        """Start with none."""
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is known of a template; Jinja drops it when the source has changed."""
        if compiled := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


def install(env: Environment, host: LibraryPlugin, config: MkDocsConfig) -> Environment:
    """Add filters and functions for the language of this build to `env`, and return it."""
    words = host.words
    if env.loader:
        env.loader = ChoiceLoader([env.loader, FileSystemLoader(MATERIAL)])  # for its icons
    env.bytecode_cache = host.compiled_templates

    @pass_context
    def address(context: Context, path: str, language: str | None = None) -> str:
        """Return the link from the page that is rendered to a document or page in a language."""
        url = host.addresses.url(path, language or host.language.id)
        return normalize_url(url, context.get("page"), context.get("base_url", ""))

    @pass_context  # Or Jinja would work out a fixed address once, for all languages that share the compiled template.
    def absolute(context: Context, path: str, language: str | None = None) -> str:
        """Return the address of a page on the web, or "" when the site has no address of its own."""
        del context
        url = host.online.url(path, language or host.language.id).removeprefix("./")
        return f"{config.site_url.rstrip('/')}/{url}" if config.site_url else ""

    filters: dict[str, Any] = {
        "address": address,
        "absolute": absolute,
        "long_date": words.long_date,
        "edtf": words.edtf,
        "number": words.number,
        "figure": words.figure,
        "money": words.money,
        "duration": words.duration,
        "file_size": words.file_size,
    }
    env.filters.update(filters)
    env.policies["ext.i18n.trimmed"] = True
    env.add_extension("jinja2.ext.i18n")
    words.install(env)
    env.globals["phrase"] = words.gettext  # for scripts, which fill in the gaps themselves
    env.globals["plural_forms"] = words.plural_forms
    env.globals["direction"] = words.locale.text_direction
    env.globals["base_styles"] = [f"{STYLES}/{name}" for name in base_styles()]
    # The theme's own templates escape by hand; ours must not be able to forget it.
    env.autoescape = _escapes
    return env


def _escapes(template: str | None) -> bool:
    return template is not None and template.startswith(_OURS)


def base_styles() -> list[str]:
    """Return the names of Material's style sheets, which change with each of its versions."""
    return sorted(path.name for path in (MATERIAL / STYLES).glob("*.min.css"))
