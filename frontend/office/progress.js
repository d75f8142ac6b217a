/** Keeps a page that shows how far something has come up to date, and loads what comes next when it is done. */
export function followProgress() {
  const shown = document.querySelector("[data-progress]");
  if (shown) later(shown);
}

function later(shown) {
  setTimeout(() => look(shown), Number(shown.dataset.progress) * 1000);
}

async function look(shown) {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return later(shown);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("[data-progress]");
  if (!next) return location.reload();
  if (shown.textContent !== next.textContent) shown.textContent = next.textContent;
  const [bar, newBar] = [document, page].map((each) => each.querySelector("progress"));
  if (newBar?.hasAttribute("value")) bar.value = newBar.value;
  later(shown);
}
