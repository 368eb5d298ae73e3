// Lists every call of the OpenAPI document. Requests go out only when someone presses "Execute".
(() => {
  const place = document.getElementById("api-calls");
  if (!place || typeof SwaggerUIBundle === "undefined") return;
  SwaggerUIBundle({
    domNode: place,
    url: place.dataset.document,
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
    validatorUrl: null,
  });
})();
