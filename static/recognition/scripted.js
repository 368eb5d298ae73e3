// Runs before anything is drawn, so that a part that needs script does not flash in its plain form first.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
