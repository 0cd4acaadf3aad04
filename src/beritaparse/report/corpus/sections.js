// The sections of the report, each drawn from the filtered sums.
const groupInk = (group) => colour(`g-${group}`) || colour("g-none");
const typeGroup = (type) => (type < 0 ? "none" : data.types[type].group);
const typeName = (type) => (type < 0 ? say.no_event : data.types[type].label);

const articles = () => {
  const counts = sum(data.cells, (cube, row) => cube.step[row]);
  const undated = counts.get(-1) ?? 0;
  const n = total(data.cells);
  find("undated").textContent = undated ? fill(say.undated_note, { n: number(undated) }) : "";
  columns("articles", { series: [[say.articles, colour("bar"), counts]], name: fill(say.articles_name, { n: number(n) }), heads: [say.when] });
  const outlets = sum(data.cells, (cube, row) => cube.outlet[row]);
  const name = (outlet) => (outlet < 0 ? say.no_outlet : (data.outlets[outlet] ?? say.other_outlets));
  bars("outlets", {
    items: ranked(outlets).map(([outlet, count]) => [outlet, name(outlet), count, outlet in data.outlets ? undefined : colour("g-none")]),
    name: say.outlets,
    heads: [say.outlet, say.articles, say.share],
    of: n,
  });
};

const events = () => {
  const chosen = filter.type;
  const steps = new Map();
  const inGroup = chosen.startsWith("g:");
  for (const [key, n] of sum(data.cells, (cube, row) => `${inGroup ? cube.type[row] : typeGroup(cube.type[row])} ${cube.step[row]}`)) {
    const [name, step] = key.split(" ");
    if (!steps.has(name)) steps.set(name, new Map());
    steps.get(name).set(Number(step), n);
  }
  let series;
  if (inGroup) {
    const size = (counts) => [...counts.values()].reduce((a, b) => a + b, 0);
    const order = [...steps].sort((a, b) => size(b[1]) - size(a[1]));
    series = order.map(([type, counts], n) => [typeName(Number(type)), colour(`s-${n % 10}`), counts]);
  } else {
    const group = chosen ? typeGroup(Number(chosen.slice(2))) : "";
    series = Object.keys(say.groups)
      .filter((name) => name !== "none" && steps.has(name))
      .map((name) => [chosen ? typeName(Number(chosen.slice(2))) : say.groups[name], groupInk(group || name), steps.get(name)]);
  }
  columns("events", { series, name: say.events_name, heads: [say.when] });
  find("legend").replaceChildren(
    ...series.map(([text, ink]) => {
      const item = make("li", {}, make("i"), text);
      item.firstChild.style.background = ink;
      return item;
    }),
  );
  const types = sum(data.cells, (cube, row) => cube.type[row], { skip: "type" });
  const none = types.get(-1) ?? 0;
  types.delete(-1);
  const all = [...types.values()].reduce((a, b) => a + b, 0);
  find("no-event").textContent = none ? fill(say.no_event_note, { n: number(none) }) : "";
  const found = ranked(types);
  bars("types", {
    items: found.map(([type, n]) => [`t:${type}`, typeName(type), n, groupInk(typeGroup(type))]),
    name: say.types,
    heads: [say.type, say.articles, say.share],
    of: all,
    chosen: chosen && new Set([...typesOf(chosen)].map((type) => `t:${type}`)),
    choose: (type) => set({ type: filter.type === type ? "" : type }),
  });
};

