// Fira Sans as KERN ships it, cut to the Latin characters; the full file loads only for Greek and Cyrillic letters.
// It has no Arabic and no Ethiopic: those come from Noto, and only to browsers whose page holds such letters.
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

// Headings and strong words share one weight: a second bold file of 50 to 80 kB would show no difference to readers.
const NOTO = {
  arabic: ["Noto Sans Arabic", "U+600-6ff,U+750-77f,U+8a0-8ff,U+200c-200f,U+fb50-fdff,U+fe70-fefc"],
  ethiopic: ["Noto Sans Ethiopic", "U+1200-1399,U+2d80-2dde,U+ab01-ab2e"],
};
const NOTO_WEIGHTS = { 400: "400", 600: "600 700" };

const face = (weight, file, range, family = "Fira Sans") =>
  `@font-face{font-family:"${family}";font-weight:${weight};font-display:swap;src:url("${file}") format("woff2");unicode-range:${range}}\n`;

/** The `@font-face` rules of the scripts that Fira Sans lacks, from the packages in `packages`. */
export function otherScripts(packages) {
  const rules = Object.entries(NOTO).flatMap(([script, [family, range]]) =>
    Object.entries(NOTO_WEIGHTS).map(([weight, weights]) => {
      const name = `noto-sans-${script}`;
      return face(weights, path.join(packages, "@fontsource", name, `files/${name}-${script}-${weight}-normal.woff2`), range, family);
    }),
  );
  return rules.join("");
}

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
