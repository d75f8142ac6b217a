// Writing a text: marks by buttons and keys, a preview after a pause, places that advice leads to, and who else writes.

const PAUSE = 600;

/** What each button of the tool bar does with the chosen lines or words. */
const LINE_MARKS = { heading: "## ", point: "- ", step: "1. " };
const ANY_LINE_MARK = /^(#{1,6} |[-*] |\d+\. )/;

/** Puts text in place of what is chosen so that the browser's own undo takes it back. */
function put(area, text, start, end) {
  area.focus();
  area.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, start, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function wrap(area, before, after) {
  const { selectionStart: start, selectionEnd: end } = area;
  const chosen = area.value.slice(start, end);
  put(area, `${before}${chosen}${after}`, start, end);
  area.setSelectionRange(start + before.length, start + before.length + chosen.length);
}

/** Every chosen line begins with the mark, or with none where all have it already. */
function markLines(area, mark) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const next = area.value.indexOf("\n", area.selectionEnd);
  const end = next < 0 ? area.value.length : next;
  const lines = area.value.slice(start, end).split("\n");
  const isMarked = lines.every((line) => line.startsWith(mark));
  const plain = lines.map((line) => line.replace(ANY_LINE_MARK, ""));
  const text = isMarked ? plain.join("\n") : plain.map((line) => `${mark}${line}`).join("\n");
  put(area, text, start, end);
  area.setSelectionRange(start + text.length, start + text.length);
}

function link(area, question) {
  const address = window.prompt(question, "https://")?.trim();
  if (!address || address === "https://") return area.focus();
  wrap(area, "[", `](${address})`);
}

function act(area, button) {
  const { mark } = button.dataset;
  if (mark === "strong") wrap(area, "**", "**");
  else if (mark === "link") link(area, button.dataset.ask);
  else markLines(area, LINE_MARKS[mark]);
}

/** One stop of the Tab key; the arrow keys go from button to button. */
function rove(toolbar) {
  const stops = [...toolbar.querySelectorAll("button, select")];
  stops.forEach((stop, place) => (stop.tabIndex = place === 0 ? 0 : -1));
  toolbar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const place = stops.indexOf(document.activeElement);
    if (!step || place < 0) return;
    event.preventDefault();
    const turned = document.dir === "rtl" ? -step : step;
    const next = stops[(place + turned + stops.length) % stops.length];
    for (const stop of stops) stop.tabIndex = stop === next ? 0 : -1;
    next.focus();
  });
}

function offerMarks(page, area) {
  const toolbar = page.querySelector("[data-toolbar]");
  toolbar.hidden = false;
  rove(toolbar);
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mark]");
    if (button) act(area, button);
  });
  const fact = toolbar.querySelector("[data-fact]");
  fact?.addEventListener("change", () => {
    if (fact.value) put(area, `{${fact.value}}`, area.selectionStart, area.selectionEnd);
    fact.value = "";
  });
  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const button = { b: "strong", l: "link" }[event.key.toLowerCase()];
    if (!button) return;
    event.preventDefault();
    act(area, toolbar.querySelector(`[data-mark=${button}]`));
  });
}

/** The preview and the advice follow what is typed, after a pause; an answer that comes too late is dropped. */
function followTyping(page, form) {
  const aside = page.querySelector("[data-examined]");
  page.querySelector("[data-plain-preview]").hidden = true;
  let timer = 0;
  let asked = 0;
  async function refresh() {
    const turn = ++asked;
    try {
      const answer = await fetch(page.dataset.preview, { method: "POST", body: new FormData(form) });
      if (!answer.ok || turn !== asked) return;
      const opened = new Set([...aside.querySelectorAll("details[open]")].map((each) => each.dataset.keep));
      aside.innerHTML = await answer.text();
      for (const each of aside.querySelectorAll("details")) each.open = each.open || opened.has(each.dataset.keep);
    } catch {
      // Without a connection the text stays; the next pause asks again.
    }
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
  aside.addEventListener("click", (event) => {
    const place = event.target.closest("[data-select]");
    if (!place) return;
    event.preventDefault();
    choose(document.getElementById(place.dataset.select), Number(place.dataset.start), Number(place.dataset.end));
  });
}

/** The words are chosen and scrolled to: a text area does not do that by itself. */
function choose(field, start, end) {
  field.focus();
  field.setSelectionRange(start, end);
  if (field.tagName !== "TEXTAREA") return;
  const lines = field.value.slice(0, start).length / Math.max(1, field.value.length);
  field.scrollTop = Math.max(0, lines * field.scrollHeight - field.clientHeight / 2);
}

/** Says every while that somebody is still here, and tells them when somebody else has taken over. */
function holdOn(page, form) {
  const told = form.querySelector("[data-taken]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = (more = {}) => new URLSearchParams({ csrfmiddlewaretoken: token, ...more });
  const tell = (text) => {
    told.textContent = text;
    told.hidden = !text;
  };
  async function beat() {
    try {
      const answer = await fetch(page.dataset.held, { method: "POST", body: body() });
      if (answer.redirected) return tell(page.dataset.signedOut);
      if (!answer.ok) return;
      const state = await answer.json();
      tell(state.is_mine ? "" : state.told);
    } catch {
      // The lock ends by itself; saving compares anyway.
    }
  }
  if (page.dataset.isHeld === "yes") {
    beat();
    setInterval(beat, Number(page.dataset.beat) * 1000);
    window.addEventListener("pagehide", () => navigator.sendBeacon(page.dataset.held, body({ leave: "1" })));
  }
}

export function keepWriting() {
  const page = document.querySelector("[data-writing]");
  if (!page) return;
  const form = page.querySelector("form");
  offerMarks(page, form.querySelector("textarea[name=text]"));
  followTyping(page, form);
  holdOn(page, form);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".writing__save .button"));
  });
}
