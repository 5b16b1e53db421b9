/** What the search promises, of the very files that ship, in the small library of tests/search/shelf.yml. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import vm from "node:vm";

const SCRIPTS = new URL("../../plugins/training_library/theme/assets/training-library/", import.meta.url);
const GOLDEN = new URL("../golden/", import.meta.url);
const ENGINE = ["search-analysis.js", "search-spelling.js", "search-store.js", "search-query.js", "search-rank.js", "search.js"];

const source = (url) => readFileSync(url, "utf8");
const run = (url) => vm.runInThisContext(source(url), { filename: url.pathname });

/** The scripts of data by address: what Python wrote, a script a line. */
const DATA = new Map(
  ["en", "ru"].flatMap((language) =>
    source(new URL(`search_index/${language}.js`, GOLDEN)).split("\n").filter(Boolean)
      .map((script) => [`search/${/receive\("([^"]+)"/.exec(script)[1]}.js`, script])),
);

/** A page that has just been opened: it knows nothing, and a script that is `broken` does not arrive. */
function page({ data = DATA, language = "en", broken = new Set() } = {}) {
  delete globalThis.trainingLibrary;
  for (const name of ENGINE) run(new URL(name, SCRIPTS));
  const own = globalThis.trainingLibrary;
  const loaded = [];
  async function load(url) {
    if (loaded.push(url) && (broken.has(url) || !(data.has(url) || url.startsWith("vendor/")))) throw new Error(url);
    globalThis.trainingLibrary = own;
    if (url.startsWith("vendor/")) run(new URL(url, SCRIPTS));
    else vm.runInThisContext(data.get(url));
  }
  Object.assign(own.search.settings, { base: "search/", root: "../", language, stemmers: "vendor/snowball-", load });
  return { ...own, own, loaded, broken };
}

const library = page();
const { analysis, spelling, store, rank } = library;

function search(text, language = "en", options = {}) {
  globalThis.trainingLibrary = library.own;
  return library.search(text, { language, ...options });
}

const pathsOf = (results) => results.map(({ path }) => path);
const paths = async (text, language, options) => pathsOf(await search(text, language, options));
const best = async (text, language) => (await paths(text, language))[0];
const correctionsOf = async (text, language) => (await search(text, language)).corrections;
const marked = (text, marks) => marks.map(([at, length]) => text.slice(at, at + length));
const same = async (one, other, language) => assert.deepEqual(await paths(one, language), await paths(other, language));

const READMISSION = "handbooks/readmission";

describe("the analysis", () => {
  test("finds the terms that the index has", async () => {
    const golden = JSON.parse(source(new URL("search_analysis.json", GOLDEN)));
    assert.ok(golden.length > 500);
    for (const [language, word, terms] of golden) {
      const { analyser } = await library.search.open(language);
      const found = analysis.words(word).flatMap((one) => analyser.termsOf(one).map(({ term }) => term));
      assert.deepEqual(found, terms, `${language}: ${word}`);
    }
  });

  test("a root is shared by a family, and never a short one", async () => {
    const { families } = (await library.search.open("en")).meta.rules;
    assert.equal(analysis.rootOf("smuggler", families), analysis.rootOf("smuggl", families));
    assert.equal(analysis.rootOf("visa", families), "");
    assert.equal(analysis.rootOf("", families), "");
  });

  test("words of a family may have no root in common, and strangers are left alone", async () => {
    const families = {
      en: [
        "identify identification", "apply applicant", "occupied occupation", "denied denial", "admitted admission", "submit submission",
        "expelled expulsion", "detained detention", "received reception", "reduce reduction", "described description",
        "decide decision", "excluded exclusion", "apprehended apprehension", "respond response", "assume assumption",
        "resolve resolution", "solve solution", "recognised recognition", "disclose disclosure", "registered registration",
        "violent violence", "frequent frequency", "safe safety", "poor poverty", "fled flee", "sought seeking", "lost loss",
      ],
      ru: [
        "выявить выявление", "предоставлять предоставить", "направить направление", "устанавливать установление",
        "поступить поступление", "оформить оформление", "предупредить предупреждение", "осудить осуждение",
        "посетить посещение", "предотвратить предотвращение", "запрещать запрет", "защищать защита", "разместить размещение",
        "снизить снижение", "обучать обучение", "выдавать выдача", "признавать признание", "проводить проведение",
        "въехать въезд", "рассмотреть рассматривать", "заработок зарабатывать", "сотрудничать сотрудничество",
        "мигрировать миграция", "принять приём", "помочь помощь", "граница пограничник", "суд судебный", "дети ребёнок",
      ],
    };
    const strangers = {
      en: ["contain content", "commit commission", "reply replica", "intend intense", "mission mit", "sum sumptuous", "prefix pulse"],
      ru: ["право правление", "простой прощать", "пустой пускать", "готовый готовка", "завод завести", "форма формление"],
    };
    for (const language of ["en", "ru"]) {
      const opened = await library.search.open(language);
      const isKin = (one, other) => analysis.kinOf(opened.analyser.stem(one), opened.meta.rules.kin).includes(opened.analyser.stem(other));
      for (const [one, other] of families[language].map((pair) => pair.split(" "))) {
        assert.ok(isKin(one, other) && isKin(other, one), `${one}, ${other}`);
      }
      for (const [one, other] of strangers[language].map((pair) => pair.split(" "))) {
        assert.ok(!isKin(one, other) && !isKin(other, one), `${one}, ${other}`);
      }
    }
  });

  test("transliteration takes the longest group of letters", async () => {
    const { transliteration } = (await library.search.open("ru")).meta.rules;
    const expected = {
      readmissiya: "реадмиссия", shchit: "щит", zhurnal: "журнал", khartiya: "хартия", chelovek: "человек",
      yurist: "юрист", krayniy: "крайний", "": "", "№": "№",
    };
    for (const [latin, cyrillic] of Object.entries(expected)) {
      assert.equal(analysis.transliterated(latin, transliteration), cyrillic);
    }
    assert.equal(analysis.transliterated("constructor", {}), "constructor");
  });

  test("keys pressed on the wrong keyboard are read on the right one, both ways", async () => {
    const [en, ru] = await Promise.all(["en", "ru"].map(async (language) => (await library.search.open(language)).meta.rules));
    assert.equal(analysis.fromWrongKeyboard("Htflvbccbz", ru), "реадмиссия");
    assert.equal(analysis.fromWrongKeyboard("j,extybt", ru), "обучение");
    assert.equal(analysis.fromWrongKeyboard("`krf", ru), "ёлка");
    assert.equal(analysis.fromWrongKeyboard("<t;tytw", ru), "беженец");
    assert.equal(analysis.fromWrongKeyboard("куфвьшыышщт 2026!", en), "readmission 2026!");
    assert.equal(analysis.fromWrongKeyboard("🙂\ud800", en), "🙂\ud800");
  });
});

