from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from contextlib import chdir
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import expect

from tests.site.built_site import PROJECT, run_mkdocs
from tests.site.conftest import EXAMPLE, EXAMPLE_URL
from tests.site.page_source import read_page
from training_library.cli import main

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from tests.conftest import EditionText, LibraryOf
    from tests.site.built_site import BuiltSite
    from tests.site.conftest import BuildLibrary, Serve, Visit
    from training_library.library.holdings import Library

PUBLISHED = {".css", ".csv", ".html", ".js", ".json", ".png", ".svg", ".txt", ".webmanifest", ".woff2", ".xml"}
RUSSIAN = "plugins/training_library/theme/locales/ru/LC_MESSAGES/messages.po"
OURS = "assets/training-library/"
HOME = {"en/index.md": "---\ntitle: Home\n---\n", "ru/index.md": "---\ntitle: Главная\ntranslation: {of: en}\n---\n"}


def test_a_strict_build_passes_without_a_warning(any_site: BuiltSite) -> None:
    """Neither the library nor the software it is built with has anything to complain of."""
    assert any_site.build.exit_code == 0
    assert any_site.build.messages("WARNING") + any_site.build.messages("ERROR") == []
    assert "Warning" not in any_site.build.output


def test_the_build_ends_with_what_it_built(example_site: BuiltSite, example_library: Library) -> None:
    """How many documents, how many editions, and where to read them."""
    editions = ", ".join(f"{language} {len(here)}" for language, here in example_library.by_language.items())
    assert example_site.build.messages("INFO")[-3:-1] == [
        f"built {len(example_library.documents)} documents (editions: {editions}), 0 problems",
        f"to read the site, open {example_site.folder / 'index.html'} in a browser",
    ]


def test_the_same_content_gives_the_same_bytes(any_site: BuiltSite, tmp_path: Path) -> None:
    """Wherever, whenever and by whomever it is built."""
    source, copy = any_site.build.config.parent, tmp_path / "Elsewhere — копия"
    shutil.copytree(source / "docs", copy / "docs")
    shutil.copytree(PROJECT / "hooks", copy / "hooks")
    shutil.copy(any_site.build.config, copy)
    again = run_mkdocs(
        copy / "mkdocs.yml",
        copy / "site",
        umask=0o077,
        SITE_URL=EXAMPLE_URL,
        TZ="Asia/Tashkent",
        LC_ALL="C",
        LANGUAGE="ru",
        PYTHONHASHSEED="7",
    )
    assert again.exit_code == 0, again.output
    names = {path.relative_to(again.folder).as_posix() for path in again.folder.rglob("*") if path.is_file()}
    assert names == set(any_site.files)
    assert [name for name in names if (again.folder / name).read_bytes() != any_site.files[name]] == []


def test_only_what_readers_need_is_published(any_site: BuiltSite) -> None:
    """No vocabularies, no drafts, none of Material's scripts."""
    assert {re.sub(r".*(?=\.)", "", name) for name in any_site.files} <= PUBLISHED
    assert [
        name for name in any_site.files if name.endswith(".js") and not name.startswith((OURS, "service-worker"))
    ] == []
    assert [name for name in any_site.files if "vocabulary/" in name or name.startswith("search/")] == []


def test_a_draft_is_nowhere_on_the_site(example_site: BuiltSite) -> None:
    """Neither its page nor its title."""
    draft = (EXAMPLE / "docs" / "en" / "courses" / "teaching-online.md").read_text(encoding="utf-8")
    assert "status: draft" in draft
    assert [name for name, content in example_site.files.items() if b"Teaching online" in content] == []


def test_every_link_leads_somewhere(any_site: BuiltSite) -> None:
    """To a page, a file, and a place on the page that bears the name."""
    assert any_site.broken_links() == []


def test_no_id_is_given_twice(any_site: BuiltSite) -> None:
    """Otherwise a link to it leads to the wrong place."""
    assert [name for name, ids in any_site.ids.items() if len(ids) != len(set(ids))] == []


