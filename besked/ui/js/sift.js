// Finds in a list of ticks while one types: data-sift names the list. What is ticked stays in sight.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function sift(field) {
  const wanted = plain(field.value.trim());
  for (const label of document.getElementById(field.dataset.sift)?.querySelectorAll("label") ?? []) {
    const line = label.parentElement;
    const fits = plain(label.textContent).includes(wanted) || label.querySelector("input")?.checked;
    line.hidden = !fits;
  }
}

document.addEventListener("input", ({ target }) => target.matches("[data-sift]") && sift(target));
// searching changes no answer
document.addEventListener("change", (event) => event.target.matches("[data-sift]") && event.stopPropagation(), {
  capture: true,
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-sift]")) event.preventDefault();
});
