/* Keeps the field app for use without a network: its own page and its own files. What is shared from a chat is held in
   memory until the page asks for it. Notes, places and people are none of its business. */
"use strict";
const NAME = "lapangan {{ scope }} {{ version }}";
const SHELL = "{{ scope }}";
const SHARE = "{{ share }}";
const FILES = [{% for file in files %}"{{ file }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
let shared = null;

async function keep(cache, path) {
  const answer = await fetch(path, { credentials: "same-origin", cache: "no-cache" });
  if (!answer.ok || answer.redirected) { throw new Error(path + " " + answer.status); }
  await cache.put(path, answer);
}

self.addEventListener("install", function (event) {
  self.skipWaiting();
  event.waitUntil(caches.open(NAME).then((cache) => Promise.all([SHELL, ...FILES].map((path) => keep(cache, path)))));
});

self.addEventListener("activate", function (event) {
  const old = (names) => names.filter((name) => name.startsWith("lapangan " + SHELL + " ") && name !== NAME);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

async function fromChat(request) {
  try {
    const told = await request.formData(), text = (name) => String(told.get(name) || "").slice(0, 6000);
    shared = { title: text("judul"), text: text("teks"), url: text("tautan"), files: told.getAll("foto").filter((one) => one instanceof File && one.size) };
  } catch (error) {
    shared = null;
  }
  return Response.redirect(SHELL + "#bagikan", 303);
}

self.addEventListener("message", function (event) {
  if (event.data !== "bagikan" || !event.source) { return; }
  event.source.postMessage({ shared });
  shared = null;
});

self.addEventListener("fetch", function (event) {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) { return; }
  if (event.request.method === "POST" && url.pathname === SHARE) {
    event.respondWith(fromChat(event.request));
  } else if (event.request.method === "GET" && ((url.pathname === SHELL && event.request.mode === "navigate") || FILES.includes(url.pathname))) {
    event.respondWith(caches.open(NAME).then((cache) => cache.match(url.pathname)).then((found) => found || fetch(event.request)));
  }
});
