/* The box for a signature. Lines are kept as whole points on a sheet of 1000 by 400 and sent as text; the server reads
   them with distrust and draws them itself. Without this script the page says how to sign on paper. */
(function () {
  "use strict";
  var WIDTH = 1000, HEIGHT = 400, MOST_POINTS = 6000, NEAR = 3;

  function start(form) {
    var box = form.querySelector("[data-tanda-kotak]");
    var canvas = box.querySelector("canvas");
    var field = form.querySelector("input[name=strokes]");
    var empty = form.querySelector("[data-tanda-kosong]");
    var pen = canvas.getContext("2d");
    var strokes = read(field.value), drawing = null, count = 0;

    function read(text) {
      try { var kept = JSON.parse(text || "[]"); return Array.isArray(kept) ? kept : []; } catch (error) { return []; }
    }

    function place(event) {
      var frame = canvas.getBoundingClientRect();
      var x = Math.round((event.clientX - frame.left) / frame.width * WIDTH);
      var y = Math.round((event.clientY - frame.top) / frame.height * HEIGHT);
      return [Math.max(0, Math.min(WIDTH, x)), Math.max(0, Math.min(HEIGHT, y))];
    }

    function line(stroke) {
      if (!stroke.length) { return; }
      pen.beginPath();
      pen.moveTo(stroke[0][0], stroke[0][1]);
      for (var i = 1; i < stroke.length - 1; i += 1) {
        var next = stroke[i + 1];
        pen.quadraticCurveTo(stroke[i][0], stroke[i][1], (stroke[i][0] + next[0]) / 2, (stroke[i][1] + next[1]) / 2);
      }
      var last = stroke[stroke.length - 1];
      pen.lineTo(last[0] + (stroke.length === 1 ? 0.1 : 0), last[1]);
      pen.stroke();
    }

    function draw() {
      pen.clearRect(0, 0, WIDTH, HEIGHT);
      pen.lineWidth = 6;
      pen.lineCap = pen.lineJoin = "round";
      pen.strokeStyle = "#1b2527";
      strokes.forEach(line);
      field.value = strokes.length ? JSON.stringify(strokes) : "";
    }

    function add(event) {
      var points = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      (points.length ? points : [event]).forEach(function (one) {
        var point = place(one), last = drawing[drawing.length - 1];
        var far = !last || Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) >= NEAR;
        if (far && count < MOST_POINTS) { drawing.push(point); count += 1; }
      });
    }

    canvas.addEventListener("pointerdown", function (event) {
      if (event.button > 0 || drawing) { return; }
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      count = strokes.reduce(function (sum, stroke) { return sum + stroke.length; }, 0);
      drawing = [];
      strokes.push(drawing);
      empty.hidden = true;
      add(event);
      draw();
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!drawing) { return; }
      event.preventDefault();
      add(event);
      draw();
    });
    ["pointerup", "pointercancel"].forEach(function (name) {
      canvas.addEventListener(name, function () { drawing = null; strokes = strokes.filter(function (s) { return s.length; }); draw(); });
    });
    form.querySelector("[data-tanda-mundur]").addEventListener("click", function () { strokes.pop(); draw(); });
    form.querySelector("[data-tanda-hapus]").addEventListener("click", function () { strokes = []; draw(); });
    form.addEventListener("submit", function (event) {
      if (strokes.length) { return; }
      event.preventDefault();
      empty.hidden = false;
    });
    form.querySelector("[data-tanda-tanpa]").hidden = true;
    box.hidden = false;
    draw();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-tanda]").forEach(start);
  });
})();
