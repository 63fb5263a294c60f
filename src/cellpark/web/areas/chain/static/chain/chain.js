// Draws the chain ([data-chain]) and the neighbours of a node ([data-star]) with ECharts, in the page's own colours.
// Without this script the rows of links stand there; they are also what is printed. The tooltip is drawn as rich text:
// the HTML one writes inline styles, which the content security policy forbids.
const load = (address) => new Promise((resolve, reject) => {
  if (globalThis.echarts) return resolve();
  const script = document.createElement("script");
  script.src = address;
  script.onload = resolve;
  script.onerror = reject;
  document.head.append(script);
});
const told = (place, name) => JSON.parse(document.getElementById(place.dataset[name]).textContent);
const palette = () => {
  const style = getComputedStyle(document.body);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    font: style.fontFamily,
    ink: colour("--cp-ink"),
    soft: colour("--cp-ink-soft"),
    line: colour("--cp-line"),
    edge: colour("--cp-edge"),
    surface: colour("--cp-surface"),
    sunken: colour("--cp-sunken"),
    accent: colour("--cp-accent"),
    strong: (name) => colour(`--cp-${name}`),
    pale: (name) => colour(`--cp-${name}-soft`),
  };
};
const tip = (look) => ({
  renderMode: "richText",
  backgroundColor: look.surface,
  borderColor: look.edge,
  textStyle: { color: look.ink, fontFamily: look.font, fontSize: 13 },
  confine: true,
});

const LEFT = 132, TOP = 8, ROW = 66, HEIGHT = 54, GAP = 8, WIDEST = 9;

const chainOption = (spec, look, width) => {
  const step = (width - LEFT - 8) / WIDEST;
  // a long group goes on in a second line
  const starts = [0];
  spec.rows.forEach((_row, place) => {
    const boxes = spec.boxes.filter((box) => box.row === place).length;
    starts.push(starts[place] + Math.max(1, Math.ceil(boxes / WIDEST)));
  });
  const lines = starts.at(-1);
  const wide = step - GAP;
  const bands = ["accent", "running", "done", "planned"];
  const band = (row) => bands[["U", "M", "D", "X"].indexOf(spec.rows[row].code[0])];
  const heads = spec.rows.map((row, place) => ({
    id: row.code, name: row.code, x: LEFT / 2 - 6, y: TOP + starts[place] * ROW + ROW / 2, href: row.href,
    symbol: "rect", symbolSize: [LEFT - 16, HEIGHT], itemStyle: { color: look.surface, borderColor: look.strong(band(place)), borderWidth: 0 },
    label: {
      show: true, width: LEFT - 26, overflow: "break", align: "left", position: [10, 10], lineHeight: 17,
      formatter: `{code|${row.code}}\n{name|${wrap(row.name, LEFT - 28)}}`,
      rich: {
        code: { color: look.strong(band(place)), fontWeight: 700, fontSize: 13, fontFamily: look.font },
        name: { color: look.ink, fontSize: 12, fontFamily: look.font, width: LEFT - 26 },
      },
    },
    tooltip: { formatter: `${row.code} ${row.name}\n${row.band}` },
    emphasis: { disabled: true },
  }));
  const boxes = spec.boxes.map((box) => ({
    id: box.code, name: box.code, href: box.href,
    x: LEFT + (box.column % WIDEST) * step + step / 2,
    y: TOP + (starts[box.row] + Math.floor(box.column / WIDEST)) * ROW + ROW / 2,
    symbol: "rect", symbolSize: [wide, HEIGHT],
    itemStyle: {
      color: look.pale(box.colour), borderColor: look.strong(box.colour), borderWidth: box.firms ? 2 : 1.2,
      borderType: box.firms ? "solid" : [4, 3],
    },
    label: {
      show: true, position: [7, 5], align: "left", verticalAlign: "top", width: wide - 12, overflow: "truncate",
      lineHeight: 15,
      formatter: `{sign|${box.sign}} {code|${box.code}}${box.firms ? `  {count|${box.firms}}` : ""}${box.unmet ? `  {unmet|!${box.unmet}}` : ""}\n{name|${wrap(box.name, wide - 14)}}`,
      rich: {
        sign: { color: look.strong(box.colour), fontWeight: 700, fontSize: 12 },
        code: { color: look.soft, fontSize: 11, fontFamily: look.font },
        count: { color: look.ink, fontWeight: 700, fontSize: 11 },
        unmet: { color: look.strong("stopped"), fontWeight: 700, fontSize: 11 },
        name: { color: look.ink, fontSize: 11.5, lineHeight: 15, fontFamily: look.font },
      },
    },
    tooltip: {
      formatter: `${box.code} ${box.name}\n${box.sign} ${box.said}\n${spec.words.firms}: ${box.firms}${box.unmet ? `\n${spec.words.unmet}: ${box.unmet}` : ""}`,
    },
  }));
  const links = spec.edges.map((edge) => ({
    source: edge.from, target: edge.to,
    tooltip: { formatter: `${edge.from} ${edge.kind} ${edge.to}` },
  }));
  return {
    animation: false,
    tooltip: tip(look),
    series: [{
      type: "graph", layout: "none", coordinateSystem: null, roam: false, cursor: "pointer",
      left: 0, top: 0, width, height: TOP + lines * ROW,
      data: [
        { id: "nw", x: 0, y: 0, symbolSize: 0, silent: true },
        { id: "se", x: width, y: TOP + lines * ROW, symbolSize: 0, silent: true },
        ...heads, ...boxes,
      ],
      links,
      lineStyle: { color: look.edge, width: 1, opacity: 0.16, curveness: 0.12 },
      emphasis: { focus: "adjacency", lineStyle: { color: look.accent, width: 2.5, opacity: 0.9 }, label: { show: true } },
      blur: { itemStyle: { opacity: 0.25 }, label: { opacity: 0.35 }, lineStyle: { opacity: 0.03 } },
      edgeSymbol: ["none", "arrow"], edgeSymbolSize: 7, z: 2,
    }],
  };
};

