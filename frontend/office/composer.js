// The composer counts while somebody writes; what is too long is said again when it is sent.

function follow(count) {
  const text = document.getElementById(count.dataset.counts);
  const [before] = count.textContent.split(/\d+/u, 1);
  const after = count.textContent.trim().replace(/^\D*\d+/u, "");
  const tell = () => {
    const length = [...text.value].length;
    count.textContent = `${before}${length}${after}`;
    count.toggleAttribute("data-over", length > Number(count.dataset.longest));
  };
  text.addEventListener("input", tell);
}

export function countCharacters() {
  for (const count of document.querySelectorAll("[data-counts]")) follow(count);
}
