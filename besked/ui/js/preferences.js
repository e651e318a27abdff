// Changes the appearance at once; the form does the same over the server, and for language and keys it is sent.

const YEAR = 31536000;

document.addEventListener("submit", (event) => {
  const chosen = event.submitter;
  if (!event.target.matches("[data-preferences]") || chosen?.name !== "theme") return;
  event.preventDefault();
  document.documentElement.dataset.theme = chosen.value;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `besked_theme=${chosen.value}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
  for (const button of event.target.querySelectorAll('[name="theme"]')) {
    button.setAttribute("aria-pressed", String(button === chosen));
  }
});