// two lines at most: by characters where there are no spaces, by words where there are
const pen = document.createElement("canvas").getContext("2d");
const wrap = (text, width) => {
  pen.font = "11.5px sans-serif";
  const parts = text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*/g) || [text];
  const lines = [""];
  for (const part of parts) {
    if (pen.measureText(lines.at(-1) + part.trimEnd()).width <= width || !lines.at(-1)) lines[lines.length - 1] += part;
    else lines.push(part);
  }
  return lines.length > 2 ? `${lines[0]}\n${lines[1].trimEnd()}…`.replace(/\n/g, "}\n{name|") : lines.join("}\n{name|");
};

const starOption = (spec, look, width, height) => {
  const middle = { x: width / 2, y: height / 2 };
  const column = (items, x, make) => items.map((item, place) => make(item, x, ((place + 1) * height) / (items.length + 1)));
  const box = (item, x, y) => ({
    id: item.code, name: item.code, x, y, href: item.href, symbol: "rect", symbolSize: [Math.min(190, width * 0.3), 26],
    itemStyle: { color: look.pale(item.colour), borderColor: look.strong(item.colour), borderWidth: item.firms ? 2 : 1, borderType: item.firms ? "solid" : [4, 3] },
    label: { show: true, color: look.ink, fontSize: 11.5, width: Math.min(180, width * 0.28), overflow: "truncate", formatter: `${item.code} ${item.name}` },
    tooltip: { formatter: `${item.code} ${item.name}: ${item.firms}` },
  });
  const into = spec.neighbours.filter((each) => each.way === "in");
  const out = spec.neighbours.filter((each) => each.way === "out").map((each) => ({ ...each, id: each.code }));
  const known = new Set(into.map((each) => each.code));
  const right = out.filter((each) => !known.has(each.code));
  const angle = (place, of) => (2 * Math.PI * place) / of - Math.PI / 2;
  const seats = spec.seats.map((seat, place) => ({
    id: `seat ${place}`, name: seat.name,
    x: middle.x + Math.cos(angle(place, spec.seats.length)) * Math.min(width * 0.14, 95),
    y: middle.y + Math.sin(angle(place, spec.seats.length)) * height * 0.36,
    symbol: { company: "circle", platform: "diamond", hospital: "rect", university: "triangle" }[seat.kind], symbolSize: 14,
    itemStyle: { color: look.accent },
    label: { show: spec.seats.length <= 12, position: "bottom", color: look.ink, fontSize: 11.5, width: 120, overflow: "truncate", formatter: seat.name },
    tooltip: { formatter: `${seat.node} ${seat.name}` },
  }));
  return {
    animation: false,
    tooltip: tip(look),
    series: [{
      type: "graph", layout: "none", left: 0, top: 0, width, height, cursor: "pointer",
      data: [
        { id: "nw", x: 0, y: 0, symbolSize: 0 }, { id: "se", x: width, y: height, symbolSize: 0 },
        {
          id: spec.centre.code, name: spec.centre.code, ...middle, symbol: "circle", symbolSize: 58,
          itemStyle: { color: look.pale("accent"), borderColor: look.accent, borderWidth: 3 },
          label: { show: true, color: look.ink, fontWeight: 700, formatter: spec.centre.code },
          tooltip: { formatter: `${spec.centre.code} ${spec.centre.name}` },
        },
        ...column(into, width * 0.16, box), ...column(right, width * 0.84, box), ...seats,
      ],
      links: [
        ...into.map((each) => ({ source: each.code, target: spec.centre.code, tooltip: { formatter: `${each.code} ${each.kind} ${spec.centre.code}` } })),
        ...right.map((each) => ({ source: spec.centre.code, target: each.code, tooltip: { formatter: `${spec.centre.code} ${each.kind} ${each.code}` } })),
        ...seats.map((each) => ({ source: each.id, target: spec.centre.code, symbol: ["none", "none"] })),
      ],
      lineStyle: { color: look.edge, width: 1.2, opacity: 0.6, curveness: 0.08 },
      edgeSymbol: ["none", "arrow"], edgeSymbolSize: 7,
      emphasis: { focus: "adjacency" },
    }],
  };
};

const draw = (place, option) => {
  const look = palette();
  const chart = echarts.getInstanceByDom(place) || echarts.init(place, null, { renderer: "canvas" });
  chart.resize();
  chart.setOption(option(look, place.clientWidth, place.clientHeight), true);
  chart.off("click");
  chart.on("click", (event) => { if (event.data?.href) location.assign(event.data.href); });
};

// colours are those of the style sheets: not before they are there
if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
const pictures = [];
for (const place of document.querySelectorAll("[data-chain]")) {
  await load(place.dataset.library);
  const spec = told(place, "chain");
  place.hidden = false;
  place.closest(".chain-card").classList.add("chain-drawn");
  pictures.push(() => draw(place, (look, width) => chainOption(spec, look, width)));
}
for (const place of document.querySelectorAll("[data-star]")) {
  await load(place.dataset.library);
  const spec = told(place, "star");
  // a link with thirty neighbours needs their height, or their boxes lie on each other
  const longest = Math.max(...["in", "out"].map((way) => spec.neighbours.filter((each) => each.way === way).length));
  place.style.height = `${Math.max(380, (longest + 1) * 30)}px`;
  pictures.push(() => draw(place, (look, width, height) => starOption(spec, look, width, height)));
}
const all = () => pictures.forEach((each) => each());
all();
new MutationObserver(all).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
addEventListener("resize", all);
