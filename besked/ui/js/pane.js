// The reading pane: a click on a row, or j and k, loads the application beside the list; without it the name is a link.
// data-pane may hold the address of the part, with {id}; else the row's own link is asked for it.

const pane = document.querySelector("[data-pane]");
const shown = () => pane?.checkVisibility();
let waiting = 0;

function mark(row) {
  for (const other of document.querySelectorAll('[data-row][aria-current="true"]')) other.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
}

function address(id) {
  const url = new URL(location.href);
  url.searchParams.set("open", id);
  return url;
}

async function load(row) {
  mark(row);
  const { href } = row.querySelector("a.name");
  const asked = pane.dataset.pane.replace("{id}", row.dataset.row) || href;
  pane.setAttribute("aria-busy", "true");
  const answer = await fetch(asked, { headers: { "HX-Request": "true", "HX-Target": "pane" } }).catch(() => null);
  // signed out meanwhile, or a fault: the page itself says what to do
  if (!answer?.ok || answer.redirected) return void location.assign(href);
  const part = await answer.text();
  if (row.getAttribute("aria-current") !== "true") return;
  pane.innerHTML = part;
  window.htmx?.process(pane);
  pane.removeAttribute("aria-busy");
  pane.scrollTop = 0;
}

function open(row) {
  clearTimeout(waiting);
  history.pushState({ open: row.dataset.row }, "", address(row.dataset.row));
  load(row);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-row] a.name");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  // detail is 0 when Enter pressed the link: then the page itself opens
  if (!link || !plain || event.detail === 0 || !shown()) return;
  event.preventDefault();
  open(link.closest("[data-row]"));
});

document.addEventListener("besked:row", (event) => {
  const row = event.target.closest("[data-row]");
  mark(row);
  clearTimeout(waiting);
  if (shown()) waiting = setTimeout(() => open(row), 150);
});

addEventListener("popstate", (event) => {
  const row = document.querySelector(`[data-row="${CSS.escape(event.state?.open ?? "")}"]`);
  if (row && shown()) load(row);
});
