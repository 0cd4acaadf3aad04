// Lists, and a page for each story, person and post.  Whatever comes from articles goes in as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const say = data.say;
const main = document.getElementById("main");
const search = document.getElementById("search");
const SVG = "http://www.w3.org/2000/svg";
const STEP = 100;

const make = (tag, options = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "text") element.textContent = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};
const draw = (tag, options = {}, text = null) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(options)) element.setAttribute(name, value);
  if (text !== null) element.textContent = text;
  return element;
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const number = (n) => n.toLocaleString(say.lang);
const span = ([from, to]) => (from ? (from === to ? from : `${from} – ${to}`) : say.undated);
const link = (kind, n, text) => make("a", { href: `#${kind}-${n}`, text });
const article = (n) => {
  const [title, outlet, , url] = data.articles[n];
  const name = url ? make("a", { href: url, rel: "noreferrer", text: title }) : document.createTextNode(title);
  return make("span", {}, name, outlet ? make("span", { class: "soft", text: ` ${outlet}` }) : null);
};
const section = (title, ...content) => (content.flat().length ? [make("h3", { text: title }), ...content.flat()] : []);

// A row for each outlet, a dot for each article, an arc from an original to its copy.
const timeline = (story) => {
  const dated = story.articles.filter((n) => data.articles[n][2]);
  if (dated.length < 2) return [];
  const when = (n) => Date.parse(data.articles[n][2]);
  const outlets = [...new Set(dated.map((n) => data.articles[n][1] || "–"))];
  const first = Math.min(...dated.map(when));
  const last = Math.max(...dated.map(when), first + 1);
  const x = (n) => 150 + (560 * (when(n) - first)) / (last - first);
  const y = (n) => 18 + 18 * outlets.indexOf(data.articles[n][1] || "–");
  const height = 18 * outlets.length + 30;
  const chart = draw("svg", { viewBox: `0 0 730 ${height}`, role: "img", "aria-label": say.over_time });
  outlets.forEach((outlet, row) => {
    chart.append(draw("line", { x1: 150, x2: 710, y1: 18 + 18 * row, y2: 18 + 18 * row }));
    chart.append(draw("text", { x: 0, y: 22 + 18 * row }, outlet.slice(0, 24)));
  });
  for (const [from, to] of story.copies) {
    if (data.articles[from][2] && data.articles[to][2]) {
      chart.append(draw("path", { d: `M${x(from)},${y(from)} Q${(x(from) + x(to)) / 2},${Math.min(y(from), y(to)) - 14} ${x(to)},${y(to)}` }));
    }
  }
  for (const n of dated) {
    const dot = draw("circle", { cx: x(n), cy: y(n), r: 4 });
    dot.append(draw("title", {}, `${data.articles[n][2].replace("T", " ")} ${data.articles[n][0]}`));
    chart.append(dot);
  }
  chart.append(draw("text", { x: 150, y: height - 4 }, new Date(first).toISOString().slice(0, 10)));
  chart.append(draw("text", { x: 710, y: height - 4, "text-anchor": "end" }, new Date(last).toISOString().slice(0, 10)));
  return [chart];
};

// A bar for each post of a person, or for each holder of a post.
const bars = (rows) => {
  const dated = rows.filter((row) => row.from);
  if (!dated.length) return [];
  const first = Math.min(...dated.map((row) => Date.parse(row.from)));
  const last = Math.max(...dated.map((row) => Date.parse(row.to)), first + 1);
  const chart = draw("svg", { viewBox: `0 0 730 ${22 * dated.length + 20}`, role: "img", "aria-label": say.posts });
  const x = (day) => 280 + (430 * (Date.parse(day) - first)) / (last - first);
  dated.forEach((row, at) => {
    chart.append(draw("text", { x: 0, y: 17 + 22 * at }, row.name.slice(0, 46)));
    const bar = draw("rect", { x: x(row.from), y: 7 + 22 * at, width: Math.max(4, x(row.to) - x(row.from)), height: 12, rx: 2 });
    bar.append(draw("title", {}, `${row.name}: ${span([row.from, row.to])}`));
    chart.append(bar);
  });
  chart.append(draw("text", { x: 280, y: 22 * dated.length + 16 }, dated.length ? new Date(first).toISOString().slice(0, 10) : ""));
  chart.append(draw("text", { x: 710, y: 22 * dated.length + 16, "text-anchor": "end" }, new Date(last).toISOString().slice(0, 10)));
  return [chart];
};

