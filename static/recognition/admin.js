// A table that scrolls by itself can be reached and scrolled with the keyboard.
(() => {
  const PARTS = "#content .inline-group, #content .module, #content .results";
  const look = () => {
    for (const one of document.querySelectorAll(PARTS)) {
      const scrolls = one.scrollWidth > one.clientWidth;
      if (scrolls && !one.hasAttribute("tabindex")) one.tabIndex = 0;
      else if (!scrolls && one.tabIndex === 0) one.removeAttribute("tabindex");
    }
  };
  window.addEventListener("load", look);
  window.addEventListener("resize", look);
})();
