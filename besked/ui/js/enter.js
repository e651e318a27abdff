// Enter takes the page's own next step (data-enter) as long as nothing else is in focus.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (document.documentElement.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
  if (document.activeElement && document.activeElement !== document.body) return;
  const step = document.querySelector("[data-enter]");
  if (!step) return;
  event.preventDefault();
  step.click();
});
