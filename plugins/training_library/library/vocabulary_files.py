"""Reading `docs/vocabulary/*.yml`: the shape of each list, and what can be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from training_library.library.fields import Fields
from training_library.library.language import Language, Wording
from training_library.library.marked_yaml import MappingNode, compose
from training_library.library.problem import Code, Report, did_you_mean
from training_library.library.vocabulary import (
    Component,
    Funding,
    GlossaryTerm,
    Kind,
    Money,
    Organisation,
    Partner,
    Project,
    Result,
    Role,
    Term,
    ThematicArea,
    Vocabulary,
)

LISTS = ("languages", "areas", "kinds", "countries", "audiences", "levels", "organisations", "projects")
OPTIONAL = ("glossary", "synonyms")
"""Lists that a library may do without."""
COLOURS = ("red", "amber", "green", "teal", "blue", "violet", "rose", "slate")
_SMALLEST_GROUP = 2
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_FOLDER = re.compile(r"[a-z0-9][a-z0-9-]*")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_EDTF = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(?P<day>-\d{2})?)?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_ICON = re.compile(r"[a-z]+(/[a-z0-9-]+)+", re.ASCII)
_UNIT = re.compile(r"percent|[A-Z]{3}", re.ASCII)
_EDTF_REMEDY = "write a year, a month or a day: 2023, 2023-07 or 2023-07-31"
_NOWHERE = Wording({})

Entry = TypeVar("Entry")
Read = Callable[[str, Fields, "Lists"], "Entry | None"]


@dataclass
class Lists:
    """The lists that are read so far: later ones refer to earlier ones."""

    language_ids: tuple[str, ...]
    """The languages in which every label has to be given, also those whose own entry is wrong."""
    countries: Mapping[str, Term]
    organisations: Mapping[str, Organisation]


def read_vocabulary(texts: Mapping[str, tuple[str, str | None]], folder: str) -> tuple[Vocabulary, list[Report]]:
    """Return the vocabulary and a report a file.

    Args:
        texts: For each list, the path to name in messages and the text of its file, None when it cannot be read.
        folder: The path of the vocabulary's folder, for messages about files that are missing.
    """
    reports = [_check_names(texts, folder)]
    lists = Lists(language_ids=_language_ids(texts), countries={}, organisations={})

    def entries(name: str, read: Read[Entry]) -> Mapping[str, Entry]:
        path, text = texts.get(name, ("", None))
        report = Report(path)
        reports.append(report)
        return {} if text is None else dict(_entries(text, report, read, lists))

    languages = entries("languages", _language)
    areas, kinds = entries("areas", _area), entries("kinds", _kind)
    lists.countries = entries("countries", _term)
    audiences, levels = entries("audiences", _term), entries("levels", _term)
    lists.organisations = entries("organisations", _organisation)
    vocabulary = Vocabulary(
        languages=languages,
        areas=areas,
        kinds=kinds,
        countries=lists.countries,
        audiences=audiences,
        levels=levels,
        organisations=lists.organisations,
        projects=entries("projects", _project),
        glossary=entries("glossary", _glossary_term),
        synonyms=entries("synonyms", _synonyms),
    )
    return vocabulary, reports


def _check_names(texts: Mapping[str, tuple[str, str | None]], folder: str) -> Report:
    report = Report(folder)
    for name in LISTS:
        if name not in texts:
            report.add(Code.MISSING_VOCABULARY, 1, f"there is no {name}.yml", f"add {folder}/{name}.yml")
    for name, (path, _) in texts.items():
        if name not in LISTS + OPTIONAL:
            stray = Report(path, report.problems)
            remedy = did_you_mean(name, LISTS + OPTIONAL)
            stray.add(Code.UNKNOWN_VOCABULARY, 1, f'there is no vocabulary "{name}"', remedy)
    return report


def _language_ids(texts: Mapping[str, tuple[str, str | None]]) -> tuple[str, ...]:
    path, text = texts.get("languages", ("", None))
    root = compose(text or "", Report(path))
    return Fields(root, Report(path)).names if isinstance(root, MappingNode) else ()


def _entries(text: str, report: Report, read: Read[Entry], lists: Lists) -> Iterable[tuple[str, Entry]]:
    root = compose(text, report)
    if not isinstance(root, MappingNode):
        if not report.problems:
            report.add(
                Code.NOT_A_MAPPING, 1, "this file lists nothing", "write `id: {label: {en: …}}`, an entry a line"
            )
        return
    fields = Fields(root, report)
    labels: dict[tuple[str, str], str] = {}
    for id_ in fields.names:
        entry_fields = fields.mapping(id_)
        if not ID.fullmatch(id_):
            fields.wrong(Code.BAD_ID, id_, "an id is made of Latin letters, digits and hyphens", "rename it")
        if entry_fields is None:
            continue
        entry = read(id_, entry_fields, lists)
        entry_fields.finish()
        if entry is not None and ID.fullmatch(id_):
            _check_label(id_, entry, labels, fields)
            yield id_, entry


def _check_label(id_: str, entry: object, labels: dict[tuple[str, str], str], fields: Fields) -> None:
    """Report a label that another entry of the list bears already: readers could not tell the two apart."""
    label = getattr(entry, "label", _NOWHERE)
    for language, text in label.by_language.items():
        other = labels.setdefault((language, text.casefold()), id_)
        if other != id_:
            fields.wrong(Code.REPEATED_LABEL, id_, f'the label "{text}" is that of "{other}" too', "tell the two apart")


def _language(id_: str, fields: Fields, lists: Lists) -> Language | None:
    name, label = fields.text("name", required=True), fields.wording("label", lists.language_ids, required=True)
    locale = fields.matching("locale", _LANGUAGE_TAG, "write a language tag such as en-GB")
    if not (name and label):
        return None
    return Language(id=id_, name=name, label=label, locale=locale[0] if locale else id_)


def _term(id_: str, fields: Fields, lists: Lists) -> Term | None:
    label = fields.wording("label", lists.language_ids, required=True)
    note = fields.wording("note", lists.language_ids)
    return Term(id=id_, label=label, note=note) if label else None


def _glossary_term(id_: str, fields: Fields, lists: Lists) -> GlossaryTerm | None:
    label, definition = (fields.wording(key, lists.language_ids, required=True) for key in ("label", "definition"))
    ambiguous = fields.choices("ambiguous", lists.language_ids, "language")
    also = dict(_also(fields, lists))
    if not (label and definition):
        return None
    return GlossaryTerm(id=id_, label=label, definition=definition, ambiguous=ambiguous, also=also)


def _also(fields: Fields, lists: Lists) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the other words for a term, written as `also: {ru: […]}`, by language."""
    also = fields.mapping("also")
    if also is not None:
        for language in lists.language_ids:
            if language in also:
                yield language, tuple(text for _, text in also.texts(language))
        also.finish()


