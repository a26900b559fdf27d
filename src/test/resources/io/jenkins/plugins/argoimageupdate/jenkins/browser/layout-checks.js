/* What people cannot see of a page, or only by scrolling sideways. Arguments: selector of the plugin's own parts, whether tables have room. */
const [selector, roomy] = arguments;
const MARGIN = 1; // pixels that come from rounding
const SCROLLS = ["auto", "scroll"];
const CUTS = ["hidden", "clip"];
const OF_JENKINS = ".sortheader, .sortheader *, .app-build-bar, .app-build-bar *"; // its own markup, whose pixels are not ours
const FIELDS = "input, select, textarea, option, svg *, pre";
const NOT_SHOWN = ".jenkins-visually-hidden, [hidden], template, script, style";
const findings = [];

function name(element) {
  const id = element.id ? "#" + element.id : "";
  const classes = Array.from(element.classList).map((one) => "." + one).join("");
  const text = element.innerText === undefined ? "" : element.innerText.trim().replace(/\s+/g, " ").slice(0, 60);
  return element.localName + id + classes + (text ? " “" + text + "”" : "");
}

function add(check, element, detail) {
  findings.push({ check, element: name(element), detail });
}

function style(element) {
  return getComputedStyle(element);
}

function isShown(element) {
  return element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !element.closest(NOT_SHOWN);
}

function ancestors(element) {
  const all = [];
  for (let one = element.parentElement; one; one = one.parentElement) {
    all.push(one);
  }
  return all;
}

function isInScroller(element) {
  return ancestors(element).some((one) => one !== document.body && SCROLLS.includes(style(one).overflowX) && one !== document.documentElement);
}

function title(element) {
  const titled = element.closest("[title], [tooltip], [data-html-tooltip]");
  return titled && titled.contains(element);
}

function checkDocument() {
  const page = document.documentElement;
  const more = page.scrollWidth - page.clientWidth;
  if (more <= MARGIN) {
    return;
  }
  const beyond = Array.from(document.body.querySelectorAll("*"))
    .filter((one) => one.getBoundingClientRect().right > page.clientWidth + MARGIN && isShown(one) && !isInScroller(one));
  const widest = beyond.filter((one) => !beyond.some((other) => other !== one && one.contains(other)));
  add("page overflow", widest[0] || page, "the page is " + more + " px wider than the window");
}

function checkSideways(element) {
  const more = element.scrollWidth - element.clientWidth;
  if (element.clientWidth === 0 || more <= MARGIN) {
    return;
  }
  const overflow = style(element).overflowX;
  if (SCROLLS.includes(overflow)) {
    if (element.tabIndex < 0) {
      add("scrolled by mouse only", element, "it scrolls sideways, and the keyboard does not reach it");
    } else if (roomy && style(element).whiteSpace !== "pre") {
      add("table cut", element, "its content is " + more + " px wider than it, in a wide window");
    }
  } else if (CUTS.includes(overflow)) {
    if (!title(element)) {
      add("text cut", element, more + " px of it are hidden");
    }
  } else if (!isInScroller(element) && !Array.from(element.querySelectorAll("*")).some((one) => one.clientWidth > 0 && one.scrollWidth - one.clientWidth > MARGIN)) {
    add("overflow", element, "its content is " + more + " px wider than it");
  }
}

function checkDownwards(element) {
  const more = element.scrollHeight - element.clientHeight;
  if (element.clientHeight > 0 && more > MARGIN && CUTS.includes(style(element).overflowY) && !title(element)) {
    add("text cut", element, more + " px of it are hidden below");
  }
}

function hasText(element) {
  return Array.from(element.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue.trim() !== "");
}

/** Text that is outside a box that hides what is outside. */
function checkHidden(element) {
  if (!hasText(element)) {
    return;
  }
  const box = element.getBoundingClientRect();
  const hiding = ancestors(element).find((one) => {
    const outer = one.getBoundingClientRect();
    return CUTS.includes(style(one).overflowX) && (box.right > outer.right + MARGIN || box.left < outer.left - MARGIN);
  });
  if (hiding && !isInScroller(element) && !title(element)) {
    add("text cut", element, "it is partly outside " + name(hiding).slice(0, 60) + ", which hides that");
  }
}

const roots = document.querySelectorAll(selector);
if (roots.length === 0) {
  findings.push({ check: "missing", element: selector, detail: "the page has no part of the plugin" });
}
checkDocument();
const own = new Set();
roots.forEach((root) => [root, ...root.querySelectorAll("*")].forEach((one) => own.add(one)));
Array.from(own)
  .filter((one) => !one.matches(FIELDS) && !one.matches(OF_JENKINS) && isShown(one))
  .forEach((one) => {
    checkSideways(one);
    checkDownwards(one);
    checkHidden(one);
  });
roots.forEach((root) =>
  root.querySelectorAll("pre").forEach((one) => {
    if (isShown(one) && one.scrollWidth - one.clientWidth > MARGIN && one.tabIndex < 0) {
      add("scrolled by mouse only", one, "it scrolls sideways, and the keyboard does not reach it");
    }
  }),
);
return findings;
