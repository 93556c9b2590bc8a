// Menus are <details>: here they close on Esc and on a click outside, and one opens at a time.
const opened = () => [...document.querySelectorAll("details.menu[open]")];

export function closeMenus(except = null) {
  const menus = opened().filter((menu) => menu !== except);
  for (const menu of menus) {
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hadFocus) menu.querySelector("summary").focus();
  }
  return menus.length > 0;
}

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest?.("details.menu") ?? null);
});

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.menu[open]")) event.target.querySelector("textarea, input:not([type=hidden])")?.focus();
}, true);
