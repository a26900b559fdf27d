/* What axe-core says of the plugin's own parts of a page. Arguments: their selector, and a function that takes the answer. */
const [selector, done] = arguments;

/* Jenkins' tags, which are in parts of the plugin: their labels are not tied to fields, their help buttons have an order, their colours are pale. */
const OF_JENKINS =
  "input, select, textarea, .jenkins-help-button, .validation-error-area *, .jenkins-edited-section-label, .app-build-bar *";

function isOwn(node) {
  return node.element.closest("[class*=aiu-]") || !node.element.matches(OF_JENKINS);
}

if (!document.querySelector(selector)) {
  done([]);
} else {
  const options = {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    resultTypes: ["violations"],
    elementRef: true,
    rules: {
      // They are about whole pages, which are Jenkins' own.
      "landmark-one-main": { enabled: false },
      "page-has-heading-one": { enabled: false },
      region: { enabled: false },
    },
  };
  axe.run({ include: [selector] }, options).then(
    (result) =>
      done(
        result.violations.flatMap((violation) =>
          violation.nodes.filter(isOwn).map((node) => ({
            check: "axe " + violation.id,
            element: node.html.replace(/\s+/g, " ").slice(0, 160),
            detail: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ") || violation.help,
          })),
        ),
      ),
    (error) => done([{ check: "axe", element: selector, detail: String(error) }]),
  );
}
