// The bench: scanners that type into the page anywhere, a camera, sound on a wrong scan, and a queue that keeps what was
// done while the network is down. Each input belongs to whoever made it and waits for that person, whoever signs in
// meanwhile. Without this file every form is sent by the browser.

const GAP_MS = 60;
const SHORTEST = 4;
const RETRY_MS = 3000;
const LATE_MS = 5000;
// a line that comes and goes may leave a call without any answer: it is given up and made again, with the same key
const PATIENCE_MS = 20000;
const SLOWEST_BYTES_A_MS = 20;
const bench = () => document.getElementById("work");
const queueBar = document.getElementById("queue");
const stop = document.getElementById("stop");
const batch = bench().dataset.batch;
const store = `cellpark-bench-${batch}`;

const read = () => JSON.parse(localStorage.getItem(store) ?? "[]");
const isMine = (input) => input.by === bench().dataset.person;
const show = (waiting) => {
  const own = waiting.filter(isMine).length;
  const others = waiting.filter((input) => !isMine(input));
  const names = [...new Set(others.map((input) => input.name))].join(", ");
  const said = [];
  if (own > 0) said.push(`${own} · ${queueBar.dataset.waiting}`);
  if (others.length > 0) said.push(`${others.length} · ${queueBar.dataset.others} ${names}`);
  queueBar.hidden = said.length === 0;
  queueBar.textContent = said.join(" · ");
};
const write = (waiting) => {
  if (waiting.length > 0) localStorage.setItem(store, JSON.stringify(waiting));
  else localStorage.removeItem(store);
  show(waiting);
};
const next = () => read().find(isMine);
const put = (input) => write(read().map((each) => (each.key === input.key ? input : each)));
const drop = (input) => write(read().filter((each) => each.key !== input.key));

// files wait in the browser's database: their bytes do not fit beside the other inputs
const files = (mode, act) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("cellpark-bench", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("files");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    const whole = database.transaction("files", mode);
    const asked = act(whole.objectStore("files"));
    whole.oncomplete = () => { database.close(); resolve(asked.result); };
    whole.onabort = () => { database.close(); reject(whole.error); };
  };
});
const forget = (input) => { if (input.file) files("readwrite", (kept) => kept.delete(input.key)).catch(() => {}); };
const bodyOf = async (input) => {
  if (!input.file) return new URLSearchParams(input.sent);
  const body = new FormData();
  for (const [name, value] of input.sent) body.append(name, value);
  const bytes = await files("readonly", (kept) => kept.get(input.key)).catch(() => null);
  if (bytes) body.append("file", bytes, input.file);
  return body;
};

const sound = () => {
  try {
    const context = new AudioContext();
    for (const start of [0, 0.25, 0.5]) {
      const tone = context.createOscillator();
      tone.type = "square";
      tone.frequency.value = 330;
      tone.connect(context.destination);
      tone.start(context.currentTime + start);
      tone.stop(context.currentTime + start + 0.15);
    }
  } catch {
    // a browser without sound still shows the red page
  }
};

const line = (className, text) => {
  const made = document.createElement("p");
  made.className = className;
  made.textContent = text;
  return made;
};

const showStop = (problems, { hard, again }) => {
  const place = stop.querySelector(".stop-problems");
  place.replaceChildren();
  for (const problem of problems) {
    place.append(line("stop-what", problem.what), line("stop-why", [problem.rule, problem.why].filter(Boolean).join(" · ")), line("stop-remedy", problem.remedy));
  }
  stop.classList.toggle("stop-soft", !hard);
  const retry = stop.querySelector("[data-again]");
  retry.hidden = !again;
  retry.onclick = () => { stop.close(); again(); };
  if (hard) sound();
  if (!stop.open) stop.showModal();
};
stop.querySelector("[data-close]").addEventListener("click", () => {
  const first = next();
  // what was refused is put aside by hand; what waits behind it is tried next
  if (first?.refused) {
    forget(first);
    drop(first);
  }
  stop.close();
  send();
});

