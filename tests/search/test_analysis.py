from __future__ import annotations

import json
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training_library.search.analysis import LONGEST_WORD, Analyser, folded, rules_of, words_of

if TYPE_CHECKING:
    from tests.conftest import Golden

analyser = cache(Analyser)


def terms(text: str, language: str = "en") -> list[str]:
    """Return the terms of a text."""
    return analyser(language).terms(words_of(text))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        pytest.param("ru", "учёт", "учет", id="ё and е"),
        pytest.param("ru", "Ёлка", "елка", id="capital ё"),
        pytest.param("ru", "за\u0301мок", "замок", id="stress"),
        pytest.param("ru", "реадми\u0301ссия", "реадмиссия", id="stress in a long word"),
        pytest.param("ru", "миграция\u0301", "миграция", id="stress at the end"),
        pytest.param("ru", "ми\u00adгра\u00adция", "миграция", id="soft hyphens"),
        pytest.param("ru", "съёмка", unicodedata.normalize("NFD", "съёмка"), id="decomposed ё"),
        pytest.param("ru", "случай", unicodedata.normalize("NFD", "случай"), id="decomposed й"),
        pytest.param("ru", "МИГРАЦИЯ", "миграция", id="case"),
        pytest.param("ru", "соглашениями", "соглашение", id="Russian inflection"),
        pytest.param("ru", "Нур\u2011Султан", "Нур-Султан", id="hyphen that does not break"),
        pytest.param("en", "read\u200bmission\ufeff", "readmission", id="space of no width"),
        pytest.param("en", "\u200freadmission\u200e", "readmission", id="marks of direction"),
        pytest.param("en", "agreements", "agreement", id="English inflection"),
        pytest.param("en", "women\u2019s", "women's", id="apostrophes"),
        pytest.param("en", "women's", "women", id="genitive"),
        pytest.param("en", "trainers'", "trainer", id="genitive plural"),
        pytest.param("en", "O\u2019Brien", "OBrien", id="apostrophe within"),
        pytest.param("en", "labour", "labor", id="-our"),
        pytest.param("en", "neighbourhoods", "neighborhood", id="-our- within"),
        pytest.param("en", "organisation", "organization", id="-isation"),
        pytest.param("en", "recognised", "recognize", id="-ised"),
        pytest.param("en", "analysing", "analyze", id="-ysing"),
        pytest.param("en", "centres", "center", id="-re"),
        pytest.param("en", "programmes", "program", id="programme"),
        pytest.param("en", "dialogue", "dialog", id="-ogue"),
        pytest.param("en", "travelling", "traveling", id="doubled l"),
        pytest.param("en", "enrolment", "enrollment", id="single l"),
        pytest.param("en", "defence", "defense", id="-ce"),
        pytest.param("en", "licence", "license", id="licence"),
        pytest.param("en", "Türkiye", "Turkiye", id="accents"),
        pytest.param("en", "cafe\u0301", "cafe", id="decomposed accent"),
        pytest.param("en", "İstanbul", "Istanbul", id="dotted I"),
        pytest.param("en", "Diyarbakır", "Diyarbakir", id="dotless i"),
        pytest.param("en", "Łódź", "Lodz", id="stroke"),
        pytest.param("en", "Nguyễn", "Nguyen", id="two accents"),
        pytest.param("en", "Straße", "STRASSE", id="ß"),
        pytest.param("ru", "Türkiye", "turkiye", id="Latin word in a Russian text"),
    ],
)
def test_spellings_of_a_word_are_one_term(language: str, one: str, other: str) -> None:
    """Whoever types one finds the other."""
    assert terms(one, language) == terms(other, language)
    assert len(terms(one, language)) in {1, 3}


def test_short_i_is_a_letter_of_its_own() -> None:
    """It is composed as accented letters are, and no accent."""
    assert terms("йод раи\u0306он", "ru") == ["йод", "район"]
    assert terms("йод Йемен", "en") == ["йод", "йемен"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "COVID-19", ["covid", "19", "covid19"]),
        ("en", "co-operation", ["co", "oper", "cooper"]),
        ("en", "border-guard's", ["border", "guard", "borderguard"]),
        ("en", "follow-up", ["follow", "followup"]),
        ("en", "on-line-course", ["line", "cours", "onlinecours"]),
        ("ru", "онлайн-курсы", ["онлайн", "курс", "онлайнкурс"]),
        ("ru", "Ростов-на-Дону", ["рост", "дон", "ростовнадон"]),
    ],
)
def test_a_word_with_hyphens_is_its_parts_and_all_of_them_joined(language: str, text: str, expected: list[str]) -> None:
    """So `co-operation` is found by `cooperation` too."""
    assert terms(text, language) == expected
    assert analyser(language).terms(words_of(text), joined=True) == expected[-1:]


@pytest.mark.parametrize("text", ["home – abroad", "home - abroad", "home— abroad", "-home- abroad-", "home_abroad"])
def test_dashes_and_underscores_part_words(text: str) -> None:
    """Only a hyphen between letters joins them."""
    assert terms(text) == ["home", "abroad"]


