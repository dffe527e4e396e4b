/* The page of the self-check: answers on the phone itself. Sends nothing, keeps nothing but the page for the next time.
   Until its data has come, and without this script, the form goes to the server as it always did. */
(function () {
  "use strict";
  const form = document.getElementById("ubah");
  const home = document.getElementById("luring");
  if (!form || !home || !window.fetch) { return; }
  const tongue = document.documentElement.lang.startsWith("en") ? 1 : 0;
  const K = {};
  document.getElementById("t-kata").content.querySelectorAll("[data-k]").forEach((one) => { K[one.dataset.k] = one.textContent; });
  let data = null;

  const isoDay = (moment, zone) => new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(moment);
  const today = () => data.exercise_on || isoDay(new Date(), data.zone);
  const dateOf = (iso) => new Date(iso + "T12:00:00Z");
  const writer = (how) => new Intl.DateTimeFormat(tongue ? "en-GB" : "id-ID", { timeZone: "UTC", day: "numeric", year: "numeric", ...how });
  const writers = { long: writer({ weekday: "long", month: "long" }), plain: writer({ month: "long" }), short: writer({ month: "short" }) };
  const long = (iso) => writers.long.format(dateOf(iso));
  const plain = (iso) => writers.plain.format(dateOf(iso));
  const short = (iso) => writers.short.format(dateOf(iso));
  const fill = (words, facts) => words.replace(/\{(\w+)\}/g, (_all, key) => key in facts ? facts[key] : "");

  function readDate(text) {
    const line = text.trim().toLowerCase().replace(/\s+/g, " ").replace(/^[a-z'’]+,\s*/, "").replace(/^[a-z'’]+ (?=\d+ [a-z])/, "");
    let found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(line), pieces = null;
    if (found) { pieces = [found[1], found[2], found[3]]; }
    else if ((found = /^(\d{1,2})\s*[\/.\-]\s*(\d{1,2})\s*[\/.\-]\s*(\d{4})$/.exec(line))) { pieces = [found[3], found[2], found[1]]; }
    else if ((found = /^(\d{1,2})[\s\-]+([a-z]+)\.?,?[\s\-]+(\d{4})$/.exec(line))) { pieces = [found[3], data.months[found[2]], found[1]]; }
    if (!pieces || !pieces[1]) { return null; }
    const iso = pieces.map((one, i) => String(one).padStart(i ? 2 : 4, "0")).join("-");
    const day = dateOf(iso);
    return !isNaN(day) && day.toISOString().slice(0, 10) === iso ? iso : null;
  }

  function element(name, words, className) {
    const made = document.createElement(name);
    if (words !== undefined) { made.textContent = words; }
    if (className) { made.className = className; }
    return made;
  }

  function chip(verdict) {
    return document.getElementById("t-" + verdict).content.firstElementChild.cloneNode(true);
  }

  function span(sanction) {
    if (!sanction) { return K.no_sanction; }
    const [low, high] = sanction.map((level) => data.levels[level][tongue]);
    return sanction[0] === sanction[1] ? low : fill(K.range, { low, high });
  }

  function capital(words) { return words.charAt(0).toUpperCase() + words.slice(1); }

  function deed(act, q) {
    const whom = q.whom === "party" ? K.party : q.phase === "bakal_calon" && !q.open ? K.would_be : K.candidate;
    return data.subjects[act].question[tongue].replace("{whom}", whom);
  }

  function stageWords(q) {
    if (!data.contest) { return K.no_contest; }
    const phase = q.open ? K.stage_open : K["phase_" + q.phase];
    return fill(K.stage, { contest: data.contest.name, day: long(q.on), phase, fixed: data.contest.fixed_on ? plain(data.contest.fixed_on) : K.unknown });
  }

  function list(target, rows) { target.replaceChildren(...rows); }

  function show(found) {
    const part = document.getElementById("t-jawaban").content.cloneNode(true);
    const q = found.question, at = (name) => part.querySelector("[data-f=" + name + "]");
    const when = (name, truth) => { if (!truth) { part.querySelectorAll("[data-if=" + name + "]").forEach((one) => one.remove()); } };
    at("question").textContent = fill(K.may_i, { deed: deed(q.act, q) });
    const tags = [found.person.label[tongue], long(q.on)];
    if (q.whom === "candidate") { tags.push(fill(K.near, { relation: form.elements.hubungan.selectedOptions[0].textContent })); }
    if (q.leave) { tags.push(K.on_leave); }
    list(at("tags"), tags.flatMap((words) => [element("span", words, "tanda-teks"), document.createTextNode(" ")]));
    const box = part.querySelector(".jawaban");
    box.classList.add("jawaban-" + found.answer);
    box.prepend(document.getElementById("t-besar-" + found.answer).content.firstElementChild.cloneNode(true));
    at("word").textContent = K[found.answer];
    at("why").textContent = found.why[tongue];
    when("review", found.human_review);
    when("found", found.text && found.text.found.length);
    if (at("found")) { list(at("found"), found.text.found.flatMap((words, i) => [document.createTextNode(i ? ", " : " "), element("q", words)])); }
    at("stage").textContent = stageWords(q);
    when("readings", found.readings.length);
    if (at("readings")) { list(at("readings"), found.readings.map((one) => line(one[1 + tongue], one[0]))); }
    when("phases", found.by_phase.length);
    if (at("phases")) { at("phases_head").textContent = found.answer === "dilarang" ? K.changes : K.nearest; }
    if (at("phases")) { list(at("phases"), found.by_phase.map((side) => sideRow(side, q))); }
    when("basis", found.basis.length);
    if (at("basis")) { list(at("basis"), found.basis.map((one) => element("li", data.instruments[one[0]].short + ": " + one[1]))); }
    when("crimes", found.crimes.length);
    if (at("crimes")) { at("crimes").textContent = found.crimes.map((row) => row.text[tongue] + " " + threat(row, q.on)).join(" "); }
    when("forbidden", found.answer === "dilarang");
    when("done", found.answer !== "boleh");
    when("rights", found.person.listed && !found.person.own);
    if (at("already")) { at("already").prepend(...found.subject.already[tongue].map((words) => element("li", words))); }
    const group = data.groups.find((one) => one.includes(q.act));
    list(at("alike"), group.filter((act) => act !== q.act).map((act) => line(capital(deed(act, q)), Bolehkah.answer(data, { ...q, act, text: "" }).answer)));
    home.replaceChildren(part);
    document.getElementById("h-ubah").hidden = false;
    const head = home.querySelector("[data-f=question]");
    document.title = head.textContent;
    head.focus({ preventScroll: true });
    requestAnimationFrame(() => head.scrollIntoView());
  }

  function threat(row, on) {
    const found = row.penalties.find((one) => (!one.from || one.from <= on) && (!one.to || on <= one.to));
    return found ? found.words[tongue] : "";
  }

  function line(words, verdict) {
    const row = element("li", undefined, "ekor-kanan");
    row.append(element("span", words), chip(verdict));
    return row;
  }

  function sideRow(side, q) {
    const row = element("tr", undefined, side.phase === q.phase || q.open ? "pilih" : "");
    const cell = (label, node) => { const made = element("td"); made.dataset.l = K["head_" + label]; made.append(node); row.append(made); };
    const first = element("span");
    first.append(element("b", K["side_" + side.phase]));
    if (data.contest && data.contest.fixed_on) {
      first.append(element("br"), element("span", fill(K["when_" + side.phase], { day: short(data.contest.fixed_on) }), "redup"));
    }
    cell("phase", first);
    const tracks = Array.from(new Set(side.rows.map((one) => one.track)));
    cell("track", element("span", tracks.map((one) => capital(K["track_" + one])).join(", ")));
    cell("sanction", element("span", capital(span(side.sanction))));
    const rows = element("span");
    side.rows.forEach(function (one, i) {
      if (i) { rows.append(element("br")); }
      const link = element("a", one.id, "nowrap");
      link.href = K.act_page.replace("ROW", one.id);
      rows.append(link);
      if (one.status !== "in_force") { rows.append(" ", element("span", K.unchecked, "redup")); }
    });
    cell("rows", rows);
    return row;
  }

  function complain(words, field) {
    const message = element("p", words, "pesan-salah");
    message.setAttribute("role", "alert");
    home.replaceChildren(message);
    field.focus();
  }

  function asked() {
    const value = (name) => { const one = form.elements[name]; return one.value; };
    return { act: value("tindakan"), on: readDate(value("tanggal")), whom: value("untuk") || "candidate", relation: value("hubungan"),
      leave: form.elements.cuti.checked, who: value("siapa"), text: value("teks") };
  }

  form.addEventListener("submit", function (event) {
    if (!data) { return; }
    event.preventDefault();
    const question = asked();
    if (!question.act) { complain(K.pick, form.elements.tindakan); return; }
    if (!question.on) { complain(K.bad_date, form.elements.tanggal); return; }
    try {
      show(Bolehkah.answer(data, question));
    } catch (error) {
      if (error.message !== "advice.date.before_any_edition") { throw error; }
      complain(fill(K.before, { first: plain(data.subjects[question.act].first), on: plain(question.on) }), form.elements.tanggal);
    }
  });

  function freshen() {
    const age = Math.floor((Date.now() - dateOf(data.made_on)) / 86400000);
    const note = document.getElementById("usia");
    note.textContent = fill(age > data.stale_after_days ? K.stale : K.fresh, { edition: data.edition, day: plain(data.made_on), days: String(age) });
    note.className = age > data.stale_after_days ? "kabar kabar-perhatian" : "kecil redup";
    note.hidden = false;
    const day = today(), field = form.elements.tanggal;
    if (field.value === field.defaultValue) { field.value = plain(day); }
    const now = Bolehkah.stage(data.contest, day);
    const stage = document.getElementById("tahap");
    if (stage) { stage.textContent = stageWords({ on: day, phase: now.phase, open: now.open }); }
  }

  /* The first answer is as quick as the next ones: the patterns are made ready while the reader still picks. */
  function warm() {
    const question = { on: today(), whom: "candidate", relation: "none", leave: false, who: "pns", text: "ayo coblos nomor satu" };
    Object.keys(data.subjects).forEach(function (act) {
      if (data.subjects[act].first <= question.on) { Bolehkah.answer(data, { ...question, act }); }
    });
  }

  fetch(form.dataset.paket, { credentials: "omit" }).then((answer) => answer.ok ? answer.json() : null).then(function (found) {
    if (!found) { return; }
    data = found;
    freshen();
    form.dataset.siap = "ya";
    (window.requestIdleCallback || window.setTimeout)(warm);
  }).catch(function () { /* no network and nothing kept: the form still goes to the server */ });

  if ("serviceWorker" in navigator && window.isSecureContext) {
    navigator.serviceWorker.register(form.dataset.penjaga, { scope: form.dataset.lingkup })
      .then(() => navigator.serviceWorker.ready)
      .then(function () { document.getElementById("tersimpan").hidden = false; })
      .catch(function () { /* the page works without */ });
  }
})();