const places = () => {
  const counts = sum(data.cells, provinceOf, { skip: "province" });
  const unplaced = counts.get(-1) ?? 0;
  counts.delete(-1);
  const placed = [...counts.values()].reduce((a, b) => a + b, 0);
  find("unplaced").textContent = fill(filter.dateline ? say.unplaced_all : say.unplaced, { n: number(unplaced), placed: number(placed) });
  const choose = (province) => set({ province: filter.province === province ? "" : province });
  const byShape = new Map();
  for (const [province, n] of counts) {
    const { shape } = data.provinces[province];
    byShape.set(shape, [...(byShape.get(shape) ?? []), [province, n]]);
  }
  const size = (parts) => parts.reduce((n, part) => n + part[1], 0);
  const most = Math.max(1, ...[...byShape.values()].map(size));
  const limits = [...new Set([0, 1, 2, 3, 4].map((n) => Math.ceil(most ** ((n + 1) / 5))))];
  const tone = (n) => colour(`m-${limits.findIndex((limit) => n <= limit) + 5 - limits.length}`);
  find("scale").replaceChildren(
    ...limits.map((limit, n) => {
      const least = n ? limits[n - 1] + 1 : 1;
      const item = make("li", {}, make("i"), least === limit ? number(limit) : `${number(least)}–${number(limit)}`);
      item.firstChild.style.background = tone(limit);
      return item;
    }),
  );
  const provinces = ranked(counts).map(([province, n]) => [String(province), data.provinces[province].name, n]);
  const parts = (shape) => data.provinces.flatMap((one, n) => (one.shape === shape ? [[one.name, counts.get(n) ?? 0]] : []));
  chart("map", {
    height: Math.round(find("map").closest("figure").clientWidth * 0.37) + 8,
    name: `${say.map}: ${provinces.slice(0, 3).map(([, text, n]) => `${text} ${number(n)}`).join(", ")}`,
    heads: [say.province, say.articles, say.share],
    rows: provinces.map(([, text, n]) => [text, n, share(n, placed)]),
    choose: ({ name }) => byShape.has(name) && choose(String(byShape.get(name).sort((a, b) => b[1] - a[1])[0][0])),
    option: (width) => ({
      ...base(),
      series: {
        type: "map",
        map: "indonesia",
        layoutCenter: ["50%", "50%"],
        layoutSize: width,
        selectedMode: false,
        data: [...new Set(data.provinces.map((one) => one.shape))].map((shape) => {
          const found = byShape.get(shape) ?? [];
          const chosen = filter.province !== "" && data.provinces[Number(filter.province)].shape === shape;
          const style = {
            areaColor: found.length ? tone(size(found)) : colour("land"),
            borderColor: chosen ? colour("ink") : colour("paper"),
            borderWidth: chosen ? 1.6 : 0.6,
          };
          return { name: shape, value: size(found), itemStyle: style, emphasis: { itemStyle: { ...style, borderColor: colour("ink"), borderWidth: 1.2 } } };
        }),
        label: { show: false },
        emphasis: { label: { show: false } },
      },
      tooltip: {
        ...base().tooltip,
        trigger: "item",
        formatter: ({ name }) => {
          const found = parts(name);
          return found.length > 1
            ? tooltip(say.several, found.map(([text, n]) => [text, number(n)]))
            : tooltip(found[0][0], [[say.articles, number(found[0][1])], [say.share, share(found[0][1], placed)]]);
        },
      },
    }),
  });
  bars("provinces", { items: provinces, name: say.provinces_name, heads: [say.province, say.articles, say.share], of: placed, chosen: filter.province && new Set([filter.province]), choose });
  const areas = sum(data.areas, (cube, row) => (cube.dateline[row] && !filter.dateline ? -1 : cube.regency[row]));
  areas.delete(-1);
  const inAreas = [...areas.values()].reduce((a, b) => a + b, 0);
  bars("regencies", {
    items: ranked(areas).map(([regency, n]) => [regency, data.regencies[regency].name, n]),
    name: say.regencies_name,
    heads: [say.regency, say.articles, say.share],
    of: inAreas,
  });
};

const voices = () => {
  const counts = sum(data.spoken, (cube, row) => cube.voice[row]);
  const all = [...counts.values()].reduce((a, b) => a + b, 0);
  const sides = [["v-official", 0, 4], ["v-body", 4, 7], ["v-people", 7, 11], ["g-none", 11, 13]];
  const ink = (voice) => colour(sides.find(([, , end]) => voice < end)[0]);
  find("balance").replaceChildren(
    ...sides.map(([name, begin, end], side) => {
      const n = data.voices.slice(begin, end).reduce((sofar, _, at) => sofar + (counts.get(begin + at) ?? 0), 0);
      const item = make("li", {}, make("i"), `${say.sides[side]} ${share(n, all) || "–"}`);
      item.firstChild.style.background = colour(name);
      return item;
    }),
  );
  const items = data.voices.map((name, voice) => [voice, say.voices[name], counts.get(voice) ?? 0, ink(voice)]);
  bars("voices", { items: items.filter((item) => item[2]), name: say.voices_name, heads: [say.voice, say.quotes, say.share], of: all });
};

let everybody = false;
const quoted = () => {
  const quotes = sum(data.said, (cube, row) => cube.person[row]);
  const texts = sum(data.said, (cube, row) => cube.person[row], { of: "articles" });
  const words = find("search").value.toLocaleLowerCase("id").split(/\s+/).filter(Boolean);
  const fits = ({ name, posts }) => {
    const text = [name, ...posts].join(" ").toLocaleLowerCase("id");
    return words.every((word) => text.includes(word));
  };
  const found = ranked(texts).filter(([person]) => fits(data.people[person]));
  const shown = found.slice(0, everybody ? 100 : 8);
  const most = found[0]?.[1] ?? 1;
  find("quoted").replaceChildren(
    ...shown.map(([person, n]) => {
      const { name, posts } = data.people[person];
      const bar = make("i");
      bar.style.width = `${(100 * n) / most}%`;
      return make(
        "tr",
        {},
        make("th", { scope: "row" }, make("strong", { text: name }), make("small", { text: posts.join(" · ") })),
        make("td", { class: "bar" }, bar),
        make("td", { class: "n", text: number(n) }),
        make("td", { class: "n", text: number(quotes.get(person)) }),
      );
    }),
  );
  find("nobody").hidden = found.length > 0;
  find("quoted").closest("table").hidden = !found.length;
  find("more-quoted").hidden = found.length <= 8;
  find("more-quoted").textContent = everybody ? say.fewer : fill(say.more, { n: number(Math.min(100, found.length)) });
  find("people-note").hidden = !filter.type && filter.province === "" && filter.from === 0 && filter.to === lastStep;
};

