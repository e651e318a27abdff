// Says which files were chosen, with their sizes, below a file field marked data-files that takes several.

const units = ["byte", "kilobyte", "megabyte"];

function sized(bytes) {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 2);
  const format = { style: "unit", unit: units[step], unitDisplay: "short", maximumFractionDigits: step === 2 ? 1 : 0 };
  return (bytes / 1000 ** step).toLocaleString(document.documentElement.lang, format);
}

function line(file) {
  const item = document.createElement("li");
  const size = document.createElement("small");
  size.className = "muted";
  size.textContent = sized(file.size);
  item.append(`${file.name} `, size);
  return item;
}

function tell(field) {
  let list = field.nextElementSibling?.matches("ul[data-chosen]") ? field.nextElementSibling : null;
  if (!list) {
    list = document.createElement("ul");
    list.className = "files";
    list.dataset.chosen = "";
    list.setAttribute("aria-live", "polite");
    field.after(list);
  }
  list.replaceChildren(...[...field.files].map(line));
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file][data-files]")) tell(event.target);
});
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("input[type=file][data-files]")) if (field.files.length) tell(field);
});
