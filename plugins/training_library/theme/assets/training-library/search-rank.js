/**
 * Which documents answer a query best, where in them, and in which words. Documents are scored by BM25F (the impacts of
 * the index times the rarity of the term), by how much of the query they have, and by whether its words stand together.
 */
(function () {
  "use strict";

  const { words, folded } = trainingLibrary.analysis;
  const COORDINATION = 1.6;
  const SAME_SECTION = 0.25;
  /** What it is worth, beside the words themselves, that two words of the query stand side by side. */
  const PAIR = 0.8;
  const EXCERPT = 220;
  /** Impacts of the index go from 1 to this. */
  const STEPS = 15;
  /** What parts of a compound are worth that stand in different sections. */
  const APART = 0.8;
  /** A document below this share of the best one's score is no answer. */
  const WORTHLESS = 0.04;
  /** Documents in which an exact phrase is looked for at most. */
  const MOST_READ = 60;

  /** The index tells sections apart up to this one; what is said of it holds for all that follow. */
  const LAST = 5;

  /** @typedef {{place: number, score: number, section: number}} Hit */

  /** @param {number} documents @param {number} bearing */
  const rarity = (documents, bearing) => Math.log(1 + (documents - bearing + 0.5) / (bearing + 0.5));

  /**
   * Of each document the best score for a clause, and the section in which it scores so.
   * @param {any} clause @param {number} documents @returns {{scores: Float32Array, sections: Uint8Array, count: number, exact: number}} count: documents, exact: those with the very term
   */
  function scored({ alternatives, together }, documents) {
    const scores = new Float32Array(documents);
    const sections = new Uint8Array(documents);
    for (const { postings, weight } of alternatives) {
      const { places, impacts, sections: where } = postings;
      for (let at = 0; at < places.length; at++) {
        const score = (weight * impacts[at]) / STEPS;
        if (score > scores[places[at]]) {
          scores[places[at]] = score;
          sections[places[at]] = where[at];
        }
      }
    }
    for (const group of together) addGroup(group, documents, scores, sections);
    const exact = alternatives.filter((/** @type {any} */ { weight }) => weight === 1)[0];
    const count = scores.reduce((sum, score) => sum + (score > 0 ? 1 : 0), 0);
    return { scores, sections, count, exact: exact ? exact.postings.places.length : 0 };
  }

  /** Words that count only together, most in one section. @param {any[]} group @param {number} documents @param {Float32Array} scores @param {Uint8Array} sections */
  function addGroup(group, documents, scores, sections) {
    const parts = group.map((alternative) => scored({ alternatives: [alternative], together: [] }, documents));
    for (let place = 0; place < documents; place++) {
      if (!parts.every((part) => part.scores[place] > 0)) continue;
      const section = parts[0].sections[place];
      const apart = parts.every((part) => part.sections[place] === section) ? 1 : APART;
      const score = (apart * parts.reduce((sum, part) => sum + part.scores[place], 0)) / parts.length;
      if (score > scores[place]) {
        scores[place] = score;
        sections[place] = section;
      }
    }
  }

  /**
   * The documents that have a word of the query, the best first; those far below the best are left out.
   * @param {any} query of `understood` @param {number} documents how many there are
   * @param {((place: number) => boolean) | null} [admitted]
   * @returns {Hit[]}
   */
  function ranked(query, documents, admitted) {
    const clauses = query.clauses.map((/** @type {any} */ clause) => scored(clause, documents));
    const found = clauses.filter((/** @type {any} */ clause) => clause.count).sort((/** @type {any} */ a, /** @type {any} */ b) => a.count - b.count);
    const unknown = clauses.length - found.length;
    const rarities = found.map((/** @type {any} */ clause) => rarity(documents, clause.exact || clause.count));
    const whole = rarities.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0.5 * unknown);
    const pairs = query.pairs.map((/** @type {any} */ pair) => ({
      scores: scored({ alternatives: [pair], together: [] }, documents).scores,
      worth: PAIR * rarity(documents, pair.postings.places.length),
    }));
    const banned = query.excluded.map((/** @type {any} */ clause) => scored(clause, documents).scores);
    const scores = new Float32Array(documents);
    let best = 0;
    for (let place = 0; place < documents; place++) {
      if (banned.some((/** @type {Float32Array} */ one) => one[place] > 0) || (admitted && !admitted(place))) continue;
      scores[place] = scoreOf(place, found, rarities, whole);
      for (const pair of pairs) scores[place] += pair.worth * pair.scores[place];
      best = Math.max(best, scores[place]);
    }
    /** @type {Hit[]} */
    const hits = [];
    scores.forEach((score, place) => {
      if (score > 0 && score >= best * WORTHLESS) hits.push({ place, score, section: sectionOf(place, found) });
    });
    return hits.sort((a, b) => b.score - a.score || a.place - b.place);
  }

  /** What a document is worth to a query. @param {number} place @param {any[]} found clauses, the rarest first @param {number[]} rarities @param {number} whole */
  function scoreOf(place, found, rarities, whole) {
    let [score, mass, matched, near] = [0, 0, 0, 0];
    const section = sectionOf(place, found);
    for (let at = 0; at < found.length; at++) {
      const part = found[at].scores[place];
      if (!part) continue;
      if (found[at].sections[place] === section) near++;
      score += rarities[at] * part;
      mass += rarities[at] * Math.min(1, 0.4 + part);
      matched++;
    }
    if (!matched) return 0;
    const together = matched > 1 ? 1 + (SAME_SECTION * near) / matched : 1;
    return score * Math.pow(mass / whole, COORDINATION) * together;
  }

  /** Where the rarest word of a query stands that a document has in a section of its own. @param {number} place @param {any[]} found */
  function sectionOf(place, found) {
    for (const clause of found) if (clause.scores[place] > 0 && clause.sections[place] > 0) return clause.sections[place];
    return 0;
  }

  /** Whether the words of a phrase stand in a text side by side. @param {string[]} phrase @param {string[]} text folded words */
  function hasPhrase(phrase, text) {
    for (let start = text.indexOf(phrase[0]); start >= 0; start = text.indexOf(phrase[0], start + 1)) {
      if (phrase.every((word, at) => text[start + at] === word)) return true;
    }
    return false;
  }

  /** A word as phrases are compared: its parts, and one apostrophe for both. @param {string} word */
  const pieces = (word) => folded(word).replace(/\u2019/g, "'").split(/[-\u2010\u2011]/);

  /**
   * The hits in which every phrase stands, and none of those that are banned.
   * @param {Hit[]} hits @param {{phrases: string[][], banned: string[][]}} asked @param {any} store @param {number} limit
   */
  async function withPhrases(hits, { phrases, banned }, store, limit) {
    const kept = [];
    const [wanted, unwanted] = [phrases, banned].map((some) => some.map((phrase) => phrase.flatMap(pieces)));
    for (let start = 0; start < Math.min(hits.length, MOST_READ) && kept.length < limit; start += 10) {
      const read = await Promise.all(
        hits.slice(start, start + 10).map(async (hit) => {
          const [[, title, , isLong], summary, ...sections] = await store.text(hit.place);
          const all = isLong ? [...sections, ...(await store.later(hit.place)).slice(1)] : sections;
          const parts = [title, summary, ...all.flatMap(([, heading, text]) => [heading, text])];
          const folds = parts.map((part) => words(part).flatMap(pieces));
          const stands = (/** @type {string[]} */ phrase) => folds.some((part) => hasPhrase(phrase, part));
          return wanted.every(stands) && !unwanted.some(stands) ? hit : null;
        }),
      );
      kept.push(...read.filter((hit) => hit !== null));
    }
    return kept;
  }

  /** The words of the texts that were read last: with each letter that is typed, much the same texts are read again. @type {Map<string, string[]>} */
  const readLast = new Map();
  const MOST_KEPT = 100;

  /** @param {string} text */
  function wordsOf(text) {
    const known = readLast.get(text);
    if (known) return known;
    const found = words(text);
    if (readLast.size >= MOST_KEPT) readLast.clear();
    readLast.set(text, found);
    return found;
  }

  /**
   * Where the words of the query stand in a text: place and length of each, with its term.
   * @param {string} text @param {any} analyser @param {Set<string>} terms
   */
  function marksIn(text, analyser, terms) {
    const marks = [];
    const isAsked = (/** @type {any} */ part) => terms.has(part.term);
    let at = 0;
    for (const word of wordsOf(text)) {
      at = text.indexOf(word, at);
      const part = analyser.termsOf(word).find(isAsked);
      if (part) marks.push({ at, length: word.length, term: part.term });
      at += word.length;
    }
    return marks;
  }

  /** The stretch of a text with the most different words of the query. @param {string} text @param {any[]} marks */
  function excerptOf(text, marks) {
    let best = { start: 0, value: -1 };
    marks.forEach((first, index) => {
      const inside = marks.slice(index).filter((mark) => mark.at + mark.length <= first.at + EXCERPT - 40);
      const value = 10 * new Set(inside.map((mark) => mark.term)).size + inside.length;
      if (value > best.value) best = { start: first.at, value };
    });
    let start = Math.max(0, best.start - 40);
    const space = text.indexOf(" ", start);
    if (start > 0 && space < best.start) start = space + 1 || start;
    let end = Math.min(text.length, start + EXCERPT);
    if (end < text.length && text.lastIndexOf(" ", end) > best.start) end = text.lastIndexOf(" ", end);
    const excerpt = (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
    const shift = start > 0 ? 2 - start : 0;
    const shown = marks.filter((mark) => mark.at >= start && mark.at + mark.length <= end);
    return { excerpt, marks: shown.map((mark) => [mark.at + shift, mark.length]), value: best.value };
  }

  /**
   * The card of a hit and the sections where it may stand. The index tells where its words weigh most; no more of a text
   * is fetched than that.
   * @param {Hit} hit @param {any} store @returns {Promise<{card: any, sections: [string, string, string][]}>}
   */
  async function textOf(hit, store) {
    if (hit.section === LAST) {
      const [card, ...sections] = await store.later(hit.place);
      return { card, sections };
    }
    const [card, summary, ...sections] = await store.text(hit.place);
    return { card, sections: hit.section ? sections.slice(hit.section - 1, hit.section) : [["", "", summary], ...sections] };
  }

  /**
   * Heading, anchor and excerpt of the section that answers best.
   * @param {[string, string, string][]} sections @param {any} analyser @param {Set<string>} terms
   */
  function placeOf(sections, analyser, terms) {
    let best = null;
    for (const [anchor, heading, body] of sections) {
      const found = excerptOf(body, marksIn(body, analyser, terms));
      const value = found.value + 12 * marksIn(heading, analyser, terms).length;
      if (!best || value > best.value) best = { anchor, section: heading, excerpt: found.excerpt, marks: found.marks, value };
    }
    return best || { anchor: "", section: "", excerpt: "", marks: [], value: 0 };
  }

  /** How closely the words of a query stand in the best place: 1 for side by side, towards 0. @param {string} text @param {any} analyser @param {Set<string>} terms @param {number} wanted */
  function closeness(text, analyser, terms, wanted) {
    const marks = marksIn(text, analyser, terms);
    let best = 0;
    marks.forEach((first, index) => {
      const seen = new Set([first.term]);
      for (const mark of marks.slice(index + 1, index + 12)) {
        seen.add(mark.term);
        const gap = mark.at + mark.length - first.at;
        if (seen.size > 1) best = Math.max(best, (Math.min(seen.size, wanted) / wanted) * Math.min(1, (12 * seen.size) / gap));
      }
    });
    return best;
  }

  trainingLibrary.rank = { ranked, withPhrases, textOf, placeOf, marksIn, closeness, hasPhrase };
})();
