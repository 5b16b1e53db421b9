/**
 * Which documents answer a query best, where in them, and in which words. Documents are scored by BM25F (the impacts of
 * the index times the rarity of the term), by how much of the query they have, and by whether its words stand together.
 */
(function () {
  "use strict";

  const { words, folded } = trainingLibrary.analysis;
  const COORDINATION = 1.6;
  const SAME_SECTION = 0.25;
  const EXCERPT = 220;
  /** Documents in which an exact phrase is looked for at most. */
  const MOST_READ = 60;

  /** @typedef {{place: number, score: number, section: number, matched: number}} Hit */

  /** @param {number} documents @param {number} bearing */
  const rarity = (documents, bearing) => Math.log(1 + (documents - bearing + 0.5) / (bearing + 0.5));

  /** For each document that has a clause, the best score and section. @param {any} clause @returns {Map<number, [number, number]>} */
  function documentsOf(clause) {
    /** @type {Map<number, [number, number]>} */
    const found = new Map();
    /** @param {number} place @param {number} score @param {number} section */
    const keep = (place, score, section) => {
      const known = found.get(place);
      if (!known || known[0] < score) found.set(place, [score, section]);
    };
    for (const { postings, weight } of clause.alternatives) {
      postings.places.forEach((/** @type {number} */ place, /** @type {number} */ at) =>
        keep(place, (weight * postings.impacts[at]) / 15, postings.sections[at]));
    }
    for (const group of clause.together) {
      const parts = group.map((/** @type {any} */ alternative) => documentsOf({ alternatives: [alternative], together: [] }));
      parts[0].forEach((/** @type {[number, number]} */ first, /** @type {number} */ place) => {
        const all = parts.map((/** @type {Map<number, [number, number]>} */ part) => part.get(place));
        if (!all.every(Boolean)) return;
        const together = all.every((/** @type {any} */ one) => one[1] === first[1]) ? 1 : 0.6;
        keep(place, (together * all.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one[0], 0)) / all.length, first[1]);
      });
    }
    return found;
  }

  /**
   * The documents that have a word of the query, the best first.
   * @param {any} query of `understood` @param {number} documents how many there are
   * @param {((place: number) => boolean) | null} [admitted]
   * @returns {Hit[]}
   */
  function ranked(query, documents, admitted) {
    const clauses = query.clauses.filter((/** @type {any} */ clause) => clause.alternatives.length || clause.together.length);
    const banned = new Set(query.excluded.flatMap((/** @type {any} */ clause) => Array.from(documentsOf(clause).keys())));
    const found = clauses.map(documentsOf);
    const rarities = found.map((/** @type {Map<number, any>} */ map) => rarity(documents, map.size));
    const whole = rarities.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0) +
      (query.clauses.length - clauses.length) * 0.5;
    /** @type {Map<number, {score: number, mass: number, sections: number[], matched: number}>} */
    const totals = new Map();
    found.forEach((/** @type {Map<number, [number, number]>} */ map, /** @type {number} */ clause) => {
      map.forEach(([score, section], place) => {
        if (banned.has(place) || (admitted && !admitted(place))) return;
        const total = totals.get(place) || { score: 0, mass: 0, sections: [], matched: 0 };
        total.score += rarities[clause] * score;
        total.mass += rarities[clause] * Math.min(1, 0.4 + score);
        total.sections.push(section);
        total.matched++;
        totals.set(place, total);
      });
    });
    return Array.from(totals, ([place, total]) => {
      const section = mostCommon(total.sections);
      const near = total.sections.filter((one) => one === section).length / total.sections.length;
      const score = total.score * Math.pow(total.mass / whole, COORDINATION) * (1 + SAME_SECTION * near * (total.matched > 1 ? 1 : 0));
      return { place, score, section, matched: total.matched };
    }).sort((a, b) => b.score - a.score || a.place - b.place);
  }

  /** @param {number[]} sections @returns {number} the one that most words share; a section rather than the title (0) */
  function mostCommon(sections) {
    const counts = new Map();
    sections.forEach((section) => counts.set(section, (counts.get(section) || 0) + (section ? 1 : 0.5)));
    return Array.from(counts).sort((a, b) => b[1] - a[1] || a[0] - b[0])[0][0];
  }

  /** Whether the words of a phrase stand in a text side by side. @param {string[]} phrase @param {string[]} text folded words */
  function hasPhrase(phrase, text) {
    for (let start = text.indexOf(phrase[0]); start >= 0; start = text.indexOf(phrase[0], start + 1)) {
      if (phrase.every((word, at) => text[start + at] === word)) return true;
    }
    return false;
  }

  /** The hits in which every phrase stands. @param {Hit[]} hits @param {string[][]} phrases @param {any} store @param {number} limit */
  async function withPhrases(hits, phrases, store, limit) {
    const kept = [];
    for (let start = 0; start < Math.min(hits.length, MOST_READ) && kept.length < limit; start += 10) {
      const read = await Promise.all(
        hits.slice(start, start + 10).map(async (hit) => {
          const [card, [summary, ...sections]] = await Promise.all([store.card(hit.place), store.text(hit.place)]);
          const parts = [card[2], summary, ...sections.flatMap(([, heading, text]) => [heading, text])];
          const folds = parts.map((part) => words(part).flatMap((word) => folded(word).split(/[-\u2010\u2011]/)));
          const split = phrases.map((phrase) => phrase.flatMap((word) => word.split(/[-\u2010\u2011]/)));
          return split.every((phrase) => folds.some((part) => hasPhrase(phrase, part))) ? hit : null;
        }),
      );
      kept.push(...read.filter((hit) => hit !== null));
    }
    return kept;
  }

  /**
   * Where the words of the query stand in a text: place and length of each, with its term.
   * @param {string} text @param {any} analyser @param {Set<string>} terms
   */
  function marksIn(text, analyser, terms) {
    const marks = [];
    const pattern = /[\p{L}\p{N}]+(?:[-\u2010\u2011'\u2019][\p{L}\p{N}]+)*/gu;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const hit = analyser.termsOf(match[0]).find((/** @type {any} */ part) => terms.has(part.term));
      if (hit) marks.push({ at: match.index, length: match[0].length, term: hit.term });
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
    if (start > 0) start = text.indexOf(" ", start) + 1 || start;
    let end = Math.min(text.length, start + EXCERPT);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 1);
    const excerpt = (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
    const shift = start > 0 ? 2 - start : 0;
    const shown = marks.filter((mark) => mark.at >= start && mark.at + mark.length <= end);
    return { excerpt, marks: shown.map((mark) => [mark.at + shift, mark.length]), value: best.value };
  }

  /**
   * Heading, anchor and excerpt of a hit. The index tells where its words weigh most; the text decides.
   * @param {[string, ...[string, string, string][]]} text @param {Hit} hit @param {any} analyser @param {Set<string>} terms
   */
  function placeOf(text, hit, analyser, terms) {
    const [summary, ...sections] = text;
    const wanted = sections[hit.section - 1];
    const choices = wanted ? [wanted] : [["", "", summary], ...sections.slice(0, 12)];
    let best = null;
    for (const [anchor, heading, body] of /** @type {[string, string, string][]} */ (choices)) {
      const found = excerptOf(body, marksIn(body, analyser, terms));
      const value = found.value + 12 * marksIn(heading, analyser, terms).length;
      if (!best || value > best.value) best = { anchor, section: heading, excerpt: found.excerpt, marks: found.marks, value };
    }
    return best || { anchor: "", section: "", excerpt: summary, marks: [], value: 0 };
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

  trainingLibrary.rank = { ranked, withPhrases, placeOf, marksIn, closeness, hasPhrase };
})();
