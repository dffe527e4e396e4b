/* What walks through the field app ask of the phone: everything that a thief finds, the queue, and things only a phone does. */
globalThis.Curi = (function () {
  "use strict";
  const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const open = (name) => asked(indexedDB.open(name));

  async function find() {
    const text = new TextDecoder("utf-8", { fatal: false }), found = [];
    const plain = (value) => {
      if (value instanceof Uint8Array || value instanceof ArrayBuffer) { found.push(text.decode(value)); return; }
      if (value && typeof value === "object") { Object.entries(value).forEach(([name, one]) => { found.push(name); plain(one); }); return; }
      found.push(String(value));
    };
    for (const told of await indexedDB.databases()) {
      const base = await open(told.name);
      for (const name of base.objectStoreNames) { plain(await asked(base.transaction(name).objectStore(name).getAll())); }
      base.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) { found.push(request.url, await (await cache.match(request)).text()); }
    }
    plain({ ...localStorage });
    plain({ ...sessionStorage });
    found.push(document.cookie, location.href);
    return found.join("\n");
  }

  async function rows() {
    const base = await open("kondusif-lapangan");
    const found = await asked(base.transaction("antrean").objectStore("antrean").getAll());
    base.close();
    return found.map((row) => ({ key: row.key, kind: row.kind, state: row.state, photos: row.photos, sealed: Boolean(row.sealed) }));
  }

  async function older(millis) {
    const base = await open("kondusif-lapangan"), queue = base.transaction("antrean", "readwrite").objectStore("antrean");
    const found = await asked(queue.getAll());
    for (const row of found) { await asked(queue.put({ ...row, at: row.at - millis })); }
    base.close();
  }

  function give(box, files) {
    const held = new DataTransfer();
    files.forEach((file) => held.items.add(file));
    box.files = held.files;
  }

  async function share(words) {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext("2d").fillRect(0, 0, 40, 30);
    const form = Object.assign(document.createElement("form"), { method: "post", enctype: "multipart/form-data", action: "/lapangan/bagikan/" });
    const box = Object.assign(document.createElement("input"), { name: "foto", type: "file" });
    give(box, [new File([await canvas.convertToBlob({ type: "image/png" })], "kiriman.png", { type: "image/png" })]);
    form.append(Object.assign(document.createElement("input"), { name: "teks", value: words }), box);
    document.body.append(form);
    form.submit();
  }

  /* A picture of more than 35 MB. */
  async function huge(selector) {
    const side = 3200, canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const pen = canvas.getContext("2d"), noise = pen.createImageData(side, side);
    for (let at = 0; at < noise.data.length; at += 65536) { crypto.getRandomValues(noise.data.subarray(at, at + 65536)); }
    for (let at = 3; at < noise.data.length; at += 4) { noise.data[at] = 255; }
    pen.putImageData(noise, 0, 0);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png")), box = document.querySelector(selector);
    give(box, [new File([blob, new Uint8Array(12 * 1024 * 1024)], "besar.png", { type: "image/png" })]);
    box.dispatchEvent(new Event("change"));
    return box.files.length ? box.files[0].size : blob.size + 12 * 1024 * 1024;
  }

  function camera() {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 480;
    const pen = canvas.getContext("2d");
    setInterval(() => pen.fillRect(Math.random() * 600, Math.random() * 400, 9, 9), 50);
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
  }

  async function kept() {
    const names = (await caches.keys()).filter((one) => one.startsWith("lapangan "));
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map((one) => new URL(one.url).pathname);
  }

  return { find, rows, older, share, huge, camera, kept };
})();
