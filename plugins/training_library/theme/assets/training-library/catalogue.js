/**
 * The catalogue's filters: facets with live counts, a text filter, sorting, and a state that lives in the address.
 *
 * The page is complete without this script. Its data are classic scripts, because browsers refuse `fetch` and modules
 * from `file://`. The functions down to `labelOf` are pure and know no page; the classes after them know no bits.
 */
(function () {
  "use strict";

  /**
   * @typedef {Uint32Array} Bits a set of documents, a bit for each ordinal
   * @typedef {Map<string, string[]>} Choices values by facet, in the order of the form; no facet is without values
   * @typedef {{text: string, sort: string, chosen: Choices}} State
   * @typedef {{count: number, chunk: number, newest: string, facets: Record<string, Record<string, string>>}} RawFacts
   * @typedef {{count: number, chunk: number, newest: number[], facets: Map<string, Map<string, Bits>>}} Facts
   * @typedef {{matches: Bits, counts: Map<string, Map<string, number>>, scores: number[]}} Findings
   * @typedef {{area?: string, ordinal: number}} Row a card, and the area under which it stands ("": beyond them)
   * @typedef {[string, string, string, string, string[], string, string, string[]]} Card
   *   url, title, summary, kind, areas, date, date as readers see it, languages
   * @typedef {{title: string, summary: string}} Text a card's words as `searchable` leaves them
   * @typedef {{label: string, colour?: string}} Label
   * @typedef {{labels: Record<string, Record<string, string | Label>>, status: Record<string, string>,
   *   remove: string, elsewhere: string, results: string}} Words
   */

  const SORTS = ["area", "newest", "title", "relevance"]; // the first is what the listing does
  const STEP = 30; // cards shown at first, and added by "more"
  const PAUSE = 150; // milliseconds without a key before a text counts as typed

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
  const SEPARATORS = /[\s!-/:-@[-`{-\u00ac\u00ae-\u00bf\u2000-\u206f\u2190-\u2bff\u3000-\u303f]+/g;
  const STRESSES_AND_SOFT_HYPHENS = /[\u0301\u00ad]/g;

  /** A text in the one spelling that is compared, a space before each word. @param {string} text */
  function searchable(text) {
    const folded = text.normalize("NFC").toLowerCase().replace(/ё/g, "е").replace(STRESSES_AND_SOFT_HYPHENS, "");
    return " " + folded.replace(SEPARATORS, " ");
  }

  /** @param {string} text */
  const wordsOf = (text) => searchable(text).split(" ").filter(Boolean);

  /** 3: all words are in the title; 2: some; 1: none; 0: one is nowhere. @param {Text} text @param {string[]} words */
  function scoreOf(text, words) {
    const missing = words.filter((word) => !text.title.includes(" " + word));
    if (missing.length === 0) return 3;
    if (!missing.every((word) => text.summary.includes(" " + word))) return 0;
    return missing.length < words.length ? 2 : 1;
  }

  /** @param {string} query @param {Choices} known every value that the form offers @returns {State} */
  function parseState(query, known) {
    const asked = new URLSearchParams(query);
    const sort = asked.get("sort") || "";
    const chosen = Array.from(known, ([facet, values]) =>
      /** @type {[string, string[]]} */ ([facet, values.filter((value) => asked.getAll(facet).includes(value))]));
    return {
      text: (asked.get("q") || "").trim(),
      sort: SORTS.includes(sort) ? sort : SORTS[0],
      chosen: new Map(chosen.filter(([, values]) => values.length)),
    };
  }

  /** @param {State} state @returns {string} for the address, without what is usual */
  function formatState({ text, sort, chosen }) {
    const query = new URLSearchParams(text ? { q: text } : {});
    chosen.forEach((values, facet) => values.forEach((value) => query.append(facet, value)));
    if (sort !== SORTS[0]) query.append("sort", sort);
    return query.toString();
  }

  /** Sorts by relevance as long as there is a text. @param {State} before @param {State} after @returns {State} */
  function settled(before, after) {
    const [had, has] = [before, after].map(({ text }) => wordsOf(text).length > 0);
    if (!had && has && after.sort === "area") return { ...after, sort: "relevance" };
    if (had && !has && after.sort === "relevance") return { ...after, sort: "area" };
    return after;
  }

  /** Whether the listing that the server wrote is the answer. @param {State} state */
  const isPlain = ({ text, sort, chosen }) => sort === SORTS[0] && !wordsOf(text).length && !chosen.size;

  /** The documents that bear one of the values. @param {Facts} facts @param {string} facet @param {string[]} values */
  function bearers(facts, facet, values) {
    const none = bitsOf(facts.count, []);
    const sets = facts.facets.get(facet) || new Map();
    return values.map((value) => sets.get(value) || none).reduce(either, none);
  }

  /**
   * What a state finds, and for each value how many documents one would see if it alone were chosen in its facet.
   * @param {Facts} facts @param {Text[]} texts by ordinal; none is needed without a text in the state
   * @param {State} state @returns {Findings}
   */
  function consult(facts, texts, { text, chosen }) {
    const words = wordsOf(text);
    const scores = upTo(facts.count).map((ordinal) => (words.length ? scoreOf(texts[ordinal], words) : 1));
    const found = bitsOf(facts.count, upTo(facts.count).filter((ordinal) => scores[ordinal]));
    const limits = Array.from(chosen, ([facet, values]) => ({ facet, bits: bearers(facts, facet, values) }));
    /** @param {string} [facet] */
    const allBut = (facet) =>
      limits.reduce((left, limit) => (limit.facet === facet ? left : both(left, limit.bits)), found);
    const counts = new Map();
    facts.facets.forEach((sets, facet) => {
      const seen = allBut(facet);
      counts.set(facet, new Map(Array.from(sets, ([value, bits]) => [value, sizeOf(both(seen, bits))])));
    });
    return { matches: allBut(), counts, scores };
  }

  /** @param {Facts} facts @param {Findings} findings @param {string} sort @returns {number[]} */
  function inOrder(facts, { matches, scores }, sort) {
    if (sort === "title") return upTo(facts.count).filter(holderOf(matches));
    const newest = facts.newest.filter(holderOf(matches));
    if (sort === "newest") return newest;
    return [3, 2, 1].flatMap((score) => newest.filter((ordinal) => scores[ordinal] === score));
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
    return rows.concat(chosen.has("area") ? [] : under("", without(findings.matches, bearers(facts, "area", areas))));
  }

  /** @param {Facts} facts @param {number[]} ordinals @returns {string[]} the scripts that bring their cards */
  const cardScripts = ({ chunk }, ordinals) =>
    Array.from(new Set(ordinals.map((ordinal) => `cards-${Math.floor(ordinal / chunk)}.js`)));

  /** @param {string} pattern @param {string} name @param {string} value */
  const fill = (pattern, name, value) => pattern.split(`%(${name})s`).join(value);

  /** @param {Record<string, string>} forms by plural category @param {number} count @param {string} [locale] */
  function countText(forms, count, locale) {
    const form = forms[new Intl.PluralRules(locale).select(count)] || forms.other;
    return fill(form, "count", new Intl.NumberFormat(locale).format(count));
  }

  /** @param {Words} words @param {string} facet @param {string} value @returns {Label} */
  function labelOf(words, facet, value) {
    const label = (words.labels[facet] || {})[value] || value;
    return typeof label === "string" ? { label } : label;
  }

  /** The state as the address has it, whichever way `keepInAddress` had to take. */
  const addressQuery = () => (location.hash.startsWith("#?") ? location.hash.slice(2) : location.search.slice(1));

  /** @param {string} query @param {"pushState" | "replaceState"} method @param {number} shown for coming back */
  function keepInAddress(query, method, shown) {
    const same = query === addressQuery();
    try {
      history[same ? "replaceState" : method]({ shown }, "", location.href.split(/[?#]/)[0] + (query && "?" + query));
    } catch (refused) { // some browsers do on file://
      if (!same) location[method === "pushState" ? "assign" : "replace"]("#?" + query);
    }
  }

  /** @param {ParentNode} parent @param {string} selector @returns {HTMLElement} */
  function one(parent, selector) {
    const element = parent.querySelector(selector);
    if (!element) throw new Error(`the catalogue page has no ${selector}`);
    return /** @type {HTMLElement} */ (element);
  }

  /** @param {ParentNode} parent @param {Record<string, string>} texts by selector */
  function write(parent, texts) {
    Object.entries(texts).forEach(([selector, text]) => (one(parent, selector).textContent = text));
  }

  /** @param {string} tag @param {string} text @param {Record<string, string>} [attributes] */
  function make(tag, text, attributes = {}) {
    const element = document.createElement(tag);
    element.textContent = text;
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  }

  /** @param {HTMLInputElement[]} boxes @returns {Choices} */
  function valuesOf(boxes) {
    const values = new Map();
    boxes.forEach(({ name, value }) => values.set(name, (values.get(name) || []).concat(value)));
    return values;
  }

  /** The data scripts: which are here, on their way, or failed. */
  class Store {
    /** @param {(name: string) => string} locate @param {() => void} onSettled */
    constructor(locate, onSettled) {
      this.locate = locate;
      this.onSettled = onSettled;
      this.facts = readFacts({ count: 0, chunk: 1, newest: "", facets: {} });
      this.cards = /** @type {Card[]} */ ([]);
      this.texts = /** @type {Text[]} */ ([]);
      this.scripts = /** @type {Map<string, "here" | "asked" | "failed">} */ (new Map());
    }

    /** Asks for the scripts that nobody asked for yet, and says how it stands with all. @param {string[]} names */
    ask(names) {
      names.filter((name) => !this.scripts.has(name)).forEach((name) => this.load(name));
      const found = names.map((name) => this.scripts.get(name));
      return found.includes("failed") ? "failed" : found.includes("asked") ? "asked" : "here";
    }

    /** @param {string} name */
    load(name) {
      const script = document.createElement("script");
      script.src = this.locate(name);
      script.onload = script.onerror = () => {
        script.remove();
        if (this.scripts.get(name) === "asked") this.scripts.set(name, "failed"); // it may load and yet bring nothing
        this.onSettled();
      };
      this.scripts.set(name, "asked");
      document.head.appendChild(script);
    }

    /** Lets scripts that failed be asked for again. */
    forgive() {
      this.scripts.forEach((how, name) => how === "failed" && this.scripts.delete(name));
    }

    /** @param {RawFacts} raw */
    receiveFacts(raw) {
      this.facts = readFacts(raw);
      this.scripts.set("facts.js", "here");
    }

    /** @param {number} chunk @param {Card[]} cards */
    receiveCards(chunk, cards) {
      cards.forEach((card, index) => (this.cards[chunk * this.facts.chunk + index] = card));
      this.scripts.set(`cards-${chunk}.js`, "here");
    }

    /** The texts of all cards, once these are here; readers who type none do not wait for them. */
    allTexts() {
      /** @param {Card} card @returns {Text} */
      const read = ([, title, summary]) => ({ title: searchable(title), summary: searchable(summary) });
      if (!this.texts.length) this.texts = this.cards.map(read);
      return this.texts;
    }
  }

  /** The catalogue on its page. */
  class Catalogue {
    /** @param {HTMLElement} root */
    constructor(root) {
      const { root: home = "./", scripts = "", version = "" } = root.dataset;
      this.home = home;
      const suffix = version && "?" + version;
      this.store = new Store((name) => scripts + name + suffix, () => this.waiting && this.refresh());
      this.words = /** @type {Words} */ (JSON.parse(one(root, ".tl-words").textContent || ""));
      this.locale = document.documentElement.lang || undefined;
      this.template = /** @type {HTMLTemplateElement} */ (one(root, ".tl-card-template"));
      const names = ["filters", "outcome", "status", "chosen", "results", "more", "empty", "failed", "listing"];
      /** @type {Record<string, HTMLElement>} */
      this.part = names.reduce((parts, name) => ({ ...parts, [name]: one(root, ".tl-" + name) }), {});
      this.text = /** @type {HTMLInputElement} */ (one(root, "input[name=q]"));
      this.sort = /** @type {HTMLSelectElement} */ (one(root, "select[name=sort]"));
      this.boxes = /** @type {HTMLInputElement[]} */ (Array.from(root.querySelectorAll("[data-facet] input")));
      this.known = valuesOf(this.boxes);
      this.state = parseState("", this.known);
      this.shown = STEP;
      this.newFrom = 0; // the place of the first card that "more" is bringing; 0 when it is bringing none
      this.timer = 0;
      this.waiting = false;
      this.listen(Array.from(root.querySelectorAll(".tl-filters__clear")));
    }

    /** @param {Element[]} clearers */
    listen(clearers) {
      this.part.filters.addEventListener("submit", (event) => {
        event.preventDefault();
        this.adopt(this.readForm(), "replaceState");
      });
      this.part.filters.addEventListener("change", ({ target }) => {
        if (target !== this.text) this.adopt(this.readForm(), "pushState");
      });
      this.text.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.adopt(this.readForm(), "replaceState"), PAUSE);
      });
      clearers.forEach((button) => button.addEventListener("click", () => this.clear()));
      one(this.part.more, "button").addEventListener("click", () => this.showMore());
      addEventListener("popstate", () => addressQuery() !== formatState(this.state) && this.restore());
    }

    /** @returns {State} */
    readForm() {
      const chosen = valuesOf(this.boxes.filter((box) => box.checked));
      return { text: this.text.value.trim(), sort: this.sort.value, chosen };
    }

    /** Follows the reader to another state. @param {State} next @param {"pushState" | "replaceState"} method */
    adopt(next, method) {
      const state = settled(this.state, next);
      keepInAddress(formatState(state), method, STEP);
      this.take(state, STEP);
    }

    /** Follows the address: at first, and when the reader goes back. */
    restore() {
      this.take(parseState(addressQuery(), this.known), (history.state && history.state.shown) || STEP);
    }

    clear() {
      this.adopt(parseState("", this.known), "pushState");
      this.text.focus();
    }

    showMore() {
      keepInAddress(formatState(this.state), "replaceState", this.shown + STEP);
      this.take(this.state, this.shown + STEP, this.shown);
    }

    /** @param {State} state @param {number} shown @param {number} [newFrom] */
    take(state, shown, newFrom = 0) {
      clearTimeout(this.timer);
      Object.assign(this, { state, shown, newFrom });
      this.part.failed.hidden = true;
      this.store.forgive();
      this.showState();
      this.refresh();
    }

    /** Shows what the state finds as far as its data are here; called again whenever more of them have come. */
    refresh() {
      if (!this.has(["facts.js"])) return;
      const { facts } = this.store;
      const hasText = wordsOf(this.state.text).length > 0;
      if (hasText && !this.has(cardScripts(facts, upTo(facts.count)))) return;
      const findings = consult(facts, hasText ? this.store.allTexts() : [], this.state);
      this.showCounts(findings.counts);
      if (isPlain(this.state)) return this.showListing();
      this.showResults(rowsOf(facts, findings, this.state, this.known.get("area") || []), sizeOf(findings.matches));
    }

    /** Whether these scripts are here; tells the reader when they are late or fail. @param {string[]} names */
    has(names) {
      const how = this.store.ask(names);
      this.waiting = how === "asked";
      this.part.outcome.setAttribute("aria-busy", String(this.waiting && !isPlain(this.state)));
      if (how === "failed") this.fail();
      return how === "here";
    }

    /** Leaves the reader what can be had: the cards seen so far, or the listing. */
    fail() {
      this.part.failed.hidden = false;
      if (this.newFrom) this.shown = this.newFrom;
      else this.showListing();
      this.newFrom = 0;
    }

    showState() {
      const { text, sort, chosen } = this.state;
      if (this.text.value.trim() !== text) this.text.value = text;
      this.sort.value = sort;
      this.boxes.forEach((box) => (box.checked = (chosen.get(box.name) || []).includes(box.value)));
      this.part.filters.querySelectorAll(".tl-facet").forEach((facet) => {
        const ticked = facet.querySelectorAll("input:checked").length;
        write(facet, { ".tl-facet__chosen": ticked ? String(ticked) : "" });
      });
      this.part.chosen.textContent = "";
      this.boxes.filter((box) => box.checked).forEach((box, place) => this.addChip(box, place));
    }

    /** @param {HTMLInputElement} box @param {number} place */
    addChip(box, place) {
      const { label } = labelOf(this.words, box.name, box.value);
      const chip = make("button", label, { type: "button", "aria-label": fill(this.words.remove, "label", label) });
      chip.addEventListener("click", () => {
        box.checked = false;
        this.adopt(this.readForm(), "pushState");
        const left = this.part.chosen.querySelectorAll("button");
        (left[Math.min(place, left.length - 1)] || this.text).focus();
      });
      this.part.chosen.appendChild(make("li", "")).appendChild(chip);
    }

    /** @param {Findings["counts"]} counts */
    showCounts(counts) {
      const figures = new Intl.NumberFormat(this.locale);
      this.boxes.forEach((box) => {
        const count = (counts.get(box.name) || new Map()).get(box.value) || 0;
        const row = /** @type {Element} */ (box.closest("li"));
        const none = count === 0 && !box.checked;
        write(row, { ".tl-facet__count": figures.format(count) });
        row.classList.toggle("tl-facet__none", none);
        box.disabled = none && box !== document.activeElement; // disabled, it would lose the focus to nowhere
      });
    }

    /** @param {HTMLElement} shown @param {string} status */
    reveal(shown, status) {
      [this.part.listing, this.part.results, this.part.empty].forEach((part) => (part.hidden = part !== shown));
      this.part.status.textContent = status;
    }

    showListing() {
      this.part.more.hidden = true;
      this.reveal(this.part.listing, "");
    }

    /** @param {Row[]} rows @param {number} count the documents: one of two areas has two rows */
    showResults(rows, count) {
      const visible = rows.slice(0, this.shown);
      if (!this.has(cardScripts(this.store.facts, visible.map(({ ordinal }) => ordinal)))) return;
      this.part.more.hidden = visible.length === rows.length;
      this.part.results.textContent = "";
      visible.forEach((row, index) => this.addRow(row, index === 0 || row.area !== rows[index - 1].area));
      if (this.newFrom) one(this.part.results.querySelectorAll(".tl-card")[this.newFrom], "a").focus();
      else this.reveal(count ? this.part.results : this.part.empty, countText(this.words.status, count, this.locale));
      this.newFrom = 0;
    }

    /** @param {Row} row @param {boolean} opensGroup */
    addRow({ area, ordinal }, opensGroup) {
      if (opensGroup) this.part.results.appendChild(this.group(area));
      const group = /** @type {Element} */ (this.part.results.lastElementChild);
      one(group, ".tl-cards").appendChild(this.card(this.store.cards[ordinal]));
    }

    /** @param {string} [area] */
    group(area) {
      const { elsewhere, results } = this.words;
      const plain = { label: area === "" ? elsewhere : results, colour: "" };
      const { label, colour = "" } = area ? labelOf(this.words, "area", area) : plain;
      const group = make("section", "", { "data-colour": colour });
      group.appendChild(make("h2", label));
      group.appendChild(make("ul", "", { class: "tl-cards" }));
      return group;
    }

    /** @param {Card} card */
    card([url, title, summary, kind, areas, date, dateText, languages]) {
      const card = /** @type {Element} */ (document.importNode(this.template.content, true).firstElementChild);
      write(card, {
        a: title,
        time: dateText,
        ".tl-card__summary": summary,
        ".tl-card__kind span": labelOf(this.words, "kind", kind).label,
        ".tl-card__languages": languages.map((id) => labelOf(this.words, "language", id).label).join(", "),
      });
      one(card, "a").setAttribute("href", this.home + url);
      one(card, "use").setAttribute("href", "#tl-icon-" + kind);
      one(card, "time").setAttribute("datetime", date);
      one(card, ".tl-card__areas").hidden = !areas.length;
      areas.forEach((area) => one(card, ".tl-card__areas").appendChild(this.areaChip(area)));
      return card;
    }

    /** @param {string} area */
    areaChip(area) {
      const { label, colour = "" } = labelOf(this.words, "area", area);
      return make("li", label, { class: "tl-area", "data-colour": colour });
    }
  }

  /** Brings the filters to life where the page has a catalogue. */
  function start() {
    const root = document.getElementById("tl-catalogue");
    if (!root) return;
    const catalogue = new Catalogue(root);
    const { store } = catalogue;
    Object.assign(api, { receiveFacts: store.receiveFacts.bind(store), receiveCards: store.receiveCards.bind(store) });
    catalogue.restore();
    catalogue.part.filters.hidden = false;
  }

  const api = {
    readFacts, sizeOf, wordsOf, searchable, parseState, formatState, settled, isPlain, consult, rowsOf, cardScripts,
    countText, fill, labelOf,
  };
  const scope = /** @type {{trainingLibrary?: object}} */ (globalThis);
  scope.trainingLibrary = Object.assign(scope.trainingLibrary || {}, { catalogue: api });
  if (typeof document !== "undefined") start();
})();
