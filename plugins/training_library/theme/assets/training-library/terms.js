/**
 * Explains a term of the glossary beside the text: under the mouse, at the keyboard's focus, and at the first touch
 * (WCAG 1.4.13: Escape dismisses it, the mouse may move onto it, and it stays as long as it is wanted). Without script
 * the term is a link to the glossary. Contract: `a.tl-term[aria-describedby]` in the text, `.tl-terms` below it with a
 * `.tl-terms__term` for each (fragments/terms.html). Screen readers get the definition as description of the link.
 */
(function () {
  "use strict";

  var store = document.querySelector(".tl-terms");
  if (!store) return;

  var ABOVE = 8;
  /** Milliseconds: a mouse that only passes opens nothing, and one on its way to the explanation does not lose it. */
  var PATIENCE = { show: 200, hide: 300 };
  /** @type {HTMLElement | null} */
  var shown = null;
  /** @type {HTMLElement | null} The term that a finger is on, when it was not explained already. */
  var touched = null;
  var timer = 0;
  var tip = document.createElement("div");
  tip.className = "tl-tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  tip.lang = store.getAttribute("lang") || "";
  document.body.appendChild(tip);

  /** @param {EventTarget | null} target @returns {HTMLElement | null} */
  function termOf(target) {
    return target instanceof Element ? target.closest("a.tl-term") : null;
  }

  /** @param {HTMLElement} term @param {boolean} byTouch */
  function show(term, byTouch) {
    clearTimeout(timer);
    var definition = document.getElementById(term.getAttribute("aria-describedby") || "");
    if (!definition || !definition.parentElement) return;
    shown = term;
    tip.textContent = "";
    Array.from(definition.parentElement.children).forEach(function (part) {
      tip.appendChild(part.cloneNode(true)).removeAttribute("id");
    });
    if (byTouch) tip.appendChild(hint());
    tip.hidden = false;
    place(term);
  }

  function hint() {
    var line = document.createElement("p");
    line.className = "tl-tip__hint";
    line.lang = store.dataset.hintLanguage || "";
    line.textContent = store.dataset.hint || "";
    return line;
  }

  /** Put the explanation below the term, or above it where there is no room. @param {HTMLElement} term */
  function place(term) {
    var lines = term.getClientRects();
    var line = lines[lines.length - 1];
    if (!line) return;
    var width = document.documentElement.clientWidth;
    var left = Math.max(ABOVE, Math.min(line.left, width - tip.offsetWidth - ABOVE));
    var isRoomBelow = line.bottom + tip.offsetHeight < window.innerHeight || lines[0].top < tip.offsetHeight;
    var top = isRoomBelow ? line.bottom : lines[0].top - tip.offsetHeight;
    tip.style.left = left + window.scrollX + "px";
    tip.style.top = top + window.scrollY + "px";
  }

  function hide() {
    clearTimeout(timer);
    shown = null;
    tip.hidden = true;
  }

  /** @param {() => void} action @param {number} delay */
  function later(action, delay) {
    clearTimeout(timer);
    timer = window.setTimeout(action, delay);
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse") return;
    var term = termOf(event.target);
    if (term && term !== shown) later(show.bind(null, term, false), PATIENCE.show);
    else if (term || tip.contains(/** @type {Node} */ (event.target))) clearTimeout(timer);
    else if (shown && shown !== document.activeElement) later(hide, PATIENCE.hide);
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", function (event) {
    var term = termOf(event.target);
    if (term && term !== shown) show(term, touched === term);
  });
  document.addEventListener("focusout", function (event) {
    if (termOf(event.target)) later(hide, PATIENCE.hide);
  });
  document.addEventListener("keydown", function (event) {
    touched = null;
    if (event.key === "Escape") hide();
  });
  document.addEventListener("pointerdown", function (event) {
    var term = termOf(event.target);
    touched = event.pointerType !== "mouse" && term !== shown ? term : null;
    if (!term && !tip.contains(/** @type {Node} */ (event.target))) hide();
  });
  document.addEventListener("click", function (event) {
    var term = termOf(event.target);
    if (!term || term !== touched) return;
    event.preventDefault();
    touched = null;
    show(term, true);
  });
  window.addEventListener("resize", hide);
  window.addEventListener("pagehide", hide);
})();
