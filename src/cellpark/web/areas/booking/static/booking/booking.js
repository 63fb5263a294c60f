// Dragging over free hours chooses them all; without this each free hour leads to the form by itself.
(() => {
  let first = null;
  let last = null;
  const start = (link) => new URL(link.getAttribute("href"), location.href).searchParams.get("start");
  const track = (link) => link.closest(".slots-track");
  const paint = () => {
    for (const rect of document.querySelectorAll(".slot-chosen")) rect.classList.remove("slot-chosen");
    if (!first || !last) return;
    for (const link of track(first).querySelectorAll("a[data-free]")) {
      const at = start(link);
      const [low, high] = [start(first), start(last)].sort();
      if (at >= low && at <= high) link.querySelector("rect").classList.add("slot-chosen");
    }
  };
  const pad = (number) => String(number).padStart(2, "0");
  const later = (text) => {
    const at = new Date(`${text}:00Z`);
    at.setUTCMinutes(0);
    at.setUTCHours(at.getUTCHours() + 1);
    return `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}T${pad(at.getUTCHours())}:00`;
  };
  document.addEventListener("pointerdown", (event) => {
    const link = event.target.closest && event.target.closest("a[data-free]");
    if (!link || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    first = link;
    last = link;
    paint();
  });
  document.addEventListener("pointerover", (event) => {
    const link = first && event.target.closest && event.target.closest("a[data-free]");
    if (!link || track(link) !== track(first)) return;
    last = link;
    paint();
  });
  document.addEventListener("pointerup", () => {
    if (!first) return;
    const [low, high] = [start(first), start(last)].sort();
    const target = new URL(first.getAttribute("href"), location.href);
    const several = first !== last;
    first = null;
    if (!several) return;
    target.searchParams.set("start", low);
    target.searchParams.set("end", later(high));
    location.assign(target);
  });
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest && event.target.closest("a[data-free]")) event.preventDefault();
  });
})();
