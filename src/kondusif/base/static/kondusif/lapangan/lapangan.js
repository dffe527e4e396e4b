/* The field app: today's jobs, a session, a nil report, an incident. What is written is sealed at once and waits in the
   queue until the server has said what became of it; until then the page says "tersimpan di ponsel ini" and no more. */
(function () {
  "use strict";
  const root = document.querySelector("[data-lapangan]");
  if (!root) { return; }
  const at = (id) => document.getElementById(id);
  const WORDS = {};
  at("t-kata").content.querySelectorAll("[data-k]").forEach((one) => { WORDS[one.dataset.k] = one.textContent.trim(); });
  const K = (key, facts) => (WORDS[key] || key).replace(/\{(\w+)\}/g, (_all, name) => facts && name in facts ? facts[name] : "");
  const DAY = 24 * 3600 * 1000, FILE_MOST = 20 * 1024 * 1024;
  const paths = root.dataset;
  const app = { me: null, told: null, rows: [], state: "", shared: null, mending: null, job: null, order: 0 };

  /* Small things ------------------------------------------------------- */
  function element(name, words, className) {
    const made = document.createElement(name);
    if (words !== undefined) { made.textContent = words; }
    if (className) { made.className = className; }
    return made;
  }
  function button(words, act, className) {
    const made = element("button", words, className || "btn btn-kedua btn-kecil");
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }
  function link(words, href) { const made = element("a", words); made.href = href; return made; }
  const kilo = (size) => size < 1024 * 1024 ? K("kb", { size: Math.max(1, Math.round(size / 1024)) }) : K("mb", { size: (size / 1048576).toLocaleString("id-ID", { maximumFractionDigits: 1 }) });
  const clock = (moment) => new Date(moment).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const moment = (when) => new Date(when).toDateString() === new Date().toDateString() ? clock(when) : new Date(when).toLocaleDateString("id-ID", { day: "numeric", month: "short" }) + " " + clock(when);
  const kindWord = (row) => K("item_" + row.kind) + (row.photos ? K("with_photos", { count: row.photos }) : "");
  const mine = () => app.rows.filter((row) => app.me && row.owner === app.me.id);
  const waiting = () => mine().filter(Simpanan.waits);

  function say(words, warning, extra) {
    const box = element("div", undefined, "kabar" + (warning ? " kabar-perhatian" : ""));
    box.append(element("p", words));
    if (extra) { box.append(extra); }
    at("kabar").replaceChildren(box);
  }
  function hush() { at("kabar").replaceChildren(); }

  /* Screens ------------------------------------------------------------ */
  const TITLES = { sesi: "title_session", kejadian: "title_incident", kiriman: "title_queue", bagikan: "title_shared", nihil: "title_nil", masuk: "title_in" };

  function screen() {
    if (!app.me) { return "masuk"; }
    const name = location.hash.slice(1).split("=")[0];
    return TITLES[name] && name !== "masuk" ? name : "hari-ini";
  }

  function show(keep) {
    const name = screen();
    document.querySelectorAll("[data-layar]").forEach((one) => { one.hidden = one.dataset.layar !== name; });
    at("bawah").hidden = !["hari-ini", "kiriman"].includes(name);
    if (!keep) { hush(); }
    [sessionAlbum, incidentAlbum].forEach((album) => album.close());
    if (name === "sesi") { openSession(); }
    if (name === "kejadian") { openIncident(); }
    title(name);
    draw();
    scrollTo(0, 0);
    at("judul").focus({ preventScroll: true });
  }

  function title(name) {
    const jobs = app.told ? app.told.jobs.length + openNil().length : 0;
    const numbers = K("numbers").split(" "), word = numbers[jobs] || String(jobs);
    const words = name === "hari-ini" ? (jobs ? K("title_jobs", { count: word.charAt(0).toUpperCase() + word.slice(1) }) : K("title_none")) : K(TITLES[name]);
    at("judul").textContent = words;
    at("tanggal").textContent = name === "hari-ini" && app.told ? app.told.today : "";
  }

  const openNil = () => (app.told ? app.told.nil : []).filter((one) => !one.told && !one.asked);

  function go(hash) {
    if (location.hash === hash || (!location.hash && hash === "#")) { show(true); return; }
    history.pushState(null, "", hash === "#" ? location.pathname : hash);
    show(true);
  }

  /* Lists -------------------------------------------------------------- */
  function jobRow(job, first) {
    const row = element("li", undefined, first ? "kini" : "");
    const time = element("span", job.time || K("no_time"), "pukul");
    if (job.late) { time.append(element("small", K("late", { day: job.late }))); }
    const words = element("div");
    words.append(element("h2", job.topic), element("p", [job.place, job.invited || job.group_words].filter(Boolean).join(". ") + ".", "kecil redup"));
    const start = link(K("start"), "#sesi=" + job.number);
    start.className = "btn " + (first ? "btn-utama" : "btn-kedua");
    start.setAttribute("aria-label", K("start_named", { topic: job.topic }));
    words.append(start);
    row.append(time, words);
    return row;
  }

  function nilRow(place) {
    const row = element("li");
    const words = element("div");
    words.append(element("h2", K("nil_head", { place: place.name })));
    if (place.told) {
      words.append(element("p", K(place.nil ? "nil_done" : "nil_incident"), "kecil redup"));
    } else if (place.asked) {
      words.append(element("p", K("nil_kept"), "kecil redup"));
    } else {
      words.append(element("p", K("nil_why"), "kecil redup"), button(K("nil_tap"), () => fileNil(place.code), "btn btn-kedua"));
    }
    row.append(element("span", K("today"), "pukul"), words);
    return row;
  }

  function queueLine(row, open) {
    const line = element("li");
    const head = element("span", undefined, "d-flex justify-content-between gap-2");
    head.append(element("span", kindWord(row)), element("span", moment(row.at) + " · " + kilo(row.size), "redup nowrap"));
    line.append(head);
    if (row.sentence) { line.append(element("span", row.sentence, "pesan-salah d-block")); }
    if (open && row.kind !== "nil") { line.append(button(K("rewrite"), () => rewrite(row))); }
    if (open && row.sentence) { line.append(button(K("throw"), () => { Simpanan.forget(row.key).then(refresh); })); }
    return line;
  }

  function heldLine(item) {
    const line = element("li");
    line.append(element("b", K("item_" + item.kind) + ": " + item.word), element("p", item.sentence || "", "mb-1"));
    if (item.state === "refused") {
      const acts = element("p", undefined, "aksi mb-0");
      if (item.kind !== "nil") { acts.append(button(K("mend"), () => mend(item.key, item.kind))); }
      acts.append(button(K("throw"), () => dropHeld(item.key)));
      line.append(acts);
    }
    return line;
  }

  function doneLine(row) {
    const line = element("li");
    const words = row.state === "taken" ? K("done_taken", { number: row.kind === "nil" ? "" : row.subject }) : row.sentence || K("done_held");
    line.append(element("span", kindWord(row) + ", " + moment(row.at) + ". "), row.url ? link(words, row.url) : element("span", words));
    if (row.state === "taken" && row.kind !== "nil") { line.append(" ", button(K("mend"), () => mend(row.key, row.kind))); }
    return line;
  }

  function drawJobs() {
    if (!app.told) { return; }
    const jobs = app.told.jobs.filter((job) => !job.asked);
    const rows = jobs.map((job, number) => jobRow(job, number === 0));
    const nil = app.told.nil.length <= 3 ? app.told.nil.map(nilRow) : [nilMany()];
    at("tugas").replaceChildren(...rows, ...nil);
    at("diambil").textContent = K("taken_at", { moment: app.told.taken });
  }

  function nilMany() {
    const row = element("li"), words = element("div"), pick = link(K("nil_pick"), "#nihil");
    pick.className = "btn btn-kedua";
    words.append(element("h2", K("nil_many", { count: app.told.nil.filter((one) => !one.told).length })), pick);
    row.append(element("span", K("today"), "pukul"), words);
    return row;
  }

  function draw() {
    const queue = waiting(), count = queue.length, others = app.rows.filter((row) => Simpanan.waits(row) && !queue.includes(row)).length;
    drawJobs();
    at("nama").hidden = !app.me;
    at("nama").textContent = app.me ? app.me.name + (count ? " (" + count + ")" : "") : "";
    const offline = app.state === "luring" || !navigator.onLine;
    at("luring").hidden = !offline;
    at("luring-sisa").textContent = count ? K("offline_some", { count }) : K("offline_none");
    at("menunggu").hidden = !count;
    at("h-menunggu").textContent = K("waiting", { count });
    at("menunggu-daftar").replaceChildren(...queue.slice(0, 5).map((row) => queueLine(row, false)));
    at("kiriman-daftar").replaceChildren(...queue.map((row) => queueLine(row, true)));
    at("kiriman-kosong").hidden = count > 0;
    at("simpan-berkas").disabled = !count;
    const held = app.told ? app.told.held : [];
    at("perlu").hidden = !held.length;
    at("perlu-daftar").replaceChildren(...held.map(heldLine));
    const done = mine().filter((row) => !Simpanan.waits(row)).sort((a, b) => b.done - a.done);
    at("riwayat").hidden = !done.length;
    at("riwayat-daftar").replaceChildren(...done.map(doneLine));
    at("orang-lain").textContent = others ? K("others", { count: others }) : "";
    if (screen() === "hari-ini") { title("hari-ini"); }
    fillLists();
  }

  function fillLists() {
    if (!app.told || app.filled === app.told) { return; }
    app.filled = app.told;
    sessionPlace.setPlaces(app.told.places);
    incidentPlace.setPlaces(app.told.places);
    const chosen = sessionForm.elements.programme.value;
    sessionForm.elements.programme.replaceChildren(new Option(K("no_programme"), ""), ...app.told.programmes.map((one) => new Option(one[1], one[0])));
    sessionForm.elements.programme.value = chosen;
    sessionForm.querySelector("[data-wajib]").hidden = !app.told.campaign;
    sessionForm.querySelector("[data-boleh]").hidden = app.told.campaign;
    at("nihil-kelurahan").replaceChildren(...app.told.nil.filter((one) => !one.told).map((one) => new Option(one.name, one.code)));
  }

  async function refresh() {
    app.rows = (await Simpanan.rows()).sort((a, b) => a.at - b.at);
    draw();
  }

  /* Keeping ------------------------------------------------------------ */
  async function keep(kind, body, photos, more) {
    const key = Segel.newKey(), seal = (bytes) => Segel.seal(paths.pustaka, Segel.fromBase64(app.told.key), bytes);
    const sealed = [], parts = [], told = [];
    for (const photo of photos) {
      const bytes = await seal(photo.bytes);
      sealed.push(bytes);
      parts.push([await Segel.digest(bytes), bytes.length]);
      told.push({ sha256: await Segel.digest(photo.bytes), kind: photo.kind });
    }
    const note = { v: 1, key, device: app.me.device, replaces: null, kept: [], ...more, body: { kind, ...body }, photos: told };
    const blob = await seal(new TextEncoder().encode(JSON.stringify(note)));
    app.order += 1;
    const row = {
      key, owner: app.me.id, device: app.me.device, kind, at: Date.now(), order: app.order, photos: photos.length, replaces: note.replaces,
      sealed: blob, sha256: await Segel.digest(blob), parts, size: blob.length + parts.reduce((sum, one) => sum + one[1], 0),
      state: "menunggu", sentence: "",
    };
    await Simpanan.keep(row, sealed);
    await refresh();
    return row;
  }

  async function fileNil(code) {
    try {
      await keep("nil", { area_code: code }, []);
    } catch (error) {
      fail(error);
      return;
    }
    app.told.nil.filter((one) => one.code === code).forEach((one) => { one.asked = true; });
    await Simpanan.setSupplies(app.told);
    draw();
    say(K("kept_nil"));
    send();
  }

  function fail(error) {
    say(K(error && error.name === "QuotaExceededError" ? "full" : "not_kept"), true);
  }

  /* Sending ------------------------------------------------------------ */
  async function send(asked) {
    if (asked) { say(K("sending")); }
    try {
      const done = await Kirim.run((row, order, share) => { if (asked && order >= 0) { say(K("sending_photo", { share: Math.round(share * 100) })); } });
      app.state = "";
      take(done.told);
      await refresh();
      await report(done.sent, asked);
    } catch (error) {
      if (!(error instanceof Kirim.Stop) && !(error instanceof Kirim.Refusal)) { throw error; }
      app.state = error.why || "sibuk";
      app.rows = await Simpanan.rows();
      if (!app.me) { app.me = await Simpanan.who() || null; }
      await refresh();
      stopped(asked);
    }
    warnOld();
  }

  function take(told) {
    const asked = new Set((app.told ? app.told.nil : []).filter((one) => one.asked).map((one) => one.code));
    const unsentNil = waiting().some((row) => row.kind === "nil");
    told.nil.forEach((one) => { one.asked = unsentNil && asked.has(one.code); });
    const first = !app.me || app.me.id !== told.user.id;
    app.told = told;
    app.me = { ...told.user, device: told.device.key };
    if (first) { show(true); }
  }

  function report(sent, asked) {
    const good = sent.filter((one) => one.state === "taken"), held = sent.filter((one) => one.state !== "taken");
    if (held.length) {
      say(held.map((one) => one.sentence || K("done_held")).join(" "), true);
    } else if (good.length) {
      const numbers = good.filter((one) => one.kind !== "nil").map((one) => one.subject);
      say(K(good.length === 1 && !numbers.length ? "recorded_nil" : "recorded", { count: good.length, numbers: numbers.length ? " (" + numbers.join(", ") + ")" : "" }));
    } else if (asked) {
      const bad = waiting().find((row) => row.sentence);
      say(bad ? bad.sentence : K("nothing_waits"), Boolean(bad));
    }
  }

  function stopped(asked) {
    const count = waiting().length;
    if (app.state === "masuk") {
      const way = link(K("sign_in"), paths.masuk);
      if (count || asked) { say(count ? K("sign_in_some", { count }) : K("sign_in_none"), true, way); }
      else if (app.me) { say(K("sign_in_none"), true, way); }
    } else if (app.state === "peran") {
      say(K("no_role"), true);
    } else if (asked || app.state === "sibuk") {
      say(K(app.state === "sibuk" ? "busy" : "still_offline", { count }), true);
    }
  }

  function warnOld() {
    const old = waiting().filter((row) => Date.now() - row.at > DAY).length;
    if (old) { say(K("old", { count: old }), true, link(K("see_queue"), "#kiriman")); }
  }

  /* Mending ------------------------------------------------------------ */
  async function mend(key, kind) {
    try {
      const told = await Kirim.contents(key);
      app.mending = { key, body: told.body, photos: told.photos };
      go(kind === "session" ? "#sesi" : "#kejadian");
    } catch (error) {
      say(error.why === "luring" ? K("mend_offline") : error.why === "masuk" ? K("mend_gone") : error.sentence || K("busy", { count: waiting().length }), true);
    }
  }

  function rewrite(row) {
    app.mending = { key: row.key, body: null, photos: [] };
    go(row.kind === "session" ? "#sesi" : "#kejadian");
  }

  async function dropHeld(key) {
    try {
      await Kirim.greet();
      await Kirim.drop(key);
      await Simpanan.forget(key);
      await send();
    } catch (error) {
      say(K("busy", { count: waiting().length }), true);
    }
  }

  /* Forms -------------------------------------------------------------- */
  const sessionForm = at("form-sesi"), incidentForm = at("form-kejadian");
  const most = Number(paths.palingFoto);
  const sessionAlbum = Foto.Album(document.querySelector("[data-foto=sesi]"), K, most);
  const incidentAlbum = Foto.Album(document.querySelector("[data-foto=kejadian]"), K, most);
  const boxes = Tempat.Boxes(at("sesi-rt"), K);
  const sessionPlace = Tempat.Picker(document.querySelector("[data-tempat=sesi]"), K, boxes.show);
  const incidentPlace = Tempat.Picker(document.querySelector("[data-tempat=kejadian]"), K, function () {});
  const questions = sessionForm.querySelector("[data-tanya-daftar]");

  function addQuestion(text, answer) {
    const number = questions.children.length + 1, row = element("div", undefined, "tanya");
    [["question", text], ["answer", answer]].forEach(function ([name, value]) {
      const label = element("label", K(name, { number })), input = element("input", undefined, "form-control");
      input.id = "tanya-" + number + "-" + name;
      input.dataset.tanya = name;
      input.maxLength = name === "question" ? 300 : 1000;
      input.value = value || "";
      label.htmlFor = input.id;
      row.append(label, input);
    });
    questions.append(row);
  }
  sessionForm.querySelector("[data-tanya-tambah]").addEventListener("click", function () {
    addQuestion();
    questions.lastElementChild.querySelector("input").focus();
  });

  function clear(form, place, album) {
    form.reset();
    album.clear();
    place.set("");
    form.querySelector("[data-salah]").hidden = true;
  }

  function setDay(form, days) {
    const box = form.elements.days_before, value = String(days || 0);
    if (!Array.from(box.options).some((one) => one.value === value)) { box.add(new Option(K("days_ago", { count: value }), value)); }
    box.value = value;
  }

  function note(form) {
    const line = form.parentElement.querySelector("[data-ganti]");
    line.hidden = !app.mending;
    line.textContent = app.mending ? K(app.mending.body ? "mending" : "rewriting") : "";
  }

  function openSession() {
    const form = sessionForm, box = form.elements;
    const number = location.hash.split("=")[1], job = number && app.told ? app.told.jobs.find((one) => one.number === number) : null;
    clear(form, sessionPlace, sessionAlbum);
    boxes.clear();
    questions.replaceChildren();
    const body = (app.mending && app.mending.body) || (job && { topic: job.topic, place: job.place, area_code: job.area, groups: job.groups, held_time: job.at, programme: job.programme }) || {};
    ["topic", "place", "leader_name", "leader_post", "notes", "programme"].forEach((name) => { box[name].value = body[name] || ""; });
    box.attending.value = body.attending === undefined ? "" : body.attending;
    box.time.value = (body.held_time || "").slice(0, 5);
    setDay(form, body.days_before);
    Array.from(form.querySelectorAll("[name=groups]")).forEach((one) => { one.checked = (body.groups || []).includes(one.value); });
    if (body.area_code) { sessionPlace.set(body.area_code); }
    boxes.mark(body.reached || []);
    (body.questions || []).forEach((one) => addQuestion(one[0], one[1]));
    if (app.mending) { sessionAlbum.keepOld(app.mending.photos); }
    app.job = (app.mending && body.job) || (job ? job.number : "");
    note(form);
    useShared(box.notes, sessionAlbum);
  }

  function openIncident() {
    const form = incidentForm, box = form.elements, body = (app.mending && app.mending.body) || {};
    clear(form, incidentPlace, incidentAlbum);
    ["harm", "place", "what", "how", "action_taken"].forEach((name) => { box[name].value = body[name] || ""; });
    if (body.severity) { box.severity.value = body.severity; }
    box.victims.value = body.victims === null || body.victims === undefined ? "" : body.victims;
    box.police_informed.checked = Boolean(body.police_informed);
    box.time.value = (body.happened_time || "").slice(0, 5);
    setDay(form, body.days_before);
    if (body.area_code) { incidentPlace.set(body.area_code); }
    if (app.mending) { incidentAlbum.keepOld(app.mending.photos); }
    note(form);
    right();
    useShared(box.how, incidentAlbum);
  }

  function useShared(field, album) {
    if (!app.shared) { return; }
    field.value = [app.shared.title, app.shared.text, app.shared.url].filter(Boolean).join("\n").slice(0, field.maxLength);
    app.shared.files.forEach((file) => album.add(file));
  }

  function right() {
    const chosen = incidentForm.elements.harm.selectedOptions[0], why = chosen ? chosen.dataset.hak : "";
    at("kejadian-hak").hidden = !why;
    at("kejadian-hak").textContent = why || "";
    return why;
  }
  incidentForm.elements.harm.addEventListener("change", right);

  function complain(form, words, field) {
    const box = form.querySelector("[data-salah]");
    box.textContent = words;
    box.hidden = !words;
    if (words) { (field || box).focus(); }
  }

  function missing(form, place) {
    const empty = Array.from(form.querySelectorAll("[required]")).find((one) => one.tagName !== "SELECT" && !one.value.trim());
    if (empty) { return [K("fill", { field: form.querySelector("label[for=" + empty.id + "]").firstChild.textContent.trim() }), empty]; }
    if (!place.value()) { return [K("fill", { field: K("village") }), form.querySelector("[data-kelurahan]")]; }
    return null;
  }

  async function submit(form, kind, body, album) {
    const go_on = form.querySelector("[type=submit]");
    go_on.disabled = true;
    try {
      const more = app.mending ? { replaces: app.mending.key, kept: album.kept() } : {};
      await keep(kind, body, album.list(), more);
    } catch (error) {
      fail(error);
      at("judul").scrollIntoView();
      return;
    } finally {
      go_on.disabled = false;
    }
    if (kind === "session" && app.job) {
      app.told.jobs = app.told.jobs.filter((one) => one.number !== app.job);
      await Simpanan.setSupplies(app.told);
    }
    app.mending = app.shared = app.job = null;
    go("#");
    say(K("kept"));
    send();
  }

  sessionForm.addEventListener("submit", function (event) {
    event.preventDefault();
    const box = sessionForm.elements, lack = missing(sessionForm, sessionPlace);
    const groups = Array.from(sessionForm.querySelectorAll("[name=groups]:checked"), (one) => one.value);
    if (lack) { complain(sessionForm, ...lack); return; }
    if (!groups.length) { complain(sessionForm, K("fill_group"), sessionForm.querySelector("[name=groups]")); return; }
    const attending = Number(box.attending.value);
    if (!Number.isInteger(attending) || attending < 0 || attending > 5000) { complain(sessionForm, K("bad_count"), box.attending); return; }
    if (app.told.campaign && !box.leader_name.value.trim()) { complain(sessionForm, K("fill_leader"), box.leader_name); return; }
    complain(sessionForm, "");
    const asked = Array.from(questions.children, (row) => Array.from(row.querySelectorAll("input"), (one) => one.value.trim())).filter((one) => one[0]);
    submit(sessionForm, "session", {
      job: app.job || "", programme: box.programme.value, topic: box.topic.value.trim(), place: box.place.value.trim(), area_code: sessionPlace.value(),
      days_before: Number(box.days_before.value), held_time: box.time.value || null, groups, reached: boxes.value(), attending,
      leader_name: box.leader_name.value.trim(), leader_post: box.leader_post.value.trim(), notes: box.notes.value.trim(), questions: asked,
    }, sessionAlbum);
  });

  incidentForm.addEventListener("submit", function (event) {
    event.preventDefault();
    const box = incidentForm.elements;
    if (!box.harm.value) { complain(incidentForm, K("fill", { field: K("harm") }), box.harm); return; }
    if (right()) { complain(incidentForm, K("right"), box.harm); return; }
    const lack = missing(incidentForm, incidentPlace);
    if (lack) { complain(incidentForm, ...lack); return; }
    complain(incidentForm, "");
    submit(incidentForm, "incident", {
      harm: box.harm.value, severity: box.severity.value, area_code: incidentPlace.value(), place: box.place.value.trim(),
      days_before: Number(box.days_before.value), happened_time: box.time.value || null, what: box.what.value.trim(), how: box.how.value.trim(),
      action_taken: box.action_taken.value.trim(), victims: box.victims.value === "" ? null : Math.max(0, Math.trunc(Number(box.victims.value))),
      police_informed: box.police_informed.checked,
    }, incidentAlbum);
  });

  at("form-nihil").addEventListener("submit", function (event) {
    event.preventDefault();
    if (at("nihil-kelurahan").value) { fileNil(at("nihil-kelurahan").value); go("#"); }
  });

  /* The queue as a file ------------------------------------------------- */
  async function saveFile() {
    let files = [[]], weight = 0;
    for (const row of waiting()) {
      if (weight && weight + row.size > FILE_MOST) { files.push([]); weight = 0; }
      files[files.length - 1].push(row);
      weight += row.size;
    }
    for (const [number, rows] of files.entries()) {
      const blobs = [];
      for (const row of rows) { blobs.push(row.sealed, ...(await Simpanan.parts(row.key))); }
      const items = rows.map((row) => ({ key: row.key, device: row.device, kind: row.kind, at: row.at, replaces: row.replaces, sha256: row.sha256, size: row.sealed.length, parts: row.parts }));
      const head = "KONDUSIF-LAPANGAN 1\n" + JSON.stringify({ v: 1, now: Date.now(), items }) + "\n";
      const address = URL.createObjectURL(new Blob([head, ...blobs], { type: "application/octet-stream" }));
      const way = link("", address);
      way.download = "lapangan-" + app.me.device.slice(0, 4) + "-" + (number + 1) + ".kondusif";
      document.body.append(way);
      way.click();
      way.remove();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    }
    say(K("file_saved", { count: waiting().length }));
  }

  /* Sharing ------------------------------------------------------------ */
  function shared(told) {
    app.shared = told;
    at("bagikan-isi").textContent = told ? K("shared", { text: [told.title, told.text, told.url].filter(Boolean).join(" ").slice(0, 300), count: told.files.length }) : K("shared_lost");
  }
  function askShared() {
    if (!("serviceWorker" in navigator) || !navigator.serviceWorker.controller) { shared(null); return; }
    navigator.serviceWorker.controller.postMessage("bagikan");
  }

  /* Beginning ----------------------------------------------------------- */
  document.querySelectorAll("[data-kirim]").forEach((one) => one.addEventListener("click", () => send(true)));
  at("simpan-berkas").addEventListener("click", saveFile);
  at("bagikan-buang").addEventListener("click", function () { app.shared = null; go("#"); });
  window.addEventListener("hashchange", () => show());
  window.addEventListener("popstate", () => show());
  window.addEventListener("online", function () { app.state = ""; draw(); send(); });
  window.addEventListener("offline", draw);
  /* A weak network comes and goes without telling: while the page is open, what waits is tried again by itself. Once a
     minute, and sooner at first where the network was gone: a browser that opened the page without one may never say
     that it is back. A busy server is not asked sooner. */
  const SOON = 5000, MINUTE = 60000;
  let tried = Date.now(), pause = SOON;
  const again = () => { if (app.told && waiting().length && navigator.onLine && !["masuk", "peran"].includes(app.state)) { send(); } };
  setInterval(function () {
    const gone = app.state === "luring";
    if (!gone) { pause = SOON; }
    if (Date.now() - tried < (gone ? pause : MINUTE)) { return; }
    tried = Date.now();
    pause = Math.min(MINUTE, pause * 2);
    again();
  }, SOON);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { again(); } });
  document.addEventListener("click", function (event) {
    const way = event.target.closest("a[href='#'], a[href='#sesi'], a[href='#kejadian']");
    if (!way) { return; }
    app.mending = null;
    if (way.getAttribute("href") === "#") { event.preventDefault(); app.shared = null; go("#"); hush(); }
  });
  window.addEventListener("beforeunload", function (event) {
    const dirty = (screen() === "sesi" && (sessionForm.elements.topic.value || sessionAlbum.list().length)) || (screen() === "kejadian" && (incidentForm.elements.what.value || incidentAlbum.list().length));
    if (dirty) { event.preventDefault(); }
  });

  function keepPage() {
    if (!("serviceWorker" in navigator) || !window.isSecureContext) { return; }
    navigator.serviceWorker.addEventListener("message", function (event) {
      if (event.data && "shared" in event.data) { shared(event.data.shared); }
    });
    navigator.serviceWorker.register(paths.penjaga, { scope: paths.beranda })
      .then(() => navigator.serviceWorker.ready)
      .then(function () { at("tersimpan").hidden = false; root.dataset.tersimpan = "ya"; })
      .catch(function () { /* the page still works while there is a network */ });
  }

  async function begin() {
    if (!window.isSecureContext) { say(K("not_safe"), true); return; }
    Kirim.setPaths(paths);
    app.me = await Simpanan.who() || null;
    app.told = await Simpanan.supplies() || null;
    if (app.told && app.me && app.told.user.id !== app.me.id) { app.told = null; }
    app.rows = (await Simpanan.rows()).sort((a, b) => a.at - b.at);
    if (location.hash.startsWith("#bagikan")) {
      if (location.hash === "#bagikan-lagi") { history.replaceState(null, "", location.pathname); say(K("share_again"), true); } else { askShared(); }
    }
    keepPage();
    if (app.me && app.told) { show(true); }
    await send();
    show(true);
    if (app.me && navigator.storage && navigator.storage.persist) {
      const stays = await navigator.storage.persisted() || await navigator.storage.persist();
      at("tetap").textContent = K(stays ? "persisted" : "not_persisted");
    }
    Segel.load(paths.pustaka).catch(function () { /* asked for again when it is needed */ });
    root.dataset.siap = "ya";
  }

  begin();
})();
