/** What the catalogue's filters promise, of the very file that ships: `node --test tests/frontend/*.test.mjs`. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";

await import("../../plugins/training_library/theme/assets/training-library/catalogue-model.js");
const catalogue = globalThis.trainingLibrary.catalogueModel;

const KNOWN = new Map([
  ["area", ["return", "legal", "asylum"]],
  ["kind", ["handbook", "course"]],
  ["language", ["en", "ru"]],
]);

/** An entry as a test tells it: what it bears, by facet. */
const entry = (title, bears = {}, date = "2026-01-01") => ({ title, date, bears });

const LIBRARY = [
  entry("Asylum procedures", { area: ["asylum"], kind: ["handbook"], language: ["en", "ru"] }, "2024-05-01"),
  entry("Family reunification", { area: ["legal", "asylum"], kind: ["course"], language: ["en"] }, "2026-02-01"),
  entry("Programme news", { kind: ["course"], language: ["en"] }, "2025-03-01"),
  entry("Readmission", { area: ["return"], kind: ["handbook"], language: ["ru"] }, "2023-07-01"),
];
/** What the search finds for "asylum", the best first. */
const ASYLUM = [3, 0];

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

const stateOf = (query, known = KNOWN) => catalogue.parseState(query, known);

const consult = (entries, query, known = KNOWN, order = null) =>
  catalogue.consult(factsOf(entries, known), order, stateOf(query, known).chosen);

/** The titles of the cards in their order, each after the area it stands under if it stands under one. */
function cards(entries, query, known = KNOWN, order = null) {
  const findings = consult(entries, query, known, order);
  const rows = catalogue.rowsOf(factsOf(entries, known), findings, stateOf(query, known), known.get("area"));
  return rows.map(({ area, ordinal }) => (area === undefined ? "" : `${area}: `) + entries[ordinal].title);
}

const countsOf = (entries, query, facet, order = null) =>
  Object.fromEntries(consult(entries, query, KNOWN, order).counts.get(facet));

