// Asks before somebody leaves a form marked data-leave in which they have written; sending it asks nothing.

let written = null;

document.addEventListener("input", (event) => {
  written = event.target.closest("form[data-leave]") ?? written;
});

document.addEventListener("submit", (event) => {
  if (event.target === written && !event.defaultPrevented) written = null;
});

addEventListener("beforeunload", (event) => {
  if (written?.isConnected) event.preventDefault();
});
