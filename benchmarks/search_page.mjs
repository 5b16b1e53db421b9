/**
 * What search.py asks of a page, put there before the page's own scripts: answers of our search and of Pagefind's, and
 * how long key presses take.
 */
(function () {
  "use strict";

  const LIMIT = 10;
  const PATIENCE = 60_000; // milliseconds until an answer is given up

  /** @typedef {(query: string) => Promise<string[]>} Ask gives the addresses or paths of the first answers, their texts read */

  /** @returns {Promise<Ask>} */
  async function ours() {
    const search = await trainingLibrary.searchBox.engine();
    return async (query) => (await search(query, { limit: LIMIT })).map((/** @type {{path: string}} */ { path }) => path);
  }

  /** @returns {Promise<Ask>} */
  async function pagefind() {
    const search = await import(new URL("../pagefind/pagefind.js", location.href).href);
    return async (query) => {
      const { results } = await search.search(query);
      const read = await Promise.all(results.slice(0, LIMIT).map((/** @type {any} */ result) => result.data()));
      return read.map(({ url }) => url);
    };
  }

  /** @type {Record<string, () => Promise<Ask>>} */
  const engines = { ours, pagefind };
  /** @type {Promise<Ask> | null} */
  let opened = null;

  /** @template T @param {Promise<T>} promise @returns {Promise<T>} */
  function inTime(promise) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
      promise.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  /** @param {string} name @param {string} query */
  async function ask(name, query) {
    opened = opened || engines[name]();
    return inTime(opened.then((engine) => engine(query)));
  }

  /** Milliseconds of each key press while a query is typed. @param {string} name @param {string} query */
  async function type(name, query) {
    const times = [];
    for (let length = 1; length <= query.length; length++) {
      const start = performance.now();
      await ask(name, query.slice(0, length));
      times.push(performance.now() - start);
    }
    return times;
  }

  Object.assign(globalThis, { searchBenchmark: { ask, type } });
})();