describe("the index", () => {
  /** Postings as `export.py` describes them, written anew. */
  const DIGITS = Array.from({ length: 92 }, (_, at) => String.fromCharCode(35 + at)).filter((digit) => digit !== "\\");
  function number(value) {
    let text = DIGITS[value % 45];
    for (let rest = Math.floor(value / 45); rest; rest = Math.floor(rest / 45)) text = DIGITS[45 + (rest % 45)] + text;
    return text;
  }
  const written = (postings) => postings.map(([place, impact, section], at) =>
    number(place - (at ? postings[at - 1][0] : 0)) + DIGITS[(impact - 1) * 6 + section]).join("");
  const read = ({ places, impacts, sections }) => Array.from(places, (place, at) => [place, impacts[at], sections[at]]);

  test("postings are read as they are written", () => {
    const edges = [[0, 1, 0], [1, 15, 5], [44, 8, 2], [89, 1, 5], [134, 15, 0], [2158, 3, 3], [4184, 4, 4], [100000, 7, 1]];
    assert.deepEqual(read(store.decoded(written(edges))), edges);
    assert.deepEqual(read(store.decoded("")), []);
    let seed = 1;
    const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 200; round++) {
      let place = -1;
      const postings = Array.from({ length: random(50) }, () => [(place += 1 + random(5 ** random(9))), 1 + random(15), random(6)]);
      assert.deepEqual(read(store.decoded(written(postings))), postings);
    }
  });

  test("every term that Python wrote has postings within the library", async () => {
    for (const language of ["en", "ru"]) {
      const { store: index, meta } = await library.search.open(language);
      const terms = await index.startingWith("");
      assert.ok(terms.length > 200);
      for (const term of terms) {
        const postings = read(await index.postings(term));
        assert.ok(postings.length > 0 && postings.length <= meta.documents, term);
        for (const [place, impact, section] of postings) {
          assert.ok(place >= 0 && place < meta.documents && impact >= 1 && impact <= 15 && section <= 5, term);
        }
      }
    }
  });

  test("what a term is written as leads back to the term", async () => {
    for (const language of ["en", "ru"]) {
      const { store: index, meta, analyser } = await library.search.open(language);
      for (const initial of meta.lexicons) {
        for (const { term, word } of await index.lexicon(initial)) {
          assert.equal(term[0], initial);
          assert.equal(analyser.stem(word), term);
          assert.ok(await index.postings(term), term);
        }
      }
    }
  });

  /** An index of terms in shards, as a page receives it. */
  function shards(...lists) {
    const meta = { documents: 1, cards: 16, shards: lists.map(([first]) => first), lexicons: [], numbers: [], synonyms: {}, elsewhere: {} };
    const rules = { stemmer: "", script: "", stopWords: "", spelling: [], families: [], keyboard: "", transliteration: {} };
    const scripts = { meta: { ...meta, rules, addresses: ["", ".html"] }, equivalents: {}, facets: {} };
    scripts["cards-0"] = [["a/b", "Title", "handbook"]];
    scripts["text-0"] = [scripts["cards-0"][0], "Summary"];
    lists.forEach((terms, at) => (scripts[`terms-${at}`] = terms.map((term) => `${term} ${written([[0, 5, 0]])}`).join("\n")));
    const receive = ([name, data]) => `trainingLibrary.search.receive("xx/${name}",${JSON.stringify(data)})`;
    return new Map(Object.entries(scripts).map((script) => [`search/xx/${script[0]}.js`, receive(script)]));
  }

  test("only the shard of a term is asked for, and only once", async () => {
    const { search: find, loaded } = page({ data: shards(["a", "b"], ["m", "n"], ["x", "я"]) });
    const { store: index } = await find.open("xx");
    for (const term of ["n", "m", "nn", "w"]) await index.postings(term);
    assert.deepEqual(loaded.filter((url) => url.includes("terms")), ["search/xx/terms-1.js"]);
    assert.equal(await index.postings("nn"), null);
    assert.equal(await index.postings("0"), null);
    assert.ok(await index.postings("я"));
    await Promise.all([index.postings("a"), index.postings("b"), index.startingWith("a")]);
    assert.equal(loaded.filter((url) => url.includes("terms-0")).length, 1);
  });

  test("a beginning may go on in the next shard", async () => {
    const { search: find } = page({ data: shards(["aa", "ma"], ["mb", "mc+md", "md"], ["z"]) });
    const { store: index } = await find.open("xx");
    assert.deepEqual(await index.startingWith("m"), ["ma", "mb", "md"]);
    assert.deepEqual(await index.startingWith("z"), ["z"]);
    assert.deepEqual(await index.startingWith("0"), []);
  });

  test("a language without documents, rules or words answers nothing", async () => {
    const { search: find } = page({ data: shards() });
    for (const text of ["migration", "миграция", '"a phrase"', "-without", "", "a b c"]) {
      assert.deepEqual([...(await find(text, { language: "xx" }))], []);
    }
  });

  test("a language without rules is searched word for word", async () => {
    const { search: find } = page({ data: shards(["міграції", "та"]) });
    assert.deepEqual(pathsOf(await find("МІГРАЦІЇ", { language: "xx" })), ["a/b"]);
    assert.deepEqual(pathsOf(await find("міграційний", { language: "xx" })), []);
  });
});

