// Chooses light or dark before the page is painted: the reader's choice, else the system's.
(function () {
  "use strict";
  var chosen = null;
  try {
    chosen = localStorage.getItem("tl-scheme");
  } catch (error) {
    chosen = null; // Storage is closed to this page: the system decides.
  }
  var dark = chosen ? chosen === "slate" : matchMedia("(prefers-color-scheme: dark)").matches;
  var root = document.documentElement;
  root.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
  root.classList.remove("tl-no-js");
})();
