/* While the reporter reads, a worker looks for the answer that the server asks for under pressure.
   Without this script, or where the worker cannot start, waiting does the same; the page says for how long. */
(function () {
  "use strict";
  var box = document.querySelector("[data-bukti-kerja]");
  var form = box && box.closest("form");
  if (!form || !window.Worker || !window.WebAssembly) { return; }
  var challenge = JSON.parse(box.dataset.buktiKerja);
  var answer = box.querySelector("[name=bukti_kerja]");
  var state = "mencari";
  var held = null;
  var worker;

  function show(name) {
    box.querySelectorAll("[data-bukti-kata]").forEach(function (words) {
      words.hidden = words.dataset.buktiKata !== name;
    });
  }

  function finish(name) {
    state = name;
    show(name);
    if (held) { held.click(); }
  }

  try {
    worker = new Worker(box.dataset.pekerja);
  } catch (error) {
    return;
  }
  worker.onerror = function () { finish("menunggu"); };
  worker.onmessage = function (event) {
    var found = event.data;
    worker.terminate();
    if (!found || !found.derivedKey) { finish("menunggu"); return; }
    answer.value = window.btoa(JSON.stringify({
      challenge: challenge,
      solution: { counter: found.counter, derivedKey: found.derivedKey, time: found.time }
    }));
    finish("siap");
  };
  show("mencari");
  worker.postMessage({ type: "work", challenge: challenge, counterStart: 0, counterStep: 1, timeout: 300000 });

  form.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (state !== "mencari" || !button || (button.name === "ke" && button.value !== "kirim")) { return; }
    event.preventDefault();
    held = button;
    show("ditahan");
  });
}());
