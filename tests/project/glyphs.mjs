// Prints, for every family of the built style sheet, the characters that its files can draw where they are used.
//
//     node tests/project/glyphs.mjs src/teilhabe/project/static/build
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const fontverter = require("fontverter");
const folder = process.argv[2];
const { "site.css": sheet } = JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8"));
const css = await readFile(path.join(folder, sheet), "utf8");
const field = (rule, name) => new RegExp(`${name}:\\s*([^;}]+)`).exec(rule)?.[1].trim() ?? "";

/** The code points of a TrueType font, from its character map (formats 4 and 12). */
function characters(font) {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i);
  const at = font.readUInt32BE(tables.find((entry) => font.toString("latin1", entry, entry + 4) === "cmap") + 8);
  const found = new Set();
  for (let i = 0; i < font.readUInt16BE(at + 2); i += 1) {
    const map = at + font.readUInt32BE(at + 4 + 8 * i + 4);
    const format = font.readUInt16BE(map);
    if (format === 12) {
      for (let group = map + 16, left = font.readUInt32BE(map + 12); left > 0; group += 12, left -= 1) {
        for (let code = font.readUInt32BE(group); code <= font.readUInt32BE(group + 4); code += 1) found.add(code);
      }
    } else if (format === 4) {
      const size = font.readUInt16BE(map + 6);
      for (let j = 0; j < size; j += 2) {
        const [last, first] = [font.readUInt16BE(map + 14 + j), font.readUInt16BE(map + 16 + size + j)];
        for (let code = first; code <= last && code !== 0xffff; code += 1) found.add(code);
      }
    }
  }
  return found;
}

function within(range) {
  const spans = range.split(",").map((part) => part.trim().replace(/^U\+/i, "").split("-").map((hex) => parseInt(hex, 16)));
  return (code) => spans.some(([first, last = first]) => code >= first && code <= last);
}

const drawn = {};
for (const [rule] of css.matchAll(/@font-face\s*{[^}]+}/g)) {
  const file = /url\("?([^")]+)"?\)/.exec(rule)[1];
  const font = Buffer.from(await fontverter.convert(await readFile(path.join(folder, path.basename(file))), "truetype"));
  const name = `${field(rule, "font-family").replaceAll('"', "")} ${field(rule, "font-weight")}`;
  const used = within(field(rule, "unicode-range"));
  drawn[name] = [...(drawn[name] ?? []), ...[...characters(font)].filter(used)];
}
process.stdout.write(JSON.stringify(drawn));
