/** Shows the buttons that copy the address of the page; each says afterwards that it has. */
export function offerCopying() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(location.href);
      button.querySelector("span").textContent = button.dataset.copy;
      button.nextElementSibling.textContent = button.dataset.copy;
    });
  }
}
