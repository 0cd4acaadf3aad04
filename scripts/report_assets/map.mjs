// Prints an SVG map with coordinates rounded to a tenth: each shape keeps its id as the name that ECharts knows it by.
import { readFileSync } from "node:fs";

const source = readFileSync(process.argv[2], "utf-8");
const [, box] = /viewBox="([^"]*)"/.exec(source);
const shapes = [...source.matchAll(/<path\s+id="([^"]*)"\s+name="[^"]*"\s+d="([^"]*)"/g)];
// Relative coordinates add up: round where the pen is, not the steps.
const rounded = (path) => {
  let x = 0, y = 0, startX = 0, startY = 0, penX = 0, penY = 0, command = "m";
  const out = [];
  const tokens = path.match(/[a-zA-Z]|-?[\d.]+(?:e-?\d+)?/g);
  for (let i = 0; i < tokens.length; ) {
    if (/[a-zA-Z]/.test(tokens[i])) command = tokens[i++];
    if (command === "z" || command === "Z") {
      out.push("z");
      [x, y] = [startX, startY];
      [penX, penY] = [Math.round(x * 10), Math.round(y * 10)];
      continue;
    }
    if (!"mlML".includes(command)) throw new Error(`unexpected command ${command}`);
    const absolute = command === command.toUpperCase();
    const [dx, dy] = [Number(tokens[i++]), Number(tokens[i++])];
    x = absolute ? dx : x + dx;
    y = absolute ? dy : y + dy;
    const [toX, toY] = [Math.round(x * 10), Math.round(y * 10)];
    const moves = command.toLowerCase() === "m";
    if (moves) [startX, startY, command] = [x, y, absolute ? "L" : "l"];
    if (moves) out.push(`M${toX / 10} ${toY / 10}`);
    else if (toX !== penX || toY !== penY) out.push(`l${(toX - penX) / 10} ${(toY - penY) / 10}`);
    [penX, penY] = [toX, toY];
  }
  return out.join("").replace(/ -/g, "-").replace(/([l -])0\./g, "$1.");
};
const paths = shapes.map(([, id, path]) => `<path name="${id}" d="${rounded(path)}"/>`);
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">\n${paths.join("\n")}\n</svg>\n`);
