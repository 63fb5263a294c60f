// Comfort for forms. The server alone decides: idempotency keys and versions guard each act without this file.

// a second click while the first is under way does nothing
const UNDER_WAY_MS = 20000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.underWay) {
    event.preventDefault();
    return;
  }
  form.dataset.underWay = "yes";
  const busy = form.querySelector(".form-busy");
  if (busy) setTimeout(() => { busy.hidden = !form.dataset.underWay; }, 300);
  setTimeout(() => release(form), UNDER_WAY_MS);
});
const release = (form) => {
  delete form.dataset.underWay;
  const busy = form.querySelector(".form-busy");
  if (busy) busy.hidden = true;
};
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) release(form);
});

// drafts of long forms survive a dead network and a closed lid, on this tab only and never secrets
const kept = (form) => [...form.elements].filter((each) => each.name && !["hidden", "password", "file"].includes(each.type));
for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = `draft:${form.dataset.draft}`;
  const draft = JSON.parse(sessionStorage.getItem(key) || "{}");
  for (const each of kept(form)) {
    if (!(each.name in draft) || each.value) continue;
    each.value = draft[each.name];
  }
  form.addEventListener("input", () => {
    const values = kept(form).filter((each) => !["checkbox", "radio"].includes(each.type));
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(values.map((each) => [each.name, each.value]))));
  });
  form.addEventListener("submit", () => sessionStorage.setItem("draft-sent", key));
}
// a sent draft is forgotten only when the answer is another page: a refusal or a dead network keeps it
const sent = sessionStorage.getItem("draft-sent");
if (sent && !document.querySelector(`form[data-draft="${CSS.escape(sent.slice("draft:".length))}"]`)) {
  sessionStorage.removeItem(sent);
  sessionStorage.removeItem("draft-sent");
}

// filters apply as one types; the button remains for those without this file
const TYPING_MS = 300;
const waiting = new WeakMap();
const apply = (event) => {
  const form = event.target.form;
  if (!form || !form.matches("[data-filter]")) return;
  clearTimeout(waiting.get(form));
  const pause = event.type === "input" && event.target.type === "search" ? TYPING_MS : 0;
  waiting.set(form, setTimeout(() => form.requestSubmit(), pause));
};
document.addEventListener("input", apply);

// after a refusal the eyes and the screen reader begin at the problem
const problem = document.querySelector(".problems[role=alert]");
if (problem && problem.closest("form")) problem.focus();
