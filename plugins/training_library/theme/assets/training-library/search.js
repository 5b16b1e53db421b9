/**
 * Full-text search for pages and for other scripts:
 *
 *   trainingLibrary.search(query, {language, limit, facets, typing})
 *
 * gives a promise of `[{path, title, section, url, score, excerpt, marks, kind, language}]`, the best first. `path` is the
 * document's (`handbooks/readmission`), `url` leads from the page to the section, `marks` are places and lengths of the
 * words found in `excerpt`, `facets` narrows to documents that bear one of the values of each facet
 * (`{area: ["return"]}`). The array has two properties more: `corrections`, pairs of what was typed and what was looked
 * for, and `total`, how many documents have a word of the query. A shard that cannot be loaded rejects the promise.
 */
(function () {
  "use strict";

  const { Analyser } = trainingLibrary.analysis;
  const { Store } = trainingLibrary.store;
  const { understood } = trainingLibrary.query;
  const { ranked, withPhrases, placeOf, closeness } = trainingLibrary.rank;
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
    if (asked.phrases.length) hits = await withPhrases(hits, asked.phrases, store, options.limit || 10);
    return { language, store, meta, analyser, asked, hits };
  }

  /** The number of a document on the shelf of all, of which some may have no text in a language. @param {any} meta @param {number} place */
  function numberOf(meta, place) {
    let number = place;
    for (const absent of meta.numbers) if (absent <= number) number++;
    return number;
  }

  /** @param {any} found @param {any} hit */
  async function result(found, hit) {
    const { store, analyser, asked, meta, language } = found;
    const [[path, title, kind], text] = await Promise.all([store.card(hit.place), store.text(hit.place)]);
    const place = placeOf(text, hit, analyser, asked.terms);
    const close = asked.clauses.length > 1
      ? Math.max(...[title, place.section, place.excerpt].map((part) => closeness(part, analyser, asked.terms, asked.clauses.length)))
      : 0;
    return {
      path, title, section: place.section, kind, language,
      url: settings.root + meta.addresses[0] + path + meta.addresses[1] + (place.anchor ? "#" + encodeURIComponent(place.anchor) : ""),
      score: hit.score * (1 + CLOSENESS * close),
      excerpt: place.excerpt, marks: place.marks, number: numberOf(meta, hit.place),
    };
  }

  /**
   * @param {string} query
   * @param {{language?: string, limit?: number, facets?: Record<string, string[]>, typing?: boolean}} [options]
   */
  async function search(query, options) {
    const asked = { limit: 10, ...options };
    const admitted = await admission(asked.facets, asked.language || settings.language);
    const found = await find(query, { ...asked, admitted });
    const read = found.hits.slice(0, Math.max(asked.limit, READ));
    const results = await Promise.all(read.map((/** @type {any} */ hit) => result(found, hit)));
    results.sort((a, b) => b.score - a.score);
    return Object.assign(results.slice(0, asked.limit), { corrections: found.asked.corrections, total: found.hits.length });
  }

  /**
   * Answers in other languages: documents that have no edition in the language of the page.
   * @param {string} query @param {{language?: string, limit?: number}} [options]
   */
  async function elsewhere(query, options) {
    const { language = settings.language, limit = 5 } = options || {};
    const { meta } = await open(language);
    const found = await Promise.all(Object.keys(meta.elsewhere).map((other) => onlyIn(other, language, query)));
    return found.flat().sort((a, b) => b.score - a.score).slice(0, limit);
  }

  /** @param {string} other @param {string} language @param {string} query */
  async function onlyIn(other, language, query) {
    const { store } = await open(other);
    const translated = new Set(ordinals((await store.more("facets")).language[language] || ""));
    const found = await find(query, { language: other, admitted: (/** @type {number} */ number) => !translated.has(number) });
    return Promise.all(found.hits.slice(0, READ).map((/** @type {any} */ hit) => result(found, hit)));
  }

  /** @param {Record<string, string[]> | undefined} facets @param {string} language @returns {Promise<((number: number) => boolean) | null>} */
  async function admission(facets, language) {
    const asked = Object.entries(facets || {}).filter(([, values]) => values.length);
    if (!asked.length) return null;
    const { store } = await open(language);
    const facetsOfAll = await store.more("facets");
    const sets = asked.map(([facet, values]) => new Set(values.flatMap((value) => ordinals((facetsOfAll[facet] || {})[value] || ""))));
    return (number) => sets.every((set) => set.has(number));
  }

  /** @param {string} text the first number in base 36, then the steps to the next ones */
  function ordinals(text) {
    let number = 0;
    return text ? text.split(" ").map((step) => (number += parseInt(step, 36))) : [];
  }

  const publicSearch = Object.assign(search, { receive: trainingLibrary.store.receive, settings, open, find, result, elsewhere });
  trainingLibrary.search = publicSearch;
})();
