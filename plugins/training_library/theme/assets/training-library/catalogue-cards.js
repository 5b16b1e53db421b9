/**
 * The cards of the catalogue page, made from its template, with the passage that answers the reader's text: the title of
 * the section, which leads there, and an excerpt in which the words are marked.
 */
(function () {
  "use strict";

  const { labelOf, isInEveryArea } = trainingLibrary.catalogueModel;
  const { showMarked } = trainingLibrary.searchBox;

  const AHEAD = "600px"; // passages are read before their cards come into view, and no earlier

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

  /** Calls back once an element is about to be seen. */
  class Watch {
    /** @param {(element: Element) => void} onSeen */
    constructor(onSeen) {
      this.onSeen = onSeen;
      /** @param {IntersectionObserverEntry[]} entries @param {IntersectionObserver} observer */
      const notice = (entries, observer) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
        observer.unobserve(target);
        onSeen(target);
      });
      this.observer = "IntersectionObserver" in window ? new IntersectionObserver(notice, { rootMargin: AHEAD }) : null;
    }

    /** @param {Element} element */
    add(element) {
      if (this.observer) this.observer.observe(element);
      else this.onSeen(element);
    }

    forget() {
      if (this.observer) this.observer.disconnect();
    }
  }

  /** Makes cards. */
  class Cards {
    /** @param {ParentNode} page with the templates @param {Words} words @param {string} home the way to the root of the site */
    constructor(page, words, home) {
      /** @param {string} name */
      const templateOf = (name) => /** @type {HTMLTemplateElement} */ (one(page, `.tl-${name}-template`)).content;
      this.template = templateOf("card");
      this.passage = templateOf("passage");
      this.words = words;
      this.home = home;
      this.locale = document.documentElement.lang || undefined;
      this.passages = /** @type {WeakMap<Element, () => void>} */ (new WeakMap());
      this.watch = new Watch((card) => /** @type {() => void} */ (this.passages.get(card))());
    }

    /** Leaves alone the cards that were made so far. */
    forget() {
      this.watch.forget();
    }

    /** @param {string} heading @param {string} [colour] */
    group(heading, colour = "") {
      const group = make("section", "", { "data-colour": colour });
      group.appendChild(make("h2", heading));
      group.appendChild(make("ul", "", { class: "tl-cards" }));
      return group;
    }

    /** The card of a document on the reader's shelf. @param {Card} card */
    card([url, title, summary, kind, areas, date, dateText, languages, textLanguage]) {
      const card = this.blank(this.home + url, title, kind, textLanguage);
      write(card, { time: dateText, ".tl-card__summary": summary, ".tl-card__languages": this.languages(languages) });
      one(card, "time").setAttribute("datetime", date);
      one(card, ".tl-card__areas").hidden = !areas.length;
      this.areaChips(areas).forEach((chip) => one(card, ".tl-card__areas").appendChild(chip));
      return card;
    }

    /** The card of a document that only another language has. @param {Result} result */
    foreignCard(result) {
      const card = this.blank(result.url.split("#")[0], result.title, result.kind, result.language);
      write(card, { ".tl-card__languages": this.languages([result.language]) });
      [".tl-card__summary", ".tl-card__areas", "time"].forEach((selector) => one(card, selector).remove());
      showMarked(one(card, ".tl-card__title a"), result.title, result.titleMarks);
      this.showPassage(card, result);
      card.querySelectorAll(".tl-card__passage").forEach((passage) => passage.setAttribute("lang", result.language));
      return card;
    }

    /** @param {string} url @param {string} title @param {string} kind @param {string} language of its words */
    blank(url, title, kind, language) {
      const card = /** @type {Element} */ (document.importNode(this.template, true).firstElementChild);
      write(card, { ".tl-card__title a": title, ".tl-card__kind span": labelOf(this.words, "kind", kind).label });
      one(card, ".tl-card__title a").setAttribute("href", url);
      one(card, "use").setAttribute("href", "#tl-icon-" + kind);
      if (language !== this.locale) {
        [".tl-card__title", ".tl-card__summary"].forEach((text) => one(card, text).setAttribute("lang", language));
      }
      return card;
    }

    /** @param {string[]} ids */
    languages(ids) {
      return ids.map((id) => labelOf(this.words, "language", id).label).join(", ");
    }

    /**
     * Marks the words of an answer on a card, and adds the passage when the card is about to be seen.
     * @param {Element} card @param {number} ordinal @param {Answer} answer @param {() => void} onMissing
     */
    explain(card, ordinal, answer, onMissing) {
      [".tl-card__title a", ".tl-card__summary"].map((selector) => one(card, selector)).forEach((element) => {
        const text = element.textContent || "";
        showMarked(element, text, answer.marks(text));
      });
      const known = answer.known.get(ordinal);
      if (known) return this.showPassage(card, known);
      this.passages.set(card, () => this.readPassage(card, ordinal, answer).catch(onMissing));
      this.watch.add(card);
    }

    /** @param {Element} card @param {number} ordinal @param {Answer} answer */
    async readPassage(card, ordinal, answer) {
      const result = await answer.result(ordinal);
      if (result.isIncomplete) throw new Error(result.path);
      answer.known.set(ordinal, result);
      this.showPassage(card, result);
    }

    /** Shows a passage, unless the card says the same already. @param {Element} card @param {Result} result */
    showPassage(card, { url, section, sectionMarks, excerpt, marks }) {
      const summary = card.querySelector(".tl-card__summary");
      const isKnown = !section && summary && (summary.textContent || "").includes(excerpt.replace(/^… | …$/g, ""));
      if (isKnown || !(section || excerpt)) return;
      const passage = document.importNode(this.passage, true);
      one(passage, ".tl-card__section a").setAttribute("href", url);
      showMarked(one(passage, ".tl-card__section a"), section, sectionMarks);
      showMarked(one(passage, ".tl-card__excerpt"), excerpt, marks);
      if (!section) one(passage, ".tl-card__section").remove();
      card.insertBefore(passage, one(card, ".tl-card__facts"));
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

  trainingLibrary.catalogueCards = { Cards, one, write, make };
})();
