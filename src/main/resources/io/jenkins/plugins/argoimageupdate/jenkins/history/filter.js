/*
 * Forms of the class aiu-filter are sent when a choice is made, with what is filled in alone. With the keyboard, a choice is made by Enter
 * or by leaving the field, so that one can walk through a list.
 */
(function () {
  "use strict";

  const MOVES = ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End", "PageDown", "PageUp"];

  function open(form) {
    const given = new URLSearchParams();
    form.querySelectorAll("select[name], input[name]:not([type=hidden])").forEach((field) => {
      const value = field.value.trim();
      if (value) {
        given.set(field.name, value);
      }
    });
    const query = given.toString();
    window.location.assign(window.location.pathname + (query ? "?" + query : ""));
  }

  function prepare(form) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      open(form);
    });
    form.querySelectorAll("select").forEach((select) => {
      const before = select.value;
      let moving = false;

      function chosen() {
        if (select.value !== before) {
          open(form);
        }
      }

      select.addEventListener("keydown", (event) => {
        if (event.key === "Enter") {
          moving = false;
          chosen();
        } else {
          moving = MOVES.includes(event.key) || event.key.length === 1;
        }
      });
      select.addEventListener("pointerdown", () => {
        moving = false;
      });
      select.addEventListener("change", () => {
        if (!moving) {
          chosen();
        }
      });
      select.addEventListener("blur", chosen);
    });
  }

  Behaviour.specify(".aiu-filter", "argo-image-update-filter", 0, prepare);
})();