// Not filtered: posts over time, and pairs.
const opened = { held: false, pairs: false };
const held = () => {
  const groups = data.held[document.querySelector("[name=held]:checked").value];
  const days = groups.flatMap(({ rows }) => rows.flatMap(([, first, last]) => [Date.parse(first), Date.parse(last)]));
  const [low, high] = [Math.min(...days), Math.max(...days)];
  const at = (time) => (high > low ? (100 * (time - low)) / (high - low) : 0);
  find("held").replaceChildren(
    ...groups.slice(0, opened.held ? groups.length : 8).map(({ title, rows }) =>
      make(
        "li",
        {},
        make("h4", { text: title }),
        make(
          "ul",
          {},
          ...rows.map(([text, first, last, n]) => {
            const bar = make("i");
            const [left, right] = [at(Date.parse(first)), at(Date.parse(last))];
            bar.style.left = `min(${left}%, calc(100% - 6px))`;
            bar.style.width = `max(6px, ${right - left}%)`;
            const when = first === last ? day(first, written) : `${day(first, written)} – ${day(last, written)}`;
            return make(
              "li",
              {},
              make("span", { class: "who", text }),
              make("span", { class: "track" }, bar),
              make("span", { class: "when", text: `${when} · ${fill(say.in_articles, { n: number(n) })}` }),
            );
          }),
        ),
      ),
    ),
  );
  find("no-held").hidden = groups.length > 0;
  find("held-span").textContent = groups.length ? `${day(new Date(low).toISOString().slice(0, 10), written)} – ${day(new Date(high).toISOString().slice(0, 10), written)}` : "";
  find("more-held").hidden = groups.length <= 8;
  find("more-held").textContent = opened.held ? say.fewer : fill(say.more, { n: number(groups.length) });
};

const together = () => {
  const { nodes, pairs } = data.pairs[document.querySelector("[name=pairs]:checked").value];
  const most = Math.max(1, ...nodes.map(([, n]) => n));
  const strongest = pairs[0]?.[2] ?? 1;
  const rows = pairs.map(([one, two, n]) => [`${nodes[one][0]} + ${nodes[two][0]}`, n]);
  chart("pairs", {
    height: Math.min(680, find("pairs").closest("figure").clientWidth),
    name: `${say.together}: ${rows.slice(0, 3).map(([text, n]) => `${text} ${number(n)}`).join(", ")}`,
    heads: [say.pair, say.articles],
    rows,
    option: (width, room = Math.round(Math.min(width, 680) * 0.22)) => ({
      ...base(),
      series: {
        type: "graph",
        layout: "circular",
        circular: { rotateLabel: true },
        left: room,
        right: room,
        top: room,
        bottom: room,
        data: nodes.map(([name, n], id) => ({
          id: String(id),
          name,
          value: n,
          symbolSize: (width < 500 ? 4 : 6) + (width < 500 ? 12 : 20) * Math.sqrt(n / most),
          itemStyle: { color: colour("bar"), borderColor: colour("paper"), borderWidth: 1 },
        })),
        links: pairs.map(([one, two, n]) => ({
          source: String(one),
          target: String(two),
          value: n,
          lineStyle: { color: colour("soft"), width: 0.8 + 5 * (n / strongest), opacity: 0.4, curveness: 0.25 },
        })),
        label: { show: true, position: "right", color: colour("ink"), fontSize: width < 500 ? 10 : 12, width: room - 14, overflow: "truncate" },
        emphasis: { focus: "adjacency", lineStyle: { opacity: 0.9, color: colour("bar") } },
      },
      tooltip: {
        ...base().tooltip,
        formatter: ({ dataType, dataIndex }) =>
          dataType === "edge"
            ? tooltip(rows[dataIndex][0], [[say.articles, number(rows[dataIndex][1])]])
            : tooltip(nodes[dataIndex][0], [[say.articles, number(nodes[dataIndex][1])]]),
      },
    }),
  });
  find("pair-list").replaceChildren(...rows.slice(0, opened.pairs ? rows.length : 16).map(([text, n]) => make("li", {}, make("span", { text }), make("b", { text: number(n) }))));
  find("more-pairs").hidden = rows.length <= 16;
  find("more-pairs").textContent = opened.pairs ? say.fewer : fill(say.more, { n: number(rows.length) });
};
