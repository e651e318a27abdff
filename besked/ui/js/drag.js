// Moving an interview by dragging: dropping it on a cell opens its form with the new time, and changes nothing by itself.
// data-move holds the form's address, data-time the present time; a cell has data-day, and in a week data-hour.

let dragged = null;

function opened(cell) {
  const url = new URL(dragged.dataset.move, location.href);
  const [hour, minute] = dragged.dataset.time.split(/[:.]/);
  url.searchParams.set("date", cell.dataset.day);
  url.searchParams.set("time", `${(cell.dataset.hour ?? hour).padStart(2, "0")}:${minute}`);
  url.hash = "edit";
  return url;
}

function mark(cell) {
  for (const other of document.querySelectorAll(".dropping")) other.classList.remove("dropping");
  cell?.classList.add("dropping");
}

for (const table of document.querySelectorAll("[data-drag]")) {
  for (const link of table.querySelectorAll("[data-move]")) link.draggable = true;
  table.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-move]") ?? null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.textContent.trim());
  });
  table.addEventListener("dragover", (event) => {
    const cell = dragged && event.target.closest("[data-day]");
    if (!cell) return;
    event.preventDefault();
    mark(cell);
  });
  table.addEventListener("drop", (event) => {
    const cell = dragged && event.target.closest("[data-day]");
    if (!cell) return;
    event.preventDefault();
    if (!cell.contains(dragged)) location.assign(opened(cell));
  });
  table.addEventListener("dragend", () => {
    mark(null);
    dragged = null;
  });
}