def test_every_mistake_is_one_warning_of_the_build(
    docs: Path,
    library_of: LibraryOf,
    edition: EditionText,
    build_library: BuildLibrary,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Although two languages are built; in the words of `training-library check`, which looks at the texts as well."""
    _, problems = library_of(
        {
            **HOME,
            "en/handbooks/values.md": edition(areas="[iregular]", countries="[UK]", date="2026-02-30"),
            "ru/handbooks/values.md": edition(title="Значения", translation="{of: en}", sumary="A"),
            "ru/handbooks/nothing.md": edition(title="Ничто", translation="{of: en}"),
            "qa/handbooks/stray.md": edition(title="Stray"),
            "stray.md": edition(title="Stray"),
        }
    )
    build = build_library(docs)
    assert build.exit_code == 1
    assert "Traceback" not in build.output
    assert build.messages("WARNING") == [str(problem) for problem in problems]
    with chdir(docs.parent):
        assert main(["check"]) == 1
    assert set(build.messages("WARNING")) <= set(capsys.readouterr().out.splitlines())
    assert f"Aborted with {len(problems)} warnings in strict mode!" in build.output


def test_what_is_refused_is_not_published(
    docs: Path, library_of: LibraryOf, edition: EditionText, build_library: BuildLibrary
) -> None:
    """A build that goes on in spite of mistakes leaves out the file, and all mention of it."""
    library_of(
        {
            **HOME,
            "en/handbooks/sound.md": edition(title="Sound"),
            "en/handbooks/refused.md": edition(title="Refused", date="soon"),
            "qa/handbooks/stray.md": edition(title="Refused"),
            "qa/picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        }
    )
    build = build_library(docs, strict=False)
    assert build.exit_code == 0, build.output
    site = {path.relative_to(build.folder).as_posix(): path for path in build.folder.rglob("*") if path.is_file()}
    assert "handbooks/sound.html" in site
    assert [name for name, path in site.items() if name.startswith("qa/") or b"Refused" in path.read_bytes()] == []


def test_every_page_is_in_the_site_map(any_site: BuiltSite) -> None:
    """Those of the catalogue too, each once, and nothing but what is written in the language of its address."""
    mapped = re.findall("<loc>(.*?)</loc>", any_site.text("sitemap.xml"))
    hidden = [name for name in any_site.pages if name.endswith(("404.html", "offline.html"))]
    own = [name for name, page in any_site.pages.items() if not page.all(".tl-notice--language") and name not in hidden]
    assert sorted(mapped) == sorted(any_site.address + name for name in own)


@pytest.mark.browser
@pytest.mark.parametrize("settings", [{"use_directory_urls": True}, {"site_url": f"{EXAMPLE_URL}training/library/"}])
def test_a_site_works_with_other_addresses(
    copied_example: Path, build_library: BuildLibrary, serve: Serve, visit: Visit, settings: dict[str, Any]
) -> None:
    """With folders as addresses, and below a path of its server: pages, data, scripts and the 404 page."""
    address, ending = settings.get("site_url", EXAMPLE_URL), "/" if "use_directory_urls" in settings else ".html"
    build = build_library(copied_example, **settings)
    site = serve(build, address=address)
    assert build.messages("WARNING") == []
    assert site.broken_links() == []
    records = json.loads(site.text("ru/catalogue.json"))["documents"]
    assert [record["url"] for record in records] == [f"{address}ru/{record['path']}{ending}" for record in records]

    page = visit(site.on_web("no/such/page"))
    assert visit.faults[0].startswith("404")
    visit.faults.clear()
    page.get_by_role("link", name="Каталог").click()
    page.locator("input[name=area][value=integration]").check()
    page.locator(".tl-results .tl-card a", has_text="Как спланировать занятие").click()
    expect(page).to_have_url(site.on_web(f"ru/handbooks/planning-a-training{ending}"))


def test_without_an_address_no_page_names_one(copied_example: Path, build_library: BuildLibrary) -> None:
    """No site map, no canonical address, no alternates, and nothing that begins with "None"."""
    build = build_library(copied_example, site_url="")
    assert build.messages("WARNING") == []
    assert not (build.folder / "sitemap.xml").exists()
    pages = {path: path.read_text(encoding="utf-8") for path in build.folder.rglob("*.html")}
    own = re.compile(r"""rel="(canonical|alternate)|\bNone\b|ld\+json|library\.example""")
    assert [path for path, text in pages.items() if own.search(text)] == []
    urls = [record["url"] for record in json.loads((build.folder / "ru" / "catalogue.json").read_bytes())["documents"]]
    assert urls
    assert [url for url in urls if not (build.folder / url).exists()] == []


