/* Sends the queue: announce, the pictures piece by piece, finish. Every step may be cut off and comes again; a note leaves
   the phone only after the server has said what became of it. */
const Kirim = (function () {
  "use strict";
  const PIECE = 256 * 1024, PATIENCE = 60000, LOCK = "kondusif-lapangan-kirim";
  let paths = null, sign = "", running = null, next = null;

  class Stop extends Error {
    constructor(why) { super(why); this.why = why; }
  }
  class Refusal extends Error {
    constructor(told) { super(told.code); this.code = told.code; this.sentence = told.sentence; }
  }

  async function ask(path, options) {
    const clock = new AbortController(), timer = setTimeout(() => clock.abort(), PATIENCE);
    try {
      return await fetch(path, { credentials: "same-origin", cache: "no-store", signal: clock.signal, ...options });
    } catch (error) {
      throw new Stop("luring");
    } finally {
      clearTimeout(timer);
    }
  }

  async function read(answer) {
    const json = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (answer.ok && json) {
      try { return await answer.json(); } catch (error) { throw new Stop("luring"); }
    }
    if (json && (answer.status === 422 || answer.status === 409)) { throw new Refusal(await answer.json()); }
    if (answer.status === 404 || answer.status === 401) { throw new Stop("masuk"); }
    if (answer.status === 403) { throw new Stop("peran"); }
    throw new Stop("sibuk");
  }

  async function post(path, body) {
    const plain = body instanceof Uint8Array;
    const headers = { "X-CSRFToken": sign, "Content-Type": plain ? "application/octet-stream" : "application/json" };
    return read(await ask(path, { method: "POST", headers, body: plain ? body : JSON.stringify({ ...body }) }));
  }

  /* Greets the server: takes along what is needed, and registers this phone for this person at the first visit. */
  async function greet() {
    const known = await Simpanan.who();
    const mine = known ? await Simpanan.device(known.id) : null;
    let told = await read(await ask(paths.bekal + (mine ? "?perangkat=" + mine : "")));
    sign = told.csrf;
    let key = await Simpanan.device(told.user.id);
    if (!key) {
      key = Segel.newKey();
      await Simpanan.setDevice(told.user.id, key);
    }
    if (!told.device || told.device.key !== key) { told.device = await post(paths.perangkat, { key }); }
    delete told.csrf;
    await Simpanan.setWho({ ...told.user, device: key });
    await Simpanan.setSupplies(told);
    return told;
  }

  async function pieces(row, got, bytes, order, progress) {
    let idle = 0;
    while (got < bytes.length) {
      const answer = await post(paths.kiriman + row.key + "/foto/" + order + "/?dari=" + got, bytes.subarray(got, got + PIECE));
      idle = answer.got > got ? 0 : idle + 1;
      if (idle > 3) { throw new Stop("sibuk"); }
      got = answer.got;
      progress(row, order, got / bytes.length);
    }
  }

  async function one(row, progress) {
    const told = {
      key: row.key, device: row.device, kind: row.kind, at: row.at, replaces: row.replaces, sha256: row.sha256,
      parts: row.parts, sealed: Segel.toBase64(row.sealed), now: Date.now(),
    };
    let answer = await post(paths.kiriman, told);
    if (answer.state === "arriving") {
      const blobs = await Simpanan.parts(row.key);
      for (let order = 0; order < blobs.length; order += 1) { await pieces(row, answer.got[order], blobs[order], order, progress); }
      answer = await post(paths.kiriman + row.key + "/selesai/", { now: Date.now() });
    }
    await Simpanan.settled(row, { state: answer.state, subject: answer.subject, sentence: answer.sentence, url: answer.url });
    return answer;
  }

  async function all(progress) {
    const told = await greet();
    const mine = (await Simpanan.rows()).filter((row) => Simpanan.waits(row) && row.owner === told.user.id);
    mine.sort((a, b) => a.at - b.at || (a.order || 0) - (b.order || 0));
    const sent = [];
    for (const row of mine) {
      try {
        sent.push(await one(row, progress));
      } catch (error) {
        if (!(error instanceof Refusal)) { throw error; }
        await Simpanan.problem(row, error.sentence);
      }
      progress(row, -1, 1);
    }
    return sent.length ? { told: await greet(), sent } : { told, sent };
  }

  /* One run at a time, also over several windows of the same phone. What is asked for while one is on its way (a new note,
     the signal is back) may come too late for it: one more follows, whatever became of the first. */
  function run(progress) {
    if (running) {
      next = next || running.catch(() => null).then(() => { next = null; return run(progress); });
      return next;
    }
    const alone = (work) => navigator.locks ? navigator.locks.request(LOCK, work) : work();
    running = alone(() => all(progress)).finally(function () { running = null; });
    return running;
  }

  async function contents(key) { return read(await ask(paths.kiriman + key + "/isi.json")); }
  async function drop(key) { return post(paths.kiriman + key + "/buang/", {}); }
  function setPaths(told) { paths = told; }

  return { run, greet, contents, drop, setPaths, Stop, Refusal };
})();
