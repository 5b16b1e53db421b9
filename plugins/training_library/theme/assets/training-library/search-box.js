/**
 * The search box: suggestions while the reader types, as "editable combobox with list autocomplete" of the ARIA Authoring
 * Practices has it. Without this script its form leads to the catalogue.
 *
 * The search itself (`search.js` and what that builds on) is loaded once a reader wants it, by `engine`. What boxes and
 * catalogue both need to show answers is here too: `pieces`, `correctedText`, `countText`, `fill`.
 */
(function () {
  "use strict";

  /**
   * @typedef {[number, number][]} Marks places and lengths of words
   * @typedef {{text: string, isMarked: boolean}} Piece
   * @typedef {{path: string, title: string, titleMarks: Marks, section: string, sectionMarks: Marks, url: string,
   *   excerpt: string, marks: Marks, kind: string, language: string, isIncomplete: boolean}} Result
   * @typedef {{languages: Record<string, string>, found: Record<string, string>, all: string, none: string, advice: string,
   *   searching: string, corrected: string, failed: string, incomplete: string}} BoxWords
   */

  const SCRIPTS = ["search-analysis.js", "search-spelling.js", "search-store.js", "search-query.js", "search-rank.js", "search.js"];
  const PAUSE = 60; // milliseconds without a key before a text counts as typed
  const LATE = 250; // milliseconds without an answer before a reader is told to wait
  const MOST = 6; // suggestions
  const MOST_ELSEWHERE = 3; // of which in other languages
  const AROUND_WORDS = /^["“”„«»(]+|["“”„«».,;:!?)]+$/g;
  const LEAD = 24; // characters before the first mark of an excerpt that has one line only

  /** A text in pieces, those that are marked and those between. @param {string} text @param {Marks} marks @returns {Piece[]} */
  function pieces(text, marks) {
    let end = 0;
    const parts = marks.flatMap(([at, length]) => {
      const before = { text: text.slice(end, at), isMarked: false };
      end = at + length;
      return [before, { text: text.slice(at, end), isMarked: true }];
    });
    return parts.concat({ text: text.slice(end), isMarked: false }).filter((piece) => piece.text);
  }

  /** An excerpt whose first mark stands near its beginning. @param {string} excerpt @param {Marks} marks */
  function oneLine(excerpt, marks) {
    const first = marks.length ? marks[0][0] : 0;
    const start = first > LEAD ? excerpt.lastIndexOf(" ", first - LEAD / 2) + 1 : 0;
    if (!start) return { excerpt, marks };
    const shift = 2 - start;
    const moved = marks.map(([at, length]) => /** @type {[number, number]} */ ([at + shift, length]));
    return { excerpt: "… " + excerpt.slice(start), marks: moved };
  }

  /** What was looked for in place of what was typed. @param {string} text @param {[string, string][]} corrections */
  function correctedText(text, corrections) {
    return corrections.reduce((left, [typed, meant]) => {
      if (/\s/.test(typed)) return left.split(typed).join(meant);
      const correct = (/** @type {string} */ word) => (word.replace(AROUND_WORDS, "") === typed ? word.replace(typed, () => meant) : word);
      return left.split(/(\s+)/).map(correct).join("");
    }, text);
  }

  /** @param {string} pattern @param {string} name @param {string} value */
  const fill = (pattern, name, value) => pattern.split(`%(${name})s`).join(value);

  /** @param {Record<string, string>} forms by plural category @param {number} count @param {string} [locale] */
  function countText(forms, count, locale) {
    const form = forms[new Intl.PluralRules(locale).select(count)] || forms.other;
    return fill(form, "count", new Intl.NumberFormat(locale).format(count));
  }

  /** @param {Element} element @param {string} text @param {Marks} marks */
  function showMarked(element, text, marks) {
    element.textContent = "";
    pieces(text, marks).forEach((piece) => {
      const node = piece.isMarked ? document.createElement("mark") : document.createTextNode("");
      node.textContent = piece.text;
      element.appendChild(node);
    });
  }

  /** @type {Promise<any> | null} */
  let loading = null;

  /** @param {string} src @returns {Promise<void>} */
  function load(src) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.async = false; // they are fetched together and run one after the other
      script.src = src;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(src));
      document.head.appendChild(script);
    });
  }

  /** The search, loaded when it is asked for first. @returns {Promise<any>} */
  function engine() {
    if (loading) return loading;
    const root = document.body.dataset.root || "./";
    const ours = root + "assets/training-library/";
    const settings = { base: ours + "search/", root, language: document.documentElement.lang, stemmers: ours + "vendor/snowball-" };
    const started = Promise.all(SCRIPTS.map((name) => load(ours + name))).then(() => {
      Object.assign(trainingLibrary.search.settings, settings);
      return trainingLibrary.search;
    });
    started.catch(() => (loading = null)); // the next who asks may find the line in order again
    return (loading = started);
  }

  /** A search field with its suggestions. */
  class SearchBox {
    /** @param {HTMLFormElement} form @param {BoxWords} words */
    constructor(form, words) {
      this.form = form;
      this.words = words;
      this.locale = document.documentElement.lang;
      /** @param {string} selector */
      const part = (selector) => /** @type {HTMLElement} */ (form.querySelector(selector));
      this.input = /** @type {HTMLInputElement} */ (part("input[name=q]"));
      [this.panel, this.note, this.list, this.status] =
        [".tl-suggest", ".tl-suggest__note", ".tl-suggest__list", ".tl-suggest__status"].map(part);
      this.options = /** @type {HTMLElement[]} */ ([]);
      this.active = -1; // the option that the keyboard has reached
      this.turn = 0; // counts searches, so that late answers to earlier ones are known
      this.timer = this.waiting = 0;
      this.becomeCombobox();
      this.listen();
    }

    becomeCombobox() {
      const attributes = {
        role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
        "aria-haspopup": "listbox",
      };
      Object.entries(attributes).forEach(([name, value]) => this.input.setAttribute(name, value));
    }

    listen() {
      this.input.addEventListener("focus", () => this.prepare());
      this.input.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.activate(-1);
        this.timer = setTimeout(() => this.look(), PAUSE);
      });
      this.input.addEventListener("keydown", (event) => this.press(event));
      this.input.addEventListener("click", () => this.panel.hidden && this.look());
      this.form.addEventListener("focusout", ({ relatedTarget }) => {
        if (!this.form.contains(/** @type {Node | null} */ (relatedTarget))) this.close();
      });
      this.form.addEventListener("submit", () => this.close());
      this.panel.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
      this.list.addEventListener("click", () => this.close());
    }

    /** Loads what a search needs while the reader still thinks. */
    prepare() {
      engine().then((search) => search.open(this.locale)).catch(() => {}); // `look` will tell
    }

    /** @param {KeyboardEvent} event */
    press(event) {
      if (event.isComposing) return;
      const keys = /** @type {Record<string, () => boolean>} */ ({
        ArrowDown: () => this.move(1),
        ArrowUp: () => this.move(-1),
        Enter: () => this.choose(),
        Escape: () => this.leave(),
        Home: () => this.activate(-1),
        End: () => this.activate(-1),
        ArrowLeft: () => this.activate(-1),
        ArrowRight: () => this.activate(-1),
      });
      if (keys[event.key] && keys[event.key]()) event.preventDefault();
    }

    /** Goes to the next option, past the last one back to the field. @param {number} step @returns {boolean} whether the key is used up */
    move(step) {
      if (!this.options.length || this.panel.hidden) {
        this.look();
        return true;
      }
      const places = this.options.length + 1; // the field itself is the one before the first option
      this.activate(((this.active + 1 + step + places) % places) - 1);
      return true;
    }

    /** @param {number} place -1: the field itself @returns {boolean} false: the key still moves the cursor in the field */
    activate(place) {
      this.active = place;
      this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
      const option = this.options[place];
      this.input.removeAttribute("aria-activedescendant");
      if (!option) return false;
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
      return false;
    }

    choose() {
      const option = this.options[this.active];
      if (!option || this.panel.hidden) return false; // the form is sent
      option.click();
      return true;
    }

    /** Closes the suggestions; once they are closed, empties the field. */
    leave() {
      if (this.panel.hidden) this.input.value = "";
      this.close();
      return true;
    }

    close() {
      clearTimeout(this.timer);
      clearTimeout(this.waiting);
      this.turn += 1;
      this.panel.hidden = true;
      this.status.textContent = "";
      this.input.setAttribute("aria-expanded", "false");
      this.activate(-1);
    }

    /** Asks for suggestions. An answer that comes when the reader has typed on is dropped. */
    async look() {
      const query = this.input.value.trim();
      if (!query) return this.close();
      if (this.panel.hidden) this.empty();
      const turn = (this.turn += 1);
      const isCurrent = () => turn === this.turn;
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => isCurrent() && this.tell(this.words.searching, true), LATE);
      try {
        await this.ask(query, isCurrent);
      } catch (error) {
        if (isCurrent()) this.tell(this.words.failed, false);
      }
    }

    /** @param {string} query @param {() => boolean} isCurrent */
    async ask(query, isCurrent) {
      const search = await engine();
      const results = await search(query, { limit: MOST });
      if (!isCurrent()) return;
      if (results.length) this.show(query, results, []);
      if (results.length === MOST) return;
      const limit = Math.min(MOST_ELSEWHERE, MOST - results.length);
      const others = await search.elsewhere(query, { limit });
      if (isCurrent() && (others.length || !results.length)) this.show(query, results, others);
    }

    /** Says something above what is shown, which stays. @param {string} text @param {boolean} isBusy */
    tell(text, isBusy) {
      clearTimeout(this.waiting);
      this.note.textContent = text;
      this.note.hidden = !text;
      this.note.classList.toggle("tl-busy", isBusy);
      this.status.textContent = text;
      this.panel.hidden = false;
    }

    empty() {
      this.list.textContent = "";
      this.list.hidden = true;
      this.options = [];
    }

    /** @param {string} query @param {any} results @param {Result[]} others */
    show(query, results, others) {
      const count = results.length + others.length;
      this.tell(this.noteOn(query, results, count), false);
      const active = this.active < results.length ? this.active : -1;
      this.empty();
      results.concat(others).forEach((/** @type {Result} */ result) => this.add(this.suggestion(result)));
      this.add(this.wayOn(query, results.total + others.length));
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      this.activate(active);
      if (count) this.status.textContent += " " + countText(this.words.found, results.total, this.locale);
    }

    /** @param {string} query @param {any} results @param {number} count */
    noteOn(query, { corrections, isIncomplete }, count) {
      if (!count) return fill(this.words.none, "query", query);
      if (isIncomplete) return this.words.incomplete;
      return corrections.length ? fill(this.words.corrected, "query", correctedText(query, corrections)) : "";
    }

    /** @param {HTMLElement} option */
    add(option) {
      option.id = `${this.list.id}-${this.options.length}`;
      option.tabIndex = -1; // the field keeps the focus
      option.setAttribute("role", "option");
      this.options.push(option);
      this.list.appendChild(option);
    }

    /** @param {Result} result */
    suggestion({ url, language, title, titleMarks, section, sectionMarks, excerpt, marks }) {
      const option = document.createElement("a");
      const line = oneLine(excerpt, marks);
      option.className = "tl-suggest__option";
      option.href = url;
      this.addLine(option, "title", title, titleMarks, language);
      if (language !== this.locale) this.addLine(option, "language", this.words.languages[language] || language, [], this.locale);
      if (section) this.addLine(option, "section", section, sectionMarks, language);
      if (excerpt) this.addLine(option, "excerpt", line.excerpt, line.marks, language);
      return option;
    }

    /** @param {Element} option @param {string} name @param {string} text @param {Marks} marks @param {string} language */
    addLine(option, name, text, marks, language) {
      const line = option.appendChild(document.createElement("span"));
      line.className = "tl-suggest__" + name;
      if (language !== this.locale) line.lang = language;
      showMarked(line, text, marks);
    }

    /** The option that leads to the catalogue. @param {string} query @param {number} total */
    wayOn(query, total) {
      const option = document.createElement("a");
      option.className = "tl-suggest__option tl-suggest__all";
      option.href = this.form.action.split(/[?#]/)[0] + "?" + new URLSearchParams({ q: query });
      option.textContent = total ? fill(this.words.all, "count", new Intl.NumberFormat(this.locale).format(total)) : this.words.advice;
      return option;
    }
  }

  /** Whether a key is typed into something. @param {EventTarget | null} target */
  function isField(target) {
    const element = /** @type {HTMLElement} */ (target);
    return element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);
  }

  /** `/` and Ctrl+K (whatever the keyboard's letters) lead to the field. @param {SearchBox} box */
  function listenToShortcuts({ input }) {
    input.setAttribute("aria-keyshortcuts", "/ Control+K");
    document.addEventListener("keydown", (event) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const isSlash = event.key === "/" && isPlain && !isField(event.target);
      const isControlK = event.code === "KeyK" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isSlash && !isControlK) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }

  function start() {
    const texts = document.querySelector(".tl-search-words");
    if (!texts) return;
    const { languages, phrases } = JSON.parse(texts.textContent || "");
    const words = /** @type {BoxWords} */ ({ ...phrases, languages });
    const forms = /** @type {HTMLFormElement[]} */ (Array.from(document.querySelectorAll("form[data-suggests]")));
    const boxes = forms.map((form) => new SearchBox(form, words));
    if (boxes.length) listenToShortcuts(boxes[0]);
  }

  const scope = /** @type {{trainingLibrary?: object}} */ (globalThis);
  const searchBox = { engine, pieces, oneLine, correctedText, countText, fill, showMarked };
  scope.trainingLibrary = Object.assign(scope.trainingLibrary || {}, { searchBox });
  if (typeof document !== "undefined") start();
})();
