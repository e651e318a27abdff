// Native dialogs: data-open names the dialog, data-close and a click beside it close it.

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.open);
    opener.closest("details[data-menu]")?.removeAttribute("open");
    dialog?.showModal();
    return;
  }
  if (event.target.closest("[data-close]") || event.target.matches("dialog[open]")) {
    event.target.closest("dialog")?.close();
  }
});
