/** What the catalogue's filters promise, of the very file that ships: `node --test tests/frontend/*.test.mjs`. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";

await import("../../plugins/training_library/theme/assets/training-library/catalogue.js");
const catalogue = globalThis.trainingLibrary.catalogue;

const KNOWN = new Map([
  ["area", ["return", "legal", "asylum"]],
  ["kind", ["handbook", "course"]],
  ["language", ["en", "ru"]],
]);

/** An entry as a test tells it: what it bears, by facet, and what it says. */
const entry = (title, bears = {}, summary = "", date = "2026-01-01") => ({ title, summary, date, bears });

const LIBRARY = [
  entry("Asylum procedures", { area: ["asylum"], kind: ["handbook"], language: ["en", "ru"] }, "", "2024-05-01"),
  entry("Family reunification", { area: ["legal", "asylum"], kind: ["course"], language: ["en"] }, "", "2026-02-01"),
  entry("Programme news", { kind: ["course"], language: ["en"] }, "", "2025-03-01"),
  entry("Readmission", { area: ["return"], kind: ["handbook"], language: ["ru"] }, "Seeking asylum", "2023-07-01"),
];

/** The ordinals as facts.js writes them: base 36, the first one and then the steps. */
const delta = (ordinals) => ordinals.map((ordinal, at) => (ordinal - (at ? ordinals[at - 1] : 0)).toString(36)).join(" ");

const ordinalsWhere = (entries, test) => [...entries.keys()].filter((ordinal) => test(entries[ordinal]));

function bearersByValue(entries, facet, values) {
  const bears = (value) => (candidate) => (candidate.bears[facet] || []).includes(value);
  return Object.fromEntries(values.map((value) => [value, delta(ordinalsWhere(entries, bears(value)))]));
}

function factsOf(entries, known = KNOWN, chunk = 250) {
  const newest = [...entries.keys()].sort((a, b) => entries[b].date.localeCompare(entries[a].date) || a - b);
  const facets = [...known].map(([facet, values]) => [facet, bearersByValue(entries, facet, values)]);
  const raw = { count: entries.length, chunk, newest: newest.map((n) => n.toString(36)).join(" ") };
  return catalogue.readFacts({ ...raw, facets: Object.fromEntries(facets) });
}

const textsOf = (entries) =>
  entries.map(({ title, summary }) => ({ title: catalogue.searchable(title), summary: catalogue.searchable(summary) }));

const stateOf = (query, known = KNOWN) => catalogue.parseState(query, known);

const consult = (entries, query, known = KNOWN) =>
  catalogue.consult(factsOf(entries, known), textsOf(entries), stateOf(query, known));

/** The titles of the cards in their order, each after the area it stands under if it stands under one. */
function cards(entries, query, known = KNOWN) {
  const findings = consult(entries, query, known);
  const rows = catalogue.rowsOf(factsOf(entries, known), findings, stateOf(query, known), known.get("area"));
  return rows.map(({ area, ordinal }) => (area === undefined ? "" : `${area}: `) + entries[ordinal].title);
}

const countsOf = (entries, query, facet) => Object.fromEntries(consult(entries, query).counts.get(facet));

/** Whether a text finds a document with this title and summary. */
const finds = (text, title, summary = "") =>
  cards([entry(title, {}, summary)], `${new URLSearchParams({ q: text, sort: "title" })}`).length === 1;

