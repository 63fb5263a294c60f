// Comfort for the frame of every page. Everything here works without it: menus are <details>, switches are forms.

// one menu open at a time; Escape and a click elsewhere close it
const menus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// good news leaves by itself, bad news stays until it is closed
const GOOD_NEWS_MS = 8000;
for (const toast of document.querySelectorAll("[data-toast]")) {
  const button = toast.querySelector("[data-close]");
  button.hidden = false;
  button.addEventListener("click", () => toast.remove());
  if (["success", "info"].includes(toast.dataset.toast)) setTimeout(() => toast.remove(), GOOD_NEWS_MS);
}

// codes can be copied where the browser lets us
const prepareCopies = (root) => {
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
};
prepareCopies(document);
document.addEventListener("htmx:after:swap", () => prepareCopies(document));
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const before = button.getAttribute("aria-label");
  button.setAttribute("aria-label", button.dataset.copied);
  button.classList.add("copied");
  setTimeout(() => {
    button.setAttribute("aria-label", before);
    button.classList.remove("copied");
  }, 2000);
});

// the device's own time zone joins the list
const zone = document.querySelector("select[data-device-zone]");
if (zone) {
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = [...zone.options].find((option) => option.value === mine);
  if (known) known.textContent += ` · ${zone.dataset.deviceZone}`;
  else if (mine) zone.add(new Option(`${mine} · ${zone.dataset.deviceZone}`, mine));
}