const utterance = (one) => {
  const list = one.versions.map(([n, text, kind, who]) =>
    make("li", {}, article(n), document.createTextNode(` (${say[kind] || kind}${who >= 0 && who !== one.person ? `, ${data.people[who].name}` : ""}): ${text}`)),
  );
  return make(
    "div",
    {},
    make("blockquote", { text: one.text }),
    make("p", { class: "soft" }, one.person >= 0 ? link("person", one.person, data.people[one.person].name) : document.createTextNode(say.no_name)),
    one.differs.length ? make("p", { class: "odd", text: fill(say.differs, { what: one.differs.map((what) => say[what]).join(", ") }) }) : null,
    make("details", {}, make("summary", { text: fill(say.versions, { n: number(one.versions.length) }) }), make("ul", {}, ...list)),
  );
};

const change = ([before, after]) =>
  make("li", {}, before ? make("del", { text: before }) : null, document.createTextNode(" "), after ? make("ins", { text: after }) : null);
const copy = ([from, to, reason, share, changes]) =>
  make(
    "li",
    {},
    make("p", { text: fill(say.copied, { copy: data.articles[to][1] || data.articles[to][0], original: data.articles[from][1] || data.articles[from][0], share: share === null ? "?" : Math.round(100 * share) }) }),
    make("p", { class: "soft", text: say[reason] }),
    changes.length ? make("details", {}, make("summary", { text: say.changed }), make("ul", {}, ...changes.map(change))) : null,
  );

const views = {
  story(story) {
    const inside = new Set(story.articles);
    const said = data.utterances.filter((one) => one.versions.some(([n]) => inside.has(n)));
    return [
      make("h2", { text: story.headline || "–" }),
      make("p", { class: "soft", text: [span(story.days), data.types[story.type] || story.type, fill(say.articles, { n: number(story.articles.length) }), fill(say.outlets, { n: number(story.outlets) })].filter(Boolean).join(" · ") }),
      ...section(say.over_time, timeline(story)),
      ...section(say.in_order, make("ol", { class: "articles" }, ...story.articles.map((n) => make("li", {}, make("span", { class: "soft", text: (data.articles[n][2] || say.undated).replace("T", " ") }), article(n))))),
      ...section(say.copies, story.copies.length ? [make("ul", {}, ...story.copies.map(copy))] : []),
      ...section(say.people, story.people.length ? [make("ul", { class: "chips" }, ...story.people.map(([n, times]) => make("li", {}, link("person", n, data.people[n].name), document.createTextNode(` ${number(times)}`))))] : []),
      ...section(say.places, story.places.length ? [make("ul", { class: "chips" }, ...story.places.map((text) => make("li", { text })))] : []),
      ...section(say.said, said.map(utterance)),
    ];
  },
  person(person) {
    const at = data.people.indexOf(person);
    const posts = person.posts.map(([name, from, to, began, ended, n, odd]) => ({ name, from, to, began, ended, n, odd }));
    const said = data.utterances.filter((one) => one.person === at);
    return [
      make("h2", { text: person.name }),
      make("p", { class: "soft", text: [span(person.days), fill(say.articles, { n: number(person.articles) })].join(" · ") }),
      ...section(say.spellings, person.spellings.length ? [make("ul", { class: "chips" }, ...person.spellings.map((text) => make("li", { text })))] : []),
      ...section(say.posts, bars(posts), posts.length ? [held(posts, (row) => document.createTextNode(row.name))] : []),
      ...section(say.stories, person.stories.length ? [make("ul", { class: "list" }, ...person.stories.map((n) => rows.stories(data.stories[n], n)))] : []),
      ...section(say.quotations, said.map(utterance)),
    ];
  },
  post(post) {
    const holders = post.holders.map(([who, from, to, began, ended, n, odd]) => ({ who, name: data.people[who].name, from, to, began, ended, n, odd }));
    return [make("h2", { text: post.post }), make("p", { class: "soft", text: post.unit }), ...section(say.holders, bars(holders), [held(holders, (row) => link("person", row.who, row.name))])];
  },
};
const held = (list, name) =>
  make(
    "table",
    {},
    make("thead", {}, make("tr", {}, ...[say.post, say.from, say.until, ""].map((text) => make("th", { scope: "col", text })))),
    make(
      "tbody",
      {},
      ...list.map((row) =>
        make("tr", {}, make("th", { scope: "row" }, name(row)), make("td", { text: row.from || say.undated }), make("td", { text: row.to || "" }),
          make("td", {}, document.createTextNode([fill(say.articles, { n: number(row.n) }), row.began && fill(say.began, { day: row.began }), row.ended && fill(say.ended, { day: row.ended })].filter(Boolean).join(" · ")),
            row.odd ? make("span", { class: "odd", text: ` ${say.odd}` }) : null)),
      ),
    ),
  );