describe("facets", () => {
  test("values of one facet widen the choice", () => {
    assert.deepEqual(cards(LIBRARY, "area=return&area=legal&sort=title"), ["Family reunification", "Readmission"]);
  });

  test("facets narrow one another and the text", () => {
    assert.deepEqual(cards(LIBRARY, "area=asylum&kind=course&sort=title"), ["Family reunification"]);
    assert.deepEqual(cards(LIBRARY, "q=asylum&kind=handbook&language=en&sort=title"), ["Asylum procedures"]);
  });

  test("a facet's own choices do not change its counts, those of the others do", () => {
    assert.deepEqual(countsOf(LIBRARY, "area=return", "area"), { return: 1, legal: 1, asylum: 2 });
    assert.deepEqual(countsOf(LIBRARY, "area=return", "kind"), { handbook: 1, course: 0 });
  });

  test("the text changes the counts of every facet", () => {
    assert.deepEqual(countsOf(LIBRARY, "q=asylum", "area"), { return: 1, legal: 0, asylum: 1 });
  });

  test("a value that no document bears finds none, whether the facts name it or not", () => {
    const known = new Map(KNOWN).set("level", ["advanced"]);
    const state = stateOf("level=advanced", known);
    for (const facts of [factsOf(LIBRARY, known), factsOf(LIBRARY), factsOf(LIBRARY, new Map([["level", []]]))]) {
      assert.equal(catalogue.sizeOf(catalogue.consult(facts, [], state).matches), 0);
    }
  });

  test("an empty library has facts too", () => {
    assert.deepEqual(cards([], "kind=handbook"), []);
    assert.deepEqual(countsOf([], "", "kind"), { handbook: 0, course: 0 });
  });
});

describe("order", () => {
  test("results stand under their areas in the form's order, then those beyond the areas", () => {
    const expected = ["legal: Family reunification", "asylum: Family reunification", ": Programme news"];
    assert.deepEqual(cards(LIBRARY, "kind=course"), expected);
  });

  test("chosen areas are the only headings", () => {
    assert.deepEqual(cards(LIBRARY, "area=asylum"), ["asylum: Asylum procedures", "asylum: Family reunification"]);
  });

  test("the newest come first when asked for", () => {
    const expected = ["Family reunification", "Programme news", "Asylum procedures", "Readmission"];
    assert.deepEqual(cards(LIBRARY, "sort=newest"), expected);
  });

  test("relevance puts titles above summaries, whole titles first, and then the newest", () => {
    const entries = [
      entry("Border guards", {}, "Training for the police", "2026-01-01"),
      entry("Border police training", {}, "", "2020-01-01"),
      entry("Reader", {}, "Border, police, training", "2026-05-01"),
      entry("Training at the border for police", {}, "", "2021-01-01"),
    ];
    const expected = ["Training at the border for police", "Border police training", "Border guards", "Reader"];
    assert.deepEqual(cards(entries, "q=border+police+training&sort=relevance"), expected);
  });

  test("relevance without a text is the order of time", () => {
    assert.deepEqual(cards(LIBRARY, "sort=relevance"), cards(LIBRARY, "sort=newest"));
  });

  test("only the scripts of the cards to be shown are needed", () => {
    const facts = factsOf(LIBRARY, KNOWN, 2);
    assert.deepEqual(catalogue.cardScripts(facts, [3, 0, 2]), ["cards-1.js", "cards-0.js"]);
  });
});

describe("text", () => {
  test("ё and е are one letter, in the query and in the documents", () => {
    assert.ok(finds("учет", "Учёт мигрантов"));
    assert.ok(finds("учёт", "Учет мигрантов"));
    assert.ok(finds("УЧЁ", "миграционный учет"));
  });

  test("й is not и, however it is composed", () => {
    assert.ok(finds("чай", "Чаи\u0306"));
    assert.ok(finds("чаи\u0306", "Чай"));
    assert.ok(!finds("чаи", "Чай"));
  });

  test("stress marks and soft hyphens do not matter", () => {
    assert.ok(finds("замок", "За́мок"));
    assert.ok(finds("миграция", "Ми\u00adгра\u00adция"));
  });

  test("a word of the query is the beginning of a word, not its middle", () => {
    assert.ok(finds("мигр", "Трудовая миграция"));
    assert.ok(!finds("грация", "Трудовая миграция"));
  });

  test("every word must occur, in any order, in the title or in the summary", () => {
    assert.ok(finds("возвр доброволь", "Добровольное возвращение"));
    assert.ok(finds("возвр пособ", "Возвращение", "Пособие для тренеров"));
    assert.ok(!finds("возвр виза", "Возвращение", "Пособие для тренеров"));
  });

  test("quotation marks, hyphens and dashes part words", () => {
    assert.ok(finds("санкт-петербург", "Семинар «Санкт-Петербург — 2026»"));
    assert.ok(finds("2026 петербург", "Семинар «Санкт-Петербург–2026»"));
  });

  test("a text without a word filters nothing", () => {
    assert.ok(finds(" — !?", "Anything"));
    assert.ok(catalogue.isPlain(stateOf("q=+%E2%80%94+")));
  });

  test("hostile text is text: patterns, markup and names of object members find only themselves", () => {
    assert.ok(!finds("(a+)+$ [z", "aaaa"));
    assert.ok(finds("<img src=x onerror=alert(1)>", "On <img src=x onerror=alert(1)>"));
    assert.ok(!finds("constructor __proto__", "Asylum"));
  });
});

