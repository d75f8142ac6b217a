// Lists by keyboard and in bulk. Everything here is also reached by real links, boxes and buttons.

const SWITCH = "tables.keys"; // "off" in localStorage: no shortcuts of a single character (WCAG 2.1.4)
const WRITES = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

const rows = () => [...document.querySelectorAll("[data-row]")];
const currentRow = () => document.activeElement?.closest("[data-row]") ?? null;
const keysAreOn = () => localStorage.getItem(SWITCH) !== "off";

const link = (row) => row?.querySelector("a[href]") ?? row?.querySelector("input");

/** Moves the focus to the link of a row (else its box): from there Enter opens and Tab goes on. */
function step(distance) {
  const all = rows();
  const at = all.indexOf(currentRow());
  const next = at < 0 ? (distance > 0 ? 0 : all.length - 1) : at + distance;
  link(all[next])?.focus();
}

function choose() {
  currentRow()?.querySelector("input[name=row]")?.click();
}

function search() {
  const field = document.querySelector("[data-search]");
  field?.focus();
  field?.select();
}

const help = () => document.querySelector("[data-keys-dialog]")?.showModal();

const SHORTCUTS = { "/": search, j: () => step(1), k: () => step(-1), x: choose, "?": help };
const IN_ROWS = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => link(currentRow()).click() };

function act(event, action) {
  event.preventDefault();
  action();
}

function press(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(WRITES) || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && event.target.matches("a, button")) return; // the browser follows it, also in a new tab
  if (currentRow() && IN_ROWS[event.key]) act(event, IN_ROWS[event.key]);
  else if (keysAreOn() && SHORTCUTS[event.key]) act(event, SHORTCUTS[event.key]);
}

function offerKeys() {
  for (const button of document.querySelectorAll("[data-keys]")) {
    button.hidden = false;
    button.addEventListener("click", help);
  }
  const box = document.querySelector("[data-keys-on]");
  if (!box) return;
  box.checked = keysAreOn();
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
}

/** The boxes of a list, the box of its page, the box for all hits, and the bar that says how many are chosen. */
function followChoice(bar) {
  const boxes = [...document.querySelectorAll("[data-row] input[name=row]")];
  const page = document.querySelector("[data-choose-page]");
  const all = bar.querySelector("[data-choose-all]");
  const none = bar.querySelector("[data-choose-none]");
  const said = bar.querySelector("[data-chosen]");
  const set = (isChosen) => boxes.forEach((box) => (box.checked = isChosen));

  function show() {
    const count = boxes.filter((box) => box.checked).length;
    const isEvery = count === boxes.length;
    if (all?.checked && !isEvery) all.checked = false;
    page.checked = isEvery;
    page.indeterminate = count > 0 && !isEvery;
    bar.hidden = count === 0;
    const text = all?.checked ? said.dataset.all : count === 1 ? said.dataset.one : said.dataset.many.replace("#", count);
    if (count > 0 && said.textContent !== text) said.textContent = text;
  }

  page.hidden = none.hidden = false;
  page.addEventListener("change", () => (set(page.checked), show()));
  all?.addEventListener("change", () => (set(all.checked), show()));
  none.addEventListener("click", () => (set(false), show(), page.focus()));
  for (const box of boxes) box.addEventListener("change", show);
  window.addEventListener("pageshow", show); // the history brings back what was ticked
  show();
}

export function keepLists() {
  if (!document.querySelector("[data-list]")) return;
  document.addEventListener("keydown", press);
  offerKeys();
  const bar = document.querySelector("[data-bulk-bar]");
  if (bar) followChoice(bar);
}