def test_an_acronym_is_no_stop_word() -> None:
    """A network called CAN is searched, what somebody can do is not; who and it are searched however written."""
    assert terms("CAN can, and who can: WHO") == ["can", "who", "who"]
    assert terms("И НАС НЕТ, но НАС", "ru") == ["нас", "нет", "нас"]
    assert terms("A I") == []


def test_stop_words_are_not_searched() -> None:
    """Nor as parts of a compound or in any spelling."""
    assert terms("Where can I find what this is about?") == ["find"]
    assert terms("Чем ещё и что её", "ru") == []
    assert terms("что ещё же е\u0308", "ru") == ["е"]


def test_numbers_are_words() -> None:
    """They are found as they are written."""
    assert terms("ISO 14298 of 2016, 6.2 per cent, 1,000 euros, Article 5a") == [
        *["iso", "14298", "2016", "6", "2", "per", "cent", "1", "000", "euro", "articl", "5a"]
    ]


def test_a_word_of_a_foreign_script_stays_as_it_is() -> None:
    """Each language stems its own words only."""
    assert terms("мигрантами agreements") == ["мигрантами", "agreement"]
    assert terms("мигрантами agreements", "ru") == ["мигрант", "agreements"]
    assert terms("საქართველო հայերեն 移民") == ["საქართველო", "հայերեն", "移民"]


def test_a_language_without_rules_is_searched_word_for_word() -> None:
    """A third language needs no code."""
    assert terms("Міграції та Türkiye's", "uk") == ["міграції", "та", "turkiye"]
    assert rules_of("uk").stop_words == frozenset()


def test_a_long_word_is_cut() -> None:
    """The index does not grow by what nobody types."""
    assert terms("x" * 10_000) == ["x" * LONGEST_WORD]
    assert terms("x" * LONGEST_WORD) == terms("x" * LONGEST_WORD + "yz")
    assert {len(term) for term in terms("абв-" * 2_500 + "где", "ru")} == {3, LONGEST_WORD}


@pytest.mark.parametrize("text", ["", " ", "… — !?", "🙂🏳️‍🌈", "\u0301\u00ad", "'", "-", "__", "\x00"])
def test_what_has_no_letters_has_no_terms(text: str) -> None:
    """Punctuation and pictures are not searched."""
    assert terms(text) == []


def test_rules_are_handed_to_the_browser_as_they_are() -> None:
    """Both sides must agree, so all that the browser gets is plain data."""
    rules = rules_of("en").for_browser()
    assert json.loads(json.dumps(rules)) == rules
    assert set(str(rules["stopWords"]).split()) == rules_of("en").stop_words


