// The translation workspace: Ctrl+Enter saves and goes on, suggestions are taken without loading the page anew, and
// facts, links and markup are compared while somebody types. The server checks the same again.

const FACT = /\{[a-z0-9]+(?:-[a-z0-9]+)*\}/g;
const LINK = /\]\(([^()\s]*)\)/g;

export function keepBoard() {
  const board = document.querySelector("[data-board]");
  if (!board) return;
  for (const pair of board.querySelectorAll("[data-pair]")) follow(pair, board.dataset);
  leadToTheNext();
}

function follow(pair, words) {
  const field = pair.querySelector("textarea");
  const check = () => tell(pair.querySelector("[data-doubts]"), doubts(pair.querySelector("[data-source]").dataset.source, field.value, words));
  field.addEventListener("input", check);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    field.form.requestSubmit(pair.querySelector("button[name=save]"));
  });
  for (const button of pair.querySelectorAll("[data-take]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      field.value = button.closest(".pair__offer").querySelector("[data-offer]").textContent;
      field.focus();
      check();
    });
  }
}

/** What the text lost or gained against its source; nothing while it is empty. */
function doubts(source, text, words) {
  if (!text.trim()) return [];
  const found = [];
  for (const of of [(t) => t.match(FACT) ?? [], (t) => [...t.matchAll(LINK)].map((each) => each[1])]) {
    const [missing, extra] = [without(of(source), of(text)), without(of(text), of(source))];
    if (missing.length) found.push(`${words.missingFact} ${missing.join(", ")}`);
    if (extra.length) found.push(`${words.extra} ${extra.join(", ")}`);
  }
  if (isOpen(text) && !isOpen(source)) found.push(words.open);
  return found;
}

function without(all, others) {
  const left = [...others];
  return all.filter((each) => !left.includes(each) || !left.splice(left.indexOf(each), 1));
}

function isOpen(text) {
  return text.split("**").length % 2 === 0 || text.split("[").length !== text.split("]").length;
}

function tell(list, sentences) {
  const written = sentences.join("\n");
  if ([...list.children].map((each) => each.textContent).join("\n") === written) return;
  list.replaceChildren(...sentences.map((each) => Object.assign(document.createElement("li"), { textContent: each })));
}

/** After saving, the cursor stands in the field to which the address leads; the browser goes there first, at the end. */
function leadToTheNext() {
  if (!location.hash.startsWith("#s-")) return;
  const focus = () => document.getElementById(location.hash.slice(1))?.querySelector("textarea")?.focus();
  if (document.readyState === "complete") focus();
  else window.addEventListener("load", () => setTimeout(focus));
}
