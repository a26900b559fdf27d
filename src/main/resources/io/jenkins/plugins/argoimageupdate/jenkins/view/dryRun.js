/* Asks what the part of a form around a button would do, and shows the answer below it. */
(function () {
  "use strict";

  const MARK = "aiuDryRunMark";

  /** The part of a form's JSON that holds the mark; null for none. */
  function marked(json) {
    if (json === null || typeof json !== "object") {
      return null;
    }
    if (json[MARK]) {
      return json;
    }
    for (const value of Object.values(json)) {
      const found = marked(value);
      if (found) {
        return found;
      }
    }
    return null;
  }

  function filledIn(root) {
    const form = root.closest("form");
    const mark = document.createElement("input");
    mark.type = "hidden";
    mark.name = MARK;
    mark.value = "here";
    root.appendChild(mark);
    try {
      if (!form || !buildFormTree(form)) {
        return null;
      }
      const part = marked(JSON.parse(form.elements.namedItem("json").value));
      if (part) {
        delete part[MARK];
      }
      return part;
    } finally {
      mark.remove();
    }
  }

  function prepare(root) {
    const button = root.querySelector("button");
    const result = root.querySelector(".aiu-dry-run-result");
    if (root.dataset.ready) {
      return;
    }
    root.dataset.ready = "true";
    button.addEventListener("click", function () {
      const part = filledIn(root);
      if (part === null) {
        result.textContent = root.dataset.failed;
        return;
      }
      button.disabled = true;
      result.textContent = root.dataset.busy;
      fetch(root.dataset.url, {
        method: "POST",
        headers: crumb.wrap({ "Content-Type": "application/x-www-form-urlencoded" }),
        body: new URLSearchParams({ json: JSON.stringify(part) }),
      })
        .then((response) => (response.ok ? response.text() : Promise.reject(new Error(String(response.status)))))
        .then((html) => {
          result.innerHTML = html;
          Behaviour.applySubtree(result);
        })
        .catch(() => {
          result.textContent = root.dataset.failed;
        })
        .finally(() => {
          button.disabled = false;
        });
    });
  }

  Behaviour.specify(".aiu-dry-run", "argo-image-update-dry-run", 0, prepare);
})();