ODD_TEXTS = st.text(
    st.one_of(
        st.sampled_from("abzABZабяёйАБЯЁЙ019'’-‐‑ _.\u0301\u0306\u0308\u00ad\u200b\u200f\ufeff"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@given(text=ODD_TEXTS)
@settings(max_examples=500, deadline=None, derandomize=True)
def test_any_text_gives_terms_that_an_index_can_hold(text: str) -> None:
    """A term is never empty, has no space, quote or plus sign, and is folded."""
    for language in ("en", "ru", "uk"):
        for term in terms(text, language):
            assert term
            assert len(term) <= LONGEST_WORD + 1
            assert not set(term) & set(" +\"\\\n'-")
            assert term == folded(term) or not term.isascii()


@given(text=ODD_TEXTS)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_composition_does_not_matter(text: str) -> None:
    """Unicode has several ways to write a letter."""
    composed = unicodedata.normalize("NFC", text)
    assert terms(unicodedata.normalize("NFD", composed), "ru") == terms(composed, "ru")


WORDS = {
    "en": """
        migration migrants MIGRATORY readmission readmitted agreement agreements negotiating negotiation trainer trainers
        training trainings trained studies study studying policy policies authority authorities authorised authorized
        organisation organizations organising organise recognise recognising recognisable labour laborer harbour colours
        neighbour favourable honourable glamour contour devour hour four tour flour programme programmes programmed
        programmer centre centres theatre fibre litre metres kilometre defence offences licence pretence practise practised
        catalogue dialogues analogue analyse analysed analysis analyses paralyse travelling travelled traveller cancelled
        labelling modelling counsellor signalled totalling channelled fuelled enrol enrolment enrols enroll fulfil fulfilment
        instalment cheque grey ageing judgement acknowledgements promise exercise premises otherwise size prize
        the who WHO It IT i I us US was WAS an AN to TO a A
        women women's women’s trainers' O'Brien O’Brien don't it's 'tis rock'n'roll
        co-operation cooperation e-mail email COVID-19 covid19 Nur-Sultan follow-up by-law in-between well-being on-line
        state-of-the-art self‑paced two‐way non-governmental -dash dash- double--dash -
        Türkiye İstanbul Diyarbakır Łódź Malmö São Köln Straße STRASSE Çelebi Ñuñoa naïve café cafe\u0301 Nguyễn Đà Ørsted
        Ærø œuvre ﬁnance ªº ² ½ Ⅷ ⅷ 2026 14298 6.2 1,000 5a A4 B2B 180 3rd 1990s ISO9001 x86_64 snake_case
        re\u00adad\u00admis\u00adsion read\u200bmission \ufeffreadmission \u200freadmission\u200e reads\u0301 e\u0301\u0302
        running runs ran ponies ties caresses cats agreed plastered motoring conflated hopping falling hissing failing filing
        happy relational conditional rational valenci digitizer conformably radically differently vilely analogously
        vietnamization predication operator feudalism decisiveness hopefulness callousness formality sensitivity sensibility
        triplicate formative formalize electricity electrical hopeful goodness revival allowance inference airliner
        gyroscopic adjustable defensible irritant replacement adjustment dependent adoption homologou communism activate
        angularity homologous effective bowdlerize probate rate cease controlling rolling skies dying lying tying idly gently
        ugly early only singly sky news howe atlas cosmos bias andes inning outing canning herring earring proceed exceed
        succeed generously generally communing arsenal pasted past universe university later emergency organ
        миграция Миграцией ЁЛКА ёж учёт чай ՀԱՅ Հայաստան ქართული Ελλάς ΟΔΟΣ 移民 مهاجر हिन्दी ไทย Ǆ ǅ ǆ ﬀ ŉ ĸ ſ K Å 𝐁𝐨𝐥𝐝 𐐷𐐏
        constructor __proto__ toString hasOwnProperty valueOf undefined null NaN true
        """,
    "ru": """
        миграция миграции миграцию миграцией миграционный миграционного миграционными мигрант мигранты мигрантов мигрантами
        реадмиссия реадмиссии реадмиссией соглашение соглашения соглашений соглашениями соглашениях договор договоров
        договорённость договоренности возвращение возвращения возвращённый возвращенный возвратиться вернувшиеся вернувшимся
        обучение обучать обучая обучаемый обучающийся обученный обучившись учить учёба учебный учебного учебными
        инструктор инструкторы инструкторов подготовка подготовки подготовить подготовивший граница границы границ границам
        пограничник пограничный трансграничный управление управлять управляемый управляющий государство государственный
        беженец беженцы беженцев беженцами убежище убежища убежищем ищущий ищущие ищущих закон законный незаконный законность
        красивый красивая красивое красивейший быстро быстрее быстрейший наилучший хороший лучше
        делать делал делала делали делаю делаешь делает делаем делаете делают делай делайте делая сделав сделавши сделавший
        стать стал стали становиться становится встретиться встретились встретившись идти иду шёл шла пришедший
        весь вся всё все его её ее еще ещё и в во не что он на я с со как а то я Я И НЕ ЧТО КАК НАС нас почему ПОЧЕМУ
        ёж Ёж еж ЁЖ ёлка елка учёт учет съёмка съемка приём прием заём займ чай чаи чаи\u0306 йод иод район раи\u0306он
        за\u0301мок замо\u0301к больша\u0301я бо\u0301льшая ми\u00adгра\u00adция \u200fмиграция\u200e ми\u200bграция е\u0308лка
        онлайн-курс онлайн‑курсы Нур-Султан Ростов-на-Дону по-русски из-за кто-нибудь что-то как-либо COVID-19 IT-система
        что-нибудь бизнес-план экс-министр 25-летний 2030-й интернет-портал веб-сайт -тире тире- тире--два
        ООН УВКБ МОМ ВОЗ СНГ ЕАЭС МВД РФ ДНК ISO 14298 2026 6,2 1990-х А4 №5 5% § д'Артаньян д’Артаньян О'Брайен
        Türkiye agreements training WHO who İstanbul Łódź café
        молодость молодёжь годность неугодность гордость важнейший важность кость ость
        бегемотик кот коты котов котами кошка кошек сын сыновья мать матери время времени временный имя имени путь пути
        люди людей людьми человек человека дети детей ребёнок ребенок друг друзья друзей
        книга книги книге книгой статистика статистический экономика экономический политика политический
        развитие развития развивать развивающийся развивавшийся развиваемый развит
        прочитанный прочитав прочитавши прочитавшись читающего читающую читаемую читавшему
        переводчик переводчица переводчиков переводить переведённый переведенный перевод переводы
        въезд въезжать объявление объявить съезд подъезд премьер-министр аудиовизуальный
        їжак ґанок ўзор қазақ ңң әлем өмір үй ұлы һәм іс ѐ ѝ ќ ѓ Ђ ђ Љ ѣ ѳ ѵ Ѳеодоръ
        ა հա ω 移 民 constructor __proto__ ттт ааааа щщщ ыыы ъъъ ьь ьно ость ейше вшись ившись
        """,
}


def test_words_keep_their_terms(golden: Golden) -> None:
    """The browser's side is held against the same file: see tests/frontend/search.test.mjs."""
    lines = [
        json.dumps([language, word, terms(word, language)], ensure_ascii=False)
        for language, words in WORDS.items()
        for word in dict.fromkeys(words.split())
    ]
    golden("search_analysis.json", "[\n" + ",\n".join(lines) + "\n]\n")
