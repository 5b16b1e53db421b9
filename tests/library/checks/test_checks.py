"""Each check: what it finds on which line, and what looks alike and is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import EditionText
    from tests.library.checks.conftest import FoundIn

PNG = b"\x89PNG"
ENGLISH = {
    "headings": [
        ("# Title\n\n## A", []),
        ("<!-- note -->\n\n# Title", []),
        ("# Title\n\n# Again", ["3 TL401"]),
        ("Text.\n\n# Title", ["3 TL401"]),
        ("Title\n=====", ["1 TL401"]),
        ("<h1>Title</h1>", ["1 TL401"]),
        ("```\n# comment\n```", []),
        ("### A", ["1 TL402"]),
        ("## A\n\n### B\n\n## C\n\n#### D", ["7 TL402"]),
        ("## A\n\n### B\n\n#### C\n\n## D", []),
        ("## A\n\n##\n\nText.", ["3 TL403"]),
        ("## {#a}", ["1 TL403"]),
        ("## `code`", []),
        ("## A {#a}\n\n## B {#a}", ["3 TL404"]),
        ('## A {#a}\n\n<a id="a"></a>', ["3 TL404"]),
        ("## A\n\n## A", []),
    ],
    "pictures": [
        ("![](map.png)", ["1 TL405"]),
        ("Text\n![  ](map.png)", ["2 TL405"]),
        ("![](map.png){ .decorative }", []),
        ('<img src="map.png">', ["1 TL405"]),
        ('<img src="map.png" alt="Two roads to the border">', []),
        ("![map.png](map.png)", ["1 TL405"]),
        ("![Image](map.png)", ["1 TL405"]),
        ("![Two roads to the border](map.png)", []),
        ("![Two roads](mapp.png)", ["1 TL411"]),
        ("![Two roads](https://a.example/map.png)", ["1 TL424"]),
        ("![Two roads](//a.example/map.png)", ["1 TL424"]),
        ("![Two roads](../handbooks/other.md)", ["1 TL411"]),
    ],
    "link texts": [
        ("See [here](other.md).", ["1 TL406"]),
        ("[Click here!](other.md)", ["1 TL406"]),
        ("[**Here**](other.md)", ["1 TL406"]),
        ("[](other.md)", ["1 TL406"]),
        ("[→](other.md)", ["1 TL406"]),
        ("[other.md](other.md)", ["1 TL406"]),
        ("[report.pdf](report.pdf)", ["1 TL406"]),
        ("[the report (PDF)](report.pdf)", []),
        ("[where we are here](other.md)", []),
        ("[![The way](map.png)](other.md)", []),
        ("[![](map.png){ .decorative }](other.md)", ["1 TL406"]),
        ("On https://a.example/b.", ["1 TL407"]),
        ("On <https://a.example>.", ["1 TL407"]),
        ("[https://a.example](https://a.example)", ["1 TL407"]),
        ("[a.example](https://a.example)", []),
        ("On www.a.example.", ["1 TL407"]),
        ("On [www.a.example](https://www.a.example) and a@www.example.", ["1 TL407"]),
        ("Write to <a@b.example>.", []),
        ("`https://a.example`", []),
    ],
    "targets": [
        ("[Other](other.md), [its part](other.md#part) and [home](../index.md).", []),
        ("[Other](../handbooks/othr.md)", ["1 TL408"]),
        ("Two\nlines [Other](nowhere.md)", ["2 TL408"]),
        ("[a]: nowhere.md\n\n[Other][a]", ["3 TL408"]),
        ("[Draft](draft.md)", ["1 TL408"]),
        ("[Refused](refused.md)", ["1 TL408"]),
        ("[Only Russian](russian.md#chast)", []),
        ("[Other](/handbooks/other.md)", ["1 TL408"]),
        ("[Other](other.html)", ["1 TL408"]),
        ("[Other](other)", ["1 TL408"]),
        ("[Other](..\\handbooks\\other.md)", ["1 TL408"]),
        ("[Other](../../../README.md)", ["1 TL408"]),
        ("[Other](C:/other.md)", ["1 TL408"]),
        ("[Other](file:///other.md)", ["1 TL408"]),
        ("[Other](htp://a.example)", ["1 TL408"]),
        ("[Handbooks](../handbooks/)", ["1 TL408"]),
        ("[Our page](https://library.example/handbooks/other.html)", ["1 TL408"]),
        ("[Return](../catalogue/area/return.md), [all](../catalogue/index.md)", []),
        ("[Return](../catalogue/area/retrn.md)", ["1 TL408"]),
        ("[Visa](../glossary.md#visa)", []),
        ("Text\n[my file](my file.md)", ["2 TL408"]),
        ("[Other](other.md", ["1 TL408"]),
        ("[Other][a]", ["1 TL408"]),
        ("[Other][] and [a [b] c]", ["1 TL408"]),
        ("- [ ] To do\n- [x] Done[^1][^1]\n\n`a[1][2](3)`\n\n[^1]: Note.", []),
        ("[Visa](../glossary.md#vissa)", ["1 TL409"]),
        ("[State](../translations.md)", []),
        ('<a href="other.md">Other</a>', ["1 TL408"]),
        ("[Mail](mailto:a@b.example), [phone](tel:+37410), [web](https://a.example#x)", []),
        ("[Other](other.md?a=b#part)", []),
        ("[Part](other.md#prat)", ["1 TL409"]),
        ("## Aims {#aims}\n\n[Aims](#aims), [again](checked.md#aims), [no](#ams)", ["3 TL409"]),
        ("## Two words\n\n[two](#two-words)[^1]\n\n[^1]: [back](#fn:1)", []),
        ("[Russian](../../ru/handbooks/russian.md)", ["1 TL410"]),
        ("[Russian](../../ru/handbooks/russian.md){ hreflang=ru }", []),
        ("[Russian](../../ru/handbooks/russian.md#chast){ hreflang=ru }", []),
        ("[Russian](../../ru/handbooks/russian.md#part){ hreflang=ru }", ["1 TL409"]),
        ("[Russian](../../ru/handbooks/other.md){ hreflang=ru }", ["1 TL408"]),
        ("[Russian](../../ru/handbooks/russian.md){ hreflang=en }", ["1 TL410"]),
        ("[A report](report.pdf), [a form](form.docx)", ["1 TL411"]),
        ("[Russian form](only.docx)", []),
    ],
    "dashes": [
        ("One - two.", ["1 TL414"]),
        ("One -- two.", ["1 TL414"]),
        ("One – two — three—four, well-known, two- or three-day.", []),
        ("It takes 10-12 days.", ["1 TL414"]),
        ("At 9:00-10:30.", ["1 TL414"]),
        ("It takes 1.5-2 hours.", ["1 TL414"]),
        ("One--two and training-library check --fix.", ["1 TL414"]),
        ("On 2026-11-21, 10–12 days, ISO 9001-2015, COVID-19, +374-10-12, 1-2-3, 12-10, A-12.", []),
        ("- One\n- two\n    - three\n\n* * *\n\n---\n\n| a |\n|---|\n| - |", []),
        ('`a - b` and <b title="a - b">c</b>, [d](https://e.example/1-2 "f - g")', []),
        ('He said "no" and 5" long.', []),
    ],
    "lengths": [
        (" ".join(["word"] * 41) + ".", ["1 TL416"]),
        (" ".join(["word"] * 40) + ".", []),
        ("Short.\nAnd " + " ".join(["word"] * 45) + ".\nShort.", ["2 TL416"]),
        ("One\n" + " ".join(["word"] * 45) + ".", ["1 TL416"]),
        (" ".join(["word"] * 25) + ". " + " ".join(["Word"] * 25), []),
        (" ".join(["word"] * 25) + " e.g. " + " ".join(["Word"] * 25), ["1 TL416"]),
        ("\n".join(["Five words are not many."] * 25), ["1 TL417"]),
        ("\n".join(["Five words are not many."] * 24), []),
        ("- " + "\n- ".join(["Five words are not many."] * 40), []),
    ],
    "text to come": [
        ("TODO: the aims", ["1 TL421"]),
        ("Text.\n\n- TODO", ["3 TL421"]),
        ("| A |\n|---|\n| TODO: time |", ["3 TL421"]),
        ("Lorem ipsum dolor.", ["1 TL421"]),
        ("<!-- write: the aims -->", ["1 TL421"]),
        ("A to-do list, `TODO: this`, todo.", []),
        ("```\nTODO: this\n```", []),
    ],
    "footnotes": [
        ("Text[^1].\n\n[^1]: Note.", []),
        ("Text[^1] and[^two].\n\n[^1]: Note.", ["1 TL422"]),
        ("Text.\n\n[^1]: Note.\n[^2]:\n    Second.", ["3 TL423", "4 TL423"]),
        ("`[^1]` is code.", []),
    ],
    "HTML": [
        ("<script>alert(1)</script>", ["1 TL424"]),
        ("Text <script src='a.js'></script>", ["1 TL424"]),
        ("<style>a {}</style>", ["1 TL424"]),
        ('<div>\n<iframe src="https://a.example"></iframe>\n</div>', ["2 TL424"]),
        ('<p onclick="a()">Text</p>', ["1 TL424"]),
        ('<a href="java&#115;cript:a()">Text</a>', ["1 TL424"]),
        ("[Run](javascript:alert(1))", ["1 TL424"]),
        ("[Run](JavaScript:alert(1))", ["1 TL424"]),
        ("[Run](data:text/html,a)", ["1 TL424"]),
        ("[Text](other.md){ onclick=a() }", ["1 TL424"]),
        ('<video src="https://a.example/b.mp4"></video>', ["1 TL424"]),
        ("<details><summary>More</summary>Text</details> <kbd>Ctrl</kbd> <br> H<sub>2</sub>O", []),
        ("Text.\n\n<!-- a comment\n\nMore.", ["3 TL424"]),
        ("`<script>` and\n\n```html\n<script>\n```", []),
    ],
}  # fmt: skip
RUSSIAN = {
    "typography": [
        ('Слово "цитата".', ["1 TL413"]),
        ("Слово “цитата”.", ["1 TL413"]),
        ("«Слово „цитата“ и «ещё»».", ["1 TL413"]),
        ("Слово 'цитата' и ‘ещё’.", ["1 TL413"]),
        ("Об'єкт, д'Артаньян, O'Brien, '90.", []),
        ('«Слово „цитата“», `"код"`, [ссылка на сайт](https://a.example "Подпись").', []),
        ('!!! note "Заголовок"\n    Текст.', []),
        ("Слово - слово.", ["1 TL414"]),
        ("Слово – слово.", ["1 TL414"]),
        ("Слово — слово, кто-то, двух- и трёхдневный.", []),
        ("От 5-7 дней.", ["1 TL414"]),
        ("10 % и 25 км, № 7, А. С. Пушкин.", ["1 TL415"]),
        ("10\xa0% и 25\xa0км, №\xa07, А.\xa0С.\xa0Пушкин, вариант А. Затем 5 минут.", []),
    ],
    "words": [
        ("[здесь](other.md)", ["1 TL406"]),
        ("[Подробнее…](other.md)", ["1 TL406"]),
        ("[здесь описано](other.md)", []),
        ("ДОПИСАТЬ позже.", ["1 TL421"]),
        ("Осталось дописать текст.", []),
        (" ".join(["слово"] * 36) + ".", ["1 TL416"]),
        (" ".join(["слово"] * 20) + " и т. д. " + " ".join(["слово"] * 12), []),
        (" ".join(["слово"] * 20) + " и др. " + " ".join(["Слово"] * 20), ["1 TL416"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "body", "found"),
    [
        pytest.param(language, body, found, id=f"{language} {subject} {number}")
        for language, subjects in (("en", ENGLISH), ("ru", RUSSIAN))
        for subject, cases in subjects.items()
        for number, (body, found) in enumerate(cases)
    ],
)
def test_faults_are_found_on_their_lines(
    found_in: FoundIn, edition: EditionText, language: str, body: str, found: list[str]
) -> None:
    """And what is right is not found."""
    other = edition("## Part {#part}", title="Other")
    beside: dict[str, str | bytes] = {
        "en/handbooks/map.png": PNG,
        "en/handbooks/report.pdf": b"",
        "ru/handbooks/only.docx": b"",
        f"{language}/index.md": "---\ntitle: Home\n---\n",
        f"{language}/handbooks/other.md": other,
        "en/handbooks/draft.md": edition(title="Draft", status="draft"),
        "en/handbooks/refused.md": "no front matter",
        "ru/handbooks/russian.md": edition("## Часть {#chast}", title="По-русски"),
        "vocabulary/glossary.yml": "visa: {label: {en: visa, ru: виза}, definition: {en: A permit., ru: Разрешение.}}",
        "../mkdocs.yml": "site_url: !ENV [NO_SUCH_VARIABLE, 'https://library.example/']\nx: !!python/name:os.system\n",
    }
    assert found_in(body, language, beside=beside) == found
