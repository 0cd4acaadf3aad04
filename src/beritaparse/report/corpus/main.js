// Controls: the filters, what they say, colour schemes and paper.
const fields = { type: find("type"), province: find("province"), from: find("from"), to: find("to"), dateline: find("dateline") };

const show = () => {
  const n = total(data.cells);
  find("matching").textContent = fill(say.matching, { n: number(n), total: number(data.totals.articles) });
  for (const [name, field] of Object.entries(fields)) {
    if (field.type === "checkbox") field.checked = filter[name];
    else field.value = String(filter[name]);
  }
  find("reset").disabled = Object.entries(everything).every(([name, value]) => filter[name] === value);
  for (const draw of [articles, events, places, voices, quoted]) draw();
};
const set = (changes) => {
  Object.assign(filter, changes);
  if (filter.from > filter.to) {
    if ("from" in changes) filter.to = filter.from;
    else filter.from = filter.to;
  }
  show();
};

const used = new Set(data.cells.type);
const options = (list) => list.map(([value, text]) => make("option", { value, text }));
for (const [group, text] of Object.entries(say.groups)) {
  const types = data.types.flatMap((type, n) => (type.group === group && used.has(n) ? [[`t:${n}`, type.label]] : []));
  if (types.length) {
    const whole = types.length > 1 ? [[`g:${group}`, fill(say.whole_group, { group: text })]] : [];
    fields.type.append(make("optgroup", { label: text }, ...options([...whole, ...types])));
  }
}
if (used.has(-1)) fields.type.append(...options([["t:-1", say.no_event]]));
const known = new Set(data.cells.province);
fields.province.append(...options(data.provinces.flatMap((one, n) => (known.has(n) ? [[n, one.name]] : []))));
const steps = Array.from({ length: lastStep + 1 }, (_, step) => [step, label(step)]);
fields.from.append(...options(steps));
fields.to.append(...options(steps));
for (const [name, field] of Object.entries(fields)) {
  field.addEventListener("change", () => {
    const value = field.type === "checkbox" ? field.checked : field.value;
    set({ [name]: name === "from" || name === "to" ? Number(value) : value });
  });
}
find("reset").addEventListener("click", () => {
  set(everything);
  fields.type.focus();
});
find("filters").addEventListener("submit", (event) => event.preventDefault());
find("search").addEventListener("input", quoted);
find("more-quoted").addEventListener("click", () => {
  everybody = !everybody;
  quoted();
});
for (const [name, draw] of [["held", held], ["pairs", together]]) {
  for (const field of document.querySelectorAll(`[name=${name}]`)) field.addEventListener("change", draw);
  find(`more-${name}`).addEventListener("click", () => {
    opened[name] = !opened[name];
    draw();
  });
}

echarts.registerMap("indonesia", { svg: find("shapes").textContent });
document.documentElement.classList.add("ready");
const all = () => {
  show();
  held();
  together();
};
all();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
matchMedia("print").addEventListener("change", all); // paper is light and narrower than the window
