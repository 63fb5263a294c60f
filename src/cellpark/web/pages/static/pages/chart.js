// Draws every [data-chart] with ECharts, in the page's own colours; the numbers stand in a table beside it.
// The tooltip is drawn as rich text: the HTML one writes inline styles, which the content security policy forbids.
const charts = document.querySelectorAll("[data-chart]");

const load = (address) => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = address;
  script.onload = resolve;
  script.onerror = reject;
  document.head.append(script);
});

const option = (spec, style) => {
  const colour = (name) => style.getPropertyValue(name).trim();
  const words = { color: colour("--cp-ink-soft"), fontFamily: style.fontFamily };
  const line = { lineStyle: { color: colour("--cp-line") } };
  return {
    animation: false,
    color: ["--cp-accent", "--cp-waiting", "--cp-done", "--cp-running", "--cp-stopped"].map(colour),
    textStyle: words,
    tooltip: { trigger: "axis", renderMode: "richText" },
    legend: { textStyle: words, top: 0 },
    grid: { left: 8, right: 16, top: 56, bottom: 8, containLabel: true },
    xAxis: { type: "category", data: spec.categories, axisLabel: words, axisLine: line },
    yAxis: { type: "value", name: spec.unit, nameTextStyle: words, axisLabel: words, splitLine: line, scale: spec.form !== "bar" && spec.unit !== "%" },
    series: spec.series.map((each, position) => ({
      name: each.name,
      type: spec.form,
      data: each.values,
      symbol: ["circle", "rect", "triangle", "diamond", "pin"][position % 5],
      symbolSize: 8,
      lineStyle: { type: ["solid", "dashed", "dotted"][position % 3], width: 2 },
    })),
  };
};

const draw = () => {
  const style = getComputedStyle(document.body);
  for (const place of charts) {
    const spec = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    const chart = echarts.getInstanceByDom(place) || echarts.init(place, null, { renderer: "canvas" });
    chart.setOption(option(spec, style), true);
  }
};

if (charts.length) {
  await load(charts[0].dataset.library);
  draw();
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  matchMedia("print").addEventListener("change", draw);
  addEventListener("resize", () => charts.forEach((place) => echarts.getInstanceByDom(place).resize()));
}
