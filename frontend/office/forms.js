// Forms that lose nothing: errors get the focus, what was typed is not left by mistake, nothing is sent twice.

const GUARDED = "form.form:not([data-unguarded]):not(:has(input[type=password]))";

function focusErrors() {
  document.querySelector("[data-errors]")?.focus();
}

function written(form) {
  return JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]));
}

/** Asks the browser to warn before a form is left whose content is not what it was. */
function guard(form) {
  const before = written(form);
  let isSent = false;
  form.addEventListener("submit", () => (isSent = true));
  // What came back with errors is not saved either.
  const hasErrors = form.querySelector("[data-errors]") !== null;
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && (hasErrors || written(form) !== before)) event.preventDefault();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isSent = false;
  });
}

/** A second press on the button does nothing until the answer is there, or the page comes back from the history. */
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.getAttribute("aria-busy") === "true") event.preventDefault();
    else form.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => form.removeAttribute("aria-busy"));
}

export function keepForms() {
  focusErrors();
  for (const form of document.querySelectorAll("form.form[method=post]")) {
    form.noValidate = true; // our own errors stay on the page and are read out; the browser's vanish
    sendOnce(form);
  }
  for (const form of document.querySelectorAll(GUARDED)) if (form.method === "post") guard(form);
}
