/* What stays on the phone: who uses it, what was taken along, and the sealed queue. A note and its pictures are written
   in one transaction, and a note leaves only in the one that writes down what the server answered. */
const Simpanan = (function () {
  "use strict";
  const NAME = "kondusif-lapangan", REMEMBERED = 20;
  let opening = null;

  function open() {
    opening = opening || new Promise(function (resolve, reject) {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = function () {
        ["ponsel", "bekal", "foto"].forEach((name) => asked.result.createObjectStore(name));
        asked.result.createObjectStore("antrean", { keyPath: "key" });
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return opening;
  }

  async function within(stores, mode, work) {
    const base = await open();
    return new Promise(function (resolve, reject) {
      const tie = base.transaction(stores, mode, { durability: "strict" });
      const asked = work(...stores.map((name) => tie.objectStore(name)));
      tie.oncomplete = () => resolve(asked ? asked.result : undefined);
      tie.onerror = tie.onabort = () => reject(tie.error || new Error("indexeddb"));
    });
  }

  const pictures = (key) => IDBKeyRange.bound([key, 0], [key, 999]);
  const waits = (row) => row.state === "menunggu";

  function who() { return within(["ponsel"], "readonly", (phone) => phone.get("kini")); }
  function setWho(user) { return within(["ponsel"], "readwrite", (phone) => { phone.put(user, "kini"); }); }
  function device(user) { return within(["ponsel"], "readonly", (phone) => phone.get("akun:" + user)); }
  function setDevice(user, key) { return within(["ponsel"], "readwrite", (phone) => { phone.put(key, "akun:" + user); }); }
  function supplies() { return within(["bekal"], "readonly", (shelf) => shelf.get("kini")); }
  function setSupplies(told) { return within(["bekal"], "readwrite", (shelf) => { shelf.put(told, "kini"); }); }
  function rows() { return within(["antrean"], "readonly", (queue) => queue.getAll()); }
  function parts(key) { return within(["foto"], "readonly", (shelf) => shelf.getAll(pictures(key))); }

  function keep(row, sealedPictures) {
    return within(["antrean", "foto"], "readwrite", function (queue, shelf) {
      queue.add(row);
      sealedPictures.forEach((bytes, order) => shelf.put(bytes, [row.key, order]));
    });
  }

  /* The server has it: the sealed bytes go, a line without contents stays for a while. */
  function settled(row, answer) {
    const line = { ...row, ...answer, sealed: null, parts: [], done: Date.now() };
    return within(["antrean", "foto"], "readwrite", function (queue, shelf) {
      shelf.delete(pictures(row.key));
      queue.put(line);
    }).then(prune);
  }

  function problem(row, sentence) {
    return within(["antrean"], "readwrite", (queue) => { queue.put({ ...row, sentence }); });
  }

  function forget(key) {
    return within(["antrean", "foto"], "readwrite", function (queue, shelf) {
      shelf.delete(pictures(key));
      queue.delete(key);
    });
  }

  async function prune() {
    const over = (await rows()).filter((row) => !waits(row)).sort((a, b) => b.done - a.done).slice(REMEMBERED);
    if (over.length) { await within(["antrean"], "readwrite", (queue) => { over.forEach((row) => queue.delete(row.key)); }); }
  }

  return { who, setWho, device, setDevice, supplies, setSupplies, rows, parts, keep, settled, problem, forget, waits };
})();
