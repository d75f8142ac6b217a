// Builds the style sheet, the fonts and the scripts of the site into the package, under names that carry their hash.
//
//     node frontend/build.mjs
//
// `manifest.json` maps the plain name to the hashed one; `LICENCES.txt` holds the licence of everything bundled.
// All is built beside the served folder and takes its place when it is complete; a failed build changes nothing.
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import * as esbuild from "esbuild";
import { fontFaces, otherScripts } from "./fonts.mjs";
import { tokensFor } from "./kern.mjs";
import { paperFonts } from "./paper-fonts.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.dirname(HERE);
const PACKAGES = path.join(ROOT, "node_modules");
const KERN = path.join(PACKAGES, "@kern-ux/native");
const SERVED = path.join(ROOT, "src/teilhabe/project/static/build");
const OUT = `${SERVED}-${process.pid}`; // a sibling: it can be renamed to the served folder without copying
const FORMER = `${OUT}-former`;

const SHARED = {
  bundle: true,
  minify: true,
  metafile: true,
  legalComments: "none",
  outdir: OUT,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  target: ["es2022", "chrome111", "firefox113", "safari16.4"],
};

async function buildStyles(workFolder) {
  const site = (await Promise.all(["site.css", "information.css"].map((name) => readFile(path.join(HERE, name), "utf8")))).join("\n");
  const office = await joined(path.join(HERE, "office"));
  const kern = await readFile(path.join(KERN, "dist/kern.css"), "utf8");
  const faces = await fontFaces(path.join(KERN, "dist/fonts/fira-sans"), workFolder);
  const sheets = { "site.css": faces + otherScripts(PACKAGES) + tokensFor(site, kern) + site, "office.css": tokensFor(office, kern) + office };
  const entryPoints = Object.keys(sheets).map((name) => path.join(workFolder, name));
  await Promise.all(Object.values(sheets).map((sheet, index) => writeFile(entryPoints[index], sheet)));
  return esbuild.build({ ...SHARED, entryPoints, loader: { ".woff2": "file" } });
}

/** The style sheets of a folder, in the order of their names. */
async function joined(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".css")).sort();
  return (await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")))).join("\n");
}

async function buildScripts() {
  return esbuild.build({ ...SHARED, entryPoints: ["site.js", "office.js", "passkey.js"].map((name) => path.join(HERE, name)), format: "esm", splitting: true });
}

async function buildIcon() {
  return esbuild.build({ ...SHARED, entryPoints: [path.join(HERE, "icon.svg")], loader: { ".svg": "copy" } });
}

function names(metafiles) {
  const outputs = metafiles.flatMap((meta) => Object.keys(meta.outputs)).map((file) => path.basename(file));
  return Object.fromEntries(outputs.sort().map((name) => [name.replace(/-[A-Z0-9]{8}(?=\.)/, ""), name]));
}

function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap((meta) => Object.keys(meta.inputs));
  const found = inputs.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]).filter(Boolean);
  return [...new Set([...found, "@kern-ux/native"])].sort();
}

async function licence(name) {
  const folder = path.join(PACKAGES, name);
  const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? await readFile(path.join(folder, file), "utf8") : "";
  return `${about.name} ${about.version} (${about.license})\n\n${text.trim()}\n`;
}

async function compress(name) {
  const file = path.join(OUT, name);
  const content = await readFile(file);
  await writeFile(`${file}.gz`, zlib.gzipSync(content, { level: 9 }));
  await writeFile(`${file}.br`, zlib.brotliCompressSync(content));
}

async function build(workFolder) {
  await paperFonts(PACKAGES, path.join(OUT, "paper"));
  const results = await Promise.all([buildStyles(workFolder), buildScripts(), buildIcon()]);
  const metafiles = results.map((result) => result.metafile);
  const licences = await Promise.all(bundledPackages(metafiles).map(licence));
  const files = { "LICENCES.txt": "LICENCES.txt", ...names(metafiles) };
  await Promise.all(Object.values(files).filter((name) => /\.(css|js|svg)$/.test(name)).map(compress));
  await writeFile(path.join(OUT, "LICENCES.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
  await writeFile(path.join(OUT, "manifest.json"), `${JSON.stringify(files, null, 1)}\n`);
}

async function swap() {
  await mkdir(SERVED, { recursive: true }); // so that there is always something to put aside
  await rename(SERVED, FORMER);
  try {
    await rename(OUT, SERVED);
  } catch (error) {
    await rename(FORMER, SERVED);
    throw error;
  }
  await rm(FORMER, { recursive: true });
}

async function main() {
  const workFolder = await mkdtemp(path.join(os.tmpdir(), "teilhabe-front-end-"));
  try {
    await mkdir(OUT, { recursive: true });
    await build(workFolder);
    await swap();
  } finally {
    await Promise.all([workFolder, OUT].map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

await main();
