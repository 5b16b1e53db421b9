/**
 * The catalogue's filters on their page: facets with live counts, a text filter, sorting, and a state in the address.
 *
 * The page is complete without this script. Its data are classic scripts, because browsers refuse `fetch` and modules
 * from `file://`. What a state means is told in `catalogue-model.js`.
 */
(function () {
  "use strict";

  const {
    readFacts, sizeOf, wordsOf, searchable, parseState, formatState, isPlain, settled, consult, rowsOf, cardScripts,
    countText, fill, labelOf, upTo, isInEveryArea,
  } = trainingLibrary.catalogueModel;

  const STEP = 30; // cards shown at first, and added by "more"
  const PAUSE = 150; // milliseconds without a key before a text counts as typed

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
    card([url, title, summary, kind, areas, date, dateText, languages, textLanguage]) {
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
      this.areaChips(areas).forEach((chip) => one(card, ".tl-card__areas").appendChild(chip));
      if (textLanguage !== this.locale) {
        [".tl-card__title", ".tl-card__summary"].forEach((text) => one(card, text).setAttribute("lang", textLanguage));
      }
      return card;
    }

    /** @param {string[]} areas */
    areaChips(areas) {
      if (isInEveryArea(this.words, areas)) return [make("li", this.words.everyArea, { class: "tl-area" })];
      return areas.map((area) => this.areaChip(area));
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

  const api = { receiveFacts: () => {}, receiveCards: () => {} };
  trainingLibrary.catalogue = api;
  start();
})();
