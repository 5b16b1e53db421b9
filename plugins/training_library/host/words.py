"""The words of the interface, and dates, numbers and money as readers of a language write them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent
from babel.support import Translations
from babel.units import format_unit

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

    from training_library.library.front_matter import Duration
    from training_library.library.language import Language
    from training_library.library.vocabulary import Money

DOMAIN = "messages"
_MEGABYTE = 1_000_000
_UNITS = {"min": "minute", "h": "hour", "d": "day", "w": "week", "mo": "month"}


def compile_words(theme: Path) -> None:
    """Bring the compiled words up to date with their sources, as the build of the package does."""
    for source in sorted(theme.glob(f"locales/*/LC_MESSAGES/{DOMAIN}.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as text, target.open("wb") as compiled:
                write_mo(compiled, read_po(text, locale=source.parts[-3]))


class Words:
    """How one language says things."""

    def __init__(self, theme: Path, vocabulary: Path, language: Language) -> None:
        """Load the words of `language`.

        Args:
            theme: Has the languages that the package speaks.
            vocabulary: The folder in which a library may have words of its own, `uk.po`, for another language or in
                place of ours.
            language: Without words in either place it speaks English.
        """
        self.locale = _locale(language.locale)
        words = Translations.load(theme / "locales", [language.id.replace("-", "_")], DOMAIN)
        own = vocabulary / f"{language.id}.po"
        if own.is_file():
            of_the_library = _translations_of(own)
            of_the_library.add_fallback(words)
            words = of_the_library
        self._translations = words
        self._dates: dict[date, str] = {}
        self._examples = {"other": 2} | {self.locale.plural_form(number): number for number in range(200, -1, -1)}
        """A number for each plural category of CLDR, the smallest there is."""

    def install(self, env: Environment) -> None:
        """Make the templates of `env` speak the language."""
        env.install_gettext_translations(self._translations, newstyle=True)  # type: ignore[attr-defined] # jinja2.ext.i18n adds it

    def gettext(self, text: str) -> str:
        """Return `text` in the language."""
        return str(self._translations.gettext(text))

    def plural_forms(self, one: str, many: str) -> dict[str, str]:
        """Return the forms of a phrase with `%(count)s` by CLDR plural category, for scripts that count themselves."""
        speak = self._translations.ngettext
        return {category: str(speak(one, many, number)) for category, number in self._examples.items()}

    def admonition_titles(self) -> dict[str, str]:
        """Return the title of each class of admonition that the theme styles."""
        _ = self.gettext
        return {
            "note": _("Note"),
            "abstract": _("Summary"),
            "info": _("Information"),
            "tip": _("Tip"),
            "success": _("Done well"),
            "question": _("Question"),
            "warning": _("Warning"),
            "failure": _("Mistake"),
            "danger": _("Danger"),
            "bug": _("Error"),
            "example": _("Example"),
            "quote": _("Quotation"),
        }

    def apology(self) -> tuple[str, str, str]:
        """Return title, text and the name of the way on of the page for addresses that do not exist."""
        _ = self.gettext
        return (
            _("This page does not exist"),
            _("The address may be old or mistyped. Search the catalogue, or start from the home page."),
            _("Catalogue"),
        )

    def long_date(self, day: date) -> str:
        """Return `21 November 2026`, `21 ноября 2026 г.`."""
        said = self._dates.get(day)
        if said is None:
            said = self._dates[day] = format_date(day, "long", self.locale)
        return said

    def edtf(self, text: str) -> str:
        """Return a year, a month or a day (EDTF level 0) in words."""
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            return text
        if len(parts) == 2:  # noqa: PLR2004 - a year and a month
            return format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=self.locale)
        return self.long_date(date(*parts))

    def number(self, value: float) -> str:
        """Return a number with the separators of the language."""
        return format_decimal(value, locale=self.locale)

    def figure(self, value: float, unit: str) -> str:
        """Return a figure in its unit: "", "percent" or a currency."""
        if unit == "percent":
            return format_percent(value / 100, locale=self.locale, decimal_quantization=False)
        return self.number(value) if not unit else self._currency(value, unit)

    def money(self, money: Money) -> str:
        """Return a sum with its currency; whole sums without cents."""
        return self._currency(money.amount, money.currency)

    def duration(self, duration: Duration) -> str:
        """Return learning time in words: `6 hours`, `12 недель`."""
        return format_unit(duration.number, f"duration-{_UNITS[duration.unit]}", "long", locale=self.locale)

    def file_size(self, size: int) -> str:
        """Return the size of a file of `size` bytes, from which a reader on a slow line learns what to expect."""
        if size < _MEGABYTE:
            return format_unit(max(1, size // 1000), "digital-kilobyte", "short", locale=self.locale)
        return format_unit(round(size / _MEGABYTE, 1), "digital-megabyte", "short", locale=self.locale)

    def _currency(self, amount: float, currency: str) -> str:
        pattern = None if amount % 1 else self.locale.currency_formats["standard"].pattern.replace(".00", "")
        return format_currency(amount, currency, pattern, locale=self.locale, currency_digits=pattern is None)


def _translations_of(source: Path) -> Translations:
    compiled = BytesIO()
    with source.open("rb") as text:
        write_mo(compiled, read_po(text, locale=source.stem.replace("-", "_")))
    compiled.seek(0)
    return Translations(compiled, DOMAIN)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
