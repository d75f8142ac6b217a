// Fira Sans as KERN ships it, cut to the Latin characters of our two languages; the full file loads only for other scripts.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import subsetFont from "subset-font";

const WEIGHTS = { Regular: 400, SemiBold: 600, Bold: 700 };
const LATIN = [
  [0x20, 0x17f], [0x2c6, 0x2dd], [0x1e9e, 0x1e9e], [0x2009, 0x2027], [0x202f, 0x203a], [0x2044, 0x2044],
  [0x2070, 0x2089], [0x20ac, 0x20ac], [0x2190, 0x2199], [0x2212, 0x2212], [0x2248, 0x2248], [0x2260, 0x2265],
];

const hex = (code) => code.toString(16);
const LATIN_RANGE = LATIN.map(([first, last]) => `U+${hex(first)}-${hex(last)}`).join(",");

function characters(ranges) {
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i))).join("");
}

const face = (weight, file, range) =>
  `@font-face{font-family:"Fira Sans";font-weight:${weight};font-display:swap;src:url("${file}") format("woff2");unicode-range:${range}}\n`;

/** Writes the cut fonts into `folder` and returns the `@font-face` rules for them and for the rest of each font. */
export async function fontFaces(source, folder) {
  const rules = await Promise.all(Object.entries(WEIGHTS).map(async ([name, weight]) => {
    const full = path.join(source, `FiraSans-${name}.woff2`);
    const latin = path.join(folder, `FiraSans-${name}-latin.woff2`);
    const cut = await subsetFont(await readFile(full), characters(LATIN), { targetFormat: "woff2" });
    await writeFile(latin, cut);
    return face(weight, full, "U+180-2c5,U+300-1e9d,U+1e9f-1fff") + face(weight, latin, LATIN_RANGE);
  }));
  return rules.join("");
}
