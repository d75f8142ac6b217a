// A link to something inside a closed <details> opens it, also in browsers that do not do so themselves.

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  let closed = target.closest("details:not([open])");
  if (!closed) return;
  for (; closed; closed = closed.parentElement.closest("details:not([open])")) closed.open = true;
  target.scrollIntoView();
}

export function openWhatTheAddressNames() {
  window.addEventListener("hashchange", reveal);
  reveal();
}
