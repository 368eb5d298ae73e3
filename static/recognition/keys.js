// Keys for those who work all day without a mouse. The list of them is on the page, as a dialog (`?`). None is heard
// while a person types, holds Ctrl, Alt or Meta, or has a dialog open; whoever has turned them off gets no script.
(() => {
  const own = document.currentScript;
  const list = document.getElementById("keys");
  const LINK = "a[href]:not(.cases-list__sort)";
  const SOON = 1500; // milliseconds between g and the key after it
  let first = 0;

  const places = { w: own.dataset.worklist, m: own.dataset.home, r: own.dataset.reminders };
  const rows = () => [...document.querySelectorAll(".cases-list tbody tr")].filter((row) => row.querySelector(LINK));
  const here = () => rows().findIndex((row) => row.contains(document.activeElement));

  const step = (by) => {
    const found = rows();
    const at = here();
    const next = at < 0 ? (by > 0 ? 0 : found.length - 1) : Math.min(Math.max(at + by, 0), found.length - 1);
    if (!found.length) return false;
    found[next].querySelector(LINK).focus();
    found[next].scrollIntoView({ block: "nearest" });
    return true;
  };
  const inRow = (selector) => rows()[here()]?.querySelector(selector);
  const press = (one) => (one ? (one.click(), true) : false);
  const search = () => {
    const field = document.querySelector("input[type=search], input[name=q]");
    field?.focus();
    field?.select();
    return Boolean(field);
  };
  const ask = () => {
    if (!list?.showModal) return false;
    list.showModal();
    return true;
  };
  const does = { "/": search, "?": ask, j: () => step(1), k: () => step(-1), o: () => press(inRow(LINK)), x: () => press(inRow("input[type=checkbox]")) };

  const types = (one) =>
    one.isContentEditable ||
    one.matches("textarea, select") ||
    (one.matches("input") && !one.matches("[type=checkbox], [type=radio], [type=button], [type=submit]"));

  document.addEventListener("keydown", (event) => {
    const { key } = event;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (types(event.target) || document.querySelector("dialog[open]")) return;
    if (first && event.timeStamp - first < SOON && places[key]) {
      first = 0;
      event.preventDefault();
      window.location.assign(places[key]);
      return;
    }
    first = key === "g" ? event.timeStamp : 0;
    if (does[key]?.()) event.preventDefault();
  });
})();
