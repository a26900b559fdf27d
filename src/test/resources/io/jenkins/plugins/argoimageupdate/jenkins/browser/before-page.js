/* Runs before the scripts of a page: counts the requests under way, keeps violations of the policy, and has nothing move. */
(function () {
  "use strict";

  const watched = { requests: 0, violations: [] };
  Object.defineProperty(window, "watchedByTest", { value: watched });

  document.addEventListener("securitypolicyviolation", (event) => {
    const place = event.sourceFile ? event.sourceFile + ":" + event.lineNumber : event.target.nodeName;
    watched.violations.push(event.effectiveDirective + " forbids " + (event.blockedURI || "inline") + " in " + place + " " + event.sample);
  });

  const send = window.fetch;
  window.fetch = function () {
    watched.requests += 1;
    return send.apply(this, arguments).finally(() => {
      watched.requests -= 1;
    });
  };
  const sendOld = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function () {
    watched.requests += 1;
    this.addEventListener("loadend", () => {
      watched.requests -= 1;
    });
    return sendOld.apply(this, arguments);
  };

  const still = new CSSStyleSheet();
  still.replaceSync("*, *::before, *::after { transition: none !important; animation: none !important; caret-color: transparent !important }");
  document.adoptedStyleSheets = [still];
})();
