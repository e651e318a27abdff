// Says so when a part of the page can't be kept or fetched: signed out meanwhile, or the server didn't answer.

const place = document.getElementById("lost");

function say(name) {
  const words = document.getElementById(name);
  place.replaceChildren(words.content.cloneNode(true));
  place.firstElementChild.className = `notice ${words.dataset.tone}`;
}

if (place) {
  document.addEventListener("htmx:responseError", ({ detail }) => {
    say(detail.xhr.status === 401 ? "lost-session" : "lost-answer");
  });
  for (const event of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(event, () => say("lost-answer"));
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful) place.replaceChildren();
  });
}
