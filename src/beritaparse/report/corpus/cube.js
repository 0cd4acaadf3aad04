// What the page holds and how it is filtered: sums over the lists of columns that Python counted.
const data = JSON.parse(document.getElementById("data").textContent);
const say = data.say;
const lastStep = data.steps.starts.length + data.steps.early + data.steps.late - 1;
const everything = { type: "", province: "", from: 0, to: lastStep, dateline: false };
const filter = { ...everything };

const typesOf = (value) => {
  const [kind, name] = [value.slice(0, 2), value.slice(2)];
  if (kind === "t:") return new Set([Number(name)]);
  return new Set(data.types.flatMap((type, number) => (type.group === name ? [number] : [])));
};
const provinceOf = (cube, row) => {
  if (cube.dateline[row] && !filter.dateline) return -1;
  return cube.regency ? (data.regencies[cube.regency[row]]?.province ?? -1) : cube.province[row];
};

// The sum of a column by whatever `by` says of a row; `skip` leaves one filter out, so that a chart of types still shows
// the others when one is chosen.
const sum = (cube, by, { skip = "", of = "n" } = {}) => {
  const types = filter.type && skip !== "type" ? typesOf(filter.type) : null;
  const province = filter.province !== "" && skip !== "province" ? Number(filter.province) : null;
  const whole = filter.from === 0 && filter.to === lastStep;
  const found = new Map();
  for (let row = 0; row < cube.n.length; row += 1) {
    const step = cube.step[row];
    if (!whole && (step < filter.from || step > filter.to)) continue;
    if (types && !types.has(cube.type[row])) continue;
    if (province !== null && provinceOf(cube, row) !== province) continue;
    const key = by(cube, row);
    found.set(key, (found.get(key) ?? 0) + cube[of][row]);
  }
  return found;
};
const total = (cube) => sum(cube, () => 0).get(0) ?? 0;
const ranked = (counts) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] > b[0] ? 1 : -1));

const number = (value) => value.toLocaleString(say.lang);
const share = (part, whole) =>
  whole ? (part / whole).toLocaleString(say.lang, { style: "percent", maximumFractionDigits: part * 100 < whole ? 1 : 0 }) : "";
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const day = (iso, options) =>
  new Date(`${iso}T00:00:00Z`).toLocaleDateString(say.lang === "id" ? "id" : "en-GB", { timeZone: "UTC", ...options });
const written = { day: "numeric", month: "short", year: "numeric" };
const label = (step, short = false) => {
  const { grain, starts, end, early } = data.steps;
  if (step < 0) return say.undated;
  if (early && step === 0) return short ? say.earlier : fill(say.before, { day: day(starts[0], written) });
  const start = starts[step - early];
  if (start === undefined) return short ? say.later : fill(say.from, { day: day(end, written) });
  const [year, month] = start.split("-").map(Number);
  if (grain === "year") return String(year);
  if (grain === "quarter") return fill(say.quarter, { quarter: (month + 2) / 3, year });
  if (grain === "month") return day(start, { month: "short", year: "numeric" });
  if (short) return day(start, { day: "numeric", month: "short" });
  return grain === "week" ? fill(say.week, { day: day(start, written) }) : day(start, written);
};
