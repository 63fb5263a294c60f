// Times in sight: how long is left, amber near the end, red past it. Without this file the end is shown as a time.

const two = (number) => String(number).padStart(2, "0");
const AMBER_SHARE = 0.2;
const HOUR = 3600;

const shown = (seconds) => {
  const whole = Math.abs(Math.trunc(seconds));
  const hours = Math.floor(whole / HOUR);
  const sign = seconds < 0 ? "+" : "";
  return `${sign}${hours > 0 ? `${hours}:${two(Math.floor((whole % HOUR) / 60))}` : Math.floor(whole / 60)}:${two(whole % 60)}`;
};

const tick = () => {
  for (const clock of document.querySelectorAll(".clock[data-due]")) {
    const due = Date.parse(clock.dataset.due);
    const left = (due - Date.now()) / 1000;
    clock.textContent = shown(left);
    const line = clock.closest(".clock-line");
    if (line && clock.dataset.since) {
      const whole = (due - Date.parse(clock.dataset.since)) / 1000;
      const past = "limit" in clock.dataset ? "stopped" : "waiting";
      const colour = left < 0 ? past : left / whole < AMBER_SHARE ? "waiting" : "running";
      line.className = `clock-line clock-${colour}`;
    }
  }
};

tick();
setInterval(tick, 1000);
