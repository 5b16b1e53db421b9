/**
 * Makes the site an app where a server sends it: names its manifest, starts its worker, tells of a new version, and
 * lists on the page "No connection" what can be read. A page from a disk needs none of it and does nothing.
 */
(function () {
  "use strict";

  /** Milliseconds after the page is complete until more is fetched for times without a line. */
  var REST = 3000;

  /** Whether the reader has asked for as little as can be. */
  function isCostly() {
    var line = /** @type {{saveData?: boolean} | undefined} */ (/** @type {any} */ (navigator).connection);
    return Boolean(line && line.saveData);
  }

  /** @param {string} name of what is kept @param {string} root */
  function isOurs(name, root) {
    return name.startsWith("training-library ") && name.includes(" " + root);
  }

  /** A manifest named in the page itself would be asked for from a disk too, in vain. @param {string} address */
  function nameManifest(address) {
    var link = document.createElement("link");
    link.rel = "manifest";
    link.href = address;
    document.head.appendChild(link);
  }

  /** @param {HTMLElement} notice @param {ServiceWorker} worker the new one, which waits */
  function offer(notice, worker) {
    notice.hidden = false;
    var button = /** @type {HTMLButtonElement} */ (notice.querySelector("button"));
    button.onclick = function () {
      worker.postMessage("activate");
    };
  }

  /** @param {HTMLElement} notice @param {string} root */
  async function start(notice, root) {
    var hadWorker = Boolean(navigator.serviceWorker.controller);
    navigator.serviceWorker.addEventListener("controllerchange", function () {
      if (hadWorker) location.reload(); // The reader asked for the new version, here or in another window.
      hadWorker = true;
    });
    var registration = await navigator.serviceWorker.register(root + "service-worker.js");
    if (registration.waiting && hadWorker) offer(notice, registration.waiting);
    registration.addEventListener("updatefound", function () {
      var worker = registration.installing;
      if (!worker) return;
      worker.addEventListener("statechange", function () {
        if (worker && worker.state === "installed" && navigator.serviceWorker.controller) offer(notice, worker);
      });
    });
  }

  /** @param {HTMLElement} notice @param {string} root */
  function begin(notice, root) {
    start(notice, root).catch(function () {
      // A browser that forbids it, in a private window for example: the site works without.
    });
  }

  /** The pages that are kept, by title. @param {string} root @returns {Promise<{url: string, title: string, language: string}[]>} */
  async function keptPages(root) {
    /** @type {Map<string, {url: string, title: string, language: string}>} */
    var pages = new Map();
    var names = (await caches.keys()).filter(function (name) {
      return isOurs(name, root);
    });
    for (var name of names) {
      var store = await caches.open(name);
      for (var request of await store.keys()) {
        var response = await store.match(request);
        if (!response || !/^text\/html/.test(response.headers.get("content-type") || "")) continue;
        var page = new DOMParser().parseFromString(await response.text(), "text/html");
        var heading = page.querySelector("h1");
        var language = (heading && heading.lang) || page.documentElement.lang;
        if (heading) pages.set(request.url, { url: request.url, title: (heading.textContent || "").trim(), language: language });
      }
    }
    return Array.from(pages.values()).sort(function (one, other) {
      return one.title.localeCompare(other.title, document.documentElement.lang);
    });
  }

  /** @param {HTMLElement} place @param {string} root */
  async function listKept(place, root) {
    var own = location.href.split(/[?#]/)[0];
    var list = /** @type {HTMLElement} */ (place.querySelector("ul"));
    for (var page of await keptPages(root)) {
      if (page.url === own) continue;
      var link = document.createElement("a");
      link.href = page.url;
      link.textContent = page.title;
      link.lang = page.language;
      list.appendChild(document.createElement("li")).appendChild(link);
    }
    place.hidden = !list.children.length;
  }

  /** The page that could not be read, if it is one of this site. @param {string} search @param {string} root */
  function unread(search, root) {
    var address = new URLSearchParams(search).get("page");
    if (!address) return "";
    var url = new URL(address, root).href;
    return url.startsWith(root) ? url : "";
  }

  globalThis.trainingLibrary = globalThis.trainingLibrary || {};
  trainingLibrary.webApp = { isOurs: isOurs, unread: unread };
  if (!globalThis.document || !/^https?:$/.test(location.protocol)) return;
  var root = new URL(document.body.dataset.root || "./", location.href).href;
  var notice = /** @type {HTMLElement | null} */ (document.querySelector(".tl-update"));
  if (notice && notice.dataset.manifest) nameManifest(notice.dataset.manifest);
  if (notice && "serviceWorker" in navigator && !isCostly()) {
    // The reader comes first: on a slow line the worker must not fetch beside the page.
    addEventListener("load", function () {
      setTimeout(begin, REST, notice, root);
    });
  }
  var again = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".tl-again"));
  if (again && unread(location.search, root)) {
    again.href = unread(location.search, root);
    again.hidden = false;
  }
  var kept = /** @type {HTMLElement | null} */ (document.querySelector(".tl-kept"));
  if (kept && "caches" in globalThis) listKept(kept, root);
})();
