// The planning board: draws the visible rows of the window, and moves bars with mouse or keys. Every word comes from the
// server; whether a place fits is asked there, and nothing is changed without its answer.
const ROW = 26, HEAD = 44, GUTTER = 190, EDGE = 6, PATIENCE_MS = 90, OVERSCAN = 6, LETTER = 7.3;
const KEPT = 1, MOVED = 2, GHOST = 4, LATE = 8, URGENT = 16, FIXED = 32;
const NS = "http://www.w3.org/2000/svg";
const root = document.querySelector("[data-board]");
if (root) start(root);

function start(root) {
  const part = (name) => document.querySelector(`[data-board-${name}]`);
  const words = JSON.parse(document.getElementById("board-words").textContent);
  let window_ = JSON.parse(document.getElementById("board-window").textContent);
  const scroller = part("scroll"), picture = part("picture"), header = part("head");
  const told = part("told"), now = part("said");
  const mayMove = root.dataset.mayMove === "yes";
  const language = document.documentElement.lang || "en";
  const zone = root.dataset.zone;
  const origin = () => Date.parse(window_.origin);
  const clock = new Intl.DateTimeFormat(language, { timeZone: zone, month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
  const at = (unit) => clock.format(new Date(origin() + unit * window_.unit * 60000));
  let chosen = null; // the bar under the keys: [operation, start]
  let held = null; // what is dragged: {bar, start, fits}
  let asked = 0, timer = 0, width = 0, scale = 1;

  const svg = (name, attributes, text) => {
    const made = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const across = (unit) => GUTTER + (unit - window_.since) * scale;
  const operation = (bar) => window_.operations[bar[1]];
  const job = (bar) => window_.jobs[operation(bar)[0]];
  const same = (bar, other) => other && bar[1] === other[1] && bar[2] === other[2];
  const movable = (bar) => mayMove && !(bar[5] & (FIXED | GHOST | KEPT));

  const spoken = (bar) => {
    const [name, state] = job(bar);
    const notes = [];
    for (const [bit, word] of [[KEPT, "kept"], [MOVED, "moved"], [GHOST, "ghost"], [LATE, "late"], [URGENT, "urgent"]]) if (bar[5] & bit) notes.push(words[word]);
    if (bar[5] & FIXED && !(bar[5] & GHOST)) notes.push(words.fixed);
    return [name, operation(bar)[2], `${at(bar[2])} – ${at(bar[3])}`, words[state], ...notes].join(" · ");
  };

  const wideness = (text) => [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? 12.5 : LETTER), 0);
  const cut = (text, room) => (wideness(text) <= room ? text : "");

  function drawHead() {
    header.replaceChildren();
    header.setAttribute("width", width);
    header.setAttribute("height", HEAD);
    const wide = (width - GUTTER) / window_.ticks.filter(([, , major]) => major).length;
    for (const [unit, label, major] of window_.ticks) {
      const x = across(unit), letters = Math.floor((wide - 8) / 7.2);
      if (!major && wide < 80) continue;
      header.append(svg("line", { x1: x, x2: x, y1: major ? 4 : 28, y2: HEAD, class: major ? "board-day" : "board-hour" }));
      header.append(svg("text", { x: x + 4, y: major ? 18 : 38, class: major ? "board-day-name" : "board-hour-name" }, major ? shortened(label, letters) : label));
    }
  }

  function rowsInSight() {
    const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - OVERSCAN);
    return [first, Math.min(window_.rows, Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + OVERSCAN)];
  }

  function draw() {
    width = Math.max(640, scroller.clientWidth);
    scale = (width - GUTTER - 8) / (window_.until - window_.since);
    picture.setAttribute("width", width);
    picture.setAttribute("height", Math.max(1, window_.rows) * ROW);
    drawHead();
    drawRows();
  }

  function drawRows() {
    const [first, last] = rowsInSight();
    const made = document.createDocumentFragment();
    let row = 0;
    for (const [label, lanes, capacity, away] of window_.groups) {
      const top = row * ROW, end = row + lanes;
      if (end > first && row < last) {
        for (const [lane, since, until] of away) {
          if (lane >= first && lane < last) made.append(svg("rect", { x: across(since), y: lane * ROW, width: Math.max(0, across(until) - across(since)), height: ROW, class: "board-away" }));
        }
        made.append(svg("line", { x1: 0, x2: width, y1: top, y2: top, class: "board-group" }));
        const name = svg("text", { x: 6, y: Math.max(top, Math.min(scroller.scrollTop, (end - 1) * ROW)) + 17, class: "board-name" }, shortened(label, 24));
        name.append(svg("title", {}, capacity > 1 ? `${label} · ${capacity}` : label));
        made.append(name);
      }
      row = end;
    }
    for (const [unit, , major] of window_.ticks) {
      const x = across(unit);
      made.append(svg("line", { x1: x, x2: x, y1: first * ROW, y2: last * ROW, class: major ? "board-day" : "board-hour" }));
    }
    for (const bar of window_.bars) if (bar[0] >= first && bar[0] < last && !(held && same(bar, held.bar))) made.append(drawBar(bar));
    if (window_.view === "batch") drawDue(made, first, last);
    if (window_.now >= window_.since && window_.now < window_.until) {
      const x = across(window_.now);
      made.append(svg("line", { x1: x, x2: x, y1: first * ROW, y2: last * ROW, class: "board-now" }));
    }
    if (held) for (const bar of window_.bars) if (same(bar, held.bar)) made.append(drawBar(bar, held));
    const focused = document.activeElement && document.activeElement.closest && document.activeElement.closest(".board-bar");
    picture.replaceChildren(made);
    if (focused && chosen) focusChosen();
  }

  function drawDue(made, first, last) {
    let row = 0;
    const due = new Map(window_.jobs.map((each) => [each[0], each[2]]));
    for (const [label, lanes] of window_.groups) {
      const unit = due.get(label);
      if (unit !== null && unit !== undefined && row >= first && row < last && unit >= window_.since && unit < window_.until) {
        const x = across(unit), y = row * ROW + ROW / 2;
        const mark = svg("path", { d: `M${x} ${y - 8}l6 8l-6 8l-6 -8z`, class: "board-due" });
        mark.append(svg("title", {}, `${label} · ${words.due} ${at(unit)}`));
        made.append(mark);
      }
      row += lanes;
    }
  }

  const shortened = (text, most) => {
    let room = most, kept = "";
    for (const letter of text) {
      room -= letter.charCodeAt(0) > 0x2e7f ? 2 : 1;
      if (room < 0) return `${kept}…`;
      kept += letter;
    }
    return kept;
  };

  function drawBar(bar, drag) {
    const by = drag ? drag.start - bar[2] : 0;
    const left = Math.max(GUTTER, across(bar[2] + by)), right = Math.min(width, across(bar[3] + by));
    const y = bar[0] * ROW + 3, height = bar[5] & KEPT ? 8 : ROW - 6;
    const marks = [["kept", KEPT], ["moved", MOVED], ["ghost", GHOST], ["late", LATE], ["urgent", URGENT], ["fixed", FIXED]].filter(([, bit]) => bar[5] & bit).map(([name]) => `board-${name}`);
    if (drag) marks.push("board-held", drag.fits === true ? "board-fits" : drag.fits === false ? "board-fits-not" : "board-looking");
    const made = svg("g", { class: `board-bar board-${job(bar)[1]} ${marks.join(" ")}`, tabindex: same(bar, chosen) ? "0" : "-1", role: "img", "aria-label": spoken(bar) });
    made.bar = bar;
    const wide = Math.max(2, right - left);
    if (bar[4] > bar[3]) made.append(svg("rect", { x: right, y: y + 6, width: Math.max(0, Math.min(width, across(bar[4] + by)) - right), height: Math.max(2, height - 12), class: "board-clear" }));
    made.append(svg("rect", { x: left, y, width: wide, height, rx: 3, class: "board-box" }));
    if (bar[5] & URGENT && !(bar[5] & GHOST)) made.append(svg("rect", { x: left, y, width: 5, height, class: "board-urgent-mark" }));
    const name = (bar[5] & LATE ? "! " : "") + job(bar)[0];
    const both = `${name} ${operation(bar)[2]}`;
    const text = bar[5] & KEPT ? "" : cut(both, wide - 2 * EDGE) || cut(name, wide - 2 * EDGE) || cut(job(bar)[0].slice(-4), wide - EDGE - (bar[5] & URGENT ? 5 : 0));
    if (text) made.append(svg("text", { x: left + (bar[5] & URGENT ? 9 : EDGE), y: y + 14, class: "board-text" }, text));
    if (!drag) made.append(svg("title", {}, spoken(bar)));
    return made;
  }

  const focusChosen = () => {
    for (const each of picture.querySelectorAll(".board-bar")) if (same(each.bar, chosen)) { each.setAttribute("tabindex", "0"); each.focus({ preventScroll: true }); return; }
  };

  const choose = (bar, focus = true) => {
    chosen = bar;
    const top = bar[0] * ROW;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    if (top + ROW > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + ROW - scroller.clientHeight;
    drawRows();
    if (focus) focusChosen();
    now.textContent = spoken(bar);
  };

  // --- asking -------------------------------------------------------------------------------------------------------
  const send = async (body) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(root.dataset.try, { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };
  const wish = (bar, start, more) => ({ plan: root.dataset.plan, job: job(bar)[0], operation: operation(bar)[1], start, rest: part("rest") ? part("rest").checked : false, ...more });

  const tell = (look, lines, offers = []) => {
    told.replaceChildren();
    told.className = `board-told board-told-${look}`;
    for (const line of lines) { const made = document.createElement("p"); made.textContent = line; told.append(made); }
    for (const [label, act] of offers) { const made = document.createElement("button"); made.type = "button"; made.className = "btn"; made.textContent = label; made.addEventListener("click", act); told.append(made); }
  };

  const reasons = (answer) => answer.problems.flatMap((each, place) => [each.what, each.why, place === answer.problems.length - 1 ? each.remedy : ""]).filter((line, place, all) => line && all.indexOf(line) === place);

  const look = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (!held) return;
      const mine = ++asked, { bar, start } = held;
      try {
        const answer = await send(wish(bar, start));
        if (mine !== asked || !held || held.start !== start) return;
        held.fits = answer.fits;
        tell(answer.fits ? "fits" : "not", answer.fits ? [words.fits, answer.said] : [words.fits_not, ...reasons(answer)]);
      } catch { tell("not", [words.lost]); }
      drawRows();
    }, PATIENCE_MS);
  };

  const drop = async (bar, start) => {
    clearTimeout(timer);
    const mine = ++asked;
    held = null;
    if (start === bar[2]) { drawRows(); return; }
    try {
      const answer = await send(wish(bar, start, { keep: true, window: wanted() }));
      if (answer.fits) {
        take(answer.window);
        tell("fits", [answer.said, words.kept_change]);
        const again = window_.bars.find((each) => !(each[5] & GHOST) && each[2] === start && job(each)[0] === wishJob(bar) && operation(each)[1] === wishStep(bar));
        if (again) choose(again);
        return;
      }
      if (mine !== asked) return; // another bar was taken up meanwhile: what is said is about that one
      const offers = [];
      if (answer.nearest !== null) offers.push([words.nearest, () => drop(bar, answer.nearest)]);
      tell("not", [words.fits_not, ...reasons(answer)], offers);
    } catch { tell("not", [words.lost]); }
    drawRows();
    focusChosen();
  };
  let names = new WeakMap();
  const remember = (bar) => names.set(bar, [job(bar)[0], operation(bar)[1]]);
  const wishJob = (bar) => names.get(bar)[0];
  const wishStep = (bar) => names.get(bar)[1];
  const wanted = () => ({ view: window_.view, from: root.dataset.from, days: root.dataset.days, batch: window_.batch, plan: root.dataset.asked });

  const take = (fresh) => {
    window_ = fresh;
    held = null;
    draw();
    const list = part("changes"), acts = part("acts");
    if (acts) acts.hidden = fresh.changes.length === 0;
    if (list) {
      list.replaceChildren(...fresh.changes.map((each) => {
        const line = document.createElement("tr");
        for (const [place, text] of [each.job, each.step, each.before, each.after, each.by].entries()) {
          const cell = document.createElement(place ? "td" : "th");
          if (!place) cell.scope = "row";
          cell.textContent = text;
          line.append(cell);
        }
        return line;
      }));
    }
  };

  // --- the mouse ----------------------------------------------------------------------------------------------------
  const snap = (units) => { const step = Math.max(1, Math.round(15 / window_.unit)); return Math.round(units / step) * step; };
  picture.addEventListener("pointerdown", (event) => {
    const group = event.target.closest(".board-bar");
    if (!group || event.button !== 0) return;
    const bar = group.bar;
    choose(bar, false);
    if (!movable(bar)) { tell("plain", [spoken(bar)]); return; }
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
    remember(bar);
    asked += 1;
    held = { bar, start: bar[2], fits: null, from: event.clientX, moved: false };
    tell("plain", [spoken(bar)]);
  });
  picture.addEventListener("pointermove", (event) => {
    if (!held || held.from === undefined) return;
    const start = held.bar[2] + snap((event.clientX - held.from) / scale);
    if (start === held.start) return;
    held.start = start;
    held.moved = true;
    held.fits = null;
    tell("plain", [`${job(held.bar)[0]} · ${operation(held.bar)[2]} · ${at(start)}`, words.looking]);
    drawRows();
    look();
  });
  const release = () => {
    if (!held || held.from === undefined) return;
    const { bar, start, moved } = held;
    if (moved) drop(bar, start); else { held = null; drawRows(); focusChosen(); }
  };
  picture.addEventListener("pointerup", release);
  picture.addEventListener("pointercancel", () => { held = null; drawRows(); });

  // --- the keys -----------------------------------------------------------------------------------------------------
  const neighbour = (key) => {
    const shown = window_.bars.filter((each) => !(each[5] & GHOST));
    if (!chosen) return shown[0];
    const [row, , start] = chosen;
    const of = (test, distance) => shown.filter(test).sort((one, other) => distance(one) - distance(other))[0];
    const there = (step) => of((each) => (each[0] - row) * step > 0, (each) => Math.abs(each[0] - row) * 100000 + Math.abs(each[2] - start));
    return { ArrowRight: of((each) => each[0] === row && each[2] > start, (each) => each[2]) || there(1), ArrowLeft: of((each) => each[0] === row && each[2] < start, (each) => -each[2]) || there(-1), ArrowDown: there(1), ArrowUp: there(-1) }[key];
  };
  scroller.addEventListener("keydown", (event) => {
    const { key } = event;
    if (held && held.from === undefined) {
      const hour = Math.max(1, Math.round(60 / window_.unit)), step = event.shiftKey ? hour * 24 : event.ctrlKey ? 1 : hour;
      if (key === "ArrowRight" || key === "ArrowLeft") {
        held.start += key === "ArrowRight" ? step : -step;
        held.fits = null;
        tell("plain", [`${job(held.bar)[0]} · ${operation(held.bar)[2]} · ${at(held.start)}`, words.looking]);
        drawRows();
        look();
      } else if (key === "Enter" || key === " ") drop(held.bar, held.start);
      else if (key === "Escape") { held = null; tell("plain", []); drawRows(); focusChosen(); }
      else return;
      event.preventDefault();
      return;
    }
    if (key.startsWith("Arrow")) {
      const next = neighbour(key);
      if (next) choose(next);
    } else if ((key === "Enter" || key === " ") && chosen && movable(chosen)) {
      remember(chosen);
      asked += 1;
      held = { bar: chosen, start: chosen[2], fits: null };
      tell("plain", [spoken(chosen), root.dataset.how]);
      drawRows();
      focusChosen();
    } else if (key === "Enter" && chosen) tell("plain", [spoken(chosen)]);
    else return;
    event.preventDefault();
  });

  // --- looking around -----------------------------------------------------------------------------------------------
  let waits = false;
  scroller.addEventListener("scroll", () => {
    header.style.transform = `translateX(${-scroller.scrollLeft}px)`;
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; drawRows(); });
  });
  const go = async (address) => {
    const said = new URL(address, location.href);
    try {
      const answer = await fetch(`${root.dataset.window}${said.search}`, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      take(await answer.json());
    } catch { location.assign(said); return; }
    root.dataset.from = said.searchParams.get("from");
    root.dataset.days = said.searchParams.get("days");
    chosen = null;
    history.replaceState(null, "", said);
    for (const [name, href] of Object.entries(window_.links)) for (const link of document.querySelectorAll(`[data-board-go="${name}"]`)) link.href = href;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[data-board-go]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    go(link.href);
  }, true);
  new ResizeObserver(draw).observe(scroller);
  root.hidden = false;
  draw();
}
