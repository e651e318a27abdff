// Lists the files chosen in a field marked data-files with their sizes, and says at once which is larger than data-most.

const units = ["byte", "kilobyte", "megabyte"];

function sized(bytes) {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 2);
  const format = { style: "unit", unit: units[step], unitDisplay: "short", maximumFractionDigits: step === 2 ? 1 : 0 };
  return (bytes / 1000 ** step).toLocaleString(document.documentElement.lang, format);
}

function line(file, field) {
  const item = document.createElement("li");
  const size = document.createElement("small");
  const large = file.size > Number(field.dataset.most);
  size.className = large ? "bad-text" : "muted";
  size.textContent = large ? `${sized(file.size)}: ${field.dataset.tooLarge}` : sized(file.size);
  item.append(file.name, " ", size);
  return item;
}

function listOf(field) {
  const list = document.createElement("ul");
  list.className = "files";
  list.dataset.chosen = "";
  list.setAttribute("role", "status");
  field.after(list);
  return list;
}

function tell(field) {
  const after = field.nextElementSibling;
  const list = after?.matches("[data-chosen]") ? after : listOf(field);
  list.replaceChildren(...[...field.files].map((file) => line(file, field)));
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file][data-files]")) tell(event.target);
});
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("input[type=file][data-files]")) if (field.files.length) tell(field);
});
