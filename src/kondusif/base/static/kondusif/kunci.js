/* Pages of keys. Without this file every page works: passphrases stay hidden, and a long walk goes on by its button. */
(function () {
  "use strict";

  function reveal(box) {
    var button = document.createElement("button");
    var form = box.closest("form");
    var say = form.dataset.lihat || box.dataset.lihat;
    var hide = form.dataset.tutup || box.dataset.tutup;
    if (!say) { return; }
    button.type = "button";
    button.className = "btn btn-kedua btn-kecil lihat-frasa";
    button.textContent = say;
    button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-controls", box.id);
    button.addEventListener("click", function () {
      var shown = box.type === "text";
      box.type = shown ? "password" : "text";
      button.textContent = shown ? say : hide;
      button.setAttribute("aria-pressed", shown ? "false" : "true");
    });
    box.insertAdjacentElement("afterend", button);
    form.addEventListener("submit", function () { box.type = "password"; });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("input[type=password]").forEach(reveal);
    var walk = document.querySelector("form[data-lanjut-sendiri]");
    if (walk) { window.setTimeout(function () { walk.submit(); }, 600); }
  });
})();
