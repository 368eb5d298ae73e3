// Keeps long text as it is typed, says when, and who else is at it. Without it the page's button does the same.
const form = document.querySelector("form[data-keep]");
const wait = 1500, again = 10_000, beat = 60_000;
const fields = [...form.querySelectorAll("textarea[data-autosave]")];
const said = document.querySelector("#autosave-said"), others = document.querySelector("#autosave-others");
const kept = new Map(fields.map((field) => [field, field.value]));
let timer = 0, done = false, running = false;

const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
const changed = () => fields.filter((field) => kept.get(field) !== field.value);

function body(some) {
  const data = new FormData();
  data.set("place", form.dataset.place);
  data.set("version", form.elements.version?.value ?? "");
  for (const field of some) data.set(`text-${field.dataset.autosave}`, field.value);
  return data;
}

function say(place, text) {
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !text;
}

async function keep(options = {}) {
  if (done || running) return;
  running = true;
  const some = changed(), values = some.map((field) => field.value);
  try {
    const answer = await fetch(form.dataset.keep, { method: "POST", body: body(some), credentials: "same-origin",
      redirect: "manual", headers: { "X-CSRFToken": cookie() }, ...options });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new Error("out");
    const told = await answer.json();
    if (!answer.ok) return say(said, `Not saved: ${told.why}`);
    some.forEach((field, n) => kept.set(field, values[n]));
    say(others, told.others);
    if (told.saved) say(said, told.saved);
  } catch (error) {
    if (some.length && error.message === "out") say(said, "Not saved: you are signed out. Sign in again in another tab; what you typed stays here and is then saved.");
    else if (some.length) say(said, "Not saved: there is no connection. What you typed stays here and is tried again.");
    if (some.length) soon(again);
  } finally {
    running = false;
    if (changed().length && !timer) soon(wait);
  }
}

function soon(after) {
  clearTimeout(timer);
  timer = setTimeout(() => { timer = 0; keep(); }, after);
}

form.addEventListener("input", (event) => { if (fields.includes(event.target)) soon(wait); });
form.addEventListener("submit", () => { done = true; clearTimeout(timer); });
// A page that is put away while something is not saved yet leaves it on its way out.
const leave = () => { if (document.visibilityState === "hidden" && changed().length) keep({ keepalive: true }); };
document.addEventListener("visibilitychange", leave);
window.addEventListener("pageshow", () => { done = false; });
setInterval(() => { if (document.visibilityState === "visible") keep(); }, beat);
keep();