def test_a_language_is_added_without_touching_the_code(
    example_in_three_languages: Path, build_library: BuildLibrary, serve: Serve
) -> None:
    """A folder, labels, an entry in mkdocs.yml and a file of words: a strict build then speaks Ukrainian."""
    docs = example_in_three_languages
    write_words(docs / "vocabulary" / "uk.po", "uk")
    build = build_library(docs, plugins=with_language(example_plugins(), "uk", "Українська"))
    site = serve(build)
    assert build.messages("WARNING") == []
    assert site.broken_links() == []
    home = site.pages["uk/index.html"]
    assert home.one("html")["lang"] == "uk"
    assert home.one("#areas").text == "uk Thematic areas"
    assert home.one(".tl-hero__search").all("p")[-1].text == "uk Browse all 9 documents 2"
    assert home.all(".tl-area-card")[0].one("a").text == "Irregular migration (uk)"
    document = site.pages["uk/handbooks/planning-a-training.html"]
    assert document.one("h1").text.startswith("Українською")
    assert document.one(".tl-facts").all("dd")[0].text == "2 березня 2026 р."
    notice = site.pages["uk/materials/warm-ups.html"].one(".tl-notice--language")
    assert notice.text.startswith("uk There is no translation of this page yet.")
    untranslated = {"uk": "uk not translated", "ru": "нет перевода", "en": "not translated"}
    for language, words in untranslated.items():
        prefix = "" if language == "en" else f"{language}/"
        assert words in site.pages[f"{prefix}curricula/training-of-trainers.html"].one(".tl-languages").text
    assert [section["lang"] for section in site.pages["uk/404.html"].one("main").all("section")] == ["uk", "en", "ru"]


def test_a_language_that_material_does_not_know_can_be_added(
    example_in_three_languages: Path, build_library: BuildLibrary
) -> None:
    """Kazakh (D7); without words of its own the interface speaks English, with Kazakh dates."""
    docs = example_in_three_languages
    (docs / "uk").rename(docs / "kk")
    for path in (docs / "vocabulary").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("uk:", "kk:"), encoding="utf-8")
    build = build_library(docs, plugins=with_language(example_plugins(), "kk", "Қазақша"))
    assert build.exit_code == 0, build.output
    page = read_page((build.folder / "kk" / "handbooks" / "planning-a-training.html").read_text(encoding="utf-8"))
    assert page.one(".tl-facts").all("dd")[0].text == "2026 ж. 2 наурыз"


def test_rooms_may_be_listed_in_any_order(
    copied_example: Path, build_library: BuildLibrary, example_site: BuiltSite
) -> None:
    """Before the plugin that they build on, too: the site is the same."""
    first, *others = example_plugins()
    build = build_library(copied_example, plugins=[first, *reversed(others)])
    assert build.exit_code == 0, build.output
    different = [name for name, content in example_site.files.items() if (build.folder / name).read_bytes() != content]
    assert different == []


