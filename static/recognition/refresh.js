// While work is under way, fetch this page again and show where it stands. Without this script there is a link.
const wait = 2000;

async function refresh() {
  const stand = document.querySelector("#stand[data-refresh]");
  if (!stand) return;
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#stand");
  if (!fresh) return;
  if (!fresh.hasAttribute("data-refresh")) {
    location.reload();
    return;
  }
  stand.replaceChildren(...fresh.childNodes);
  setTimeout(refresh, wait);
}

setTimeout(refresh, wait);