describe("results", () => {
  test("say where and what was found", async () => {
    const [first] = await search("readmission agreements");
    assert.equal(first.path, READMISSION);
    assert.equal(first.title, "Concluding readmission agreements");
    assert.equal(first.section, "Negotiating an agreement");
    assert.equal(first.url, "../handbooks/readmission.html#negotiating-an-agreement");
    assert.equal(first.kind, "handbook");
    assert.equal(first.language, "en");
    assert.ok(first.score > 0);
    assert.equal(first.excerpt, "Two states agree on readmission. Each readmission agreement names the time limits and the travel documents.");
    assert.deepEqual(marked(first.excerpt, first.marks), ["readmission", "readmission", "agreement"]);
    assert.deepEqual(marked(first.title, first.titleMarks), ["readmission", "agreements"]);
    assert.deepEqual(marked(first.section, first.sectionMarks), ["agreement"]);
  });

  test("lead to the section in its own language", async () => {
    const [first] = await search("исполнительный протокол", "ru");
    assert.equal(first.url, `../ru/handbooks/readmission.html#${encodeURIComponent("исполнительный-протокол")}`);
    assert.deepEqual(marked(first.excerpt, first.marks), ["протоколе"]);
  });

  test("lead to the document itself when its summary says it best", async () => {
    const [first] = await search("scholarships");
    assert.deepEqual([first.path, first.section, first.url], ["materials/student-mobility", "", "../materials/student-mobility.html"]);
  });

  test("tell apart the sections that the index does not", async () => {
    for (const [text, section] of [["methods", "Methods"], ["certificates", "Archive"], ["appendix", "Appendix"]]) {
      const found = (await search(text)).find(({ path }) => path === "strategies/national-training");
      assert.equal(found.section, section);
    }
  });

  test("mark the words as they are written, whatever the reader typed", async () => {
    const found = { istanbul: "İstanbul", "łódz": "Łódź", "womens": "Women’s", cafe: "cafe\u0301", readmission: "re\u00adad\u00admis\u00adsion" };
    for (const [text, word] of Object.entries(found)) {
      const result = (await search(text)).find(({ path }) => path === "materials/place-names");
      assert.deepEqual(marked(result.excerpt, result.marks), [word]);
    }
  });

  test("mark a text of another language by the rules of that language", async () => {
    const [en, ru] = await Promise.all(["en", "ru"].map(async (language) => (await library.search.open(language)).analyser));
    const count = (analyser, term) => rank.marksIn("Agreements: соглашения", analyser, new Set([term])).length;
    assert.deepEqual([count(ru, "соглашен"), count(en, "agreement"), count(ru, "agreements"), count(en, "соглашения")], [1, 1, 1, 1]);
  });

  test("show words in the midst of a long address, and a long word cut", async () => {
    const [address] = await search("quarantine");
    assert.deepEqual(marked(address.excerpt, address.marks), ["the-quarantine"]);
    assert.ok(address.excerpt.length < 230);
    const sections = [["", "", `${"x".repeat(5000)} visa ${"y".repeat(5000)}`]];
    const { analyser } = await library.search.open("en");
    for (const terms of [["visa"], ["x".repeat(35)], ["nothing"]]) {
      const { excerpt, marks } = rank.placeOf(sections, analyser, new Set(terms));
      assert.ok(excerpt.length < 240);
      assert.deepEqual(marked(excerpt, marks), terms[0] === "visa" ? terms : []);
    }
  });

  test("are as many as asked for, and count the others", async () => {
    const all = await search("documents", "en", { limit: 100 });
    assert.ok(all.length > 3);
    assert.equal(all.total, all.length);
    const few = await search("documents", "en", { limit: 2 });
    assert.deepEqual(pathsOf(few), pathsOf(all).slice(0, 2));
    assert.equal(few.total, all.length);
    assert.deepEqual(await paths("documents", "en", { limit: 0 }), []);
  });

  test("come best first, and the same every time", async () => {
    for (const [text, language] of [["border guards check documents", "en"], ["обучение взрослых", "ru"]]) {
      const results = await search(text, language);
      assert.deepEqual(results.map(({ score }) => score), results.map(({ score }) => score).sort((a, b) => b - a));
      assert.deepEqual(results, await search(text, language));
      assert.equal(new Set(pathsOf(results)).size, results.length);
    }
  });

  test("text stays text", async () => {
    const [first] = await search("text that looks like code");
    assert.equal(first.title, "Text that looks like code: </script><script>alert(1)</script>");
    const [second] = await search("marks of direction");
    assert.equal(second.excerpt, "… a line\u2028separator, an emoji 🙂 and \u200fmarks of direction\u200e.");
  });
});