def _synonyms(id_: str, fields: Fields, lists: Lists) -> tuple[tuple[str, ...], ...] | None:
    """Read the groups of a language, each written as `e-learning = online learning`."""
    groups = []
    if id_ not in lists.language_ids:
        fields.wrong(Code.UNKNOWN_LANGUAGE, "", f'there is no language "{id_}"', did_you_mean(id_, lists.language_ids))
    for line, text in fields.texts("groups", required=True):
        group = tuple(word.strip() for word in text.split("=") if word.strip())
        if len(group) < _SMALLEST_GROUP:
            fields.wrong_at(line, Code.BAD_VALUE, "groups", f'"{text}" is no group', "write `one = another`")
        else:
            groups.append(group)
    return tuple(groups)


def _area(id_: str, fields: Fields, lists: Lists) -> ThematicArea | None:
    label, official, description = (
        fields.wording(key, lists.language_ids, required=True) for key in ("label", "official", "description")
    )
    working = fields.choices("working_translation", lists.language_ids, "language")
    icon = _icon(fields)
    colour = fields.choice("colour", COLOURS, "colour", required=True)
    if not (label and official and description and icon and colour):
        return None
    return ThematicArea(
        id=id_,
        label=label,
        official=official,
        description=description,
        working_translation=working,
        icon=icon,
        colour=colour,
    )


def _kind(id_: str, fields: Fields, lists: Lists) -> Kind | None:
    label, plural, description = (
        fields.wording(key, lists.language_ids, required=True) for key in ("label", "plural", "description")
    )
    folder = fields.matching("folder", _FOLDER, "write small Latin letters, digits and hyphens", required=True)
    icon = _icon(fields)
    areas = fields.choice("areas", ("required", "optional"), "value", required=True)
    sources = fields.choice("sources", ("required", "optional"), "value")
    has_book = fields.truth("book")
    if not (label and plural and description and folder and icon and areas):
        return None
    return Kind(
        id=id_,
        label=label,
        plural=plural,
        description=description,
        folder=folder[0],
        icon=icon,
        needs_area=areas == "required",
        needs_sources=sources == "required",
        has_book=has_book,
    )


def _icon(fields: Fields) -> str:
    match = fields.matching(
        "icon", _ICON, "name an icon of the theme, such as material/handshake-outline", required=True
    )
    return match[0] if match else ""