const refresh = async () => {
  const answer = await fetch(location.href, {
    headers: { "X-Requested-With": "fetch" }, signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.status >= 500) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("work");
  if (!fresh) { location.reload(); return; }
  bench().replaceWith(fresh);
  prepare();
};

// a page that could not be fetched after an act is stale: it is asked for again until it is fresh
let isStale = false;
let isFetching = false;
const renew = async () => {
  isStale = true;
  if (isFetching) return;
  isFetching = true;
  try {
    await refresh();
    isStale = false;
  } catch {
    // the next try comes with the clock or the line
  } finally {
    isFetching = false;
  }
};

let isSending = false;
const send = async () => {
  if (isSending) return;
  isSending = true;
  let went = false;
  try {
    for (let first = next(); first; first = next()) {
      const body = await bodyOf(first);
      if (first.waited || Date.now() - Date.parse(first.at) > LATE_MS) body.set("at", first.at);
      const token = bench().querySelector("[name=csrfmiddlewaretoken]")?.value;
      if (token) body.set("csrfmiddlewaretoken", token);
      let answer;
      try {
        const bytes = body.get("file")?.size ?? 0;
        const signal = AbortSignal.timeout(PATIENCE_MS + bytes / SLOWEST_BYTES_A_MS);
        answer = await fetch(bench().dataset.act, { method: "POST", body, signal, headers: { Accept: "application/json" } });
      } catch {
        first.waited = true;
        put(first);
        return;
      }
      if (answer.status >= 500 || !answer.headers.get("Content-Type")?.includes("json")) {
        if (answer.status >= 500) { first.waited = true; put(first); return; }
        location.reload();
        return;
      }
      const said = await answer.json();
      // somebody else signed in behind this page: it is drawn for that person, and the input waits
      if (said.other) { location.reload(); return; }
      if (!said.ok) {
        first.refused = true;
        put(first);
        showStop(said.problems, {
          hard: said.stop,
          again: first.waited ? () => { delete first.refused; put(first); send(); } : null,
        });
        return;
      }
      forget(first);
      drop(first);
      went = true;
      if (said.go) { location.assign(said.go); return; }
    }
  } finally {
    isSending = false;
    if (!next() && (went || isStale)) await renew();
  }
};

const keep = async (sent, at, by, name) => {
  // a key of its own, so that the same input is never done twice however often it is sent
  const key = crypto.randomUUID();
  const own = new Set(["csrfmiddlewaretoken", "idempotency_key", "by"]);
  const fields = sent.filter(([name, value]) => !own.has(name) && !(value instanceof File));
  const input = { sent: [...fields, ["idempotency_key", key], ["by", by]], at, by, name, key };
  const file = sent.map(([, value]) => value).find((value) => value instanceof File);
  if (file) {
    await files("readwrite", (kept) => kept.put(file, key));
    input.file = file.name;
  }
  write([...read(), input]);
};

// one after the other, so that a scan never overtakes the file before it
let keeping = Promise.resolve();
const take = (sent) => {
  const at = new Date().toISOString();
  const { person, name } = bench().dataset;
  const kept = keeping.then(() => keep(sent, at, person, name));
  keeping = kept.catch(() => {});
  return kept.then(send);
};

const takeScan = (code) => {
  const field = bench().querySelector("[data-scan]");
  const form = field?.closest("form") ?? bench().querySelector("form[data-do]");
  if (!form || stop.open) return;
  const step = form.elements.step?.value ?? "";
  if (field && form.elements.verb.value !== "scan") {
    field.value = code;
    return;
  }
  if (!field) { take([["verb", "scan"], ["step", step], ["code", code]]); return; }
  // the amount and whether another lot follows go with the scan
  const sent = new FormData(form);
  sent.set("code", code);
  take([...sent]);
};

// a wedge scanner is a very fast typist who ends with Enter
let typed = "";
let last = 0;
let focusedBefore = "";
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || event.metaKey) return;
  const at = event.timeStamp; // when the key fell, however busy the page is
  if (at - last > GAP_MS) {
    typed = "";
    focusedBefore = document.activeElement?.value ?? "";
  }
  last = at;
  if (event.ctrlKey && event.key === "]") { typed += "\x1d"; event.preventDefault(); return; }
  if (event.key === "Enter" && typed.length >= SHORTEST) {
    event.preventDefault();
    event.stopPropagation();
    const code = typed;
    typed = "";
    const focused = document.activeElement;
    if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) focused.value = focusedBefore;
    takeScan(code);
    return;
  }
  if (event.key.length === 1 && !event.ctrlKey) typed += event.key;
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("form[data-do]");
  if (!form || !bench().contains(form)) return;
  event.preventDefault();
  // a browser that keeps no files sends the form itself
  take([...new FormData(form, event.submitter)]).catch(() => form.submit());
});

const look = async (button) => {
  const video = button.closest("form").querySelector("[data-video]");
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  const detector = new BarcodeDetector({ formats: ["data_matrix", "qr_code", "code_128"] });
  const halt = () => { for (const track of stream.getTracks()) track.stop(); video.hidden = true; };
  const again = async () => {
    if (!document.body.contains(video)) { halt(); return; }
    const [found] = await detector.detect(video).catch(() => []);
    if (found) { halt(); takeScan(found.rawValue); return; }
    requestAnimationFrame(again);
  };
  again();
};

const prepare = () => {
  for (const button of bench().querySelectorAll("[data-camera]")) {
    if ("BarcodeDetector" in window && navigator.mediaDevices) {
      button.hidden = false;
      button.addEventListener("click", () => look(button).catch(() => { button.hidden = true; }));
    }
  }
};

prepare();
show(read());
send();
addEventListener("online", send);
setInterval(() => { if ((next() || isStale) && !stop.open) send(); }, RETRY_MS);
