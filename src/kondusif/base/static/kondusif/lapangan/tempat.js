/* A place by list and by text, with a keyboard alone and without a map; and the RT that came, as boxes by RW. */
const Tempat = (function () {
  "use strict";
  const MOST = 12, FEW = 6;
  const three = (number) => String(number).padStart(3, "0");
  const plain = (words) => words.toLowerCase().normalize("NFKD").replace(/[^a-z0-9/ ]+/g, " ").replace(/\s+/g, " ").trim();

  function asked(text) {
    let rest = " " + plain(text) + " ", rw = null, rt = null, found = null;
    if ((found = /\s(\d+)\s*\/\s*(\d+)\s/.exec(rest))) { rt = +found[1]; rw = +found[2]; rest = rest.replace(found[0], " "); }
    if ((found = /\srt\s*(\d+)/.exec(rest))) { rt = +found[1]; rest = rest.replace(found[0], " "); }
    if ((found = /[\s/]rw\s*(\d+)/.exec(rest))) { rw = +found[1]; rest = rest.replace(found[0], " "); }
    return { words: rest.replace(/\//g, " ").split(" ").filter(Boolean), rw, rt };
  }

  function search(places, text, K) {
    const want = asked(text), hits = [];
    if (!want.words.length && want.rw === null) { return hits; }
    places.forEach(function (place) {
      const name = plain(place.name + " " + place.district);
      if (!want.words.every((word) => name.includes(word))) { return; }
      if (want.rw === null) { hits.push({ code: place.code, label: K("place_village", place) }); return; }
      const rw = place.rw.find((one) => one[0] === want.rw);
      if (!rw) { return; }
      const code = place.code + "." + three(rw[0]);
      if (want.rt !== null && rw[1].includes(want.rt)) {
        hits.push({ code: code + "." + three(want.rt), label: K("place_rt", { rt: want.rt, rw: rw[0], name: place.name }) });
      } else if (want.rt === null) {
        hits.push({ code, label: K("place_rw", { rw: rw[0], name: place.name }) });
      }
    });
    return hits;
  }

  function Picker(field, K, changed) {
    const text = field.querySelector("input[type=search]"), count = field.querySelector("[role=status]");
    const list = field.querySelector("[data-temuan]"), village = field.querySelector("[data-kelurahan]"), rw = field.querySelector("[data-rw]");
    let places = [];

    const here = () => places.find((one) => one.code === village.value);

    function fillRw() {
      const place = here();
      rw.replaceChildren(new Option(K("rw_none"), ""), ...(place ? place.rw : []).map((one) => new Option("RW " + one[0], place.code + "." + three(one[0]))));
    }

    function setPlaces(told) {
      const before = rw.value || village.value;
      places = told;
      const groups = new Map();
      told.forEach(function (place) {
        if (!groups.has(place.district)) { groups.set(place.district, document.createElement("optgroup")); }
        const group = groups.get(place.district);
        group.label = place.district;
        group.append(new Option(place.name, place.code));
      });
      village.replaceChildren(...(told.length === 1 ? [] : [new Option(K("village_pick"), "")]), ...groups.values());
      set(before || (told.length === 1 ? told[0].code : ""));
    }

    function set(code) {
      village.value = places.some((one) => one.code === code.slice(0, 13)) ? code.slice(0, 13) : places.length === 1 ? places[0].code : "";
      fillRw();
      rw.value = code.length >= 17 ? code.slice(0, 17) : "";
      changed(here(), code.length > 17 ? code : "", rw.value);
    }

    text.addEventListener("input", function () {
      const hits = search(places, text.value, K);
      count.textContent = plain(text.value).length < 2 ? "" : hits.length ? K("hits", { count: hits.length }) : K("hits_none");
      list.replaceChildren(...hits.slice(0, MOST).map(function (hit) {
        const row = document.createElement("li"), pick = document.createElement("button");
        pick.type = "button";
        pick.className = "btn btn-kedua btn-kecil";
        pick.textContent = hit.label;
        pick.addEventListener("click", function () {
          set(hit.code);
          text.value = "";
          list.replaceChildren();
          count.textContent = K("picked", { place: hit.label });
          village.focus();
        });
        row.append(pick);
        return row;
      }));
    });
    text.addEventListener("keydown", function (event) {
      if (event.key !== "Enter") { return; }
      event.preventDefault();
      const first = list.querySelector("button");
      if (first) { first.click(); }
    });
    village.addEventListener("change", function () { fillRw(); changed(here(), "", ""); });
    rw.addEventListener("change", () => changed(here(), "", rw.value));

    return { setPlaces, set, value: () => rw.value || village.value };
  }

  /* Boxes of the RT of one kelurahan, an RW a fold; ticks of another kelurahan are forgotten. */
  function Boxes(field, K) {
    const room = field.querySelector("[data-rt]"), count = field.querySelector("[data-rt-jumlah]");
    let shown = null;

    const ticked = () => Array.from(room.querySelectorAll("input:checked"), (one) => one.value);
    const tell = () => { count.textContent = shown ? K("rt_count", { count: ticked().length }) : ""; };

    function box(code, label) {
      const row = document.createElement("div"), input = document.createElement("input"), words = document.createElement("label");
      row.className = "form-check";
      input.className = "form-check-input";
      input.type = "checkbox";
      input.value = code;
      input.id = "rt-" + code;
      words.className = "form-check-label";
      words.htmlFor = input.id;
      words.textContent = label;
      row.append(input, words);
      return row;
    }

    /* The RW of the place stands first and open; the many others wait in one fold. */
    function show(place, tick, open) {
      if (!place) { room.replaceChildren(); shown = null; tell(); return; }
      if (shown !== place.code) {
        shown = place.code;
        room.replaceChildren(...(place.rw.length ? folds(place) : [Object.assign(document.createElement("p"), { className: "kecil redup", textContent: K("rt_unknown") })]));
      }
      if (open) { lift(open); }
      if (tick) { mark([tick]); }
      tell();
    }

    function folds(place) {
      const near = document.createElement("div"), far = document.createElement("details"), head = document.createElement("summary");
      near.dataset.dekat = "";
      head.textContent = K("rw_others");
      far.append(head);
      const many = place.rw.length > FEW;
      place.rw.forEach(function (one) {
        const fold = document.createElement("details"), name = document.createElement("summary"), code = place.code + "." + three(one[0]);
        fold.dataset.rw = code;
        name.textContent = "RW " + one[0];
        const inside = document.createElement("div");
        inside.className = "rt-kisi";
        inside.append(...(one[1].length ? one[1].map((rt) => box(code + "." + three(rt), "RT " + rt)) : [box(code, K("rw_whole", { rw: one[0] }))]));
        fold.append(name, inside);
        (many ? far : near).append(fold);
      });
      return many ? [near, far] : [near];
    }

    function lift(code) {
      const fold = room.querySelector("[data-rw='" + code + "']"), near = room.querySelector("[data-dekat]");
      if (!fold) { return; }
      fold.open = true;
      if (fold.parentElement !== near) { near.append(fold); }
    }

    function mark(codes) {
      room.querySelectorAll("input").forEach(function (one) {
        if (codes.includes(one.value)) { one.checked = true; lift(one.closest("[data-rw]").dataset.rw); }
      });
      tell();
    }

    function clear() { room.querySelectorAll("input").forEach((one) => { one.checked = false; }); tell(); }

    room.addEventListener("change", tell);
    return { show, mark, clear, value: ticked };
  }

  return { Picker, Boxes, search };
})();