describe("ranking", () => {
  test("a word in the title counts more than one in the text", async () => {
    assert.equal(await best("reintegration"), "handbooks/reintegration");
    assert.equal(await best("asylum"), "courses/asylum-interview");
    assert.equal(await best("реинтеграция", "ru"), "handbooks/reintegration");
  });

  test("a document with all words comes before those with one", async () => {
    assert.equal(await best("voluntary vaccination"), "materials/health-at-borders");
    assert.equal(await best("interpreter statelessness"), "handbooks/statelessness");
  });

  test("words that stand together count more than words that are scattered", async () => {
    const { analyser } = await library.search.open("en");
    const close = (text) => rank.closeness(text, analyser, new Set(["visa", "polici"]), 2);
    const texts = ["A visa policy.", "Policies on the visa.", "A policy of the state and its many visas.", "Visa, visa.", ""];
    const values = texts.map(close);
    assert.deepEqual(values, [...values].sort((a, b) => b - a));
    assert.ok(values[0] > values[2] && values[2] > values[3]);
    assert.deepEqual((await paths("border guards")).slice(0, 2), ["handbooks/border-management", "materials/health-at-borders"]);
  });

  test("questions are answered by their words", async () => {
    assert.equal(await best("How do I negotiate a readmission agreement?"), READMISSION);
    assert.equal(await best("Where can adults learn from experience?"), "curricula/training-of-trainers");
    assert.equal(await best("Что такое безгражданство?", "ru"), "handbooks/statelessness");
    assert.equal(await best("Кто выдаёт визы членам семьи?", "ru"), "handbooks/family-reunification");
  });

  test("an unknown word does not spoil the rest", async () => {
    assert.equal(await best("readmission qzxwvk"), READMISSION);
    assert.equal(await best("реадмиссия щшцжъ", "ru"), READMISSION);
  });
});

