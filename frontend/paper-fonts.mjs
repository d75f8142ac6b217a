// The fonts of the site once more, in the format that paper is set with: the browser's WOFF2 is packed TrueType.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { convert } from "fontverter";

const WANTED = [
  ["@kern-ux/native/dist/fonts/fira-sans", /^FiraSans-(Regular|Italic|Bold|BoldItalic)\.woff2$/],
  ["@kern-ux/native/dist/fonts/noto-sans", /^NotoSans-(Regular|Bold)\.woff2$/],
  ["@fontsource/noto-sans-arabic/files", /^noto-sans-arabic-arabic-(400|700)-normal\.woff2$/],
  ["@fontsource/noto-sans-ethiopic/files", /^noto-sans-ethiopic-ethiopic-(400|700)-normal\.woff2$/],
];

/** Writes every wanted font of the installed packages into `folder`. */
export async function paperFonts(packages, folder) {
  await mkdir(folder, { recursive: true });
  await Promise.all(WANTED.map(async ([where, names]) => {
    const source = path.join(packages, where);
    const files = await readdir(source).catch(() => []); // a package that is not there: the machine's fonts serve
    await Promise.all(files.filter((name) => names.test(name)).map(async (name) => {
      const sfnt = await convert(await readFile(path.join(source, name)), "sfnt");
      await writeFile(path.join(folder, name.replace(/\.woff2$/, ".ttf")), sfnt);
    }));
  }));
}
