// Choosing a level ticks the rights that usually go with it; each can be changed afterwards.

document.addEventListener("change", (event) => {
  const preset = event.target.dataset?.preset;
  if (preset === undefined || !event.target.checked) return;
  const rights = new Set(preset.split(" "));
  for (const box of event.target.form.querySelectorAll("[name=rights]")) box.checked = rights.has(box.value);
});
