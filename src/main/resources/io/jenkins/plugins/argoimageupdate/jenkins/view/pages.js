/* Keeps pages of an update fresh while it runs, and stops when it has ended. */
(function () {
  "use strict";

  const INTERVAL = 2000;
  const LONGEST_INTERVAL = 30000;
  const MOST_FAILURES = 10;

  function follow(root) {
    if (root.dataset.followed) {
      return;
    }
    root.dataset.followed = "true";
    const status = root.querySelector(".aiu-live-status");
    const content = root.querySelector(".aiu-live-content");
    let version = null;
    let sentence = "";
    let failures = 0;

    function again() {
      const pause = Math.min(LONGEST_INTERVAL, INTERVAL * Math.pow(2, failures));
      setTimeout(look, document.hidden ? LONGEST_INTERVAL / 3 : pause);
    }

    function look() {
      if (!document.contains(root)) {
        return;
      }
      fetch(root.dataset.progress, { cache: "no-store" })
        .then((response) => {
          if (!response.ok) {
            throw new Error(String(response.status));
          }
          return response.json();
        })
        .then((answer) => show(answer.data))
        .catch(() => {
          failures += 1;
          if (failures < MOST_FAILURES) {
            again();
          } else {
            status.textContent = root.dataset.lost;
            status.classList.remove("jenkins-visually-hidden");
          }
        });
    }

    function show(progress) {
      failures = 0;
      const said = progress.updates.map((update) => update.label + ": " + update.sentence).join(" ");
      if (said !== sentence) {
        sentence = said;
        status.textContent = said;
      }
      progress.updates.forEach((update) => {
        const line = content.querySelector('[data-update="' + update.number + '"]');
        if (line) {
          line.querySelector(".aiu-label").textContent = update.label;
          line.querySelector(".aiu-sentence").textContent = update.sentence;
          line.querySelector(".aiu-duration").textContent = update.duration;
        }
      });
      const first = version === null;
      const changed = version !== progress.version;
      version = progress.version;
      if (!progress.running || (changed && !first)) {
        refresh(progress.running);
      } else {
        again();
      }
    }

    function isUsed() {
      const focused = document.activeElement;
      return content.contains(focused) && focused.matches("input, select, textarea");
    }

    function refresh(running) {
      if (running && isUsed()) {
        version = null;
        again();
        return;
      }
      fetch(root.dataset.content + window.location.search, { cache: "no-store" })
        .then((response) => (response.ok ? response.text() : null))
        .then((html) => {
          if (html !== null) {
            replace(html);
          }
        })
        .catch(() => {
          failures += 1;
        })
        .finally(() => {
          if (running) {
            again();
          }
        });
    }

    function replace(html) {
      const open = Array.from(content.querySelectorAll("details[open][id]")).map((details) => details.id);
      content.innerHTML = html;
      open.forEach((id) => {
        const details = document.getElementById(id);
        if (details) {
          details.open = true;
        }
      });
      Behaviour.applySubtree(content);
    }

    again();
  }

  Behaviour.specify(".aiu-live", "argo-image-update", 0, follow);
})();
