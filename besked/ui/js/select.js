// Ticking people: a page at once, ranges with Shift, everybody in the list, and the count in the dock.

const BOX = 'input:is([name="application"], [name="interview"])'; // people, or their interviews
const boxes = (list) => [...list.querySelectorAll(`[data-row] ${BOX}`)];

function tell(list) {
  const all = boxes(list);
  const ticked = all.filter((box) => box.checked).length;
  const page = list.querySelector("[data-select-page]");
  if (page) {
    page.checked = ticked > 0 && ticked === all.length;
    page.indeterminate = ticked > 0 && ticked < all.length;
  }
  const everybody = list.querySelector("[data-select-all]");
  const whole = Boolean(everybody?.checked);
  if (everybody && ticked < all.length) everybody.checked = false;
  const number = whole && ticked === all.length ? Number(everybody.dataset.selectAll) : ticked;
  for (const place of list.querySelectorAll("[data-select-count]")) {
    const words = number === 1 ? place.dataset.one : place.dataset.many;
    place.textContent = words.replace("{n}", number.toLocaleString(document.documentElement.lang));
  }
}

function range(list, last, box) {
  const all = boxes(list);
  const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
  if (from < 0) return;
  for (const one of all.slice(from, to + 1)) one.checked = box.checked;
}

for (const list of document.querySelectorAll("[data-select]")) {
  let last = null;
  list.addEventListener("click", (event) => {
    const box = event.target.closest(BOX);
    if (box) {
      if (event.shiftKey && last) range(list, last, box);
      last = box;
    }
    const none = event.target.closest("[data-select-none]");
    if (none) for (const one of boxes(list)) one.checked = false;
    if (none || box) tell(list);
  });
  list.addEventListener("change", (event) => {
    const { target } = event;
    if (target.matches("[data-select-page]")) for (const box of boxes(list)) box.checked = target.checked;
    if (target.matches("[data-select-all]") && target.checked) for (const box of boxes(list)) box.checked = true;
    tell(list);
  });
  addEventListener("pageshow", () => tell(list));
  tell(list);
}
