// The frame of the workspace: Ctrl+K leads to the search, Escape and a click elsewhere close an open menu.

const MENUS = "details.account-menu, details.office-menu, details.menu";

export function leadToTheSearch() {
  const field = document.getElementById("office-search");
  if (!field) return;
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

export function closeMenus() {
  const opened = () => [...document.querySelectorAll(MENUS)].filter((menu) => menu.open);
  document.addEventListener("click", (event) => {
    for (const menu of opened()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of opened()) {
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  });
}