describe("words", () => {
  test("are found in every form and spelling", async () => {
    await same("agreement", "AGREEMENTS");
    await same("labor", "labour");
    await same("organization", "organisations");
    await same("e-mail", "email");
    await same("COVID-19", "covid19");
    await same("Türkiye", "turkiye");
    await same("соглашение", "Соглашениями", "ru");
    await same("учёт", "учет", "ru");
    await same("наём", "наем", "ru");
    await same("йод", "и\u0306од", "ru");
    await same("за́мок", "замок", "ru");
    await same("мягкие переносы", "мя\u00adгкие пере\u00adносы", "ru");
    assert.deepEqual(await paths("замок", "ru"), ["materials/place-names"]);
  });

  test("are found where a vowel comes and goes, and where they end in what looks like an ending", async () => {
    for (const [typed, path] of [
      ["денег", "materials/remittances"], ["граждане", "handbooks/statelessness"], ["диплом", "materials/student-mobility"],
      ["наёма", "handbooks/labour-migration"], ["карантинов", "materials/quarantine"],
    ]) {
      const found = await search(`${typed} `, "ru");
      assert.ok(pathsOf(found).includes(path), typed);
      assert.deepEqual(found.corrections, []);
    }
  });

  test("of one family are found, the word itself first", async () => {
    assert.deepEqual(await paths("smuggler"), ["handbooks/smuggling"]);
    assert.deepEqual(await paths("миграция", "ru"), ["handbooks/labour-migration", "publications/migration-statistics"]);
    assert.deepEqual(await paths("миграционный", "ru"), ["publications/migration-statistics", "handbooks/labour-migration"]);
  });

  test("of one family are found without a root in common, and marked", async () => {
    assert.equal(await best("identify victims"), "handbooks/trafficking");
    assert.equal(await best("who decides on asylum"), "courses/asylum-interview");
    assert.equal(await best("выявлять потерпевших", "ru"), "handbooks/trafficking");
    assert.equal(await best("нанимать работников", "ru"), "handbooks/labour-migration");
    const [{ excerpt, marks }] = await search("departed ");
    assert.deepEqual(marked(excerpt, marks), ["departure"]);
  });

  test("are completed while they are typed", async () => {
    assert.ok((await paths("reinteg")).includes("handbooks/reintegration"));
    assert.ok((await paths("statel")).includes("handbooks/statelessness"));
    assert.ok((await paths("безграж", "ru")).includes("handbooks/statelessness"));
    assert.deepEqual((await search("reinteg")).corrections, []);
  });

  test("are taken as they are once a space or an option says that they are finished", async () => {
    assert.ok((await paths("exper")).length > 0);
    const unfinished = await paths("cos");
    assert.ok(unfinished.includes("materials/remittances"));
    assert.deepEqual(await paths("cos "), []);
    assert.deepEqual(await paths("cos", "en", { typing: false }), []);
  });

  test("that stand alone may be acronyms or stop words", async () => {
    assert.ok((await paths("who")).includes("materials/health-at-borders"));
    assert.ok((await paths("WHO")).includes("materials/health-at-borders"));
    for (const text of ["a", "I", "the", "of the", "to be or not to be", "а", "и в на"]) {
      for (const language of ["en", "ru"]) assert.ok(Array.isArray(await search(text, language)));
    }
    assert.deepEqual(await paths("a"), []);
  });

  test("written as two are found as one, and the other way round", async () => {
    assert.equal(await best("e mail"), "courses/e-learning");
    assert.equal(await best("case worker"), "handbooks/reintegration");
    assert.equal(await best("selfpaced"), "courses/e-learning");
    assert.equal(await best("nur sultan"), "materials/place-names");
  });

  test("numbers are words", async () => {
    assert.deepEqual(await paths("14298"), ["curricula/document-examination"]);
    assert.deepEqual(await paths("ISO 14298", "ru"), ["curricula/document-examination"]);
  });
});

describe("mistakes", () => {
  test("in unknown words are corrected, and the reader is told", async () => {
    const typed = {
      en: { readmision: "readmission", raedmission: "readmission", quarentine: "quarantine", dispora: "diaspora", eadmission: "readmission" },
      ru: { реадмисия: "реадмиссии", стотистика: "статистика", диоспора: "диаспора", вазвращение: "возвращение" },
    };
    for (const [language, words] of Object.entries(typed)) {
      for (const [wrong, right] of Object.entries(words)) {
        const results = await search(`${wrong} `, language);
        assert.deepEqual(results.corrections, [[wrong, right]]);
        assert.equal(results[0].path, await best(right, language));
      }
    }
  });

  test("are not seen in words that the library knows", async () => {
    for (const word of ["visas", "policy", "case", "return", "learners"]) assert.deepEqual(await correctionsOf(word), []);
    assert.deepEqual(await paths("police "), ["handbooks/trafficking"]);
    assert.deepEqual(await paths("policy "), ["publications/visa-policy"]);
  });

  test("are not guessed at in short words, nor where nothing is near", async () => {
    for (const text of ["vsa ", "qz ", "zzzzzzzzzz ", "ъъъъъъъ "]) {
      assert.deepEqual(await correctionsOf(text), []);
      assert.deepEqual(await paths(text), []);
    }
  });

  test("count as letters to add, drop, change or swap, up to a limit", () => {
    const { distance } = spelling;
    assert.equal(distance("visa", "visa", 2), 0);
    assert.deepEqual(["vis", "visas", "vise", "vsia"].map((word) => distance("visa", word, 2)), [1, 1, 1, 1]);
    assert.equal(distance("visa", "via", 2), 1);
    assert.equal(distance("training", "asylum", 2), 3);
    assert.equal(distance("", "ab", 2), 2);
    assert.equal(distance("x".repeat(10000), "y", 2), 3);
  });

  test("of the keyboard are read both ways, and the reader is told", async () => {
    for (const [typed, meant, language] of [
      ["куфвьшыышщт", "readmission", "en"],
      ["Ьшпкфте ыьгппдштп", "migrant smuggling", "en"],
      ["htflvbccbz", "реадмиссия", "ru"],
      ["Hf,jnf yf uhfybwt", "работа на границе", "ru"],
    ]) {
      const results = await search(typed, language);
      assert.equal(results[0].path, await best(meant, language));
      assert.equal(results.corrections.length, 1);
      assert.equal(results.corrections[0][0], typed);
    }
  });

  test("Russian in Latin letters is understood", async () => {
    for (const [typed, meant] of [["readmissiya", "реадмиссия"], ["pogranichniki", "пограничники"], ["dokumenty", "документы"]]) {
      assert.deepEqual(await correctionsOf(typed, "ru"), [[typed, meant]]);
      assert.equal(await best(typed, "ru"), await best(meant, "ru"));
    }
  });
});

