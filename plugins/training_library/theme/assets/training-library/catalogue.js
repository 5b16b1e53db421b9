/**
 * The catalogue's filters on their page: full-text search, facets with live counts, sorting, and a state in the address.
 *
 * The page is complete without this script. Its data are classic scripts, because browsers refuse `fetch` and modules
 * from `file://`. What a state means is told in `catalogue-model.js`; `catalogue-data.js` fetches, `catalogue-cards.js`
 * makes cards.
 */
(function () {
  "use strict";

  const { sizeOf, hasWords, parseState, formatState, isPlain, settled, consult, rowsOf, cardScripts, labelOf } =
    trainingLibrary.catalogueModel;
  const { countText, correctedText, fill } = trainingLibrary.searchBox;
  const { Store, Answers } = trainingLibrary.catalogueData;
  const { Cards, one, write, make } = trainingLibrary.catalogueCards;

  const STEP = 30; // cards shown at first, and added by "more"
  const PAUSE = 150; // milliseconds without a key before a text counts as typed
  const LATE = 250; // milliseconds without data before the reader is told to wait

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

  /** @param {HTMLInputElement[]} boxes @returns {Choices} */
  function valuesOf(boxes) {
    const values = new Map();
    boxes.forEach(({ name, value }) => values.set(name, (values.get(name) || []).concat(value)));
    return values;
  }

  /** The catalogue on its page. */
  class Catalogue {
    /** @param {HTMLElement} root */
    constructor(root) {
      this.root = root;
      const { root: home = "./", scripts = "", version = "" } = root.dataset;
      const suffix = version && "?" + version;
      const goOn = () => this.waiting && this.refresh();
      this.store = new Store((/** @type {string} */ name) => scripts + name + suffix, goOn);
      this.answers = new Answers(goOn);
      this.words = /** @type {Words} */ (JSON.parse(one(root, ".tl-words").textContent || ""));
      this.locale = document.documentElement.lang || undefined;
      this.cards = new Cards(root, this.words, home);
      const names = [
        "filters", "outcome", "status", "corrected", "chosen", "results", "more", "elsewhere", "empty", "unfiltered",
        "failed", "unsearched", "listing",
      ];
      /** @type {Record<string, HTMLElement>} */
      this.part = names.reduce((parts, name) => ({ ...parts, [name]: one(root, ".tl-" + name) }), {});
      this.text = /** @type {HTMLInputElement} */ (one(root, "input[name=q]"));
      this.sort = /** @type {HTMLSelectElement} */ (one(root, "select[name=sort]"));
      this.boxes = /** @type {HTMLInputElement[]} */ (Array.from(root.querySelectorAll("[data-facet] input")));
      this.known = valuesOf(this.boxes);
      this.state = parseState("", this.known);
      this.shown = STEP;
      this.newFrom = 0; // the place of the first card that "more" is bringing; 0 when it is bringing none
      this.timer = this.late = 0;
      this.waiting = false;
      this.asksElsewhere = ""; // the text and choices for which documents of other languages are shown or sought
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
      one(this.part.unsearched, "button").addEventListener("click", () => this.restore());
      one(this.part.unfiltered, "button").addEventListener("click", () => this.clearFacets());
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

    /** Leaves the text alone. */
    clearFacets() {
      this.adopt({ ...this.state, chosen: new Map() }, "pushState");
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
      this.part.failed.hidden = this.part.unsearched.hidden = true;
      this.store.forgive();
      this.answers.forgive();
      this.showState();
      this.refresh();
    }

    /** Shows what the state finds as far as its data are here; called again whenever more of them have come. */
    refresh() {
      if (!this.has(["facts.js"])) return;
      const { text } = this.state;
      const how = this.answers.ask(hasWords(text) ? text : "");
      this.wait(how === "asked");
      if (how !== "asked") this.showAnswer(how === "failed" ? this.answerable() : this.state);
    }

    /** @param {State} state */
    showAnswer(state) {
      const { facts } = this.store;
      const answer = this.answers.last;
      const findings = consult(facts, answer && answer.numbers, state.chosen);
      this.showCounts(findings.counts);
      if (isPlain(state)) return this.showListing();
      this.showResults(rowsOf(facts, findings, state, this.known.get("area") || []), sizeOf(findings.matches), state);
    }

    /** The state with the last text that has an answer, if any. Says that the search failed. */
    answerable() {
      const { last } = this.answers;
      this.warn(last ? fill(this.words.searchedBefore, "query", last.text) : this.words.unsearched);
      return settled(this.state, { ...this.state, text: last ? last.text : "" });
    }

    /** Whether these scripts are here; tells the reader when they are late or fail. @param {string[]} names */
    has(names) {
      const how = this.store.ask(names);
      this.wait(how === "asked");
      if (how === "failed") this.fail();
      return how === "here";
    }

    /** @param {boolean} isWaiting */
    wait(isWaiting) {
      clearTimeout(this.late);
      this.waiting = isWaiting;
      const isSeen = isWaiting && !isPlain(this.state);
      this.part.outcome.setAttribute("aria-busy", String(isSeen));
      if (isSeen) this.late = setTimeout(() => this.say(this.words.searching, true), LATE);
    }

    /** @param {string} status @param {boolean} isBusy */
    say(status, isBusy) {
      if (this.part.status.textContent !== status) this.part.status.textContent = status; // or it is read out again
      this.part.status.classList.toggle("tl-busy", isBusy);
    }

    /** Says that something of the search is missing; what is shown stays. @param {string} text */
    warn(text) {
      write(this.part.unsearched, { p: text });
      this.part.unsearched.hidden = false;
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
      this.root.classList.toggle("tl-catalogue--narrowed", !isPlain(this.state));
      this.boxes.forEach((box) => (box.checked = (chosen.get(box.name) || []).includes(box.value)));
      this.part.filters.querySelectorAll("details").forEach((facet) => {
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
      this.say(status, false);
    }

    showListing() {
      this.part.more.hidden = this.part.corrected.hidden = true;
      this.dropElsewhere();
      this.reveal(this.part.listing, "");
    }

    /** @param {Row[]} rows @param {number} count the documents: one of two areas has two rows @param {State} state */
    showResults(rows, count, state) {
      const visible = rows.slice(0, this.shown);
      if (!this.has(cardScripts(this.store.facts, visible.map(({ ordinal }) => ordinal)))) return;
      this.part.more.hidden = visible.length === rows.length;
      this.cards.forget();
      this.part.results.classList.toggle("tl-results--text", this.answers.last !== null);
      this.part.results.textContent = "";
      visible.forEach((row, index) => this.addRow(row, index === 0 || row.area !== rows[index - 1].area));
      this.reveal(count ? this.part.results : this.part.empty, countText(this.words.status, count, this.locale));
      if (this.newFrom) one(this.part.results.querySelectorAll(".tl-card")[this.newFrom], "a").focus();
      this.newFrom = 0;
      this.showBeside(count, state);
    }

    /** Shows what goes with the results of a text. @param {number} count @param {State} state */
    showBeside(count, state) {
      const answer = this.answers.last;
      this.part.corrected.hidden = true;
      this.part.unfiltered.hidden = !(answer && answer.numbers.length && state.chosen.size);
      if (!answer) return this.dropElsewhere();
      if (answer.corrections.length && count) this.showCorrected(correctedText(answer.text, answer.corrections));
      this.showElsewhere(state);
    }

    /** Says what was looked for in place of what was typed, as a link that types it. @param {string} text */
    showCorrected(text) {
      const next = { ...this.state, text };
      const [before, after] = this.words.corrected.split("%(query)s");
      const link = make("a", text, { href: "?" + formatState(next) });
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.adopt(next, "pushState");
        this.text.focus();
      });
      this.part.corrected.textContent = before;
      this.part.corrected.appendChild(link);
      this.part.corrected.appendChild(document.createTextNode(after));
      this.part.corrected.hidden = false;
    }

    /** Offers what only other languages have, below the results. @param {State} state */
    async showElsewhere({ text, chosen }) {
      const asked = formatState({ text, chosen, sort: "area" });
      if (asked === this.asksElsewhere) return;
      this.dropElsewhere();
      this.asksElsewhere = asked;
      const results = await this.answers.elsewhere(text, chosen).catch(() => null);
      if (asked !== this.asksElsewhere) return;
      if (results) return this.fillElsewhere(results);
      this.asksElsewhere = "";
      this.warn(this.words.incomplete);
    }

    /** @param {Result[]} results */
    fillElsewhere(results) {
      const list = one(this.part.elsewhere, "ul");
      list.textContent = "";
      results.forEach((result) => list.appendChild(this.cards.foreignCard(result)));
      this.part.elsewhere.hidden = !results.length;
    }

    dropElsewhere() {
      this.asksElsewhere = "";
      this.part.elsewhere.hidden = true;
    }

    /** @param {Row} row @param {boolean} opensGroup */
    addRow({ area, ordinal }, opensGroup) {
      if (opensGroup) this.part.results.appendChild(this.group(area));
      const group = /** @type {Element} */ (this.part.results.lastElementChild);
      const card = one(group, ".tl-cards").appendChild(this.cards.card(this.store.cards[ordinal]));
      const answer = this.answers.last;
      if (answer) this.cards.explain(card, ordinal, answer, () => this.warn(this.words.incomplete));
    }

    /** @param {string} [area] */
    group(area) {
      const { elsewhere, results } = this.words;
      if (!area) return this.cards.group(area === "" ? elsewhere : results);
      const { label, colour } = labelOf(this.words, "area", area);
      return this.cards.group(label, colour);
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
    foldWhereNarrow(/** @type {HTMLDetailsElement} */ (one(root, ".tl-filters__facets")));
    catalogue.part.filters.hidden = false;
  }

  /** Lets the results come first where filters do not stand beside them. @param {HTMLDetailsElement} facets */
  function foldWhereNarrow(facets) {
    const wide = matchMedia("(min-width: 48em)");
    facets.open = wide.matches;
    wide.addEventListener("change", () => (facets.open = wide.matches));
  }

  const api = { receiveFacts: () => {}, receiveCards: () => {} };
  trainingLibrary.catalogue = api;
  start();
})();
