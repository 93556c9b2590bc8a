// The order of columns: dragged, moved by buttons, or with Alt and an arrow key. Without script they keep their order.
let dragged = null;

const items = (list) => [...list.querySelectorAll(":scope > li[data-movable]")];

const say = (item) => {
  const list = item.closest("[data-sortable]");
  const status = item.closest("form")?.querySelector("[data-sort-status]");
  const place = [...list.children].indexOf(item) + 1;
  if (status) status.textContent = `${item.querySelector("label").textContent.trim()}: ${list.dataset.moved} ${place}`;
};

const move = (item, step) => {
  const all = items(item.parentElement);
  const other = all[all.indexOf(item) + step];
  if (!other) return;
  if (step < 0) other.before(item);
  else other.after(item);
  say(item);
};

const prepare = () => {
  for (const list of document.querySelectorAll("[data-sortable]")) {
    for (const item of items(list)) {
      item.draggable = true;
      item.querySelector(".move").hidden = false;
    }
    const help = list.closest("form")?.querySelector("[data-sort-help]");
    if (help) help.hidden = false;
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-move]");
  if (!button) return;
  move(button.closest("li"), Number(button.dataset.move));
  button.focus();
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const item = event.target.closest?.("[data-sortable] li[data-movable]");
  if (!event.altKey || !step || !item) return;
  event.preventDefault();
  const focused = document.activeElement;
  move(item, step);
  focused.focus();
});

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-sortable] li[data-movable]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  dragged.classList.add("is-dragged");
});
document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-sortable] li[data-movable]");
  if (!dragged || !over || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const box = over.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) over.before(dragged);
  else over.after(dragged);
});
document.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });
document.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.classList.remove("is-dragged");
  say(dragged);
  dragged = null;
});

document.addEventListener("htmx:afterSettle", prepare);
prepare();
