// The text of a recipe: line numbers, faults in the margin, and a draft that keeps itself while somebody types.
// Without this file the button saves and the page says what is wrong.

const form = document.querySelector("[data-write]");
const source = document.querySelector("textarea.recipe-source");
const gutter = document.querySelector("[data-gutter]");
const PAUSE_MS = 900;

const wrongLines = () =>
  new Set([...document.querySelectorAll(".faults [data-line]")].map((each) => Number(each.dataset.line)));

const number = () => {
  if (!gutter) return;
  const wrong = wrongLines();
  gutter.replaceChildren();
  source.value.split("\n").forEach((_, index) => {
    const mark = document.createElement(wrong.has(index + 1) ? "b" : "span");
    mark.textContent = `${wrong.has(index + 1) ? "● " : ""}${index + 1}\n`;
    gutter.append(mark);
  });
  gutter.scrollTop = source.scrollTop;
};

const goTo = (line) => {
  const lines = source.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  source.focus();
  source.setSelectionRange(start, start + (lines[line - 1] || "").length);
  source.scrollTop = (source.scrollHeight / lines.length) * Math.max(0, line - 6);
};

const keep = async () => {
  const checked = form.querySelector("[data-checked]");
  const sent = source.value;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Draft": "1" } });
    const kind = answer.headers.get("Content-Type") || "";
    if (![200, 422].includes(answer.status) || !kind.startsWith("text/html") || answer.redirected) throw answer;
    checked.innerHTML = await answer.text();
  } catch {
    const said = document.createElement("p");
    said.className = "field-error";
    said.setAttribute("role", "alert");
    said.textContent = form.dataset.failed;
    checked.querySelectorAll(":scope > .field-error").forEach((each) => each.remove());
    checked.prepend(said);
  }
  number();
  return sent === source.value;
};

let waiting = null;
let running = Promise.resolve();
const keepSoon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => (running = running.then(keep)), PAUSE_MS);
};

if (source) {
  number();
  source.addEventListener("scroll", () => gutter && (gutter.scrollTop = source.scrollTop));
  source.addEventListener("input", () => {
    number();
    if (form) keepSoon();
  });
}
if (form) {
  form.querySelector("[data-checked]").addEventListener("click", (event) => {
    const fault = event.target.closest("[data-line]");
    if (fault && fault.dataset.line) goTo(Number(fault.dataset.line));
  });
}
