/**
 * What the catalogue page asks for as it is needed: its own data (facts and cards), and the answers of the search. Each
 * says of what it was asked for whether that is "here", "asked" (on its way) or "failed".
 */
(function () {
  "use strict";

  const { readFacts } = trainingLibrary.catalogueModel;
  const { engine } = trainingLibrary.searchBox;

  const MOST_ELSEWHERE = 12; // documents in other languages

  /** The data scripts. */
  class Store {
    /** @param {(name: string) => string} locate @param {() => void} onSettled */
    constructor(locate, onSettled) {
      this.locate = locate;
      this.onSettled = onSettled;
      this.facts = readFacts({ count: 0, chunk: 1, newest: "", facets: {} });
      this.cards = /** @type {Card[]} */ ([]);
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
  }

  /**
   * What the search says to a text.
   * @typedef {{text: string, numbers: number[], corrections: [string, string][], marks: (text: string) => Marks,
   *   result: (ordinal: number) => Promise<Result>, known: Map<number, Result>}} Answer known: results that were read
   */
  class Answers {
    /** @param {() => void} onSettled */
    constructor(onSettled) {
      this.onSettled = onSettled;
      this.text = "";
      this.how = /** @type {"here" | "asked" | "failed"} */ ("here");
      this.last = /** @type {Answer | null} */ (null); // to the text, or to one before when that failed
    }

    /** @param {string} text "": none */
    ask(text) {
      if (text === this.text) return this.how;
      this.text = text;
      this.how = text ? "asked" : "here";
      if (text) this.look(text);
      else this.last = null;
      return this.how;
    }

    /** @param {string} text */
    async look(text) {
      /** @type {Answer | null} */
      let answer = null;
      try {
        const search = await engine();
        answer = { ...(await search.answers(text)), text, known: new Map() };
      } catch (error) {
        answer = null; // its scripts could not be loaded
      }
      if (text !== this.text) return;
      this.how = answer ? "here" : "failed";
      this.last = answer || this.last;
      this.onSettled();
    }

    /** Lets a text that failed be asked again. */
    forgive() {
      if (this.how === "failed") this.text = "";
    }

    /** Documents that other languages alone have. @param {string} text @param {Choices} chosen @returns {Promise<Result[]>} */
    async elsewhere(text, chosen) {
      const search = await engine();
      /** @type {Record<string, string[]>} */
      const facets = {};
      chosen.forEach((values, facet) => (facets[facet] = values));
      return search.elsewhere(text, { facets, limit: MOST_ELSEWHERE });
    }
  }

  trainingLibrary.catalogueData = { Store, Answers };
})();
