// Hides what doesn't matter for the chosen answer: data-when="arrange=slots"; with data-drop its fields aren't sent.

const matters = (place) => {
  const [name, values] = place.dataset.when.split("=");
  const form = place.closest("form");
  const chosen = form?.querySelector(`[name="${CSS.escape(name)}"]:is(:checked, select, [type="hidden"])`);
  return !chosen || values.split(" ").includes(chosen.value);
};

function settle() {
  for (const place of document.querySelectorAll("[data-when]")) {
    const shown = matters(place) || Boolean(place.querySelector("[aria-invalid=true]"));
    place.hidden = !shown;
    if ("drop" in place.dataset) for (const field of place.querySelectorAll("input, textarea")) field.disabled = !shown;
  }
}

// captured: the answers are sent on the same event, and what is dropped must not go along
document.addEventListener("change", settle, { capture: true });
document.addEventListener("htmx:load", settle);
addEventListener("pageshow", settle);
settle();
