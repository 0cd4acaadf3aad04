// Elements, tables and ECharts; everything from the corpus goes in as text, never as markup.
const make = (tag, options = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "text") element.textContent = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};
const find = (id) => document.getElementById(id);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const table = (heads, rows) =>
  make(
    "table",
    {},
    make("thead", {}, make("tr", {}, ...heads.map((text, n) => make("th", { scope: "col", text, class: n ? "n" : "" })))),
    make(
      "tbody",
      {},
      ...rows.map((cells) =>
        make(
          "tr",
          {},
          ...cells.map((cell, n) =>
            n ? make("td", { text: typeof cell === "number" ? number(cell) : cell, class: "n" }) : make("th", { scope: "row", text: cell }),
          ),
        ),
      ),
    ),
  );

const tooltip = (title, rows) => {
  const list = make("dl");
  for (const [name, value, ink] of rows) {
    const dot = make("i");
    if (ink) dot.style.background = ink;
    list.append(make("div", {}, make("dt", {}, ...(ink ? [dot] : []), name), make("dd", { text: value })));
  }
  return make("div", { class: "tip" }, make("strong", { text: title }), list);
};

const charts = new Map();
const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const chart = charts.get(target.id);
    if (chart && target.clientWidth && chart.getWidth() !== target.clientWidth) redraw(target.id);
  }
});
const drawn = new Map();
const redraw = (id) => {
  charts.get(id).resize({ width: "auto", height: "auto", silent: true });
  drawn.get(id)();
};
// Draws a chart into the figure `id`: `option` is asked again for every width and colour scheme, `rows` is its table.
const chart = (id, { height, name, option, heads, rows, choose }) => {
  const place = find(id);
  const figure = place.closest("figure");
  const empty = !rows.length;
  figure.classList.toggle("empty", empty);
  place.hidden = empty;
  const details = figure.querySelector("details");
  details.hidden = empty;
  figure.querySelector(".none").hidden = !empty;
  if (empty) return;
  place.style.height = `${height}px`;
  place.setAttribute("aria-label", name);
  if (!charts.has(id)) {
    charts.set(id, echarts.init(place, null, { renderer: "svg" }));
    watcher.observe(place);
    details.addEventListener("toggle", () => details.open && details.fillTable());
  }
  const made = charts.get(id);
  const draw = () => made.setOption({ animation: false, ...option(place.clientWidth) }, { notMerge: true });
  drawn.set(id, draw);
  made.resize({ silent: true });
  draw();
  made.off("click");
  if (choose) made.on("click", choose);
  details.fillTable = () => details.querySelector("div").replaceChildren(table(heads, rows));
  if (details.open) details.fillTable();
};

const base = () => ({
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("soft") },
  tooltip: {
    appendTo: "body",
    backgroundColor: colour("raised"),
    borderColor: colour("rule"),
    textStyle: { color: colour("ink"), fontSize: 13 },
    confine: true,
    padding: [8, 12],
    transitionDuration: 0,
  },
});
const axis = () => ({
  axisLine: { lineStyle: { color: colour("rule") } },
  axisTick: { show: false },
  axisLabel: { color: colour("soft"), fontSize: 12 },
  splitLine: { lineStyle: { color: colour("rule"), type: [2, 4] } },
});

// Bars that lie, longest first: items are [key, label, count, ink?]; those in the set `chosen` stand out.
const bars = (id, { items, name, heads, chosen, choose, of, most = 15 }) => {
  const shown = items.slice(0, most);
  chart(id, {
    height: shown.length * 26 + 8,
    name: `${name}: ${shown.slice(0, 3).map(([, text, n]) => `${text} ${number(n)}`).join(", ")}`,
    heads,
    rows: items.map(([, text, n]) => [text, n, share(n, of)]),
    choose: choose && (({ dataIndex }) => choose(shown[dataIndex][0])),
    option: (width) => {
      const room = Math.min(230, Math.round(width * 0.44));
      return {
        ...base(),
        grid: { left: room + 8, right: 14 + 8 * number(Math.max(...shown.map(([, , n]) => n))).length, top: 0, bottom: 0 },
        xAxis: { type: "value", show: false, max: Math.max(...shown.map(([, , n]) => n)) },
        yAxis: {
          type: "category",
          inverse: true,
          data: shown.map(([, text]) => text),
          ...axis(),
          axisLine: { show: false },
          axisLabel: { color: colour("ink"), fontSize: 13, width: room, overflow: "truncate", interval: 0, margin: 8 },
        },
        series: {
          type: "bar",
          barWidth: 16,
          cursor: choose ? "pointer" : "default",
          data: shown.map(([key, , n, ink]) => ({
            value: n,
            itemStyle: { color: chosen && !chosen.has(key) ? colour("g-none") : (ink ?? colour("bar")) },
          })),
          label: { show: true, position: "right", color: colour("soft"), fontSize: 12, formatter: ({ value }) => number(value) },
        },
        tooltip: {
          ...base().tooltip,
          formatter: ({ dataIndex }) => {
            const [, text, n] = shown[dataIndex];
            return tooltip(text, [[heads[1], number(n)], [heads[2], share(n, of)]]);
          },
        },
      };
    },
  });
};

// Columns over time: series are [name, ink, Map of step to count].
const columns = (id, { series, name, heads }) => {
  const steps = Array.from({ length: filter.to - filter.from + 1 }, (_, n) => filter.from + n);
  const filled = series.filter(([, , counts]) => steps.some((step) => counts.get(step)));
  const at = (counts, step) => counts.get(step) ?? 0;
  chart(id, {
    height: 260,
    name,
    heads: [heads[0], ...filled.map(([text]) => text)],
    rows: filled.length ? steps.map((step) => [label(step), ...filled.map(([, , counts]) => at(counts, step))]) : [],
    option: (width) => ({
      ...base(),
      grid: { left: 48, right: 8, top: 12, bottom: 28 },
      xAxis: {
        type: "category",
        data: steps.map((step) => label(step, true)),
        ...axis(),
        axisLabel: { ...axis().axisLabel, hideOverlap: true, interval: Math.max(0, Math.ceil((steps.length * 62) / (width - 60)) - 1) },
      },
      yAxis: { type: "value", minInterval: 1, ...axis(), axisLine: { show: false }, axisLabel: { ...axis().axisLabel, formatter: number } },
      series: filled.map(([text, ink, counts]) => ({
        type: "bar",
        name: text,
        stack: "all",
        barCategoryGap: "18%",
        barMaxWidth: 48,
        itemStyle: { color: ink },
        data: steps.map((step) => at(counts, step)),
      })),
      tooltip: {
        ...base().tooltip,
        trigger: "axis",
        axisPointer: { type: "shadow", shadowStyle: { color: colour("hover") } },
        formatter: ([{ dataIndex }]) => {
          const step = steps[dataIndex];
          const rows = filled.map(([text, ink, counts]) => [text, at(counts, step), ink]).filter(([, n]) => n);
          const all = rows.reduce((n, row) => n + row[1], 0);
          const parts = rows.map(([text, n, ink]) => [text, number(n), filled.length > 1 ? ink : ""]);
          return tooltip(label(step), filled.length > 1 ? [...parts, [say.all, number(all)]] : parts);
        },
      },
    }),
  });
};