def _organisation(id_: str, fields: Fields, lists: Lists) -> Organisation | None:
    label = fields.wording("label", lists.language_ids, required=True)
    acronym = fields.wording("acronym", lists.language_ids)
    url = fields.url("url")
    return Organisation(id=id_, label=label, acronym=acronym, url=url) if label else None


def _project(id_: str, fields: Fields, lists: Lists) -> Project | None:
    languages = lists.language_ids
    label, aims = (fields.wording(key, languages, required=True) for key in ("label", "aims"))
    start, end = (_time(fields, key) for key in ("start", "end"))
    if end and end < start[: len(end)]:
        what = f"the end {end} is before the start {start}"
        fields.wrong(Code.DATES_OUT_OF_ORDER, "end", what, "correct one of the two")
    acronym, scope = (fields.wording(key, languages) for key in ("acronym", "scope"))
    countries = fields.choices("countries", lists.countries, "country")
    partners = tuple(_partners(fields, lists))
    budget = _budget(fields)
    funding = tuple(_funding(fields, lists))
    components = tuple(_components(fields, languages))
    results = tuple(_results(fields, languages))
    notes = tuple(_wordings(fields.mappings("notes"), languages))
    if not (label and aims):
        return None
    return Project(
        id=id_,
        label=label,
        acronym=acronym,
        aims=aims,
        start=start,
        end=end,
        scope=scope,
        countries=tuple(lists.countries[country] for country in countries),
        partners=partners,
        budget=budget,
        funding=funding,
        components=components,
        results=results,
        notes=notes,
    )


def _time(fields: Fields, key: str) -> str:
    """Return a year, a month or a day as it is written; a day has to be one of the calendar."""
    match = fields.matching(key, _EDTF, _EDTF_REMEDY)
    if match and match["day"]:
        return str(fields.date(key) or "")
    return match[0] if match else ""


def _partners(fields: Fields, lists: Lists) -> Iterable[Partner]:
    for partner in fields.mappings("partners"):
        organisation = partner.choice("organisation", lists.organisations, "organisation", required=True)
        role = partner.choice("role", [role.value for role in Role], "role", required=True)
        partner.finish()
        if organisation and role:
            yield Partner(organisation=lists.organisations[organisation], role=Role(role))


def _budget(fields: Fields) -> Money | None:
    budget = fields.mapping("budget")
    if budget is None:
        return None
    amount = budget.number("amount", required=True)
    currency = budget.matching("currency", _CURRENCY, "write the three letters of ISO 4217, such as EUR", required=True)
    budget.finish()
    return Money(amount=amount, currency=currency[0]) if amount is not None and currency else None


def _funding(fields: Fields, lists: Lists) -> Iterable[Funding]:
    for source in fields.mappings("funding"):
        organisation = source.choice("organisation", lists.organisations, "organisation", required=True)
        share = source.number("share")
        programme = source.wording("programme", lists.language_ids)
        source.finish()
        if organisation:
            yield Funding(organisation=lists.organisations[organisation], share=share, programme=programme)


def _components(fields: Fields, languages: tuple[str, ...]) -> Iterable[Component]:
    for component in fields.mappings("components"):
        title = component.wording("title", languages, required=True)
        points = tuple(_wordings(component.mappings("points"), languages))
        component.finish()
        if title:
            yield Component(title=title, points=points)


def _results(fields: Fields, languages: tuple[str, ...]) -> Iterable[Result]:
    for result in fields.mappings("results"):
        value = result.number("value", required=True)
        unit = result.matching("unit", _UNIT, "write percent, or the three letters of a currency")
        state = result.choice("state", ("planned", "reported"), "state", required=True)
        approximate = result.truth("approximate")
        label = result.wording("label", languages, required=True)
        result.finish()
        if value is not None and state and label:
            yield Result(
                value=value,
                unit=unit[0] if unit else "",
                approximate=approximate,
                planned=state == "planned",
                label=label,
            )


def _wordings(mappings: Iterable[Fields], languages: tuple[str, ...]) -> Iterable[Wording]:
    return (wording for fields in mappings if (wording := fields.words(languages)))


READERS: Mapping[str, Callable[[str, Fields, Lists], object]] = {
    "languages": _language,
    "areas": _area,
    "kinds": _kind,
    "countries": _term,
    "audiences": _term,
    "levels": _term,
    "organisations": _organisation,
    "projects": _project,
    "glossary": _glossary_term,
    "synonyms": _synonyms,
}
"""How an entry of each list is read."""
