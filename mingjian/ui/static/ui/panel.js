// A row opens beside the list without losing the place. Plain links where there is no panel, no script or a modifier key.
const panel = document.getElementById("row-panel");
let opener = null;

const icon = (path) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ width: 16, height: 16, viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": 2, "aria-hidden": "true" })) {
    svg.setAttribute(name, value);
  }
  const line = document.createElementNS(svg.namespaceURI, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
};

const bar = (url) => {
  const row = document.createElement("div");
  row.className = "panel-bar";
  const page = document.createElement("a");
  page.className = "tool";
  page.href = url;
  page.textContent = panel.dataset.openLabel;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "tool";
  close.title = panel.dataset.closeLabel;
  close.setAttribute("aria-label", panel.dataset.closeLabel);
  close.append(icon("M18 6 6 18M6 6l12 12"));
  close.addEventListener("click", closePanel);
  row.append(page, close);
  return row;
};

const mark = (link) => {
  for (const row of document.querySelectorAll("[data-table] tr.is-open")) row.classList.remove("is-open");
  link?.closest("tr").classList.add("is-open");
};

export function closePanel() {
  if (!panel || panel.hidden) return false;
  panel.hidden = true;
  panel.replaceChildren();
  mark(null);
  opener?.focus();
  return true;
}

async function open(link) {
  opener = link;
  mark(link);
  const content = document.createElement("div");
  panel.replaceChildren(bar(link.href), content);
  panel.hidden = false;
  panel.setAttribute("aria-busy", "true");
  content.addEventListener("htmx:responseError", () => { content.textContent = panel.dataset.failed; });
  content.addEventListener("htmx:sendError", () => { content.textContent = panel.dataset.failed; });
  await window.htmx.ajax("GET", link.href, { target: content, source: content, swap: "innerHTML", select: "#record" });
  panel.removeAttribute("aria-busy");
  panel.scrollTop = 0;
  if (!content.hasChildNodes()) content.textContent = panel.dataset.failed;
  panel.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".row-link");
  if (!link || !panel || !window.htmx) return;
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(link);
});
