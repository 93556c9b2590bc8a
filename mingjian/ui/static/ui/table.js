// Selecting rows: one, a range with Shift, the page; their count, sums and averages below the table.
const figure = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
let last = null;

const boxOf = (row) => row.querySelector(".select input");
const rowsOf = (table) => [...table.querySelectorAll("tbody tr")].filter(boxOf);
const tables = () => [...document.querySelectorAll("table.is-selectable")];

const sums = (table, rows, average) => {
  const parts = [];
  for (const head of table.querySelectorAll("thead th[data-total]")) {
    const values = rows.map((row) => row.cells[head.cellIndex].dataset.value).filter(Boolean).map(Number);
    const total = values.reduce((sum, value) => sum + value, 0);
    const mean = values.length > 1 ? ` (${average} ${figure.format(total / values.length)})` : "";
    parts.push(`${head.textContent.trim()} ${figure.format(total)}${mean}`);
  }
  return parts;
};

const tell = (table) => {
  const all = rowsOf(table);
  const rows = all.filter((row) => boxOf(row).checked);
  const page = table.querySelector("[data-select-all] input");
  if (page) {
    page.checked = rows.length > 0 && rows.length === all.length;
    page.indeterminate = rows.length > 0 && rows.length < all.length;
  }
  for (const button of document.querySelectorAll("[data-needs-selection]")) button.disabled = rows.length === 0;
  const place = table.closest(".list, main")?.querySelector("[data-selection]");
  if (!place) return;
  const words = `${place.dataset.words} ${figure.format(rows.length)}`;
  place.textContent = rows.length ? [words, ...sums(table, rows, place.dataset.average)].join(" · ") : "";
};

const set = (row, on) => {
  boxOf(row).checked = on;
  row.classList.toggle("is-selected", on);
};

const chose = (row, on, range) => {
  const table = row.closest("table");
  const rows = rowsOf(table);
  const from = range && last?.isConnected ? rows.indexOf(last) : -1;
  const to = rows.indexOf(row);
  const between = from < 0 ? [row] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  for (const each of between) set(each, on);
  last = row;
  tell(table);
};

export function toggleRow(row, range) {
  const box = row && boxOf(row);
  if (!box) return false;
  chose(row, range || !box.checked, range);
  return true;
}

export function selectAll() {
  const table = tables()[0];
  if (!table) return false;
  const rows = rowsOf(table);
  const on = !rows.every((row) => boxOf(row).checked);
  for (const row of rows) set(row, on);
  tell(table);
  return true;
}

let shift = false;
document.addEventListener("click", (event) => { shift = event.shiftKey; }, true);
document.addEventListener("change", (event) => {
  if (event.target.closest("[data-select-all]")) {
    for (const row of rowsOf(event.target.closest("table"))) set(row, event.target.checked);
    tell(event.target.closest("table"));
    return;
  }
  const box = event.target.closest("tbody .select input");
  if (box) chose(box.closest("tr"), box.checked, shift);
});

// The list may ask itself again while rows are selected: those still there stay selected.
let kept = [];
const prepare = () => {
  for (const each of document.querySelectorAll("[data-select-all]")) each.hidden = false;
  for (const table of tables()) {
    for (const row of rowsOf(table)) if (kept.includes(row.dataset.key) || boxOf(row).checked) set(row, true);
    tell(table);
  }
  kept = [];
};
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target.id === "list") kept = tables().flatMap(rowsOf).filter((row) => boxOf(row).checked).map((row) => row.dataset.key);
});
document.addEventListener("htmx:afterSettle", prepare);
prepare();