const rows = {
  stories: (story, n) =>
    make("li", {}, link("story", n, story.headline || "–"), make("p", { class: "soft", text: [span(story.days), fill(say.articles, { n: number(story.articles.length) }), fill(say.outlets, { n: number(story.outlets) }), ...story.places.slice(0, 3)].join(" · ") })),
  people: (person, n) =>
    make("li", {}, link("person", n, person.name), make("p", { class: "soft", text: [...person.posts.slice(0, 3).map(([post]) => post), fill(say.articles, { n: number(person.articles) })].join(" · ") })),
  posts: (post, n) => make("li", {}, link("post", n, post.post), make("p", { class: "soft", text: post.holders.map(([who]) => data.people[who].name).join(" · ") })),
};
const plain = (text) => (text || "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const words = {
  stories: (story) => [story.headline, ...story.places, ...story.people.map(([n]) => data.people[n].name), ...story.articles.flatMap((n) => data.articles[n].slice(0, 2))],
  people: (person) => [person.name, ...person.spellings, ...person.posts.map(([post]) => post)],
  posts: (post) => [post.post, post.unit, ...post.holders.map(([who]) => data.people[who].name)],
};
const index = {};
const found = (kind, asked) => {
  index[kind] ??= data[kind].map((one) => plain(words[kind](one).join(" ")));
  return data[kind].flatMap((_, n) => (asked.every((word) => index[kind][n].includes(word)) ? [n] : []));
};

let shown = STEP;
const chosen = () => document.querySelector("[name=list]:checked").value;
const list = () => {
  const kind = chosen();
  const hits = found(kind, plain(search.value).split(/\s+/).filter(Boolean));
  main.replaceChildren(
    ...(hits.length ? [make("ul", { class: "list" }, ...hits.slice(0, shown).map((n) => rows[kind](data[kind][n], n)))] : [make("p", { text: say.nothing })]),
    ...(hits.length > shown ? [make("button", { type: "button", text: say.more, on: { click: () => { shown += STEP; list(); } } })] : []),
  );
};
const lists = { story: "stories", person: "people", post: "posts" };
const route = () => {
  const [kind, n] = location.hash.slice(1).split("-");
  const one = lists[kind] && data[lists[kind]][Number(n)];
  if (!one) return list();
  main.replaceChildren(make("p", {}, make("a", { href: "#", text: say.back })), ...views[kind](one));
  window.scrollTo(0, 0);
  main.focus({ preventScroll: true });
};
const again = () => {
  shown = STEP;
  if (location.hash.length > 1) location.hash = "";
  else list();
};
window.addEventListener("hashchange", route);
search.addEventListener("input", again);
for (const field of document.querySelectorAll("[name=list]")) field.addEventListener("change", again);
document.getElementById("controls").addEventListener("submit", (event) => event.preventDefault());
route();
