// A form is sent once: its buttons rest after the first click and wake when somebody comes back to the page.

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[data-many]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // after this turn, or the pressed button's own value would not be sent
  setTimeout(() => {
    for (const button of form.elements) if (button.type === "submit") button.setAttribute("aria-disabled", "true");
  });
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.elements) button.removeAttribute?.("aria-disabled");
  }
});
