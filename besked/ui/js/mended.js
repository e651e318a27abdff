// A fault stands until its field is changed: what is said about a text that is gone would mislead.

function mend(field) {
  const place = field.closest(".field");
  for (const one of place?.querySelectorAll("[aria-invalid]") ?? []) one.removeAttribute("aria-invalid");
  place?.querySelector(".field-error")?.remove();
  for (const link of document.querySelectorAll(".errors a")) {
    if (place?.contains(document.getElementById(link.hash.slice(1)))) link.closest("li").remove();
  }
  // the letter of this tab, or this person's own, is no longer the one that was judged
  const key = field.closest("[data-judged]")?.dataset.judged;
  for (const line of document.querySelectorAll(`.errors [data-judges="${CSS.escape(key ?? "")}"]`)) line.remove();
  for (const mark of field.closest(".letter")?.querySelectorAll("[aria-current] > .fault") ?? []) mark.remove();
  for (const list of document.querySelectorAll(".errors")) if (!list.querySelector("li")) list.remove();
}

for (const event of ["input", "change"]) document.addEventListener(event, ({ target }) => mend(target));