describe("the state in the address", () => {
  const roundTrip = (query) => catalogue.formatState(stateOf(query));

  test("a state comes back as it went, in one spelling", () => {
    const usual = "area=return&area=legal&kind=handbook&sort=title";
    assert.equal(roundTrip("sort=title&kind=handbook&area=legal&area=return"), usual);
    const hostile = { text: "ёж & <b>=#?+%41", sort: "newest", chosen: new Map([["area", ["asylum"]]]) };
    assert.deepEqual(stateOf(catalogue.formatState(hostile)), hostile);
  });

  test("what is usual is left out", () => {
    assert.equal(roundTrip("sort=area&q=++"), "");
    assert.equal(roundTrip("q=+visa++"), "q=visa");
    assert.ok(catalogue.isPlain(stateOf("")));
    for (const query of ["q=a", "sort=title", "kind=course"]) assert.ok(!catalogue.isPlain(stateOf(query)), query);
  });

  test("unknown facets, values and orders are ignored", () => {
    assert.equal(roundTrip("area=constructor&area=RETURN&colour=red&__proto__=x&sort=random&kind=course"), "kind=course");
    assert.equal(roundTrip("area=return&area=return"), "area=return");
    assert.equal(roundTrip("q=%E0%A4%A"), roundTrip("q=%E0%A4%A"), "a broken escape breaks nothing");
  });

  test("the first text turns to relevance, and its end back", () => {
    const sortAfter = (before, after) => catalogue.settled(stateOf(before), stateOf(after)).sort;
    assert.equal(sortAfter("", "q=a"), "relevance");
    assert.equal(sortAfter("q=a&sort=relevance", "sort=relevance"), "area");
  });

  test("an order that the reader chose stays", () => {
    const sortAfter = (before, after) => catalogue.settled(stateOf(before), stateOf(after)).sort;
    assert.equal(sortAfter("sort=title", "q=a&sort=title"), "title");
    assert.equal(sortAfter("q=a&sort=relevance", "q=a"), "area");
    assert.equal(sortAfter("q=a", "q=ab"), "area");
    assert.equal(sortAfter("q=a&sort=newest", "sort=newest"), "newest");
  });
});

describe("words for readers", () => {
  const RUSSIAN = {
    one: "%(count)s документ",
    few: "%(count)s документа",
    many: "%(count)s документов",
    other: "%(count)s док.",
  };

  test("Russian counts agree with their noun", () => {
    const nouns = { 0: "документов", 1: "документ", 3: "документа", 5: "документов", 11: "документов", 121: "документ" };
    for (const [count, noun] of Object.entries(nouns)) {
      assert.equal(catalogue.countText(RUSSIAN, Number(count), "ru"), `${count} ${noun}`);
    }
  });

  test("large numbers are written as the language writes them", () => {
    const forms = { one: "%(count)s document", other: "%(count)s documents" };
    assert.equal(catalogue.countText(forms, 5000, "en"), "5,000 documents");
  });

  test("a form that a language file lacks is its general form", () => {
    assert.equal(catalogue.countText({ other: "%(count)s док." }, 2, "ru"), "2 док.");
  });

  test("a label is filled in as it is, even if it looks like a pattern", () => {
    assert.equal(catalogue.fill("Remove: %(label)s", "label", "$& <b>%(label)s"), "Remove: $& <b>%(label)s");
  });

  test("a label is a text, or a text with a colour, or else its identifier", () => {
    const words = { labels: { area: { return: { label: "Return", colour: "blue" } }, kind: { course: "Course" } } };
    assert.deepEqual(catalogue.labelOf(words, "area", "return"), { label: "Return", colour: "blue" });
    assert.deepEqual(catalogue.labelOf(words, "kind", "course"), { label: "Course" });
    assert.deepEqual(catalogue.labelOf(words, "year", "2026"), { label: "2026" });
  });
});

