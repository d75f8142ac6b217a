// Takes from KERN only what our style sheet asks for: its design tokens, without its 340 kB of components.

const ROOT_BLOCK = /^:root \{([^}]*)\}/gm;
const LIGHT_BLOCK = /prefers-color-scheme: light\) \{\s*:root \{([^}]*)\}/g;
const DECLARATION = /(--kern-[\w-]+)\s*:\s*([^;]+);/g;
const USE = /var\(\s*(--kern-[\w-]+)/g;

function declarations(kernCss) {
  const blocks = [...kernCss.matchAll(ROOT_BLOCK), ...kernCss.matchAll(LIGHT_BLOCK)].map((match) => match[1]);
  return new Map(blocks.flatMap((block) => [...block.matchAll(DECLARATION)].map((match) => [match[1], match[2]])));
}

const uses = (css) => [...css.matchAll(USE)].map((match) => match[1]);

/** The `:root` rule with every token that `siteCss` uses, directly or through another token. */
export function tokensFor(siteCss, kernCss) {
  const known = declarations(kernCss);
  const needed = new Set();
  const open = uses(siteCss);
  while (open.length > 0) {
    const name = open.pop();
    if (needed.has(name)) continue;
    if (!known.has(name)) throw new Error(`KERN has no token ${name}; site.css may use only tokens that exist`);
    needed.add(name);
    open.push(...uses(known.get(name)));
  }
  const lines = [...needed].sort().map((name) => `${name}:${known.get(name)}`);
  return `:root{${lines.join(";")}}\n`;
}
