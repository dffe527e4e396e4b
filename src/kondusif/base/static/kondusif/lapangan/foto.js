/* Photos of a note: from the camera of this page, so that none lands in the gallery, or from a file. Drawn anew at most
   1600 pixels long; place, moment and maker of the phone do not come along. */
const Foto = (function () {
  "use strict";
  const LONG = 1600, QUALITY = 0.8, HUGE = 3 * 1024 * 1024;

  /* A huge file is made small while it is decoded, so that a cheap phone has the memory for it. */
  async function decoded(file) {
    if (file.size < HUGE) { return createImageBitmap(file); }
    return createImageBitmap(file, { resizeWidth: LONG, resizeQuality: "high" });
  }

  async function small(source) {
    const picture = source instanceof Blob ? await decoded(source) : source;
    const wide = picture.videoWidth || picture.width, high = picture.videoHeight || picture.height;
    if (!wide || !high) { throw new Error("picture"); }
    const scale = Math.min(1, LONG / Math.max(wide, high));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(wide * scale));
    canvas.height = Math.max(1, Math.round(high * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    if (picture.close) { picture.close(); }
    const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (!made) { throw new Error("picture"); }
    return { canvas, bytes: new Uint8Array(await made.arrayBuffer()) };
  }

  function Album(field, K, most) {
    const at = (name) => field.querySelector("[data-" + name + "]");
    const box = at("kamera"), video = box.querySelector("video"), list = at("foto-daftar"), fault = at("foto-salah");
    let photos = [], stream = null, kept = [];

    function complain(words) { fault.textContent = words || ""; fault.hidden = !words; }

    function draw() {
      list.replaceChildren(...photos.map(function (photo, number) {
        const row = document.createElement("li"), drop = document.createElement("button"), kind = document.createElement("select");
        photo.canvas.setAttribute("role", "img");
        photo.canvas.setAttribute("aria-label", K("photo", { number: number + 1 }));
        kind.className = "form-select";
        kind.setAttribute("aria-label", K("photo_kind", { number: number + 1 }));
        ["photo", "attendance_list"].forEach((value) => kind.add(new Option(K("kind_" + value), value, false, value === photo.kind)));
        kind.addEventListener("change", function () { photo.kind = kind.value; });
        drop.type = "button";
        drop.className = "btn btn-kedua btn-kecil";
        drop.textContent = K("photo_drop");
        drop.setAttribute("aria-label", K("photo_drop_number", { number: number + 1 }));
        drop.addEventListener("click", function () { photos.splice(number, 1); draw(); });
        row.append(photo.canvas, kind, drop);
        return row;
      }));
    }

    async function add(source) {
      complain();
      if (photos.length + kept.length >= most) { complain(K("photo_most", { most })); return; }
      try {
        photos.push({ ...(await small(source)), kind: "photo" });
        draw();
      } catch (error) {
        complain(K("photo_bad"));
      }
    }

    function close() {
      if (stream) { stream.getTracks().forEach((track) => track.stop()); }
      stream = null;
      video.srcObject = null;
      box.hidden = true;
      at("buka").hidden = false;
    }

    at("buka").addEventListener("click", async function () {
      complain();
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: LONG } } });
        video.srcObject = stream;
        await video.play();
        box.hidden = false;
        at("buka").hidden = true;
      } catch (error) {
        close();
        complain(K("camera_shut"));
      }
    });
    at("jepret").addEventListener("click", () => add(video));
    at("tutup").addEventListener("click", close);
    at("pilih").addEventListener("change", async function (event) {
      for (const file of Array.from(event.target.files)) { await add(file); }
      event.target.value = "";
    });

    function clear() {
      photos = [];
      kept = [];
      at("foto-tetap").hidden = true;
      complain();
      close();
      draw();
    }

    function keepOld(orders) {
      kept = orders;
      at("foto-tetap").hidden = !orders.length;
      at("foto-tetap").textContent = orders.length ? K("photo_kept", { count: orders.length }) : "";
    }

    return { add, clear, close, keepOld, list: () => photos, kept: () => kept };
  }

  return { Album };
})();
