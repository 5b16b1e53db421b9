/**
 * What the catalogue's filters mean: sets of documents, counts, order, and the state as an address has it. All functions
 * are pure and know no page; `catalogue.js` is the page.
 */
(function () {
  "use strict";

  /**
   * @typedef {Uint32Array} Bits a set of documents, a bit for each ordinal
   * @typedef {Map<string, string[]>} Choices values by facet, in the order of the form; no facet is without values
   * @typedef {{text: string, sort: string, chosen: Choices}} State
   * @typedef {{count: number, chunk: number, newest: string, facets: Record<string, Record<string, string>>}} RawFacts
   * @typedef {{count: number, chunk: number, newest: number[], facets: Map<string, Map<string, Bits>>}} Facts
   * @typedef {{matches: Bits, counts: Map<string, Map<string, number>>, order: number[] | null}} Findings
   *   order: what the text finds, the best first
   * @typedef {{area?: string, ordinal: number}} Row a card, and the area under which it stands ("": beyond them)
   * @typedef {[string, string, string, string, string[], string, string, string[], string]} Card
   *   url, title, summary, kind, areas, date, date as readers see it, languages, the language of title and summary
   * @typedef {{label: string, colour?: string}} Label
   * @typedef {{labels: Record<string, Record<string, string | Label>>, status: Record<string, string>,
   *   remove: string, elsewhere: string, results: string, everyArea: string, corrected: string, unsearched: string,
   *   searchedBefore: string, incomplete: string, searching: string}} Words
   */

  const SORTS = ["area", "newest", "title", "relevance"];
  const LONGEST_TEXT = 200; // as the fields have it; a link may bring more

  /** @param {number} count @returns {number[]} */
  const upTo = (count) => Array.from(Array(count).keys());
  /** @param {Bits} one @param {Bits} other */
  const both = (one, other) => one.map((word, index) => word & other[index]);
  /** @param {Bits} one @param {Bits} other */
  const either = (one, other) => one.map((word, index) => word | other[index]);
  /** @param {Bits} one @param {Bits} other */
  const without = (one, other) => one.map((word, index) => word & ~other[index]);
  /** @param {Bits} bits */
  const holderOf = (bits) => (/** @type {number} */ ordinal) => ((bits[ordinal >>> 5] >>> (ordinal & 31)) & 1) === 1;

  /** @param {number} count @param {number[]} ordinals @returns {Bits} */
  function bitsOf(count, ordinals) {
    const bits = new Uint32Array(Math.ceil(count / 32));
    ordinals.forEach((ordinal) => (bits[ordinal >>> 5] |= 1 << (ordinal & 31)));
    return bits;
  }

  /** @param {Bits} bits @returns {number[]} the ordinals, ascending */
  function membersOf(bits) {
    /** @type {number[]} */
    const members = [];
    bits.forEach((word, index) => {
      for (let rest = word; rest; rest &= rest - 1) members.push(index * 32 + 31 - Math.clz32(rest & -rest));
    });
    return members;
  }

  /** How many documents a set holds. @param {Bits} bits */
  function sizeOf(bits) {
    return bits.reduce((sum, word) => {
      const pairs = word - ((word >>> 1) & 0x55555555);
      const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
      return sum + (Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24);
    }, 0);
  }

  /** @param {string} text numbers in base 36 */
  const numbers = (text) => (text ? text.split(" ").map((digits) => parseInt(digits, 36)) : []);

  /** @param {string} text the first ordinal, then the steps to the next ones */
  function ordinalsOf(text) {
    let ordinal = 0;
    return numbers(text).map((step) => (ordinal += step));
  }

  /** @template A, B @param {Record<string, A>} record @param {(value: A) => B} change @returns {Map<string, B>} */
  const mapOf = (record, change) => new Map(Object.entries(record).map(([key, value]) => [key, change(value)]));

  /** @param {RawFacts} raw @returns {Facts} */
  function readFacts({ count, chunk, newest, facets }) {
    const read = mapOf(facets, (values) => mapOf(values, (text) => bitsOf(count, ordinalsOf(text))));
    return { count, chunk, newest: numbers(newest), facets: read };
  }

  // Not letters are named but what parts them: Firefox learnt \p{L} only in 2020, and any script may come.
  const SEPARATORS = /[\s!-/:-@[-`{-\u00bf\u2000-\u206f\u2190-\u2bff\u3000-\u303f]+/g;

  /** Whether there is something to look for. @param {string} text */
  const hasWords = (text) => text.replace(SEPARATORS, "") !== "";

  /** How results are sorted unless the reader says otherwise; without a text as the listing is. @param {string} text */
  const usualSort = (text) => (hasWords(text) ? "relevance" : "area");

  /** @param {string} query @param {Choices} known every value that the form offers @returns {State} */
  function parseState(query, known) {
    const asked = new URLSearchParams(query);
    const sort = asked.get("sort") || "";
    const text = (asked.get("q") || "").slice(0, LONGEST_TEXT).trim();
    const chosen = Array.from(known, ([facet, values]) =>
      /** @type {[string, string[]]} */ ([facet, values.filter((value) => asked.getAll(facet).includes(value))]));
    return {
      text,
      sort: SORTS.includes(sort) ? sort : usualSort(text),
      chosen: new Map(chosen.filter(([, values]) => values.length)),
    };
  }

  /** @param {State} state @returns {string} for the address, without what is usual */
  function formatState({ text, sort, chosen }) {
    const query = new URLSearchParams(text ? { q: text } : {});
    chosen.forEach((values, facet) => values.forEach((value) => query.append(facet, value)));
    if (sort !== usualSort(text)) query.append("sort", sort);
    return query.toString();
  }

  /** Sorts by relevance as long as there is a text. @param {State} before @param {State} after @returns {State} */
  function settled(before, after) {
    const [had, has] = [before, after].map(({ text }) => hasWords(text));
    if (!had && has && after.sort === "area") return { ...after, sort: "relevance" };
    if (had && !has && after.sort === "relevance") return { ...after, sort: "area" };
    return after;
  }

  /** Whether the listing that the server wrote is the answer. @param {State} state */
  const isPlain = ({ text, sort, chosen }) => sort === "area" && !hasWords(text) && !chosen.size;

  /** The documents that bear one of the values. @param {Facts} facts @param {string} facet @param {string[]} values */
  function bearers(facts, facet, values) {
    const none = bitsOf(facts.count, []);
    const sets = facts.facets.get(facet) || new Map();
    return values.map((value) => sets.get(value) || none).reduce(either, none);
  }

  /**
   * What a state finds, and for each value how many documents one would see if it alone were chosen in its facet.
   * @param {Facts} facts @param {number[] | null} order what the text finds, the best first; null without a text
   * @param {Choices} chosen @returns {Findings}
   */
  function consult(facts, order, chosen) {
    const found = bitsOf(facts.count, (order || upTo(facts.count)).filter((ordinal) => ordinal < facts.count));
    const limits = Array.from(chosen, ([facet, values]) => ({ facet, bits: bearers(facts, facet, values) }));
    /** @param {string} [facet] */
    const allBut = (facet) =>
      limits.reduce((left, limit) => (limit.facet === facet ? left : both(left, limit.bits)), found);
    const counts = new Map();
    facts.facets.forEach((sets, facet) => {
      const seen = allBut(facet);
      counts.set(facet, new Map(Array.from(sets, ([value, bits]) => [value, sizeOf(both(seen, bits))])));
    });
    return { matches: allBut(), counts, order };
  }

  /** @param {Facts} facts @param {Findings} findings @param {string} sort @returns {number[]} */
  function inOrder(facts, { matches, order }, sort) {
    if (sort === "title") return membersOf(matches);
    return (sort === "relevance" && order ? order : facts.newest).filter(holderOf(matches));
  }

  /**
   * The results by area, then those beyond the areas; under the chosen areas only if there are such.
   * @param {Facts} facts @param {Findings} findings @param {State} state @param {string[]} areas @returns {Row[]}
   */
  function rowsOf(facts, findings, { sort, chosen }, areas) {
    if (sort !== "area") return inOrder(facts, findings, sort).map((ordinal) => ({ ordinal }));
    /** @param {string} area @param {Bits} matches */
    const under = (area, matches) =>
      inOrder(facts, { ...findings, matches }, "title").map((ordinal) => ({ area, ordinal }));
    const rows = (chosen.get("area") || areas)
      .flatMap((area) => under(area, both(findings.matches, bearers(facts, "area", [area]))));
    return rows.concat(under("", without(findings.matches, bearers(facts, "area", areas))));
  }

  /** @param {Facts} facts @param {number[]} ordinals @returns {string[]} the scripts that bring their cards */
  const cardScripts = ({ chunk }, ordinals) =>
    Array.from(new Set(ordinals.map((ordinal) => `cards-${Math.floor(ordinal / chunk)}.js`)));

  /** Whether a card says so in one word rather than naming all areas. @param {Words} words @param {string[]} areas */
  const isInEveryArea = (words, areas) => areas.length > 1 && areas.length === Object.keys(words.labels.area).length;

  /** @param {Words} words @param {string} facet @param {string} value @returns {Label} */
  function labelOf(words, facet, value) {
    const label = (words.labels[facet] || {})[value] || value;
    return typeof label === "string" ? { label } : label;
  }

  const model = {
    readFacts, sizeOf, hasWords, parseState, formatState, settled, isPlain, consult, rowsOf, cardScripts, labelOf,
    isInEveryArea,
  };
  const scope = /** @type {{trainingLibrary?: object}} */ (globalThis);
  scope.trainingLibrary = Object.assign(scope.trainingLibrary || {}, { catalogueModel: model });
})();
