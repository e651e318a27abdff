// Times told on one place's clock are told on the reader's, too, where the two differ: data-elsewhere holds the words.

const written = /([+-])(\d\d):(\d\d)$/;

function offset(text) {
  const [, sign = "+", hours = 0, minutes = 0] = written.exec(text) ?? [];
  return (sign === "-" ? -1 : 1) * (60 * hours + Number(minutes));
}

function here(moment, told) {
  const sameDay = new Date(moment.getTime() - moment.getTimezoneOffset() * 60000).toISOString().slice(0, 10) === told;
  const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(sameDay ? {} : { weekday: "long" }) };
  return new Intl.DateTimeFormat(document.documentElement.lang, parts).format(moment);
}

for (const place of document.querySelectorAll("time[data-elsewhere]")) {
  const moment = new Date(place.dateTime);
  if (Number.isNaN(moment.getTime()) || offset(place.dateTime) === -moment.getTimezoneOffset()) continue;
  const note = document.createElement("span");
  note.className = "elsewhere";
  note.textContent = ` (${place.dataset.elsewhere.replace("{time}", here(moment, place.dateTime.slice(0, 10)))})`;
  place.parentElement.append(note);
}