describe("the vocabulary", () => {
  test("words that mean the same find one another, the word itself first", async () => {
    assert.deepEqual(await paths("НПО", "ru"), ["handbooks/trafficking"]);
    assert.ok((await paths("неправительственные организации", "ru")).includes("handbooks/trafficking"));
    assert.equal(await best("тренеры", "ru"), "curricula/training-of-trainers");
  });

  test("phrases that mean the same find one another", async () => {
    assert.equal(await best("people smuggling"), "handbooks/smuggling");
    assert.equal(await best("social workers"), "handbooks/reintegration");
    assert.equal(await best("non-governmental organisations"), "handbooks/trafficking");
  });

  test("a phrase of which the library has but the words finds the words", async () => {
    const found = await paths("border counselling");
    assert.ok(found.includes("handbooks/reintegration") && found.includes("handbooks/border-management"));
    assert.deepEqual(await correctionsOf("frontier advice"), []);
  });

  test("what another language calls it is understood", async () => {
    assert.equal(await best("реадмиссия"), READMISSION);
    assert.equal(await best("readmission", "ru"), READMISSION);
    assert.equal(await best("ищущий убежища"), "courses/asylum-interview");
    assert.equal(await best("asylum seeker", "ru"), "courses/asylum-interview");
  });

  test("nothing is asked of it that the words of the library answer", async () => {
    const { search: find, loaded } = page();
    await find("Where is readmission?");
    assert.ok(!loaded.includes("search/en/equivalents.js"));
  });

  test("names of object members are words like others", async () => {
    assert.deepEqual(await paths("constructor"), ["materials/oddities"]);
    assert.deepEqual(await paths("xyzzy constructor "), ["materials/oddities"]);
    for (const name of ["__proto__", "toString", "hasOwnProperty xyzzy", "valueOf", "prototype constructor", "length name"]) {
      for (const language of ["en", "ru"]) assert.ok(Array.isArray(await search(name, language)));
    }
  });
});

describe("operators", () => {
  test("words in quotes stand side by side", async () => {
    assert.deepEqual((await paths('"travel documents"')).sort(), ["handbooks/border-management", READMISSION]);
    assert.ok((await paths("travel documents")).includes("curricula/document-examination"));
    for (const text of ["“travel documents”", "«travel documents»", "„Travel Documents“"]) {
      assert.deepEqual((await paths(text)).sort(), ["handbooks/border-management", READMISSION]);
    }
    assert.deepEqual(await paths('"documents travel"'), []);
    assert.deepEqual(await paths('"проездные документы"', "ru"), [...await paths('"ПРОЕЗДНЫЕ документы"', "ru")]);
  });

  test("words in quotes are compared as they are, but for case, ё, hyphens and apostrophes", async () => {
    assert.deepEqual(await paths('"travel document"'), []);
    assert.deepEqual(await paths('"covid 19"'), ["materials/health-at-borders"]);
    assert.deepEqual(await paths('"COVID-19 vaccination"'), ["materials/health-at-borders"]);
    assert.deepEqual(await paths('"women\'s names"'), ["materials/place-names"]);
    assert.deepEqual(await paths('"учет ведут"', "ru"), ["materials/place-names"]);
    assert.deepEqual(await paths('"пере\u00adносы и разложенные"', "ru"), ["materials/place-names"]);
  });

  test("quotes may stand beside other words, and several of them", async () => {
    assert.equal(await best('"travel documents" customs'), "handbooks/border-management");
    assert.deepEqual(await paths('"travel documents" "customs officers"'), ["handbooks/border-management"]);
    await same('"travel documents', "travel documents");
    await same('travel "" documents', "travel documents");
  });

  test("a phrase after a minus must not stand anywhere", async () => {
    assert.ok((await paths("documents")).includes("handbooks/border-management"));
    const without = await paths('documents -"travel documents"');
    assert.ok(without.length > 0 && !without.includes("handbooks/border-management") && !without.includes(READMISSION));
    assert.deepEqual(await paths('documents -"documents travel"'), await paths("documents"));
    assert.deepEqual(await paths('"travel documents" -"customs officers"'), [READMISSION]);
  });

  test("words after a minus must not occur", async () => {
    assert.ok((await paths("return")).includes(READMISSION));
    const without = await paths("return -forced");
    assert.ok(without.length > 0 && !without.includes(READMISSION));
    assert.ok(!(await paths("return \u2212protocols")).includes(READMISSION));
    assert.ok(!(await paths("возвращение -протокол", "ru")).includes(READMISSION));
    await same("return -xyzzy", "return ");
  });

  test("a hyphen within a word or a dash between words is no minus", async () => {
    assert.equal(await best("follow-up"), "courses/e-learning");
    assert.equal(await best("training – trainers"), "curricula/training-of-trainers");
    assert.equal(await best("training - trainers"), "curricula/training-of-trainers");
  });

  test("a minus alone asks for nothing", async () => {
    for (const text of ["-readmission", "-", "--", "- -", '-"travel documents" -travel']) assert.deepEqual(await paths(text), []);
  });
});

