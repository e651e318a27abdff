// Forms carry the newest token: who signed in anew in another tab needn't load the page again and lose what was typed.

const newest = () => /(?:^|; )(?:__Host-)?csrftoken=(\w+)/.exec(document.cookie)?.[1];

document.addEventListener(
  "submit",
  (event) => {
    const field = event.target.elements.namedItem("csrfmiddlewaretoken");
    if (field) field.value = newest() ?? field.value;
  },
  { capture: true },
);

document.addEventListener("htmx:configRequest", ({ detail: { parameters } }) => {
  if (parameters.csrfmiddlewaretoken && newest()) parameters.csrfmiddlewaretoken = newest();
});
