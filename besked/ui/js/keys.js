// Single keys: j and k move through the rows, x ticks, letters press what carries data-key, / goes to the search field.

const off = () => document.documentElement.dataset.keys === "off";

function writing(target) {
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target.matches("input") && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

function current(rows) {
  const focused = document.activeElement?.closest("[data-row]");
  return rows.indexOf(focused ?? rows.find((row) => row.getAttribute("aria-current") === "true"));
}

function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return false;
  const at = current(rows);
  const row = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  const link = row.querySelector("a.name");
  link.focus();
  row.scrollIntoView({ block: "nearest" });
  link.dispatchEvent(new CustomEvent("besked:row", { bubbles: true }));
  return true;
}

function tick() {
  const rows = [...document.querySelectorAll("[data-row]")];
  const box = rows[current(rows)]?.querySelector("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

function press(key) {
  const shown = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(
    (element) => !element.disabled && (element.checkVisibility() || element.closest("details:not([open])")),
  );
  let element = shown.find((candidate) => candidate.closest(".dock")) ?? shown[0];
  if (!element) return false;
  if (element.matches("fieldset")) {
    // a group of choices: each press takes the next one, and after the last the first
    const choices = [...element.elements].filter(({ type }) => type === "radio");
    element = choices[(choices.findIndex(({ checked }) => checked) + 1) % choices.length];
  }
  if (element.matches("input:not([type=radio], [type=checkbox])")) element.select();
  else element.click();
  element.matches("input") && element.focus();
  return true;
}

const moves = { j: () => move(1), k: () => move(-1), x: tick };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off()) return;
  if (event.key.length !== 1 || writing(event.target) || document.querySelector("dialog[open]")) return;
  const done = moves[event.key]?.() || press(event.key);
  if (done) event.preventDefault();
});
