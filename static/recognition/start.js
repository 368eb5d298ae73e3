// Starts the components. Their files' names carry a hash, so the page gives them.
const { govuk, moj } = document.querySelector("script[data-start]").dataset;

(await import(govuk)).initAll();
(await import(moj)).initAll();
