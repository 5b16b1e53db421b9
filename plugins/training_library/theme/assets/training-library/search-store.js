/**
 * The index of one language, shard by shard, as `search/export.py` wrote it. A shard is a script: browsers load those
 * from a server and from a disk alike. Nothing is asked for twice.
 */
(function () {
  "use strict";

  var lettersOf = trainingLibrary.spelling.lettersOf;
  var BASE = 45;
  var PLACES = 6;
  var DIGITS = new Int16Array(128).fill(-1);
  for (var code = 35, digit = 0; code < 127; code++) if (code !== 92) DIGITS[code] = digit++;

  /** So many texts are kept: a long session must not fill the memory of an old phone. */
  var MOST_TEXTS = 120;

  /** @type {Map<string, unknown>} */
  var received = new Map();

  /** Called by every script of data. @param {string} name @param {unknown} data */
  function receive(name, data) {
    received.set(name, data);
  }

  /** @param {string} url @returns {Promise<void>} */
  function loadScript(url) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = url;
      script.onload = function () {
        script.remove();
        resolve();
      };
      script.onerror = function () {
        script.remove();
        reject(new Error(url));
      };
      document.head.appendChild(script);
    });
  }

  /**
   * @typedef {{places: Int32Array, impacts: Uint8Array, sections: Uint8Array}} Postings
   * @param {string} text
   * @returns {Postings}
   */
  function decoded(text) {
    var places = [];
    var impacts = [];
    var sections = [];
    var place = 0;
    for (var at = 0; at < text.length; ) {
      var value = 0;
      var digit = DIGITS[text.charCodeAt(at++)];
      while (digit >= BASE) {
        value = value * BASE + digit - BASE;
        digit = DIGITS[text.charCodeAt(at++)];
      }
      value = value * BASE + digit;
      place += value;
      places.push(place);
      var where = DIGITS[text.charCodeAt(at++)];
      impacts.push(Math.floor(where / PLACES) + 1);
      sections.push(where % PLACES);
    }
    return { places: Int32Array.from(places), impacts: Uint8Array.from(impacts), sections: Uint8Array.from(sections) };
  }

  /** The last shard that starts at or before a term. @param {string[]} firsts @param {string} term */
  function shardOf(firsts, term) {
    var low = 0;
    var high = firsts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (firsts[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** @param {string} text lines of a lexicon @returns {{term: string, word: string, letters: number, termLetters: number}[]} */
  function lexiconOf(text) {
    var last = "";
    return text.split("\n").map(function (line) {
      var space = line.indexOf(" ");
      var end = space < 0 ? line.length : space;
      var term = last.slice(0, parseInt(line[0], 36)) + line.slice(1, end);
      var word = space < 0 ? term : term.slice(0, term.length - parseInt(line[space + 1], 36)) + line.slice(space + 2);
      last = term;
      return { term: term, word: word, letters: lettersOf(word), termLetters: lettersOf(term) };
    });
  }

  /**
   * @typedef {[string, string, string, number?]} Card path, title, kind, 1: the document has later sections
   * @typedef {[string, string, string]} Section anchor, heading, text
   *
   * @param {string} base the folder of the language's scripts, ending in a slash
   * @param {string} language
   * @param {(url: string) => Promise<void>} [load] for tests outside of a browser
   */
  function Store(base, language, load) {
    var loadShard = load || loadScript;
    /** @type {Map<string, Promise<any>>} */
    var shards = new Map();
    /** @type {string[]} the texts that are kept, the oldest first */
    var texts = [];
    /** @type {any} */
    var meta = null;

    /** @param {string} name @param {(data: any) => any} [read] @returns {Promise<any>} */
    function shard(name, read) {
      var known = shards.get(name);
      if (known) return known;
      var key = language + "/" + name;
      var promise = loadShard(base + name + ".js").then(function () {
        if (!received.has(key)) throw new Error(base + name + ".js");
        var data = received.get(key);
        received.delete(key);
        return read ? read(data) : data;
      });
      promise.catch(function () {
        shards.delete(name); // The next search may find the line in order again.
      });
      shards.set(name, promise);
      return promise;
    }

    /** @param {string} text @returns {Map<string, string>} */
    function readTerms(text) {
      return new Map(
        text.split("\n").map(function (line) {
          var space = line.indexOf(" ");
          return /** @type {[string, string]} */ ([line.slice(0, space), line.slice(space + 1)]);
        }),
      );
    }

    function open() {
      return shard("meta").then(function (data) {
        meta = data;
        return data;
      });
    }

    /** @param {string} term @returns {Promise<Postings | null>} */
    function postings(term) {
      var number = shardOf(meta.shards, term);
      if (number < 0) return Promise.resolve(null);
      return shard("terms-" + number, readTerms).then(function (terms) {
        var found = terms.get(term);
        if (found === undefined) return null;
        if (typeof found === "string") terms.set(term, (found = decoded(found)));
        return found;
      });
    }

    /** The terms that begin with a prefix, of the first two shards that have any. @param {string} prefix @returns {Promise<string[]>} */
    function startingWith(prefix) {
      if (!meta.shards.length) return Promise.resolve([]);
      var first = Math.max(0, shardOf(meta.shards, prefix));
      var wanted = [first];
      if (first + 1 < meta.shards.length && meta.shards[first + 1].startsWith(prefix)) wanted.push(first + 1);
      return Promise.all(
        wanted.map(function (number) {
          return shard("terms-" + number, readTerms);
        }),
      ).then(function (maps) {
        var found = [];
        for (var terms of maps) for (var term of terms.keys()) if (term.startsWith(prefix) && !term.includes("+")) found.push(term);
        return found;
      });
    }

    /** Words of the library by initial letter; null: all others. @param {string} initial @returns {Promise<{term: string, word: string}[]>} */
    function lexicon(initial) {
      var number = meta.lexicons.indexOf(initial);
      return number < 0 ? Promise.resolve([]) : shard("words-" + number, lexiconOf);
    }

    /** Needed where a text cannot be had. @param {number} place @returns {Promise<Card>} */
    function card(place) {
      return shard("cards-" + Math.floor(place / meta.cards)).then(function (cards) {
        return cards[place % meta.cards];
      });
    }

    /** @param {string} name @returns {Promise<any>} */
    function kept(name) {
      if (!shards.has(name)) {
        texts.push(name);
        if (texts.length > MOST_TEXTS) shards.delete(/** @type {string} */ (texts.shift()));
      }
      return shard(name);
    }

    /** @param {number} place @returns {Promise<[Card, string, ...Section[]]>} card, summary, first sections */
    function text(place) {
      return kept("text-" + place);
    }

    /** The sections that the index counts as one. @param {number} place @returns {Promise<[Card, ...Section[]]>} */
    function later(place) {
      return kept("later-" + place);
    }

    /** Data that few queries need: "facets", "equivalents". @param {string} name @returns {Promise<Record<string, any>>} */
    function more(name) {
      return shard(name);
    }

    return { open: open, more: more, postings: postings, startingWith: startingWith, lexicon: lexicon, card: card, text: text, later: later };
  }

  trainingLibrary.store = { Store: Store, receive: receive, decoded: decoded, loadScript: loadScript };
  trainingLibrary.search = trainingLibrary.search || {};
  trainingLibrary.search.receive = receive;
})();