describe("facets", () => {
  test("values of one facet widen the choice", () => {
    assert.deepEqual(cards(LIBRARY, "area=return&area=legal&sort=title"), ["Family reunification", "Readmission"]);
  });

  test("facets narrow one another and the text", () => {
    assert.deepEqual(cards(LIBRARY, "area=asylum&kind=course&sort=title"), ["Family reunification"]);
    assert.deepEqual(cards(LIBRARY, "q=asylum&kind=handbook&language=en", KNOWN, ASYLUM), ["Asylum procedures"]);
  });

  test("a facet's own choices do not change its counts, those of the others do", () => {
    assert.deepEqual(countsOf(LIBRARY, "area=return", "area"), { return: 1, legal: 1, asylum: 2 });
    assert.deepEqual(countsOf(LIBRARY, "area=return", "kind"), { handbook: 1, course: 0 });
  });

  test("the text changes the counts of every facet", () => {
    assert.deepEqual(countsOf(LIBRARY, "q=asylum", "area", ASYLUM), { return: 1, legal: 0, asylum: 1 });
  });

  test("a value that no document bears finds none, whether the facts name it or not", () => {
    const known = new Map(KNOWN).set("level", ["advanced"]);
    const state = stateOf("level=advanced", known);
    for (const facts of [factsOf(LIBRARY, known), factsOf(LIBRARY), factsOf(LIBRARY, new Map([["level", []]]))]) {
      assert.equal(catalogue.sizeOf(catalogue.consult(facts, null, state.chosen).matches), 0);
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

  test("relevance is the order of the search, facets or not", () => {
    assert.deepEqual(cards(LIBRARY, "q=asylum", KNOWN, ASYLUM), ["Readmission", "Asylum procedures"]);
    assert.deepEqual(cards(LIBRARY, "q=asylum&language=ru", KNOWN, ASYLUM), ["Readmission", "Asylum procedures"]);
  });

  test("other orders take what the search finds, whatever its score", () => {
    assert.deepEqual(cards(LIBRARY, "q=asylum&sort=newest", KNOWN, ASYLUM), ["Asylum procedures", "Readmission"]);
    const grouped = ["return: Readmission", "asylum: Asylum procedures"];
    assert.deepEqual(cards(LIBRARY, "q=asylum&sort=area", KNOWN, ASYLUM), grouped);
  });

  test("a search that finds nothing leaves nothing, and one of another build breaks nothing", () => {
    assert.deepEqual(cards(LIBRARY, "q=x", KNOWN, []), []);
    assert.deepEqual(cards(LIBRARY, "q=x", KNOWN, [40, 4, 2]), ["Programme news"]);
    assert.equal(catalogue.sizeOf(consult(LIBRARY, "q=x", KNOWN, [40, 4, 2]).matches), 1);
  });

  test("relevance without a text is the order of time", () => {
    assert.deepEqual(cards(LIBRARY, "sort=relevance"), cards(LIBRARY, "sort=newest"));
  });

  test("only the scripts of the cards to be shown are needed", () => {
    const facts = factsOf(LIBRARY, KNOWN, 2);
    assert.deepEqual(catalogue.cardScripts(facts, [3, 0, 2]), ["cards-1.js", "cards-0.js"]);
  });
});

describe("the state in the address", () => {
  const roundTrip = (query) => catalogue.formatState(stateOf(query));

  test("a state comes back as it went, in one spelling", () => {
    const usual = "area=return&area=legal&kind=handbook&sort=title";
    assert.equal(roundTrip("sort=title&kind=handbook&area=legal&area=return"), usual);
    const hostile = { text: 'ёж "a b" -c & <b>=#?+%41', sort: "newest", chosen: new Map([["area", ["asylum"]]]) };
    assert.deepEqual(stateOf(catalogue.formatState(hostile)), hostile);
  });

  test("what is usual is left out", () => {
    assert.equal(roundTrip("sort=area&q=++"), "");
    assert.equal(roundTrip("q=+visa++"), "q=visa");
    assert.ok(catalogue.isPlain(stateOf("")));
    for (const query of ["q=a", "sort=title", "kind=course"]) assert.ok(!catalogue.isPlain(stateOf(query)), query);
  });

  test("a text without a word filters nothing", () => {
    assert.ok(catalogue.isPlain(stateOf("q=+%E2%80%94+%21%3F")));
    for (const text of ["виза", "2026", "中"]) assert.ok(catalogue.hasWords(text), text);
  });

  test("a text is sorted by relevance unless the reader says otherwise", () => {
    assert.equal(stateOf("q=visa").sort, "relevance");
    assert.equal(stateOf("q=visa&sort=area").sort, "area");
    assert.equal(roundTrip("q=visa&sort=relevance"), "q=visa");
    assert.equal(roundTrip("q=visa&sort=area"), "q=visa&sort=area");
  });

  test("a text longer than the field takes is cut", () => {
    assert.equal(stateOf(`q=${"a".repeat(5000)}`).text.length, 200);
  });

  test("unknown facets, values and orders are ignored", () => {
    assert.equal(roundTrip("area=constructor&area=RETURN&colour=red&__proto__=x&sort=random&kind=course"), "kind=course");
    assert.equal(roundTrip("area=return&area=return"), "area=return");
    assert.equal(roundTrip("q=%E0%A4%A"), roundTrip("q=%E0%A4%A"), "a broken escape breaks nothing");
  });

  test("the first text turns to relevance, and its end back", () => {
    const sortAfter = (before, after) => catalogue.settled(stateOf(before), stateOf(after)).sort;
    assert.equal(sortAfter("", "q=a&sort=area"), "relevance");
    assert.equal(sortAfter("q=a&sort=relevance", "sort=relevance"), "area");
  });

  test("an order that the reader chose stays", () => {
    const sortAfter = (before, after) => catalogue.settled(stateOf(before), stateOf(after)).sort;
    assert.equal(sortAfter("sort=title", "q=a&sort=title"), "title");
    assert.equal(sortAfter("q=a", "q=a&sort=area"), "area");
    assert.equal(sortAfter("q=a&sort=area", "q=ab&sort=area"), "area");
    assert.equal(sortAfter("q=a&sort=newest", "sort=newest"), "newest");
  });
});

describe("words for readers", () => {
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
  const random = randomNumbers(20261121);
  const entries = Array.from({ length: 5000 }, () => randomEntry(random, known));
  const facts = factsOf(entries, known);

  test("are found and counted as a plain search finds and counts them", () => {
    for (let round = 0; round < 40; round += 1) {
      const chosen = randomChoices(random, known);
      const order = random(2) ? some(random, [...entries.keys()], 3000) : null;
      const findings = catalogue.consult(facts, order, chosen);
      const found = order ? order.map((ordinal) => entries[ordinal]) : entries;
      const naive = found.filter((candidate) => answers(candidate, chosen, ""));
      const rows = catalogue.rowsOf(facts, findings, { sort: order ? "relevance" : "title", chosen }, []);
      assert.equal(catalogue.sizeOf(findings.matches), naive.length);
      assert.deepEqual(rows.map(({ ordinal }) => entries[ordinal]), naive);
      for (const [facet, values] of known) {
        assert.deepEqual(findings.counts.get(facet), naiveCounts(found, chosen, facet, values));
      }
    }
  });

  test("answer a click in a fraction of a second", () => {
    const { chosen } = stateOf("area=area-1&kind=kind-2&country=country-7", known);
    const start = performance.now();
    for (let round = 0; round < 20; round += 1) catalogue.consult(facts, null, chosen);
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

function randomEntry(random, known) {
  const bears = Object.fromEntries([...known].map(([facet, values]) => [facet, some(random, values, 3)]));
  return entry(`Document ${random(1000)}`, bears, `20${10 + random(16)}-0${1 + random(9)}-1${random(10)}`);
}

function randomChoices(random, known) {
  const chosen = [...known].map(([facet, values]) => [facet, random(4) ? [] : values.filter(() => !random(3))]);
  return new Map(chosen.filter(([, values]) => values.length));
}

/** Whether a document bears what was chosen, one facet left out of account: told without bits and without an index. */
function answers({ bears }, chosen, facetLeftOut) {
  return [...chosen].every(([facet, values]) => facet === facetLeftOut || values.some((value) => bears[facet].includes(value)));
}

function naiveCounts(entries, chosen, facet, values) {
  const counts = new Map(values.map((value) => [value, 0]));
  for (const candidate of entries.filter((each) => answers(each, chosen, facet))) {
    candidate.bears[facet].forEach((value) => counts.set(value, counts.get(value) + 1));
  }
  return counts;
}