describe("5,000 documents", () => {
  const SIZES = { area: 6, kind: 9, country: 60, audience: 8, level: 3, language: 2, project: 25, year: 15 };
  const valuesOf = ([facet, size]) => [facet, Array.from({ length: size }, (_, n) => `${facet}-${n}`)];
  const known = new Map(Object.entries(SIZES).map(valuesOf));
  const WORDS = "учёт виза граница убежище возвращение труд asylum visa border trainer".split(" ");
  const random = randomNumbers(20261121);
  const entries = Array.from({ length: 5000 }, () => randomEntry(random, known, WORDS));
  const facts = factsOf(entries, known);
  const texts = textsOf(entries);

  test("are found and counted as a plain search finds and counts them", () => {
    for (let round = 0; round < 40; round += 1) {
      const state = randomState(random, known, WORDS);
      const findings = catalogue.consult(facts, texts, state);
      const naive = ordinalsWhere(entries, (candidate) => answers(candidate, state, ""));
      assert.equal(catalogue.sizeOf(findings.matches), naive.length);
      assert.deepEqual(catalogue.rowsOf(facts, findings, state, []).map(({ ordinal }) => ordinal), naive);
      for (const [facet, values] of known) {
        assert.deepEqual(findings.counts.get(facet), naiveCounts(entries, state, facet, values));
      }
    }
  });

  test("answer a click in a fraction of a second", () => {
    const state = stateOf("area=area-1&kind=kind-2&country=country-7", known);
    const start = performance.now();
    for (let round = 0; round < 20; round += 1) catalogue.consult(facts, texts, state);
    assert.ok((performance.now() - start) / 20 < 50);
  });
});

/** Numbers below a limit, the same in every run. */
function randomNumbers(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function some(random, values, most) {
  return [...new Set(Array.from({ length: random(most + 1) }, () => values[random(values.length)]))];
}

function randomEntry(random, known, words) {
  const bears = Object.fromEntries([...known].map(([facet, values]) => [facet, some(random, values, 3)]));
  const date = `20${10 + random(16)}-0${1 + random(9)}-1${random(10)}`;
  return entry(some(random, words, 4).join(" "), bears, some(random, words, 6).join(", "), date);
}

function randomState(random, known, words) {
  const chosen = [...known].map(([facet, values]) => [facet, random(4) ? [] : values.filter(() => !random(3))]);
  const text = random(2) ? some(random, words, 2).map((word) => word.slice(0, 3)).join(" ") : "";
  return { text, sort: "title", chosen: new Map(chosen.filter(([, values]) => values.length)) };
}

/** Whether a document answers a state, one facet left out of account: told without bits and without an index. */
function answers({ title, summary, bears }, { text, chosen }, facetLeftOut) {
  const plain = (string) => string.toLowerCase().replaceAll("ё", "е");
  const words = plain(`${title} ${summary}`).split(/[ ,]+/);
  const bearsOne = ([facet, values]) => values.some((value) => bears[facet].includes(value));
  return plain(text).split(" ").every((start) => words.some((word) => word.startsWith(start)))
    && [...chosen].every((choice) => choice[0] === facetLeftOut || bearsOne(choice));
}

function naiveCounts(entries, state, facet, values) {
  const counts = new Map(values.map((value) => [value, 0]));
  for (const candidate of entries.filter((each) => answers(each, state, facet))) {
    candidate.bears[facet].forEach((value) => counts.set(value, counts.get(value) + 1));
  }
  return counts;
}
