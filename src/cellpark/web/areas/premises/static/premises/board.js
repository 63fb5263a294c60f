// The slider moves the date field; letting go sends the form. Without this the date field alone does it.
const form = document.querySelector("[data-board]");
const slide = form?.querySelector("[data-slide]");
if (slide) {
  const range = slide.querySelector("input");
  const day = form.querySelector("input[name=day]");
  const today = Date.parse(`${range.dataset.today}T00:00:00Z`);
  const dayMs = 86_400_000;
  slide.hidden = false;
  const said = () => range.setAttribute("aria-valuetext", day.value);
  said();
  range.addEventListener("input", () => {
    day.value = new Date(today + Number(range.value) * dayMs).toISOString().slice(0, 10);
    said();
  });
  range.addEventListener("change", () => form.requestSubmit());
  day.addEventListener("change", () => {
    if (day.value) range.value = String(Math.round((Date.parse(`${day.value}T00:00:00Z`) - today) / dayMs));
  });
}
