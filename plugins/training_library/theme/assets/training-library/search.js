/**
 * Full-text search for pages and for other scripts:
 *
 *   trainingLibrary.search(query, {language, limit, facets, typing})
 *
 * gives a promise of `[{path, title, section, url, score, excerpt, marks, kind, language}]`, the best first. `path` is the
 * document's (`handbooks/readmission`), `url` leads from the page to the section, `marks` are places and lengths of the
 * words found in `excerpt` (`titleMarks`, `sectionMarks` likewise), `facets` narrows to documents that bear one of the
 * values of each facet (`{area: ["return"]}`). The array has properties more: `corrections`, pairs of what was typed and
 * what was looked for; `total`, how many documents have a word of the query; `isIncomplete`, whether the text of a
 * document could not be loaded, so that its excerpt is empty. Any other shard that cannot be loaded rejects the promise.
 *
 * `search.answers` gives all documents for a page that narrows and sorts them itself, `search.elsewhere` those that the
 * language of the page lacks.
 */
(function () {
  "use strict";

  const { Analyser } = trainingLibrary.analysis;
  const { Store } = trainingLibrary.store;
  const { understood } = trainingLibrary.query;
  const { ranked, withPhrases, placeOf, textOf, marksIn, closeness } = trainingLibrary.rank;
  /** Documents whose texts are read to put those first in which the words of the query stand close together. */
  const READ = 10;
  const CLOSENESS = 0.35;

  /** @type {{base: string, root: string, language: string, stemmers: string, load?: (url: string) => Promise<void>}} */
  const settings = { base: "", root: "./", language: "en", stemmers: "" };
  /** @type {Map<string, Promise<any>>} */
  const opened = new Map();

  /** The index of a language, opened once. @param {string} language */
  function open(language) {
    const known = opened.get(language);
    if (known) return known;
    const store = Store(settings.base + language + "/", language, settings.load);
    const promise = store.open().then(async (/** @type {any} */ meta) => {
      const stemmer = meta.rules.stemmer;
      const stemmers = trainingLibrary.stemmers || {};
      if (stemmer && !stemmers[stemmer]) await (settings.load || trainingLibrary.store.loadScript)(settings.stemmers + stemmer + ".js");
      return { store, meta, analyser: Analyser(meta.rules) };
    });
    promise.catch(() => opened.delete(language));
    opened.set(language, promise);
    return promise;
  }

  /** The hits of a query before any text is read. @param {string} query @param {any} options */
  async function find(query, options) {
    const language = options.language || settings.language;
    const { store, meta, analyser } = await open(language);
    const asked = await understood(query, store, meta, analyser, options);
    let hits = ranked(asked, meta.documents, options.admitted ? (/** @type {number} */ place) => options.admitted(numberOf(meta, place)) : null);
    if (asked.phrases.length + asked.banned.length) hits = await withPhrases(hits, asked, store, options.limit || 10);
    return { language, store, meta, analyser, asked, hits };
  }

  /** The number of a document on the shelf of all, of which some may have no text in a language. @param {any} meta @param {number} place */
  function numberOf(meta, place) {
    let number = place;
    for (const absent of meta.numbers) if (absent <= number) number++;
    return number;
  }

  /**
   * A hit as readers see it.
   * @param {any} found @param {any} hit @param {string[]} [addresses] what stands around the path in a URL
   */
  async function result(found, hit, addresses) {
    const { store, analyser, asked, meta, language } = found;
    const { card, sections } = await textOf(hit, store).catch(async () => ({ card: await store.card(hit.place), sections: null }));
    const [path, title, kind] = card;
    const place = placeOf(sections || [], analyser, asked.terms);
    const close = asked.clauses.length > 1
      ? Math.max(...[title, place.section, place.excerpt].map((part) => closeness(part, analyser, asked.terms, asked.clauses.length)))
      : 0;
    const [before, after] = addresses || meta.addresses;
    return {
      path, title, section: place.section, kind, language,
      url: settings.root + before + path + after + (place.anchor ? "#" + encodeURIComponent(place.anchor) : ""),
      score: hit.score * (1 + CLOSENESS * close),
      excerpt: place.excerpt, marks: place.marks, number: numberOf(meta, hit.place),
      titleMarks: marksOf(found, title), sectionMarks: marksOf(found, place.section), isIncomplete: !sections,
    };
  }

  /** Places and lengths of the words of a query in a text. @param {any} found @param {string} text @returns {[number, number][]} */
  const marksOf = ({ analyser, asked }, text) => marksIn(text, analyser, asked.terms).map(({ at, length }) => [at, length]);

  /** The first hits, put in order by what their texts say. @param {any} found @param {number} count @param {string[]} [addresses] */
  async function first(found, count, addresses) {
    const read = found.hits.slice(0, count);
    const results = await Promise.all(read.map((/** @type {any} */ hit) => result(found, hit, addresses)));
    return results.sort((a, b) => b.score - a.score);
  }

  /**
   * @param {string} query
   * @param {{language?: string, limit?: number, facets?: Record<string, string[]>, typing?: boolean}} [options]
   */
  async function search(query, options) {
    const asked = { limit: 10, ...options };
    const admitted = await admission(asked.facets, asked.language || settings.language);
    const found = await find(query, { ...asked, admitted });
    // While a reader types, each answer soon gives way to the next: no text is read that is not shown.
    const read = asked.typing ? asked.limit : Math.max(asked.limit, READ);
    const results = (await first(found, read)).slice(0, asked.limit);
    return Object.assign(results, {
      corrections: found.asked.corrections, total: found.hits.length, isIncomplete: results.some((one) => one.isIncomplete),
    });
  }

  /**
   * All answers: `numbers` of documents, which are their places on the shelf, in the order of `search`; `result(number)`,
   * what `search` gives for one; `marks(text)`, the words of the query in any text; `corrections`.
   * @param {string} query @param {{language?: string, typing?: boolean}} [options]
   */
  async function answers(query, options) {
    const found = await find(query, { limit: Infinity, ...options });
    const hits = new Map(found.hits.map((/** @type {any} */ hit) => [numberOf(found.meta, hit.place), hit]));
    const read = found.asked.clauses.length > 1 ? await first(found, READ) : [];
    return {
      numbers: Array.from(new Set([...read.map(({ number }) => number), ...hits.keys()])),
      corrections: found.asked.corrections,
      result: (/** @type {number} */ number) => result(found, hits.get(number)),
      marks: (/** @type {string} */ text) => marksOf(found, text),
    };
  }

  /**
   * Answers in other languages: documents that have no edition in the language of the page. Their `url` stays on the
   * reader's side of the site, which shows the original with a notice.
   * @param {string} query @param {{language?: string, limit?: number, facets?: Record<string, string[]>}} [options]
   */
  async function elsewhere(query, options) {
    const { language = settings.language, limit = 5, facets } = options || {};
    const { meta } = await open(language);
    const found = await Promise.all(Object.keys(meta.elsewhere).map((other) => onlyIn(other, language, query, facets, meta.addresses)));
    const results = found.flat().sort((a, b) => b.score - a.score);
    // A document may be found in two other languages: its best answer is enough.
    return results.filter(({ path }, at) => results.findIndex((one) => one.path === path) === at).slice(0, limit);
  }

  /** @param {string} other @param {string} language @param {string} query @param {Record<string, string[]> | undefined} facets @param {string[]} addresses */
  async function onlyIn(other, language, query, facets, addresses) {
    const { store } = await open(other);
    const translated = new Set(ordinals((await store.more("facets")).language[language] || ""));
    const admitted = (await admission(facets, other)) || (() => true);
    const found = await find(query, { language: other, admitted: (/** @type {number} */ number) => !translated.has(number) && admitted(number) });
    return first(found, READ, addresses);
  }

  /** @param {Record<string, string[]> | undefined} facets @param {string} language @returns {Promise<((number: number) => boolean) | null>} */
  async function admission(facets, language) {
    const asked = Object.entries(facets || {}).filter(([, values]) => values.length);
    if (!asked.length) return null;
    const { store } = await open(language);
    const facetsOfAll = await store.more("facets");
    const sets = asked.map(([facet, values]) => new Set(values.flatMap((value) => ordinals(Object.hasOwn(facetsOfAll[facet] || {}, value) ? facetsOfAll[facet][value] : ""))));
    return (number) => sets.every((set) => set.has(number));
  }

  /** @param {string} text the first number in base 36, then the steps to the next ones */
  function ordinals(text) {
    let number = 0;
    return text ? text.split(" ").map((step) => (number += parseInt(step, 36))) : [];
  }

  const publicSearch = Object.assign(search, { receive: trainingLibrary.store.receive, settings, open, find, result, answers, elsewhere });
  trainingLibrary.search = publicSearch;
})();