describe("facets", () => {
  const among = (facets, text = "training documents return visa", language = "en") => paths(text, language, { facets, limit: 50 });

  test("narrow the answers, and values of one facet widen them", async () => {
    const all = await among({});
    const legal = await among({ area: ["legal"] });
    const both = await among({ area: ["legal", "return"] });
    assert.deepEqual(legal.sort(), ["handbooks/family-reunification", "materials/student-mobility", "publications/visa-policy"]);
    assert.ok(both.includes(READMISSION) && legal.every((path) => both.includes(path)) && both.length < all.length);
  });

  test("narrow one another", async () => {
    assert.deepEqual(await among({ area: ["irregular"], country: ["AT", "KZ"], kind: ["curriculum"] }), ["curricula/document-examination"]);
    assert.deepEqual(await among({ area: ["legal"], year: ["2021"] }), ["handbooks/family-reunification"]);
    assert.ok(!(await among({ language: ["ru"], area: ["legal"] })).includes("publications/visa-policy"));
  });

  test("count documents by their place on the shelf, also where a language lacks some", async () => {
    assert.deepEqual(await among({ year: ["2018"] }, "опыт вернувшихся", "ru"), ["publications/beekeeping"]);
    assert.deepEqual(await among({ area: ["legal"] }, "виза документы", "ru"), ["handbooks/family-reunification", "materials/student-mobility"]);
  });

  test("without values do not matter, and unknown values find nothing", async () => {
    assert.deepEqual(await among({ area: [] }), await among({}));
    for (const facets of [{ area: ["unknown"] }, { unknown: ["legal"] }, { area: ["constructor"] }, { area: ["__proto__"] }]) {
      assert.deepEqual(await among(facets), []);
    }
  });
});

describe("all answers", () => {
  const answers = (text, options) => {
    globalThis.trainingLibrary = library.own;
    return library.search.answers(text, options);
  };

  test("are numbers on the shelf in the order of the search", async () => {
    for (const [text, language] of [["documents", "en"], ["readmission agreements", "en"], ["документы на границе", "ru"]]) {
      const found = await answers(text, { language });
      const results = await search(text, language, { limit: 50 });
      assert.deepEqual(found.numbers, results.map(({ number }) => number));
      for (const [at, number] of found.numbers.entries()) {
        assert.equal((await found.result(number)).path, results[at].path);
      }
    }
  });

  test("mark the words of the query in any text, and tell what was corrected", async () => {
    const found = await answers("readmision ");
    assert.deepEqual(found.corrections, [["readmision", "readmission"]]);
    const text = "On Re\u00adadmission and readmissions.";
    assert.deepEqual(marked(text, found.marks(text)), ["Re\u00adadmission", "readmissions"]);
  });
});

describe("other languages", () => {
  const elsewhere = async (text, options) => {
    globalThis.trainingLibrary = library.own;
    return library.search.elsewhere(text, options);
  };

  test("answer with what this one lacks, and with nothing else", async () => {
    assert.deepEqual(pathsOf(await elsewhere("пчеловодство")), ["publications/beekeeping"]);
    assert.deepEqual(pathsOf(await elsewhere("visa policy", { language: "ru" })), ["publications/visa-policy"]);
    assert.deepEqual(pathsOf(await elsewhere("реадмиссия")), []);
  });

  test("say in which language, and lead to the reader's side of the site", async () => {
    const [first] = await elsewhere("карантин");
    assert.deepEqual([first.language, first.title], ["ru", "Карантин на границе"]);
    assert.match(first.url, /^\.\.\/materials\/quarantine\.html/);
    assert.deepEqual(marked(first.excerpt, first.marks), ["Карантин"]);
  });

  test("can be narrowed and limited", async () => {
    const text = "опыт карантин вернувшихся границе";
    assert.equal((await elsewhere(text)).length, 2);
    assert.equal((await elsewhere(text, { limit: 1 })).length, 1);
    assert.deepEqual(pathsOf(await elsewhere(text, { facets: { area: ["development"] } })), ["publications/beekeeping"]);
  });
});

