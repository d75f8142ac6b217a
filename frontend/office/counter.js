// A call is noted by keyboard: people are found while somebody types, and Enter notes. Without it the buttons do the same.

const PAUSE = 150; // milliseconds without a key before somebody is looked for

/** Looks for whom may be meant, a moment after the last key; an older answer never replaces a newer one. */
function lookWhileTyping(form, caller) {
  let waiting;
  let newest = 0;
  async function look() {
    const mine = ++newest;
    const answer = await fetch(`${form.dataset.counter}?q=${encodeURIComponent(caller.value)}`);
    if (answer.ok && mine === newest) form.querySelector("[data-callers]").innerHTML = await answer.text();
  }
  caller.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
}

export function noteCalls() {
  const form = document.querySelector("[data-counter]");
  if (!form) return;
  lookWhileTyping(form, form.querySelector("[data-caller]"));
  form.addEventListener("keydown", (event) => {
    const isOwn = event.target.closest("button, summary, a");
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || isOwn) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[accesskey]"));
  });
}
