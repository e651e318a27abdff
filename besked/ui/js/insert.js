// Insert-variable buttons put their word at the caret of the field last written in.

let last = null;

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-insertable], textarea")) last = event.target;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) return;
  const named = document.getElementById(button.dataset.into ?? "");
  const field = last?.form === button.form && last?.isConnected ? last : named;
  if (!field) return;
  field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
