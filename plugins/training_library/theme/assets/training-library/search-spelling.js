/**
 * Which words are so much alike that one may be a slip for the other.
 */
(function () {
  "use strict";

  /** The letters of a word, a bit for each of 32 classes: what words cannot be alike is seen at once. @param {string} word */
  function lettersOf(word) {
    let bits = 0;
    for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
    return bits;
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

  /** @param {number} bits */
  function bitCount(bits) {
    let count = 0;
    for (let rest = bits; rest; rest &= rest - 1) count++;
    return count;
  }

  /**
   * The entries that differ least from what was typed, at most by `most`.
   * @param {any[]} lexicon @param {string} typed @param {number} most
   * @param {(entry: any) => string} text @param {(entry: any) => number} letters
   */
  function closest(lexicon, typed, most, text, letters) {
    const own = lettersOf(typed);
    let least = most;
    /** @type {any[]} */
    let found = [];
    for (const entry of lexicon) {
      if (bitCount(own ^ letters(entry)) > 2 * least) continue; // Each mistake changes two classes of letters at most.
      const off = distance(typed, text(entry), least);
      if (off < least) [least, found] = [off, []];
      if (off === least) found.push(entry);
    }
    return found;
  }

  /** @param {string} word how many mistakes a word of its length may have */
  const tolerance = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

  globalThis.trainingLibrary = globalThis.trainingLibrary || {};
  trainingLibrary.spelling = { lettersOf, distance, closest, tolerance };
})();
