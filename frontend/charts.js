// Offers the interactive version of each chart; its library (about 300 kB) is loaded at the first click, never before.

async function show(button, figure) {
  const { draw } = await import("./interactive.js");
  const stage = document.createElement("div");
  stage.className = "chart__stage";
  stage.tabIndex = 0; // on small screens it scrolls, also by keyboard
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-labelledby", button.id);
  figure.append(stage);
  await draw(stage, figure.dataset.spec, document.documentElement.lang);
}

async function toggle(button, figure) {
  const wanted = button.getAttribute("aria-pressed") !== "true";
  button.disabled = true;
  try {
    if (wanted && !figure.querySelector(".chart__stage")) await show(button, figure);
    figure.classList.toggle("chart--interactive", wanted);
    button.setAttribute("aria-pressed", String(wanted));
  } catch {
    figure.querySelector(".chart__stage")?.remove();
    button.nextElementSibling.hidden = false;
  } finally {
    button.disabled = false;
  }
}

export function offerInteractiveCharts() {
  for (const figure of document.querySelectorAll("[data-spec]")) {
    const button = document.getElementById(figure.dataset.button);
    button.hidden = false;
    button.addEventListener("click", () => toggle(button, figure));
  }
}
