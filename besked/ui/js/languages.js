// In which languages the ticked people read: data-languages on the list holds "12:da 15:sv", the place has the names.

const pairs = (text, between) => text.split(between).filter(Boolean).map((pair) => pair.split(":"));

function ticked(list, of) {
  const found = new Map();
  for (const box of list.querySelectorAll("[data-row] .tick input:checked")) {
    const code = of.get(box.value);
    found.set(code, (found.get(code) ?? 0) + 1);
  }
  return found;
}

function tell(list, place) {
  const names = new Map(pairs(place.dataset.names, ","));
  const all = pairs(place.dataset.all, ",");
  const whole = list.querySelector("[data-select-all]")?.checked;
  const of = new Map(pairs(list.querySelector("[data-languages]").dataset.languages, " "));
  const found = whole ? all : [...ticked(list, of)].sort((a, b) => b[1] - a[1]);
  const words = found.map(([code, n]) => `${names.get(code) ?? code} ${Number(n).toLocaleString(document.documentElement.lang)}`);
  place.textContent = words.join(" · ");
}

for (const place of document.querySelectorAll("[data-select-languages]")) {
  const list = place.closest("[data-select]");
  const later = () => queueMicrotask(() => tell(list, place));
  for (const event of ["click", "change"]) list.addEventListener(event, later);
  addEventListener("pageshow", later);
  later();
}
