/**
 * What a query means: which terms of the index each of its words may stand for, and what the reader probably meant where
 * a word is unknown. Asks the index only for the shards that the words need.
 */
(function () {
  "use strict";

  const { folded, words, rootsOf, kinOf, fromWrongKeyboard, transliterations } = trainingLibrary.analysis;
  const { closest, distance, tolerance } = trainingLibrary.spelling;

  /**
   * @typedef {{term: string, weight: number, postings: any}} Alternative
   * @typedef {{word: string, alternatives: Alternative[], together: Alternative[][]}} Clause
   *   `together`: groups of terms that stand for the word if all of them occur, as the parts of a hyphenated word do
   * @typedef {{clauses: Clause[], pairs: Alternative[], phrases: string[][], banned: string[][], excluded: Clause[], corrections: [string, string][], terms: Set<string>}} Understood
   */

  const WEIGHTS = { variant: 0.95, family: 0.55, synonym: 0.7, prefix: 0.6, longer: 0.55, typo: 0.75, together: 0.9 };
  const MOST_COMPLETIONS = 12;
  const MOST_CORRECTIONS = 3;
  /** A word of so many letters that is unknown is taken for the beginning of one. */
  const SHORTEST_BEGINNING = 4;
  /** What is typed beyond so many characters is not looked for: a pasted page would keep the browser busy for a minute. */
  const LONGEST_QUERY = 500;
  /** Words of a phrase that may have a synonym. */
  const LONGEST_PHRASE = 3;
  /** Shorter words that are known may be so by chance. */
  const SHORTEST_WORD = 3;
  /** Stems shorter than this are too alike to take one for the other. */
  const SHORTEST_STEM = 5;
  /** A family's root must be this long where the word itself is known, unless little or a long ending was cut off. */
  const SAFE_ROOT = 6;
  const LONG_ENDING = 4;

  /** Phrases in quotes, words and phrases after a minus, and the rest. @param {string} raw */
  function divided(raw) {
    /** @type {string[][]} */
    const phrases = [];
    /** @type {string[][]} */
    const banned = [];
    const excluded = [];
    const rest = raw
      .replace(/((?:^|\s)[-\u2212\u2013])?["“”„«»]([^"“”„«»]*)["“”„«»]/g, (_, minus, phrase) => {
        (minus ? banned : phrases).push(words(phrase).map(folded));
        return minus ? " " : " " + phrase + " ";
      })
      .replace(/(^|\s)[-\u2212\u2013]([\p{L}\p{N}][^\s]*)/gu, (_, space, word) => {
        excluded.push(...words(word));
        return space;
      })
      .replace(/(^|[^\p{L}\p{N}])((?:\p{L}\.){2,})/gu, (_, before, acronym) => before + acronym.replace(/\./g, "")); // G.I.S.
    const isSaid = (/** @type {string[]} */ phrase) => phrase.length > 0;
    return { phrases: phrases.filter(isSaid), banned: banned.filter(isSaid), excluded, rest };
  }

  /** The reader's words, looked up. */
  class Reader {
    /** @param {any} store @param {any} meta @param {any} analyser */
    constructor(store, meta, analyser) {
      Object.assign(this, { store, meta, analyser });
      this.synonyms = new Map(Object.entries(meta.synonyms));
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

    /** A word of the query in all its forms. @param {{part: string, term: string}} word @param {number} weight @returns {Promise<Alternative[]>} */
    async lookAround({ part, term }, weight) {
      const others = this.analyser.isOwn(part) ? this.analyser.variants(part, term) : [];
      const found = await Promise.all([this.look(term, weight), this.lookAll(others, weight * WEIGHTS.variant)]);
      return found.flat();
    }

    /** Terms of the same word family. @param {string} term @param {boolean} isKnown @returns {Promise<Alternative[]>} */
    async family(term, isKnown) {
      const terms = new Set([...kinOf(term, this.meta.rules.kin || []), ...(await this.sharingRoot(term, isKnown))]);
      return this.lookAll(Array.from(terms).slice(0, MOST_COMPLETIONS), WEIGHTS.family);
    }

    /** Terms with the same root, the more they share the earlier. @param {string} term @param {boolean} isKnown @returns {Promise<string[]>} */
    async sharingRoot(term, isKnown) {
      const { families, alternations = {} } = this.meta.rules;
      const rootsIn = (/** @type {string} */ one) => rootsOf(one, families)
        .filter((root) => root.length >= SHORTEST_STEM)
        .map((root) => root.slice(0, -1) + (alternations[root.slice(-1)] || root.slice(-1)));
      const own = rootsIn(term);
      if (!own.length) return [];
      const root = own[own.length - 1];
      const alternates = Object.values(alternations).includes(root.slice(-1));
      const near = await this.store.startingWith(alternates ? root.slice(0, -1) : root);
      const kin = near.map((candidate) => {
        const theirs = rootsIn(candidate);
        const shared = candidate === term ? "" : own.find((root) => theirs.includes(root)) || "";
        const off = Math.max(term.length, candidate.length) - shared.length;
        const isSafe = !isKnown || shared.length >= SAFE_ROOT || off <= 2 || off >= LONG_ENDING;
        return { candidate, shared: isSafe ? shared : "" };
      });
      const best = kin.filter(({ shared }) => shared).sort((a, b) => b.shared.length - a.shared.length);
      return best.map(({ candidate }) => candidate);
    }

    /** What a word stands for as it is written. @param {string} word @returns {Promise<Clause>} */
    async exact(word) {
      const parts = this.analyser.termsOf(word);
      const whole = parts[parts.length - 1];
      const clause = { word, alternatives: [], together: [] };
      if (!whole) return clause;
      clause.alternatives = await this.lookAround(whole, 1);
      if (parts.length > 1) {
        const pieces = await Promise.all(parts.slice(0, -1).map((part) => this.lookAround(part, WEIGHTS.together)));
        if (pieces.every((piece) => piece.length)) clause.together.push(pieces.map((piece) => piece[0]));
        else if (!clause.alternatives.length) clause.alternatives = pieces.flat();
      }
      return clause;
    }

    /** @param {Clause} clause */
    static isKnown(clause) {
      return clause.alternatives.length > 0 || clause.together.length > 0;
    }

    /**
     * Adds what the vocabulary says means the same as a word or a phrase.
     * @param {Clause} clause @param {string} phrase terms with spaces
     */
    async addSynonyms(clause, phrase) {
      for (const other of this.synonyms.get(phrase) || []) {
        const terms = await this.lookAll(other.split(" "), WEIGHTS.synonym);
        if (terms.length === 1 && !other.includes(" ")) clause.alternatives.push(terms[0]);
        else if (terms.length === other.split(" ").length) clause.together.push(terms);
      }
      return clause;
    }

    /** The terms of words, a compound as one. @param {string[]} asked */
    termsOf(asked) {
      return asked.map((word) => this.analyser.termsOf(word).slice(-1).map((part) => part.term).join()).join(" ");
    }

    /** Clauses for words, phrases that have synonyms as one clause. @param {string[]} asked @returns {Promise<Clause[]>} */
    async clauses(asked) {
      /** @type {Promise<Clause>[]} */
      const found = [];
      for (let place = 0; place < asked.length; ) {
        let length = Math.min(LONGEST_PHRASE, asked.length - place);
        while (length > 1 && !this.synonyms.has(this.termsOf(asked.slice(place, place + length)))) length--;
        found.push(this.clause(asked.slice(place, place + length)));
        place += length;
      }
      return Promise.all(found);
    }

    /** @param {string[]} phrase @returns {Promise<Clause>} */
    async clause(phrase) {
      const clause = await this.exact(phrase[0]);
      if (phrase.length > 1) {
        const terms = await this.lookAll(this.termsOf(phrase).split(" "), 1);
        clause.word = phrase.join(" ");
        clause.alternatives = terms.map((one) => ({ ...one, weight: WEIGHTS.family })); // No document may have them all.
        clause.together = terms.length === phrase.length ? [terms] : [];
      }
      return this.addSynonyms(clause, this.termsOf(phrase));
    }

    /** Puts what this language calls it for words that the vocabulary knows in another. @param {string[]} asked */
    async translated(asked) {
      const searched = asked.filter((word) => this.analyser.termsOf(word).length > 0);
      const known = await Promise.all(searched.map((word) => this.exact(word)));
      if (known.every(Reader.isKnown)) return asked;
      const equivalents = await this.store.more("equivalents");
      const found = [];
      for (let place = 0; place < asked.length; ) {
        let length = Math.min(LONGEST_PHRASE + 3, asked.length - place);
        const key = () => asked.slice(place, place + length).map(folded).join(" ");
        while (length > 0 && !Object.hasOwn(equivalents, key())) length--;
        if (length) found.push(...words(equivalents[key()]));
        else found.push(asked[place]);
        place += length || 1;
      }
      return found;
    }

    /** Adds what widens a known word a little: its family. @param {Clause} clause */
    async widen(clause) {
      const parts = this.analyser.termsOf(clause.word);
      if (parts.length !== 1) return clause;
      const term = parts[0].term;
      const family = await this.family(term, Reader.isKnown(clause));
      const known = new Set(clause.alternatives.map((alternative) => alternative.term));
      clause.alternatives.push(...family.filter(({ term: other }) => !known.has(other)));
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

    /** Completions of a word that goes on beyond the stem (interoperab), found among the words themselves. @param {string} word */
    async beginnings(word) {
      const begun = await this.completions(word);
      if (begun.length) return begun;
      const typed = folded(word);
      const near = (await this.store.lexicon(typed[0])).filter((entry) => entry.word.startsWith(typed));
      return this.lookAll(near.slice(0, MOST_COMPLETIONS).map(({ term }) => term), WEIGHTS.prefix);
    }

    /** Words of the library that differ from a word by no more than a slip. @param {string} word */
    async corrections(word) {
      const typed = folded(word);
      const most = tolerance(typed);
      if (!most) return [];
      const near = this.nearest(typed, most, await this.store.lexicon(typed[0]));
      if (typed.length < SHORTEST_STEM || (near.length && distance(typed, near[0].word, 1) <= 1)) return near;
      // The first letter may be one too many or have changed its place; only then it is worth while to look everywhere.
      const second = this.nearest(typed, 1, await this.store.lexicon(typed[1]));
      if (second.length || near.length) return second.length ? second : near;
      const others = this.meta.lexicons.filter((initial) => !typed.slice(0, 2).includes(initial) && this.analyser.isOwn(initial));
      return this.nearest(typed, 1, (await Promise.all(others.map((initial) => this.store.lexicon(initial)))).flat());
    }

    /** @param {string} typed @param {number} most @param {{term: string, word: string}[]} lexicon */
    nearest(typed, most, lexicon) {
      const stem = this.analyser.stem(typed);
      const byWord = closest(lexicon, typed, most, ({ word }) => word, ({ letters }) => letters);
      if (stem.length < SHORTEST_STEM || (byWord.length && distance(typed, byWord[0].word, 1) <= 1)) return byWord;
      // The lexicon has one form of each word, the reader may have typed another: a stem that is nearer counts more.
      const byStem = closest(lexicon, stem, 1, ({ term }) => term, ({ termLetters }) => termLetters);
      return byStem.length ? byStem : byWord;
    }

    /** What an unknown word may have been meant to be, the likeliest way first. @param {string} word @returns {Promise<[Clause, string] | null>} */
    async meant(word) {
      const { rules } = this.meta;
      const readings = [fromWrongKeyboard(word, rules)];
      if (Object.keys(rules.transliteration).length && !this.analyser.isOwn(word)) {
        readings.push(...transliterations(folded(word), rules.transliteration));
      }
      for (const reading of readings) {
        for (const candidate of words(reading)) {
          if (candidate === word || candidate.length < 2) continue;
          const clause = await this.exact(candidate);
          if (Reader.isKnown(clause)) return [await this.widen(clause), candidate];
        }
      }
      return this.corrected(word, readings.slice(0, 2));
    }

    /** @param {string} word @param {string[]} readings @returns {Promise<[Clause, string] | null>} */
    async corrected(word, readings) {
      const begun = word.length < SHORTEST_BEGINNING ? [] : await this.beginnings(word);
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
    const { rest, ...asides } = divided(raw.slice(0, LONGEST_QUERY));
    const isSearched = (/** @type {string} */ word) => analyser.termsOf(word).length > 0;
    let asked = (await reader.translated(words(rest))).filter(isSearched);
    if (!asked.length) asked = words(rest.toUpperCase()); // Stop words alone may be acronyms: WHO.
    const clauses = await reader.clauses(asked);
    const isUnknown = (/** @type {Clause} */ clause) => !Reader.isKnown(clause);
    const unknown = clauses.filter(isUnknown);
    if (unknown.length && clauses.every((clause) => isUnknown(clause) || clause.word.length < SHORTEST_WORD)) {
      const flipped = words(fromWrongKeyboard(rest, meta.rules)).filter(isSearched);
      const again = await reader.clauses(flipped);
      const known = again.filter(Reader.isKnown).length;
      if (known && known >= again.length / 2) {
        /** @type {[string, string][]} */
        const corrections = [[rest.trim(), flipped.join(" ")]];
        return finished(reader, again, { ...asides, corrections, options, rest });
      }
    }
    return finished(reader, clauses, { ...asides, corrections: [], options, rest });
  }

  /** @param {Reader} reader @param {Clause[]} clauses @param {any} more @returns {Promise<Understood>} */
  async function finished(reader, clauses, { phrases, banned, excluded, corrections, options, rest }) {
    const done = [];
    for (let place = 0; place < clauses.length; place++) {
      const clause = clauses[place];
      const isLast = place === clauses.length - 1;
      const next = clauses[place + 1];
      if (next && (!Reader.isKnown(clause) || !Reader.isKnown(next) || clause.word.length < 3)) {
        const whole = await joined(reader, clause.word, next.word);
        if (whole) {
          done.push(await reader.widen(whole));
          place++;
          continue;
        }
      }
      if (isLast && options.typing !== false && !/\s$/.test(rest)) {
        const known = new Set(clause.alternatives.map(({ term }) => term));
        const begun = (await reader.completions(clause.word)).filter(({ term }) => !known.has(term));
        if (known.size) for (const alternative of begun) alternative.weight = WEIGHTS.longer;
        clause.alternatives.push(...begun);
      }
      if (Reader.isKnown(clause)) {
        done.push(await reader.widen(clause));
        continue;
      }
      const meant = await reader.meant(clause.word);
      if (meant) {
        done.push(meant[0]);
        if (folded(meant[1]) !== folded(clause.word)) corrections.push([clause.word, meant[1]]);
      } else done.push(clause);
    }
    const without = await Promise.all(excluded.map((/** @type {string} */ word) => reader.exact(word)));
    return { clauses: done, pairs: await pairsOf(done, reader), phrases, banned, excluded: without, corrections, terms: termsOf(done) };
  }

  /** Words of the query that the library has side by side. @param {Clause[]} clauses @param {Reader} reader @returns {Promise<Alternative[]>} */
  async function pairsOf(clauses, reader) {
    const terms = clauses.flatMap(({ word, alternatives }) =>
      word.includes(" ") ? reader.termsOf(words(word)).split(" ") : [alternatives[0] ? alternatives[0].term : ""]);
    const beside = terms.slice(1).map((term, at) => (term && terms[at] ? terms[at] + "+" + term : "")).filter(Boolean);
    return reader.lookAll(beside, 1);
  }

  /** @param {Clause[]} clauses */
  function termsOf(clauses) {
    const terms = new Set();
    for (const { alternatives, together } of clauses) {
      for (const { term } of alternatives.concat(...together)) terms.add(term);
    }
    return terms;
  }

  trainingLibrary.query = { understood };
})();