describe("a bad line", () => {
  const LINES = ["meta", "terms-0"].map((name) => `search/en/${name}.js`).concat("vendor/snowball-english.js");

  for (const url of LINES) {
    test(`that loses ${url} fails the search, and the next one succeeds`, async () => {
      const { search: find, broken } = page({ broken: new Set([url]) });
      await assert.rejects(find("documents"), { message: url });
      await assert.rejects(find("documents"), { message: url });
      broken.clear();
      assert.ok((await find("documents")).length > 3);
    });
  }

  test("that loses a text loses its excerpt only", async () => {
    const { search: find, broken } = page({ broken: new Set([...DATA.keys()].filter((url) => /\/(text|later)-/.test(url))) });
    const results = await find("readmission");
    assert.deepEqual([results[0].path, results[0].excerpt, results.isIncomplete], [READMISSION, "", true]);
    assert.ok(results.every(({ title }) => title));
    broken.clear();
    const again = await find("readmission");
    assert.deepEqual([again[0].path, again.isIncomplete], [READMISSION, false]);
    assert.notEqual(again[0].excerpt, "");
  });

  test("that loses a text and its card fails the search", async () => {
    const { search: find, broken } = page({ broken: new Set([...DATA.keys()].filter((url) => /\/(text|later|cards)-/.test(url))) });
    await assert.rejects(find("readmission"), { message: "search/en/cards-0.js" });
    broken.clear();
    assert.equal((await find("readmission"))[0].path, READMISSION);
  });

  test("that delivers something else instead of data fails the search", async () => {
    const data = new Map(DATA).set("search/en/terms-0.js", "'<!doctype html>'");
    await assert.rejects(page({ data }).search("readmission"), { message: "search/en/terms-0.js" });
  });

  test("of one language leaves the other alone", async () => {
    const { search: find } = page({ broken: new Set(["search/ru/meta.js"]) });
    await assert.rejects(find("реадмиссия", { language: "ru" }));
    await assert.rejects(find.elsewhere("пчеловодство"));
    assert.equal((await find("readmission"))[0].path, READMISSION);
  });

  test("two searches at once share what they load", async () => {
    const { search: find, loaded } = page();
    const [one, other] = await Promise.all([find("readmission"), find("readmission")]);
    assert.deepEqual(one, other);
    assert.equal(new Set(loaded).size, loaded.length);
  });
});

describe("hostile queries", () => {
  const CHARACTERS = [..."()[]{}*+?.^$|\\/\"'`<>&;:,!@#%~=_- \t\n\0", "\ud800", "\udfff", "\u2028", "\u200f", "\u0301", "\ufeff", "🙂", "𝐁", "İ", "ß", "ё", "й", "ﷺ"];

  test("are looked for and never throw", async () => {
    const texts = [
      "", " ", "?!", "…—«»", "(a+)+$", "[z", "\\", ".*", "^$", "<script>alert(1)</script>", "' OR 1=1 --", "%s%00", "${1}", "{{x}}",
      "\ud83d", "\ude42 readmission", "readmission \ud83d", "🙂🏳️‍🌈", "\u202eнадзор", "\0", "''''", '""""', "«»«»", "-\"-\"-", "--- ---",
      "+", "a+b", "readmission+agreement", "x".repeat(10000), "ш".repeat(10000), "🙂".repeat(5000), "\"".repeat(10000), "-a ".repeat(5000),
      "a-".repeat(5000), "'a".repeat(5000), `"${"a ".repeat(5000)}"`, "e\u0301".repeat(5000), "\u0301".repeat(10000),
    ];
    for (const language of ["en", "ru"]) {
      for (const text of texts) {
        const results = await search(text, language);
        assert.ok(Array.isArray(results) && Array.isArray(results.corrections), JSON.stringify(text.slice(0, 40)));
      }
    }
  });

  test("without a word find nothing and load nothing but the rules", async () => {
    const { search: find, loaded } = page();
    for (const text of ["", "  ", "?!", "🙂", "\ud800", "«»", "-"]) assert.deepEqual([...(await find(text))], []);
    assert.deepEqual(loaded, ["search/en/meta.js", "vendor/snowball-english.js"]);
  });

  test("with punctuation around a word find the word", async () => {
    for (const text of ["(readmission)", "*readmission*", "readmission?", "[[readmission]]", "🙂readmission🙂", "\u202ereadmission\u202c", "readmission\0"]) {
      assert.equal(await best(text), READMISSION, JSON.stringify(text));
    }
  });

  test("as long as a page are answered in a moment", async () => {
    let seed = 7;
    const letter = () => String.fromCharCode(97 + ((seed = (seed * 48271) % 2147483647) % 26));
    const text = Array.from({ length: 1200 }, () => Array.from({ length: 8 }, letter).join("")).join(" ");
    await search("warm up");
    const start = performance.now();
    await search(text);
    assert.ok(performance.now() - start < 2000);
  });

  test("at random never throw, and marks always point at words", async () => {
    let seed = 11;
    const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
    const words = ["readmission", "who", "the", "visa", "реадмиссия", "учёт", "COVID-19", "constructor", "ytn", "a", "\u0441\u0301", "women’s"];
    const piece = () => [
      () => CHARACTERS[random(CHARACTERS.length)],
      () => words[random(words.length)],
      () => String.fromCharCode(random(65536)),
      () => String.fromCodePoint(random(0x110000)),
      () => " ",
    ][random(5)]();
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: 1 + random(12) }, piece).join("");
      const results = await search(text, round % 2 ? "en" : "ru", { limit: 3, typing: round % 3 > 0 });
      for (const { excerpt, marks, title, titleMarks } of results) {
        for (const word of [...marked(excerpt, marks), ...marked(title, titleMarks)]) {
          assert.ok(analysis.words(word).length === 1 && analysis.words(word)[0] === word, JSON.stringify([text, word]));
        }
      }
    }
  });
});
