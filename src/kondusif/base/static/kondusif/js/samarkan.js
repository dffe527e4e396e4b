/* Covers names, bubbles and numbers in a picture before it leaves the phone. What is covered is painted over in a canvas
   and the picture is written anew, so neither the covered pixels nor the camera's data are in what is sent; the chosen
   file gives way to the new one. Without this script the page tells how to do it with the phone's own editor. */
const home = document.getElementById("samar");
const input = home && document.getElementById(home.dataset.input);
const MOST_PIXELS = 12e6;
const TAP = 8; // screen pixels; a shorter stroke is a tap
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function canReplace() {
  try {
    return Boolean(new DataTransfer().items && window.createImageBitmap && HTMLCanvasElement.prototype.toBlob);
  } catch { return false; }
}

if (input && canReplace()) { begin(); }

function begin() {
  const part = (name) => home.querySelector(`[data-b="${name}"]`);
  const words = {};
  home.querySelector("template").content.querySelectorAll("[data-k]").forEach((one) => { words[one.dataset.k] = one.textContent; });
  const say = (key, facts = {}) => words[key].replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? "");
  const canvas = part("kanvas"), board = part("papan"), desk = part("meja"), list = part("daftar"), coarse = part("kasar");
  const most = Number(home.dataset.most);
  let covered = [];      // for each chosen file: how many parts were covered, null before
  let picture = null;    // the picture on the desk: { index, base, type }
  let boxes = [], earlier = [], chosen = -1, changed = false;

  home.hidden = false;
  input.addEventListener("change", () => { closeDesk(); covered = []; drawList(); if (input.files.length) { tell(say("dipilih", { n: input.files.length })); } });
  window.addEventListener("pageshow", () => { if (input.files.length && !list.children.length) { drawList(); } });

  function tell(text) { part("kabar").textContent = text; }

  // The chosen files --------------------------------------------------------------

  function drawList() {
    list.replaceChildren();
    [...input.files].forEach((file, index) => list.append(row(file, index)));
  }

  function row(file, index) {
    const made = home.querySelector("template").content.querySelector("li").cloneNode(true);
    const inside = (name) => made.querySelector(`[data-b="${name}"]`);
    const image = file.type.startsWith("image/");
    inside("berkas").textContent = file.name;
    inside("keadaan").textContent = !image ? say("bukan_gambar") : covered[index] == null ? say("belum") : say("sudah", { n: covered[index] });
    inside("buka").hidden = !image;
    inside("buka").setAttribute("aria-label", say("samarkan", { nama: file.name }));
    inside("buka").addEventListener("click", () => open(index));
    inside("buang").setAttribute("aria-label", say("buang", { nama: file.name }));
    inside("buang").addEventListener("click", () => { replace(index, null); closeDesk(); tell(say("dibuang", { nama: file.name })); input.focus(); });
    return made;
  }

  function replace(index, file) {
    const held = new DataTransfer();
    [...input.files].forEach((one, at) => { const kept = at === index ? file : one; if (kept) { held.items.add(kept); } });
    if (!file) { covered.splice(index, 1); }
    input.files = held.files;
    drawList();
  }

  // The desk ------------------------------------------------------------------------

  async function open(index) {
    closeDesk();
    const file = input.files[index];
    let base;
    try { base = await createImageBitmap(file); } catch { tell(say("tak_terbaca", { nama: file.name })); list.children[index].querySelector("[data-b=keadaan]").textContent = say("tak_terbaca", { nama: file.name }); return; }
    const less = Math.min(1, Math.sqrt(MOST_PIXELS / (base.width * base.height)));
    canvas.width = Math.max(1, Math.round(base.width * less));
    canvas.height = Math.max(1, Math.round(base.height * less));
    picture = { index, base, type: file.type === "image/png" ? "image/png" : "image/jpeg" };
    part("nama").textContent = file.name;
    desk.hidden = false;
    draw();
    part("judul").focus();
  }

  function closeDesk() {
    if (picture) { picture.base.close(); }
    picture = null; boxes = []; earlier = []; chosen = -1; changed = false;
    canvas.width = canvas.height = 1;
    desk.hidden = true;
  }

  function paint() {
    const ink = canvas.getContext("2d");
    ink.imageSmoothingEnabled = true;
    ink.drawImage(picture.base, 0, 0, canvas.width, canvas.height);
    for (const box of boxes) {
      const x = Math.floor(box.x), y = Math.floor(box.y), w = Math.ceil(box.x + box.w) - x, h = Math.ceil(box.y + box.h) - y;
      if (coarse.checked) { roughen(ink, x, y, w, h); } else { ink.fillStyle = "#000"; ink.fillRect(x, y, w, h); }
    }
  }

  function roughen(ink, x, y, w, h) {
    const grain = Math.max(16, Math.round(Math.max(canvas.width, canvas.height) / 40));
    const small = document.createElement("canvas");
    small.width = Math.max(1, Math.round(w / grain)); small.height = Math.max(1, Math.round(h / grain));
    const thin = small.getContext("2d");
    thin.imageSmoothingQuality = "high";
    thin.drawImage(canvas, x, y, w, h, 0, 0, small.width, small.height);
    ink.imageSmoothingEnabled = false;
    ink.drawImage(small, 0, 0, small.width, small.height, x, y, w, h);
    ink.imageSmoothingEnabled = true;
  }

  function draw() {
    paint();
    const focused = document.activeElement && document.activeElement.dataset.kotak;
    board.querySelectorAll("[data-kotak]").forEach((one) => one.remove());
    boxes.forEach((box, at) => {
      const made = document.createElement("button");
      made.type = "button"; made.className = "samar-kotak"; made.dataset.kotak = at;
      made.setAttribute("aria-label", say("kotak", { n: at + 1 }));
      made.setAttribute("aria-pressed", String(at === chosen));
      made.style.left = `${100 * box.x / canvas.width}%`; made.style.top = `${100 * box.y / canvas.height}%`;
      made.style.width = `${100 * box.w / canvas.width}%`; made.style.height = `${100 * box.h / canvas.height}%`;
      board.append(made);
    });
    if (focused !== undefined) { const again = board.querySelector(`[data-kotak="${chosen}"]`); if (again) { again.focus({ preventScroll: true }); } }
    home.querySelectorAll("[data-geser], [data-ukur], [data-b=hapus]").forEach((one) => { one.disabled = chosen < 0; });
    part("urung").disabled = !earlier.length;
  }

  const keep = () => { earlier.push(boxes.map((box) => ({ ...box }))); changed = true; };

  function fitted(box) {
    const w = Math.min(Math.max(box.w, canvas.width * .01), canvas.width), h = Math.min(Math.max(box.h, canvas.height * .005), canvas.height);
    return { w, h, x: Math.min(Math.max(box.x, 0), canvas.width - w), y: Math.min(Math.max(box.y, 0), canvas.height - h) };
  }

  function add(box) { keep(); boxes.push(fitted(box)); chosen = boxes.length - 1; draw(); tell(say("ditambah", { n: boxes.length })); }

  function change(dx, dy, dw, dh) {
    if (chosen < 0) { return; }
    keep();
    const step = Math.max(canvas.width, canvas.height) / 100, box = boxes[chosen];
    boxes[chosen] = fitted({ x: box.x + dx * step, y: box.y + dy * step, w: box.w + dw * step, h: box.h + dh * step });
    draw();
    tell(say("letak", { n: chosen + 1, x: Math.round(100 * boxes[chosen].x / canvas.width), y: Math.round(100 * boxes[chosen].y / canvas.height), w: Math.round(100 * boxes[chosen].w / canvas.width), h: Math.round(100 * boxes[chosen].h / canvas.height) }));
  }

  function remove() {
    if (chosen < 0) { return; }
    keep();
    const gone = chosen + 1;
    boxes.splice(chosen, 1); chosen = boxes.length - 1; draw();
    tell(say("dihapus", { n: gone }));
    if (chosen < 0) { part("tambah").focus(); }
  }

  const usual = () => ({ w: canvas.width * .3, h: Math.min(canvas.width, canvas.height) * .08 });

  part("tambah").addEventListener("click", () => { const size = usual(), down = boxes.length * size.h * 1.2 % (canvas.height * .5); add({ ...size, x: (canvas.width - size.w) / 2, y: (canvas.height - size.h) / 2 + down }); });
  part("hapus").addEventListener("click", remove);
  part("urung").addEventListener("click", () => { boxes = earlier.pop() || []; chosen = boxes.length - 1; draw(); tell(say("diurungkan", { n: boxes.length })); if (part("urung").disabled) { part("tambah").focus(); } });
  coarse.addEventListener("change", () => { changed = true; draw(); });
  home.querySelectorAll("[data-geser]").forEach((one) => one.addEventListener("click", () => { const [x, y] = KEYS[one.dataset.geser]; change(x, y, 0, 0); }));
  home.querySelectorAll("[data-ukur]").forEach((one) => one.addEventListener("click", () => { const [w, h] = KEYS[one.dataset.ukur]; change(0, 0, w, h); }));

  // Keys and fingers ------------------------------------------------------------------

  board.addEventListener("focusin", (event) => { if (event.target.dataset.kotak !== undefined && Number(event.target.dataset.kotak) !== chosen) { chosen = Number(event.target.dataset.kotak); draw(); } });
  board.addEventListener("keydown", (event) => {
    if (event.target.dataset.kotak === undefined) { return; }
    if (KEYS[event.key]) {
      const [x, y] = KEYS[event.key];
      if (event.shiftKey) { change(0, 0, x, y); } else { change(x, y, 0, 0); }
    } else if (event.key === "Delete" || event.key === "Backspace") { remove(); } else { return; }
    event.preventDefault();
  });

  let stroke = null; // a finger that is down: where it began, and the box that it moves, or -1 for a new one
  const at = (event) => {
    const frame = canvas.getBoundingClientRect();
    return { x: (event.clientX - frame.left) * canvas.width / frame.width, y: (event.clientY - frame.top) * canvas.height / frame.height };
  };
  board.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button) { return; }
    const on = event.target.dataset.kotak === undefined ? -1 : Number(event.target.dataset.kotak);
    stroke = { from: at(event), on, start: on < 0 ? null : { ...boxes[on] }, px: [event.clientX, event.clientY], drawn: false };
    if (on >= 0) { chosen = on; }
    event.preventDefault();
    board.setPointerCapture(event.pointerId);
  });
  board.addEventListener("pointermove", (event) => {
    if (!stroke || !event.isPrimary) { return; }
    const to = at(event);
    if (!stroke.drawn && Math.hypot(event.clientX - stroke.px[0], event.clientY - stroke.px[1]) < TAP) { return; }
    if (!stroke.drawn) { keep(); stroke.drawn = true; if (stroke.on < 0) { boxes.push({ x: 0, y: 0, w: 0, h: 0 }); chosen = boxes.length - 1; } }
    boxes[chosen] = fitted(stroke.on < 0
      ? { x: Math.min(stroke.from.x, to.x), y: Math.min(stroke.from.y, to.y), w: Math.abs(to.x - stroke.from.x), h: Math.abs(to.y - stroke.from.y) }
      : { ...stroke.start, x: stroke.start.x + to.x - stroke.from.x, y: stroke.start.y + to.y - stroke.from.y });
    draw();
  });
  board.addEventListener("pointerup", (event) => {
    if (!stroke || !event.isPrimary) { return; }
    const { drawn, on, from } = stroke;
    stroke = null;
    if (!drawn && on < 0) { const size = usual(); add({ ...size, x: from.x - size.w / 2, y: from.y - size.h / 2 }); }
    else { draw(); if (drawn && on < 0) { tell(say("ditambah", { n: boxes.length })); } }
    const now = board.querySelector(`[data-kotak="${chosen}"]`);
    if (now) { now.focus({ preventScroll: true }); }
  });
  board.addEventListener("pointercancel", () => { if (stroke && stroke.drawn) { boxes = earlier.pop() || []; chosen = boxes.length - 1; draw(); } stroke = null; });

  // Taking it over ----------------------------------------------------------------------

  const written = (type) => new Promise((done) => canvas.toBlob(done, type, .9));

  async function take() {
    paint();
    let blob = await written(picture.type);
    if (!blob || blob.size > most) { blob = await written("image/jpeg"); }
    if (!blob) { tell(say("gagal")); return false; }
    const { index } = picture, count = boxes.length;
    const name = `gambar-${index + 1}.${blob.type === "image/png" ? "png" : "jpg"}`;
    covered[index] = count;
    replace(index, new File([blob], name, { type: blob.type, lastModified: 0 }));
    closeDesk();
    tell(say("dipakai", { n: count }));
    return true;
  }

  part("pakai").addEventListener("click", async () => { const { index } = picture; if (await take()) { list.children[index].querySelector("[data-b=buka]").focus(); } });
  part("batal").addEventListener("click", () => { const { index } = picture; closeDesk(); tell(say("batal")); list.children[index].querySelector("[data-b=buka]").focus(); });

  // Boxes that were drawn and not yet taken over are taken over before anything is sent.
  input.form.addEventListener("submit", async (event) => {
    if (!picture || !changed) { return; }
    event.preventDefault(); event.stopImmediatePropagation();
    const by = event.submitter;
    if (await take()) { input.form.requestSubmit(by); }
  }, true);
}
