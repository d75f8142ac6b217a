// Draws a Vega-Lite specification under a strict content security policy: no eval, no inline style sheet.
import embed from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";

const NUMBERS = {
  de: { decimal: ",", thousands: ".", grouping: [3], currency: ["", "\u00a0€"] },
  en: { decimal: ".", thousands: ",", grouping: [3], currency: ["€", ""] },
};

const OPTIONS = {
  ast: true,
  expr: expressionInterpreter,
  renderer: "svg",
  actions: false,
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true },
};

/** Fetches the specification at `address` and draws it into `stage`, as wide as the stage. */
export async function draw(stage, address, language) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const specification = await response.json();
  await embed(stage, specification, { ...OPTIONS, formatLocale: NUMBERS[language] ?? NUMBERS.de });
}
