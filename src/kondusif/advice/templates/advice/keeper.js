/* Keeps the self-check for use without a network: its own page, its own data, its own files, and nothing else. */
"use strict";
const NAME = "bolehkah {{ scope }} {{ version }}";
const SHELL = "{{ scope }}";
const DATA = "{{ data }}";
const FILES = [{% for file in files %}"{{ file }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PATIENCE = 2500;

async function keep(cache, path) {
  const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok) { throw new Error(path + " " + answer.status); }
  await cache.put(path, answer);
}

self.addEventListener("install", function (event) {
  self.skipWaiting();
  event.waitUntil(caches.open(NAME).then((cache) => Promise.all([SHELL, DATA, ...FILES].map((path) => keep(cache, path)))));
});

self.addEventListener("activate", function (event) {
  const old = (names) => names.filter((name) => name.startsWith("bolehkah " + SHELL + " ") && name !== NAME);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

async function freshOrKept(request, path) {
  const kept = caches.open(NAME).then((cache) => cache.match(path));
  const fresh = fetch(request).then(async function (answer) {
    if (answer.ok && path === DATA) { (await caches.open(NAME)).put(path, answer.clone()); }
    return answer;
  });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => kept).then((found) => found || fresh);
  return Promise.race([fresh.catch(() => kept.then((found) => found || Response.error())), late]);
}

self.addEventListener("fetch", function (event) {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) { return; }
  if (url.pathname === DATA || (url.pathname === SHELL && event.request.mode === "navigate")) {
    event.respondWith(freshOrKept(event.request, url.pathname));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(caches.open(NAME).then((cache) => cache.match(url.pathname)).then((found) => found || fetch(event.request)));
  }
});
