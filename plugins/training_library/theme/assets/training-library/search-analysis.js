/**
 * From what is typed to the terms of the index: the twin of `search/analysis.py`, with the rules of the language handed
 * over by the index. What only queries need comes after: word families, the wrong keyboard, Latin for Cyrillic.
 */
(function () {
  "use strict";

  /**
   * @typedef {{stemmer: string, script: string, stopWords: string, spelling: [string, string][], families: string[],
   *   keyboard: string, transliteration: Record<string, string>, endings?: [string, string][],
   *   variants?: [string, string][], bare?: string,
   *   alternations?: Record<string, string>, kin?: string[]}} Rules
   * @typedef {{part: string, term: string}} Part
   */

  var LONGEST_WORD = 35;
  var WORD = /[\p{L}\p{N}]+(?:[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff][\p{L}\p{N}]*|[-\u2010\u2011'\u2019][\p{L}\p{N}]+)*/gu;
  /** So many words are kept: each may keep the whole text alive from which it was cut. */
  var MOST_WORDS = 5000;
  var HYPHEN = /[-\u2010\u2011]/;
  var APOSTROPHE = /['\u2019](s$)?/g;
  var UNREAD = /[\u0301\u00ad\u200b-\u200f\u2060\ufeff]/g;
  var ACCENTS = /([a-z])[\u0300-\u036f]+/g;
  /** @type {Record<string, string>} */
  var STROKES = { ł: "l", ø: "o", đ: "d", ı: "i" };
  var LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
  /** A root of a word family: a shorter one fits words that have nothing in common. */
  var SHORTEST_ROOT = 5;

  /** @param {string} text */
  function folded(text) {
    return text.normalize("NFC").replace(UNREAD, "").toLowerCase().replace(/ё/g, "е").replace(/ß/g, "ss");
  }

  /** @param {string} text @returns {string[]} */
  function words(text) {
    return text.match(WORD) || [];
  }

  /** @param {string} word */
  function withoutAccents(word) {
    return word.normalize("NFD").replace(ACCENTS, "$1").normalize("NFC").replace(/[łøđı]/g, function (letter) {
      return STROKES[letter];
    });
  }

  /** @param {[string, string][] | undefined} rules */
  function patterns(rules) {
    return (rules || []).map(function (rule) {
      return { pattern: new RegExp(rule[0]), replacement: rule[1] };
    });
  }

  /** What applies the first rule that fits a word. @param {[string, string][] | undefined} rules */
  function replacement(rules) {
    var known = patterns(rules);
    return function (/** @type {string} */ word) {
      for (var rule of known) if (rule.pattern.test(word)) return word.replace(rule.pattern, rule.replacement);
      return word;
    };
  }

  /** @param {Rules} rules */
  function Analyser(rules) {
    var stop = new Set(rules.stopWords.split(" "));
    var script = rules.script ? new RegExp(rules.script) : null;
    var spelt = replacement(rules.spelling);
    var withEnding = replacement(rules.endings);
    var others = patterns(rules.variants);
    var bare = rules.bare ? new RegExp(rules.bare) : null;
    var stemmer = trainingLibrary.stemmers && trainingLibrary.stemmers[rules.stemmer];
    /** @type {Map<string, Part[]>} */
    var known = new Map();

    /** @param {string} word */
    function stem(word) {
      if (!script || !script.test(word)) return withoutAccents(word);
      word = withoutAccents(spelt(word));
      return withEnding(stemmer ? stemmer.stemWord(word) : word);
    }

    /**
     * Other terms that forms of the same word may have: the stemmer takes the end of a bare word for an ending, and a
     * vowel comes and goes. @param {string} part @param {string} term @returns {string[]}
     */
    function variants(part, term) {
      var found = new Set();
      if (bare && stemmer && bare.test(part)) found.add(part);
      if (bare && stemmer && bare.test(term)) found.add(withEnding(stemmer.stemWord(term)));
      for (var rule of others) if (rule.pattern.test(term)) found.add(term.replace(rule.pattern, rule.replacement));
      found.delete(term);
      return Array.from(found);
    }

    /** The parts of a word with their terms, for one with hyphens all parts joined too. @param {string} word */
    function termsOf(word) {
      var found = known.get(word);
      if (found) return found;
      var characters = Array.from(word);
      var isAcronym = characters.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
      var parts = folded(word).split(HYPHEN).map(function (part) {
        return part.replace(APOSTROPHE, "");
      });
      if (parts.length > 1) parts.push(parts.join(""));
      found = parts
        .filter(function (part) {
          return part && (isAcronym || !stop.has(part));
        })
        .map(function (part) {
          var cut = Array.from(part).slice(0, LONGEST_WORD).join("");
          return { part: cut, term: stem(cut) };
        });
      if (known.size >= MOST_WORDS) known.clear();
      known.set(word, found);
      return found;
    }

    /** Does the language write its own words like this? @param {string} word */
    function isOwn(word) {
      return !script || script.test(folded(word));
    }

    return { termsOf: termsOf, stem: stem, variants: variants, isOwn: isOwn };
  }

  /**
   * A term and what is left of it as endings are taken off, one after the other.
   * @param {string} term
   * @param {string[]} families endings, the longest first
   */
  function rootsOf(term, families) {
    var roots = [term];
    for (var round = 0; round < 3; round++) {
      var root = roots[round];
      var ending = families.find(function (candidate) {
        return root.endsWith(candidate) && root.length - candidate.length >= SHORTEST_ROOT;
      });
      if (!ending) break;
      roots.push(root.slice(0, -ending.length));
    }
    return roots;
  }

  /**
   * The root that the words of a family share, or "" when the term is too short for one that is safe.
   * @param {string} term
   * @param {string[]} families endings, the longest first
   */
  function rootOf(term, families) {
    var root = rootsOf(term, families).pop() || "";
    return root.length >= SHORTEST_ROOT ? root : "";
  }

  /**
   * Terms of the same family that have no root in common with a term (detain, detention).
   * @param {string} term
   * @param {string[]} kin stems, or endings with a hyphen before them, of which each may stand for the others of its line
   */
  function kinOf(term, kin) {
    var found = new Set();
    for (var line of kin) {
      var own = line.split(" ").find(function (stem) {
        return stem[0] === "-" ? term.length >= stem.length && term.endsWith(stem.slice(1)) : term === stem;
      });
      if (!own) continue;
      var start = own[0] === "-" ? term.slice(0, 1 - own.length) : "";
      for (var other of line.split(" ")) found.add(start + other.replace("-", ""));
    }
    found.delete(term);
    return Array.from(found);
  }

  /** @type {Record<string, string>} what a key of the Latin keyboard writes with Shift, and without */
  var UNSHIFTED = { "<": ",", ">": ".", ":": ";", '"': "'", "{": "[", "}": "]", "~": "`" };

  /** What the same keys write on the other keyboard. @param {string} text @param {string} from @param {string} to */
  function retyped(text, from, to) {
    return Array.from(text.toLowerCase(), function (character) {
      var key = from.indexOf(UNSHIFTED[character] || character);
      return key < 0 || key >= to.length ? character : to[key];
    }).join("");
  }

  /**
   * What was meant by keys pressed on the wrong keyboard, both ways.
   * @param {string} text @param {Rules} rules
   */
  function fromWrongKeyboard(text, rules) {
    var own = rules.keyboard;
    if (own && own !== LATIN_KEYS) return retyped(text, LATIN_KEYS, own);
    return retyped(text, "йцукенгшщзхъфывапролджэячсмитьбюё", LATIN_KEYS);
  }

  /** Cyrillic for Latin letters, letter group by letter group. @param {string} word @param {Record<string, string>} table */
  function transliterated(word, table) {
    var text = "";
    for (var place = 0; place < word.length; ) {
      var length = 4;
      while (length > 1 && !(word.substr(place, length) in table)) length--;
      var letters = word.substr(place, length);
      // "y" and "j" before a vowel belong to it; after one, and at the end, "y" is й: naloy, krayniy.
      if (letters === "y" && /[aeiouy]$/.test(word.slice(0, place))) text += "й";
      else text += letters in table ? table[letters].split("|")[0] : letters;
      place += length;
    }
    return text;
  }

  /**
   * Cyrillic for Latin letters: the usual reading first, then those with a group of letters that may be read otherwise.
   * @param {string} word @returns {string[]}
   * @param {Record<string, string>} table values as `ц|тс`, the usual one first; keys as `^e` for the beginning of a word
   */
  function transliterations(word, table) {
    var readings = [transliterated(word, table)];
    for (var letters of Object.keys(table)) {
      var isFirst = letters[0] === "^" && word.startsWith(letters.slice(1));
      if (isFirst) readings.push(transliterated(table[letters] + word.slice(letters.length - 1), table));
      if (!word.includes(letters)) continue;
      for (var other of table[letters].split("|").slice(1)) readings.push(transliterated(word.split(letters).join(other), table));
    }
    return Array.from(new Set(readings));
  }

  var analysis = {
    folded: folded,
    words: words,
    Analyser: Analyser,
    rootOf: rootOf,
    kinOf: kinOf,
    rootsOf: rootsOf,
    fromWrongKeyboard: fromWrongKeyboard,
    transliterated: transliterated,
    transliterations: transliterations,
  };
  globalThis.trainingLibrary = globalThis.trainingLibrary || {};
  trainingLibrary.analysis = analysis;
})();
