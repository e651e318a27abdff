// The reading pane opens on whoever the address names, else on the first in the list (data-pane-first asks for it).

const pane = document.querySelector("[data-pane-first]");
const row = document.querySelector('[data-row][aria-current="true"]') ?? document.querySelector("[data-row]");

if (row && pane?.checkVisibility()) {
  // As if somebody had come back to this person: nothing is added to the history, and coming back works the same.
  history.replaceState({ open: row.dataset.row }, "");
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}
