/**
 * The worker behind the installed site. What a reader has read stays readable without a line; with one, everything
 * comes from the server, so that nobody reads an old page unknowingly. `service-worker.js` hands over the settings.
 */
(function () {
  "use strict";

  /** @typedef {{version: string, shell: string[], offline: Record<string, string>}} Settings */

  /** So many pages and files are kept; those that were read longest ago go first. */
  var MOST_KEPT = 600;
  /** Milliseconds until what was kept is better than waiting on. */
  var PATIENCE = 5000;

  /**
   * @param {any} scope `self` of the worker
   * @param {Settings} settings addresses relative to the root of the site
   */
  function Worker(scope, settings) {
    var root = new URL("./", scope.location.href).href;
    // An origin may hold several libraries: each has its own stores.
    var shellName = "training-library shell " + root + " " + settings.version;
    var readName = "training-library read " + root;

    /** @param {string} address */
    function absolute(address) {
      return new URL(address, root).href;
    }

    /** What a store files a page or file under: searches and places in it are the page's own affair. @param {string} url */
    function keyOf(url) {
      return url.split(/[?#]/)[0];
    }

    async function install() {
      var shell = await scope.caches.open(shellName);
      var requests = settings.shell.map(function (address) {
        return new Request(absolute(address), { cache: "no-cache" }); // What the page has just fetched is not sent again.
      });
      await shell.addAll(requests);
    }

    async function activate() {
      var names = await scope.caches.keys();
      var old = names.filter(function (/** @type {string} */ name) {
        return name.startsWith("training-library shell " + root + " ") && name !== shellName;
      });
      await Promise.all(
        old.map(function (/** @type {string} */ name) {
          return scope.caches.delete(name);
        }),
      );
      await scope.clients.claim();
    }

    /** @param {Request} request */
    function concerns(request) {
      return request.method === "GET" && request.url.startsWith(root) && !request.headers.has("range");
    }

    /** @param {Request} request @returns {Promise<Response>} */
    async function answer(request) {
      var fresh = fetched(request);
      var stored = await kept(request.url);
      if (!stored) return fresh.catch(function () { return standIn(request); });
      var late = new Promise(function (resolve) {
        setTimeout(resolve, PATIENCE, stored);
      });
      return Promise.race([fresh, late]).catch(function () {
        return stored;
      });
    }

    /** @param {Request} request @returns {Promise<Response>} */
    async function fetched(request) {
      var response = await scope.fetch(request);
      if (response.ok && response.type === "basic" && !response.redirected) await keep(request.url, response.clone());
      return response;
    }

    /** @param {string} url @param {Response} response */
    async function keep(url, response) {
      try {
        var read = await scope.caches.open(readName);
        await read.delete(keyOf(url));
        await read.put(keyOf(url), response);
        var keys = await read.keys();
        await Promise.all(
          keys.slice(0, Math.max(0, keys.length - MOST_KEPT)).map(function (/** @type {Request} */ key) {
            return read.delete(key);
          }),
        );
      } catch (error) {
        // The device has no room left: the page is read all the same.
      }
    }

    /** @param {string} url @returns {Promise<Response | undefined>} */
    async function kept(url) {
      var key = keyOf(url);
      for (var name of [readName, shellName]) {
        var store = await scope.caches.open(name);
        var found = (await store.match(key)) || (key.endsWith("/") && (await store.match(key + "index.html")));
        if (found) return found;
      }
    }

    /** Leads to the page that says what is amiss: links on it hold at its own address alone. @param {Request} request */
    function standIn(request) {
      if (request.mode !== "navigate") return Response.error();
      var address = request.url.slice(root.length);
      var languages = Object.keys(settings.offline).sort(function (one, other) {
        return other.length - one.length;
      });
      var language = languages.find(function (prefix) {
        return address.startsWith(prefix);
      });
      var page = absolute(settings.offline[language || ""]);
      if (keyOf(request.url) === page) return Response.error();
      return Response.redirect(page + "?page=" + encodeURIComponent(address), 302);
    }

    return { install: install, activate: activate, concerns: concerns, answer: answer };
  }

  globalThis.trainingLibraryWebApp = { Worker: Worker };
  var settings = globalThis.trainingLibraryWorker;
  if (!settings) return; // A test, which starts its own.
  var worker = Worker(globalThis, settings);
  addEventListener("install", function (/** @type {any} */ event) {
    event.waitUntil(worker.install());
  });
  addEventListener("activate", function (/** @type {any} */ event) {
    event.waitUntil(worker.activate());
  });
  addEventListener("fetch", function (/** @type {any} */ event) {
    if (worker.concerns(event.request)) event.respondWith(worker.answer(event.request));
  });
  addEventListener("message", function (/** @type {any} */ event) {
    if (event.data === "activate") /** @type {any} */ (globalThis).skipWaiting();
  });
})();
