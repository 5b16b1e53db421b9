/**
 * The first page of a bundle: opens the library in the language that the browser prefers, and says so. Without a script,
 * or with a browser that prefers none of them, readers choose for themselves.
 */
(function () {
  "use strict";

  /**
   * Return the first of the wanted languages that is offered; "pt-BR" is content with "pt", and "pt" with "pt-BR".
   * @param {readonly string[]} wanted BCP 47, the most wanted first
   * @param {readonly string[]} offered BCP 47
   * @returns {string | undefined}
   */
  function chosenOf(wanted, offered) {
    /** @param {string} tag */
    function main(tag) {
      return tag.toLowerCase().split("-")[0];
    }
    for (var i = 0; i < wanted.length; i++) {
      var tag = wanted[i].toLowerCase();
      var found =
        offered.find(function (other) {
          return other.toLowerCase() === tag;
        }) ||
        offered.find(function (other) {
          return main(other) === main(tag);
        });
      if (found) return found;
    }
    return undefined;
  }

  /** Open the library in the reader's language, unless the address says #choose. */
  function start() {
    /** @type {HTMLAnchorElement[]} */
    var links = Array.from(document.querySelectorAll(".tl-door a"));
    var language = chosenOf(
      navigator.languages || [navigator.language],
      links.map(function (link) {
        return link.hreflang;
      }),
    );
    var link = links.find(function (other) {
      return other.hreflang === language;
    });
    if (!link || location.hash === "#choose") return;
    var note = link.closest(".tl-door").querySelector(".tl-door__opening");
    note.textContent = note.getAttribute("data-text");
    location.replace(link.href);
  }

  globalThis.trainingLibrary = Object.assign(globalThis.trainingLibrary || {}, { chooseLanguage: { chosenOf: chosenOf } });
  if (globalThis.document) start();
})();
