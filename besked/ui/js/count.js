// Says how long a text has become: data-count-of names the field, data-one and data-many hold the words.

function tell(place) {
  const field = document.getElementById(place.dataset.countOf);
  if (!field) return;
  const length = [...field.value].length;
  const words = length === 1 ? place.dataset.one : place.dataset.many;
  place.textContent = words.replace("{n}", length.toLocaleString(document.documentElement.lang));
}

function all() {
  for (const place of document.querySelectorAll("[data-count-of]")) tell(place);
}

document.addEventListener("input", (event) => {
  const place = document.querySelector(`[data-count-of="${CSS.escape(event.target.id)}"]`);
  if (place) tell(place);
});
addEventListener("pageshow", all);
all();
