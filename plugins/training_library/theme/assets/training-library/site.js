/**
 * What every page does with a script: switch colours, keep the place when the language changes, show where in the
 * text one is. The page is complete without it.
 */
(function () {
  "use strict";

  var SCHEMES = { light: "default", dark: "slate" };

  /** @param {Element} button */
  function startScheme(button) {
    var root = document.documentElement;
    function show() {
      button.setAttribute("aria-pressed", String(root.getAttribute("data-md-color-scheme") === SCHEMES.dark));
    }
    button.addEventListener("click", function () {
      var dark = root.getAttribute("data-md-color-scheme") === SCHEMES.dark;
      root.setAttribute("data-md-color-scheme", dark ? SCHEMES.light : SCHEMES.dark);
      try {
        localStorage.setItem("tl-scheme", dark ? SCHEMES.light : SCHEMES.dark);
      } catch (error) {
        // Storage is closed to this page: the choice holds until it is left.
      }
      show();
    });
    button.removeAttribute("hidden");
    show();
  }

  /** Headings have the same ids in every language. @param {HTMLAnchorElement} link */
  function keepPlace(link) {
    link.addEventListener("click", function () {
      link.hash = location.hash;
    });
  }

  /** Mark the heading that is being read. @param {Element} outline */
  function startOutline(outline) {
    if (!("IntersectionObserver" in window)) return;
    /** @type {Map<string, Element>} */
    var links = new Map();
    outline.querySelectorAll("a").forEach(function (link) {
      links.set(decodeURIComponent(link.hash.slice(1)), link);
    });
    var observer = new IntersectionObserver(
      function (entries) {
        entries.forEach(function (entry) {
          if (!entry.isIntersecting) return;
          links.forEach(function (link) {
            link.removeAttribute("aria-current");
          });
          var link = links.get(entry.target.id);
          if (link) link.setAttribute("aria-current", "true");
        });
      },
      { rootMargin: "0px 0px -70% 0px" },
    );
    links.forEach(function (_, id) {
      var heading = document.getElementById(id);
      if (heading) observer.observe(heading);
    });
  }

  document.querySelectorAll(".tl-scheme").forEach(startScheme);
  document.querySelectorAll(".tl-languages a").forEach(function (link) {
    keepPlace(/** @type {HTMLAnchorElement} */ (link));
  });
  document.querySelectorAll(".tl-outline--aside").forEach(startOutline);
})();
