/* Staff pages only. Nothing here is needed to work: every act is a link or a button of its own.
   Single-key shortcuts can be switched off by any checkbox with data-pintas-saklar (WCAG 2.1.4). */
(function () {
  "use strict";
  var KEY = "kondusif-pintas";

  function active() {
    try { return window.localStorage.getItem(KEY) !== "mati"; } catch (error) { return true; }
  }

  function typing(target) {
    return target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
  }

  function step(list, by) {
    var links = Array.from(list.querySelectorAll("a[href]"));
    var here = links.indexOf(document.activeElement);
    if (here < 0) { here = links.findIndex(function (link) { return link.closest("[aria-current]"); }); }
    var next = links[Math.max(0, Math.min(links.length - 1, here + by))];
    if (next) { next.focus(); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) { return; }
    var list = document.querySelector("[data-pintas-daftar]");
    if (list && list.contains(document.activeElement) && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(list, event.key === "ArrowDown" ? 1 : -1);
      return;
    }
    /* A key that is held repeats into the next page: it must never confirm what nobody has read. */
    if (!active() || event.repeat || event.key.length !== 1) { return; }
    var target = document.querySelector('[data-pintas="' + CSS.escape(event.key.toLowerCase()) + '"]');
    if (target) { event.preventDefault(); target.focus(); target.click(); }
  });

  function showSwitches() {
    document.querySelectorAll("[data-pintas-saklar]").forEach(function (box) { box.checked = active(); });
  }

  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-pintas-saklar]")) { return; }
    try { window.localStorage.setItem(KEY, event.target.checked ? "hidup" : "mati"); } catch (error) { /* private mode */ }
  });
  document.addEventListener("DOMContentLoaded", showSwitches);
  document.addEventListener("htmx:load", showSwitches);

  /* A fragment that says something is read aloud and seen: the focus goes to the first message of a swap. */
  document.addEventListener("htmx:afterSettle", function (event) {
    var message = event.target.querySelector ? event.target.querySelector(".ringkas-salah") : null;
    if (message) { message.focus(); }
  });

  /* htmx does not swap refusals by itself: 403, 404, 409 and 422 carry a sentence that must be shown. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    if ([403, 404, 409, 422].indexOf(event.detail.xhr.status) >= 0) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
})();
