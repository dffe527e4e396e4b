/* The self-check's decision, without a network. The same steps as kondusif/advice/rules.py and lexicon.py, over the same
   rows; a test asks both the same questions. Pure: no page, no request, nothing kept. */
const Bolehkah = (function () {
  "use strict";
  const LEVELS = ["moral_tertutup", "moral_terbuka", "ringan", "sedang", "berat", "ptdh"];
  const SIGNS = "\u2013\u2014\u2018\u2019\u201c\u201d\u2026";
  const compiled = new WeakMap();

  const within = (row, day) => (!row.from || row.from <= day) && (!row.to || day <= row.to);

  /* stages/rules.py: the phase of every office, the strictest of them, and whether a person must judge. */
  function stage(contest, on) {
    if (!contest) { return { phase: null, open: false }; }
    const phases = contest.fixings.map(function (fixing) {
      if (contest.over_from && on >= contest.over_from) { return "selesai"; }
      return fixing[0] && on >= fixing[0] ? "calon" : "bakal_calon";
    });
    const phase = ["calon", "bakal_calon", "selesai"].find((one) => phases.includes(one)) || "bakal_calon";
    const doubted = contest.fixings.some((fixing) => fixing[0] && fixing[0] <= on && on <= fixing[1]);
    return { phase, open: doubted || new Set(phases).size > 1 };
  }

  function expressions(lexicon) {
    if (!compiled.has(lexicon)) {
      const made = {};
      for (const kind of ["support", "official", "neutral", "dates", "harmless"]) {
        made[kind] = lexicon[kind].map((source) => new RegExp(source, "g"));
      }
      compiled.set(lexicon, made);
    }
    return compiled.get(lexicon);
  }

  function pythonLength(text, enough) {
    if (text.length <= enough) { return text.length; }
    let length = 0;
    for (const sign of text) { length += sign ? 1 : 0; if (length > enough) { break; } }
    return length;
  }

  function readText(text, lexicon) {
    if (!text.trim()) { return null; }
    if (pythonLength(text, lexicon.longest) > lexicon.longest) { return { kind: "too_long", found: [] }; }
    const words = text.normalize("NFKC").toLowerCase().match(/[a-z0-9#]+/g) || [];
    const line = " " + words.join(" ") + " ";
    const found = expressions(lexicon);
    const hits = found.support.flatMap((one) => Array.from(line.matchAll(one)));
    if (hits.length) {
      const doubted = lexicon.quotes.some((sign) => text.includes(sign)) ||
        words.some((word) => lexicon.reporting.includes(word)) || hits.some((hit) => negated(line, hit.index, lexicon));
      const said = Array.from(new Set(hits.map((hit) => hit[0].trim())));
      return { kind: doubted ? "doubt" : "support", found: said };
    }
    const first = (rows) => rows.map((one) => line.match(one)).filter(Boolean).map((hit) => hit[0].trim());
    const official = first(found.official);
    if (official.length) { return { kind: "official", found: official }; }
    const neutral = first(found.neutral);
    if (neutral.length && onlyNeutral(text, line, lexicon)) { return { kind: "neutral", found: neutral }; }
    return { kind: "unread", found: [] };
  }

  function negated(line, start, lexicon) {
    let before = line.slice(0, start) + " ";
    for (const one of expressions(lexicon).harmless) { before = before.replace(one, ""); }
    return before.split(" ").filter(Boolean).slice(-lexicon.reach).some((word) => lexicon.negations.includes(word));
  }

  function onlyNeutral(text, line, lexicon) {
    for (const sign of text) { if (sign > "\u024f" && !SIGNS.includes(sign)) { return false; } }
    let rest = line;
    for (const one of expressions(lexicon).dates) { rest = rest.replace(one, ""); }
    return rest.split(" ").filter(Boolean).every((word) => lexicon.neutral_words.includes(word));
  }

  /* rules.py */
  function fits(line, q) {
    return (!line.acts || line.acts.includes(q.act)) && (!line.whom || line.whom.includes(q.whom)) &&
      (!line.relation || line.relation.includes(q.relation)) && (line.leave === undefined || line.leave === q.leave) &&
      (!line.contest || line.contest.includes(q.contest));
  }

  const phasesOf = (q) => q.open ? ["bakal_calon", "calon"] : [q.phase || "selesai"];

  function version(data, key, on) {
    const versions = data.acts[key] || [];
    return versions.find((row) => within(row, on)) || versions[versions.length - 1] || null;
  }

  const stands = (row, on, phase) => within(row, on) && row.status !== "superseded" && (!phase || row.phases.includes(phase));
  const standing = (rows, on, phases) => rows.filter((row) => phases.some((phase) => stands(row, on, phase)));
  const named = (data, keys, q) => (keys || []).map((key) => version(data, key, q.on))
    .filter((row) => row && (!row.contests.length || row.contests.includes(q.contest)));
  const rowsOf = (data, outcome, q) => named(data, outcome.rows, q).filter((row) => row.track !== "pidana");

  function cited(data, basis, on) {
    return (basis || []).filter(function (one) {
      const instrument = data.instruments[one[0]];
      return instrument && within(instrument, on) && within({ from: one[2], to: one[3] }, on);
    });
  }

  function widest(spans) {
    const known = spans.filter(Boolean);
    if (!known.length) { return null; }
    const rank = (level) => LEVELS.indexOf(level);
    const low = known.map((one) => one[0]).reduce((a, b) => rank(b) < rank(a) ? b : a);
    const high = known.map((one) => one[1]).reduce((a, b) => rank(b) > rank(a) ? b : a);
    return [low, high];
  }

  function afterText(data, q, subject, plain, person) {
    const outcomes = data.lexicon.outcomes;
    const near = (kind) => ({ ...outcomes[kind], rows: Array.from(new Set([...(outcomes[kind].rows || []), ...(plain.rows || [])])) });
    let kind = q.kind;
    if (!kind || !person.listed || q.relation === "self" || subject.text === "none") { return plain; }
    if (subject.text === "event") { return kind === "official" ? near(kind) : plain; }
    if (kind === "official") { kind = "unread"; }
    if (kind === "support") {
      const rows = standing(rowsOf(data, plain, q), q.on, phasesOf(q));
      return plain.answer === "dilarang" && rows.length ? plain : outcomes[kind];
    }
    if (kind === "neutral") {
      if (data.lexicon.neutral_acts.includes(q.act)) { return outcomes[kind]; }
      kind = "unread";
    }
    return near(kind);
  }

  function sides(rows, on) {
    return ["bakal_calon", "calon"].map(function (phase) {
      const found = standing(rows, on, [phase]);
      return { phase, rows: found, sanction: widest(found.map((row) => row.sanction)) };
    }).filter((side) => side.rows.length);
  }

  function unique(basis) {
    const seen = new Set();
    return basis.filter(function (one) {
      const key = JSON.stringify(one);
      return seen.has(key) ? false : seen.add(key);
    });
  }

  /* One question: {act, on, whom, relation, leave, who, text}. Throws an Error whose message is the code of a refusal. */
  function answer(data, asked, contest) {
    const calendar = contest === undefined ? data.contest : contest;
    const subject = data.subjects[asked.act];
    const person = data.persons[asked.who];
    if (!subject) { throw new Error("advice.act.unknown"); }
    if (subject.first && asked.on < subject.first) { throw new Error("advice.date.before_any_edition"); }
    const read = readText(asked.text || "", data.lexicon);
    const now = stage(calendar, asked.on);
    const q = { ...asked, phase: now.phase, open: now.open, contest: calendar ? calendar.kind : "", kind: read && read.kind };
    const plain = (person.listed ? subject : person).situations.find((line) => fits(line, q));
    const outcome = afterText(data, q, subject, plain, person);
    const rows = rowsOf(data, outcome, q);
    const phases = phasesOf(q);
    const held = standing(rows, q.on, phases);
    const basis = cited(data, outcome.basis, q.on);
    const bound = cited(data, person.bound_by, q.on);
    let verdict = outcome.answer;
    const unfounded = (verdict === "dilarang" && !((outcome.rows || []).length ? held : basis).length) ||
      (verdict === "boleh" && !basis.length) ||
      (verdict !== "tanya_dulu" && person.bound_by.length > 0 && person.own && !bound.length);
    if (unfounded) { verdict = "tanya_dulu"; }
    const forbidden = verdict === "dilarang";
    const levels = phases.includes("calon") && held.length ? outcome.levels || [] : [];
    const own = held.flatMap((row) => row.basis.filter((one) => within({ from: one[2], to: one[3] }, q.on)));
    const added = levels.flatMap((one) => cited(data, one.basis, q.on));
    const spans = [...held.map((row) => row.sanction), ...levels.map((one) => [one.level, one.level])];
    const said = [unfounded ? "unfounded" : "why"];
    if (q.open && held.length) { said.push("fixing_day"); }
    if (q.kind && (subject.text === "none" || !person.listed)) { said.push("text_unused"); }
    if (person.note && (person.own || forbidden)) { said.push("note"); }
    const whole = unique([...own, ...basis, ...added, ...(held.length || basis.length ? bound : [])]);
    const reason = { ...data.sentences, why: outcome.why, note: person.note };
    return {
      question: q, subject, person, answer: verdict, rows: held, text: read, human_review: q.open ||
        Boolean((outcome.readings || []).length) || (forbidden && held.length > 0 && held.every((row) => row.review)),
      basis: whole.length ? whole : cited(data, person.duty, q.on),
      sanction: forbidden && !person.own ? widest(spans) : null,
      why: [0, 1].map((tongue) => said.map((key) => reason[key][tongue]).join(" ")),
      readings: outcome.readings || [],
      by_phase: person.listed ? sides(rows, q.on) : [],
      crimes: standing(named(data, outcome.crimes, q), q.on, phases),
    };
  }

  return Object.freeze({ answer, stage, readText });
})();
