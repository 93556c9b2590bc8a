// Counts and sums of the selected rows in the footer.
const figure = new Intl.NumberFormat(document.documentElement.lang);

const sums = (table, rows) => {
  const parts = [];
  for (const head of table.querySelectorAll("thead th[data-total]")) {
    const total = rows.reduce((sum, row) => sum + (Number(row.cells[head.cellIndex].dataset.value) || 0), 0);
    parts.push(`${head.textContent.trim()} ${figure.format(total)}`);
  }
  return parts;
};

const tell = (table) => {
  const place = table.closest(".list, main")?.querySelector("[data-selection]");
  if (!place) return;
  const rows = [...table.querySelectorAll("tbody tr")].filter((row) => row.querySelector(".select input:checked"));
  place.textContent = rows.length ? [`${place.dataset.words} ${figure.format(rows.length)}`, ...sums(table, rows)].join(" · ") : "";
};

document.addEventListener("change", (event) => {
  const box = event.target.closest(".select input");
  if (!box) return;
  box.closest("tr").classList.toggle("is-selected", box.checked);
  tell(box.closest("table"));
});
