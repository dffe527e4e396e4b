/* Seals on the phone, to the key of the server alone: an anonymous sealed box of libsodium behind one byte that names the
   form. What is sealed here cannot be opened here. */
const Segel = (function () {
  "use strict";
  const FORM = 1, MORE = 48;
  let loading = null;

  function load(address) {
    loading = loading || import(address).then((library) => library.default()).then(function (sodium) {
      if (sodium._sodium_init() < 0) { throw new Error("libsodium"); }
      return sodium;
    });
    loading.catch(function () { loading = null; });
    return loading;
  }

  async function seal(address, publicKey, bytes) {
    const sodium = await load(address);
    const length = bytes.length, key = sodium._malloc(32), plain = sodium._malloc(length || 1), out = sodium._malloc(length + MORE);
    try {
      sodium.HEAPU8.set(publicKey, key);
      sodium.HEAPU8.set(bytes, plain);
      if (sodium._crypto_box_seal(out, plain, length, 0, key) !== 0) { throw new Error("crypto_box_seal"); }
      const sealed = new Uint8Array(length + MORE + 1);
      sealed[0] = FORM;
      sealed.set(sodium.HEAPU8.subarray(out, out + length + MORE), 1);
      return sealed;
    } finally {
      sodium.HEAPU8.fill(0, plain, plain + length);
      [key, plain, out].forEach((place) => sodium._free(place));
    }
  }

  function hex(bytes) { return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join(""); }

  async function digest(bytes) { return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))); }

  /* 128 random bits, written as a UUID is. */
  function newKey() {
    const text = hex(crypto.getRandomValues(new Uint8Array(16)));
    return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
  }

  function toBase64(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) { text += String.fromCharCode(...bytes.subarray(at, at + 32768)); }
    return btoa(text);
  }

  function fromBase64(text) { return Uint8Array.from(atob(text), (one) => one.charCodeAt(0)); }

  return { load, seal, digest, newKey, toBase64, fromBase64 };
})();
