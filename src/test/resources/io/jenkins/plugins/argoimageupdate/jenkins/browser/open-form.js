/* Goes on with opening the plugin's part of a form, and marks it; returns true once all of it is open and every dry run has answered. */
const MARK = "aiu-test-own";

const steps = Array.from(document.querySelectorAll("select.dropdownList"));
const wanted = (select) => Array.from(select.options).findIndex((option) => option.text.startsWith("argoImageUpdate:"));
const generator = steps.find((select) => wanted(select) >= 0);
if (generator && generator.selectedIndex !== wanted(generator)) {
  generator.selectedIndex = wanted(generator);
  generator.dispatchEvent(new Event("change", { bubbles: true }));
  return "the form of the step";
}

document.querySelectorAll(".aiu-dry-run").forEach((part) => part.parentElement.setAttribute(MARK, ""));
document.querySelectorAll("input[name='_.application']").forEach((field) => field.closest(".jenkins-form-item").parentElement.setAttribute(MARK, ""));
document.querySelectorAll(".jenkins-section__title").forEach((title) => {
  if (title.textContent.trim().endsWith("Argo Image Update")) {
    title.closest(".jenkins-section").setAttribute(MARK, "");
  }
});

const own = Array.from(document.querySelectorAll("[" + MARK + "]")).filter((part) => part.checkVisibility());
const closed = own.flatMap((part) => Array.from(part.querySelectorAll(".advanced-button"))).filter((button) => button.dataset.expanded !== "true" && button.checkVisibility());
closed.forEach((button) => {
  button.click();
});
const dryRuns = own.flatMap((part) => Array.from(part.querySelectorAll(".aiu-dry-run"))).filter((part) => part.dataset.ready);
const unasked = dryRuns.filter((part) => !part.dataset.askedByTest);
if (closed.length === 0) {
  unasked.forEach((part) => {
    part.dataset.askedByTest = "true";
    part.querySelector("button").click();
  });
}
const busy = dryRuns.filter((part) => part.querySelector("button").disabled);
const waits = { own: own.length, closed: closed.length, unasked: unasked.length, busy: busy.length };
return own.length > 0 && closed.length + unasked.length + busy.length === 0 ? true : JSON.stringify(waits);
