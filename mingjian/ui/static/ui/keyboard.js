// Ctrl-K to the search box, j/k/arrows over rows, space selects, / to the filters, Esc closes, ? shows help.
// Keys without Ctrl can be switched off (WCAG 2.1.4); the choice stays in this browser.
import { closePanel } from "./panel.js";
import { closeMenus } from "./menus.js";
import { selectAll, toggleRow } from "./table.js";

const help = document.getElementById("help");
const singleKeys = help?.querySelector("[data-single-keys]");
const openers = document.querySelectorAll("[data-help-open]");

const remember = (on) => {
  try {
    localStorage.setItem("single-keys", on ? "on" : "off");
  } catch {
    // Without storage the choice lasts for this page only.
  }
};

const remembered = () => {
  try {
    return localStorage.getItem("single-keys") !== "off";
  } catch {
    return true;
  }
};

if (singleKeys) {
  singleKeys.checked = remembered();
  singleKeys.addEventListener("change", () => remember(singleKeys.checked));
}
for (const opener of openers) {
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());
}

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

const moveRow = (step) => {
  const links = [...document.querySelectorAll("[data-table] .row-link")];
  if (!links.length) return false;
  const active = document.activeElement.closest?.("[data-table] tr");
  const open = document.querySelector("[data-table] tr.is-open, [data-table] tr.is-selected");
  const at = links.findIndex((link) => link.closest("tr") === (active ?? open));
  const next = links[Math.min(Math.max(at + step, 0), links.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
};

const goToFilters = () => {
  const first = document.querySelector(".filter-bar input:not([type=hidden]), .filter-bar select, .filter-bar summary");
  first?.focus();
  first?.select?.();
  return Boolean(first);
};

const escape = () => closeMenus() || closePanel();

document.addEventListener("keydown", (event) => {
  if (event.isComposing || help?.open) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const box = document.getElementById("search-box");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (escape()) event.preventDefault();
    return;
  }
  if (isTyping(event.target)) return;
  const inTable = event.target.closest("[data-table]") !== null;
  const letters = singleKeys?.checked ?? true;
  const step = { ArrowDown: inTable && 1, ArrowUp: inTable && -1, j: letters && 1, k: letters && -1 }[event.key];
  if (step && moveRow(step)) event.preventDefault();
  else if (event.key === " " && event.target.matches(".row-link") && toggleRow(event.target.closest("tr"), event.shiftKey)) event.preventDefault();
  else if (event.key === "a" && letters && selectAll()) event.preventDefault();
  else if (event.key === "/" && letters && goToFilters()) event.preventDefault();
  else if (event.key === "?" && letters) help?.showModal();
  else if (letters) document.querySelector(`[data-hotkey="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
});