@pytest.mark.parametrize(
    ("missing", "name", "place"),
    [
        ("i18n", "i18n (mkdocs-static-i18n)", "before all others"),
        ("training-library/library", "training-library/library", "after i18n"),
    ],
)
def test_a_plugin_that_is_missing_is_named(
    copied_example: Path, build_library: BuildLibrary, missing: str, name: str, place: str
) -> None:
    """With what to do about it, and without a traceback."""
    remedy = f"the plugin {name} is missing; add it to `plugins:` in mkdocs.yml, {place}"
    plugins = [entry for entry in example_plugins() if missing not in entry]
    build = build_library(copied_example, plugins=plugins)
    assert build.exit_code == 1
    assert build.messages("ERROR") == [remedy]
    assert "Traceback" not in build.output


def test_languages_that_differ_stop_the_build(copied_example: Path, build_library: BuildLibrary) -> None:
    """The vocabulary and mkdocs.yml have to name the same ones."""
    with (copied_example / "vocabulary" / "languages.yml").open("a", encoding="utf-8") as languages:
        languages.write("de: {name: Deutsch, label: {en: German, ru: немецкий, de: Deutsch}}\n")
    build = build_library(copied_example)
    assert build.exit_code == 1
    assert "vocabulary/languages.yml lists en, ru, de, mkdocs.yml lists en, ru; list the same ones" in build.output


def test_settings_of_material_do_no_harm(copied_example: Path, build_library: BuildLibrary) -> None:
    """`navigation.instant` does not abort a strict build (D9); a `nav` of one's own is answered (D14)."""
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    build = build_library(copied_example, theme=theme, nav=["index.md"])
    assert build.messages("WARNING") == [
        "`nav` of mkdocs.yml is not used: the library is its own table of contents; remove the key"
    ]


def test_a_mistake_in_a_later_language_is_forgotten(copied_example: Path, build_library: BuildLibrary) -> None:
    """Once it is repaired `serve` cleans the folder of the site again (D21)."""
    (copied_example.parent / "hook.py").write_text(
        "from mkdocs.exceptions import PluginError\n"
        "def on_page_markdown(markdown, *, page, **_):\n"
        "    if page.file.src_uri == 'ru/index.md':\n"
        "        raise PluginError('stopped in Russian')\n",
        encoding="utf-8",
    )
    build_library(copied_example, hooks=["hook.py"])
    script = (
        "from mkdocs import config, utils\n"
        "from mkdocs.commands.build import build\n"
        "from mkdocs.exceptions import Abort\n"
        "clean = utils.clean_directory\n"
        "try:\n"
        "    build(config.load_config('mkdocs.yml'))\n"
        "except Abort as error:\n"
        "    print(error, utils.clean_directory is clean)\n"
    )
    command = [sys.executable, "-c", script]
    finished = subprocess.run(command, check=True, cwd=copied_example.parent, capture_output=True, encoding="utf-8")
    assert finished.stdout.splitlines()[-1:] == ["Aborted with a BuildError! True"], finished.stderr


def example_plugins() -> list[Any]:
    """Return the plugins of the example library, with their settings."""
    with (EXAMPLE / "mkdocs.yml").open(encoding="utf-8") as text:
        plugins: list[Any] = yaml_load(text)["plugins"]
    return plugins


def write_words(path: Path, language: str) -> None:
    """Write words of the interface for a new language: the English ones behind its code, counted ones numbered."""
    with (PROJECT / RUSSIAN).open("rb") as russian:
        messages = [message.id for message in read_po(russian) if message.id]
    words = Catalog(locale=language)
    for id_ in messages:
        if isinstance(id_, tuple):
            words.add(id_, tuple(f"{language} {id_[1]} {number}" for number in range(words.num_plurals)))
        else:
            words.add(id_, f"{language} {id_}")
    with path.open("wb") as text:
        write_po(text, words)


def with_language(plugins: list[Any], language: str, name: str) -> list[Any]:
    """Return the plugins of mkdocs.yml with an entry for one more language."""
    i18n, *others = plugins
    languages = [*i18n["i18n"]["languages"], {"locale": language, "name": name, "build": True}]
    return [{"i18n": {**i18n["i18n"], "languages": languages}}, *others]
