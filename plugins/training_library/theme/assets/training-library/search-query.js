/**
 * What a query means: which terms of the index each of its words may stand for, and what the reader probably meant where
 * a word is unknown. Asks the index only for the shards that the words need.
 */
(function () {
  "use strict";

  const { folded, words, rootOf, fromWrongKeyboard, transliterated } = trainingLibrary.analysis;

  /**
   * @typedef {{term: string, weight: number, postings: any}} Alternative
   * @typedef {{word: string, alternatives: Alternative[], together: Alternative[][]}} Clause
   *   `together`: groups of terms that stand for the word if all of them occur, as the parts of a hyphenated word do
   * @typedef {{clauses: Clause[], phrases: string[][], excluded: Clause[], corrections: [string, string][], terms: Set<string>}} Understood
   */

  const WEIGHTS = { family: 0.4, synonym: 0.7, prefix: 0.6, typo: 0.75, together: 0.9 };
  const MOST_COMPLETIONS = 12;
  const MOST_CORRECTIONS = 3;
  /** A word of so many letters that is unknown is taken for the beginning of one. */
  const SHORTEST_BEGINNING = 4;
  /** A family's root must be this long where the word itself is known, unless little was cut off. */
  const SAFE_ROOT = 6;

  /** Phrases in quotes, words after a minus, and the rest. @param {string} raw */
  function divided(raw) {
    const phrases = [];
    const excluded = [];
    const rest = raw
      .replace(/["“”„«»]([^"“”„«»]*)["“”„«»]/g, (_, phrase) => {
        phrases.push(words(phrase).map(folded));
        return " " + phrase + " ";
      })
      .replace(/(^|\s)[-\u2212\u2013]([\p{L}\p{N}][^\s]*)/gu, (_, space, word) => {
        excluded.push(...words(word));
        return space;
      });
    return { phrases: phrases.filter((phrase) => phrase.length > 0), excluded, rest };
  }

  /** Damerau and Levenshtein: how many letters to add, drop, change or swap; more than `most` is said as most + 1. */
  function distance(/** @type {string} */ one, /** @type {string} */ other, /** @type {number} */ most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let row = 1; row <= one.length; row++) {
      const line = [row];
      let least = row;
      for (let column = 1; column <= other.length; column++) {
        const same = one[row - 1] === other[column - 1];
        let cost = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
        if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
          cost = Math.min(cost, before[column - 2] + 1);
        }
        line.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return most + 1;
      before = last;
      last = line;
    }
    return last[other.length];
  }

  /** @param {string} word how many mistakes a word of its length may have */
  const tolerance = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

  /** The reader's words, looked up. */
  class Reader {
    /** @param {any} store @param {any} meta @param {any} analyser */
    constructor(store, meta, analyser) {
      Object.assign(this, { store, meta, analyser });
      this.synonyms = new Map(Object.entries(meta.synonyms || {}));
      this.equivalents = new Map(Object.entries(meta.equivalents || {}));
    }

    /** @param {string} term @param {number} weight @returns {Promise<Alternative[]>} none when the term is unknown */
    async look(term, weight) {
      const postings = await this.store.postings(term);
      return postings ? [{ term, weight, postings }] : [];
    }

    /** @param {string[]} terms @param {number} weight @returns {Promise<Alternative[]>} */
    async lookAll(terms, weight) {
      return (await Promise.all(terms.map((term) => this.look(term, weight)))).flat();
    }

    /** Terms of the same word family. @param {string} term @param {boolean} isKnown */
    async family(term, isKnown) {
      const families = this.meta.rules.families;
      const root = rootOf(term, families);
      if (!root || (isKnown && root.length < SAFE_ROOT && term.length - root.length > 2)) return [];
      const near = await this.store.startingWith(root);
      const kin = near.filter((candidate) => {
        if (candidate === term || rootOf(candidate, families) !== root) return false;
        return !isKnown || root.length >= SAFE_ROOT || candidate.length - root.length <= 2;
      });
      return this.lookAll(kin.slice(0, MOST_COMPLETIONS), WEIGHTS.family);
    }

    /** What a word stands for as it is written. @param {string} word @returns {Promise<Clause>} */
    async exact(word) {
      const parts = this.analyser.termsOf(word);
      const whole = parts[parts.length - 1];
      const clause = { word, alternatives: [], together: [] };
      if (!whole) return clause;
      clause.alternatives = await this.look(whole.term, 1);
      if (parts.length > 1) {
        const pieces = await Promise.all(parts.slice(0, -1).map((part) => this.look(part.term, WEIGHTS.together)));
        if (pieces.every((piece) => piece.length)) clause.together.push(pieces.map((piece) => piece[0]));
        else if (!clause.alternatives.length) clause.alternatives = pieces.flat();
      }
      return clause;
    }

    /** @param {Clause} clause */
    static isKnown(clause) {
      return clause.alternatives.length > 0 || clause.together.length > 0;
    }

    /** Adds what widens a known word a little: its family and its synonyms. @param {Clause} clause */
    async widen(clause) {
      const parts = this.analyser.termsOf(clause.word);
      if (parts.length !== 1) return clause;
      const term = parts[0].term;
      const synonyms = await this.lookAll(this.synonyms.get(term) || [], WEIGHTS.synonym);
      const family = await this.family(term, Reader.isKnown(clause));
      const known = new Set(clause.alternatives.map((alternative) => alternative.term));
      clause.alternatives.push(...synonyms.concat(family).filter(({ term: other }) => !known.has(other)));
      return clause;
    }

    /** What the beginning of a word may become. @param {string} word @returns {Promise<Alternative[]>} */
    async completions(word) {
      const beginning = folded(word);
      if (beginning.length < 2) return [];
      const terms = await this.store.startingWith(beginning);
      const found = await this.lookAll(terms.slice(0, 4 * MOST_COMPLETIONS), WEIGHTS.prefix);
      return found.sort((a, b) => b.postings.places.length - a.postings.places.length).slice(0, MOST_COMPLETIONS);
    }

    /** Words of the library that differ from a word by no more than a slip. @param {string} word */
    async corrections(word) {
      const typed = folded(word);
      const most = tolerance(typed);
      if (!most) return [];
      const own = await this.store.lexicon(typed[0]);
      let near = this.nearest(typed, most, own);
      if (!near.length && typed.length > 4) {
        const others = this.meta.lexicons.filter((initial) => initial !== typed[0] && this.analyser.isOwn(initial));
        near = this.nearest(typed, 1, (await Promise.all(others.map((initial) => this.store.lexicon(initial)))).flat());
      }
      return near;
    }

    /** @param {string} typed @param {number} most @param {{term: string, word: string}[]} lexicon */
    nearest(typed, most, lexicon) {
      const stem = this.analyser.stem(typed);
      const stemMost = Math.min(most, tolerance(stem));
      const found = [];
      for (const { term, word } of lexicon) {
        const byWord = distance(typed, word, most);
        const byStem = stemMost && byWord > 0 ? distance(stem, term, stemMost) : most + 1;
        const off = Math.min(byWord, byStem > stemMost ? most + 1 : byStem);
        if (off <= most) found.push({ term, word, off });
      }
      const least = Math.min(...found.map(({ off }) => off));
      return found.filter(({ off }) => off === least);
    }

    /** What an unknown word may have been meant to be, the likeliest way first. @param {string} word @returns {Promise<[Clause, string] | null>} */
    async meant(word) {
      const { rules } = this.meta;
      const readings = [fromWrongKeyboard(word, rules)];
      if (Object.keys(rules.transliteration).length && !this.analyser.isOwn(word)) {
        readings.push(transliterated(folded(word), rules.transliteration));
      }
      for (const reading of readings) {
        for (const candidate of words(reading)) {
          if (candidate === word || candidate.length < 2) continue;
          const clause = await this.exact(candidate);
          if (Reader.isKnown(clause)) return [await this.widen(clause), candidate];
        }
      }
      return this.corrected(word, readings);
    }

    /** @param {string} word @param {string[]} readings @returns {Promise<[Clause, string] | null>} */
    async corrected(word, readings) {
      const begun = word.length < SHORTEST_BEGINNING ? [] : await this.completions(word);
      const kin = await this.widen({ word, alternatives: begun, together: [] });
      if (Reader.isKnown(kin)) return [kin, word];
      const spelt = this.analyser.isOwn(word) ? [word] : readings.slice(1);
      for (const reading of spelt) {
        const near = await this.corrections(reading);
        const found = await this.lookAll(near.map(({ term }) => term), WEIGHTS.typo);
        if (!found.length) continue;
        found.sort((a, b) => b.postings.places.length - a.postings.places.length);
        const best = found.slice(0, MOST_CORRECTIONS);
        const shown = near.find(({ term }) => term === best[0].term);
        return [{ word, alternatives: best, together: [] }, shown ? shown.word : word];
      }
      return null;
    }
  }

  /** Two words that the library writes as one, or with a hyphen. @param {Reader} reader @param {string} one @param {string} other */
  async function joined(reader, one, other) {
    const clause = await reader.exact(one + other);
    return Reader.isKnown(clause) ? { ...clause, word: one + " " + other } : null;
  }

  /**
   * @param {string} raw @param {any} store @param {any} meta @param {any} analyser
   * @param {{typing?: boolean}} options typing: the last word may be unfinished
   * @returns {Promise<Understood>}
   */
  async function understood(raw, store, meta, analyser, options) {
    const reader = new Reader(store, meta, analyser);
    const { phrases, excluded, rest } = divided(translatedPhrases(raw, reader));
    let asked = words(rest).filter((word) => analyser.termsOf(word).length > 0);
    if (!asked.length) asked = words(rest.toUpperCase()); // Stop words alone may be acronyms: WHO.
    let clauses = await Promise.all(asked.map((word) => reader.exact(word)));
    const isUnknown = (/** @type {Clause} */ clause) => !Reader.isKnown(clause);
    if (clauses.length && clauses.every(isUnknown)) {
      const flipped = words(fromWrongKeyboard(rest, meta.rules)).filter((word) => analyser.termsOf(word).length > 0);
      const again = await Promise.all(flipped.map((word) => reader.exact(word)));
      const known = again.filter(Reader.isKnown).length;
      if (known && known >= again.length / 2) {
        /** @type {[string, string][]} */
        const corrections = [[rest.trim(), flipped.join(" ")]];
        return finished(reader, again, flipped, { phrases, excluded, corrections, options, rest });
      }
    }
    return finished(reader, clauses, asked, { phrases, excluded, corrections: [], options, rest });
  }

  /** @param {Reader} reader @param {Clause[]} clauses @param {string[]} asked @param {any} more @returns {Promise<Understood>} */
  async function finished(reader, clauses, asked, { phrases, excluded, corrections, options, rest }) {
    const done = [];
    for (let place = 0; place < clauses.length; place++) {
      const clause = clauses[place];
      const isLast = place === clauses.length - 1;
      const next = clauses[place + 1];
      if (next && (!Reader.isKnown(clause) || !Reader.isKnown(next) || asked[place].length < 3)) {
        const whole = await joined(reader, asked[place], asked[place + 1]);
        if (whole) {
          done.push(await reader.widen(whole));
          place++;
          continue;
        }
      }
      if (isLast && options.typing && !/\s$/.test(rest)) {
        const known = new Set(clause.alternatives.map(({ term }) => term));
        clause.alternatives.push(...(await reader.completions(asked[place])).filter(({ term }) => !known.has(term)));
      }
      if (Reader.isKnown(clause)) {
        done.push(await reader.widen(clause));
        continue;
      }
      const meant = await reader.meant(asked[place]);
      if (meant) {
        done.push(meant[0]);
        if (folded(meant[1]) !== folded(asked[place])) corrections.push([asked[place], meant[1]]);
      } else done.push(clause);
    }
    const banned = await Promise.all(excluded.map((/** @type {string} */ word) => reader.exact(word)));
    return { clauses: done, phrases, excluded: banned, corrections, terms: termsOf(done) };
  }

  /** @param {Clause[]} clauses */
  function termsOf(clauses) {
    const terms = new Set();
    for (const { alternatives, together } of clauses) {
      for (const { term } of alternatives.concat(...together)) terms.add(term);
    }
    return terms;
  }

  /** Put the words of this language for terms that the vocabulary knows in another one. @param {string} raw @param {Reader} reader */
  function translatedPhrases(raw, reader) {
    const own = reader.equivalents.get(words(raw).map(folded).join(" "));
    return own || raw;
  }

  trainingLibrary.query = { understood, divided, distance };
})();
