/*
 * Keeps pages fresh: those of an update while it runs, until it has ended; those with data-idle (seconds) as long as they are open,
 * less often while nothing runs; data-version is that of what the page shows. Forms of the class aiu-post are sent without leaving the page.
 * What is typed into .aiu-search becomes the parameter q of the address, by which the server chooses what it shows.
 */
(function () {
  "use strict";

  const INTERVAL = 2000;
  const LONGEST_INTERVAL = 30000;
  const MOST_FAILURES = 10;
  const TYPING_PAUSE = 300;
  const LOGGED_OUT = [401, 403];

  function follow(root) {
    if (root.dataset.followed) {
      return;
    }
    root.dataset.followed = "true";
    const status = root.querySelector(".aiu-live-status");
    const content = root.querySelector(".aiu-live-content");
    const idle = Number(root.dataset.idle || 0) * 1000;
    let running = !idle;
    let timer = null;
    let version = root.dataset.version ? Number(root.dataset.version) : null;
    let sentence = "";
    let failures = 0;
    let asked = 0;

    function again() {
      const shortest = running ? INTERVAL : idle;
      const pause = Math.max(shortest, Math.min(LONGEST_INTERVAL, INTERVAL * Math.pow(2, failures)));
      clearTimeout(timer);
      timer = setTimeout(look, document.hidden ? Math.max(pause, LONGEST_INTERVAL / 3) : pause);
    }

    function say(words) {
      status.textContent = words;
      status.classList.remove("jenkins-visually-hidden");
      status.scrollIntoView({ block: "nearest" });
    }

    /** Ends the page's following once it is known that who looks at it is logged out. Returns whether that is so. */
    function hasEnded(response) {
      if (!LOGGED_OUT.includes(response.status)) {
        return false;
      }
      clearTimeout(timer);
      say(root.dataset.ended);
      return true;
    }

    function look() {
      if (!document.contains(root)) {
        return;
      }
      fetch(root.dataset.progress, { cache: "no-store" })
        .then((response) => {
          if (hasEnded(response)) {
            return null;
          }
          if (!response.ok) {
            throw new Error(String(response.status));
          }
          return response.json();
        })
        .then((answer) => answer && show(answer.data))
        .catch(() => {
          failures += 1;
          if (failures < MOST_FAILURES) {
            again();
          } else {
            say(root.dataset.lost);
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
      const changed = version !== null && version !== progress.version;
      const ended = running && !progress.running;
      running = progress.running;
      if (ended || changed) {
        refresh(progress.running || idle > 0, progress.version);
      } else {
        version = progress.version;
        again();
      }
    }

    /** Whether somebody is filling in something, or has and not sent it yet. */
    function isUsed() {
      const focused = document.activeElement;
      return (
        (content.contains(focused) && focused.matches("input, select, textarea")) ||
        Array.from(content.querySelectorAll("input:not([type=hidden]), textarea")).some((field) => field.value !== field.defaultValue)
      );
    }

    /** What is shown afterwards is of the version that is given; a page that is being used stays of its version until it is not. */
    function refresh(onwards, shown) {
      if (onwards && isUsed()) {
        again();
        return;
      }
      asked += 1;
      const mine = asked;
      fetch(root.dataset.content + window.location.search, { cache: "no-store" })
        .then((response) => (response.ok ? response.text() : null))
        .then((html) => {
          if (html !== null && mine === asked) {
            replace(html);
            version = shown;
          }
        })
        .catch(() => {
          failures += 1;
        })
        .finally(() => {
          if (onwards) {
            again();
          }
        });
    }

    function replace(html) {
      const open = Array.from(content.querySelectorAll("details[open][id]")).map((details) => details.id);
      const focused = focusable().indexOf(document.activeElement);
      content.innerHTML = html;
      open.forEach((id) => {
        const details = document.getElementById(id);
        if (details) {
          details.open = true;
        }
      });
      Behaviour.applySubtree(content);
      if (focused >= 0 && focusable()[focused]) {
        focusable()[focused].focus({ preventScroll: true });
      }
    }

    function focusable() {
      return Array.from(content.querySelectorAll("a[href], button, summary, [tabindex]"));
    }

    root.addEventListener("submit", (event) => {
      const form = event.target;
      if (!form.classList.contains("aiu-post")) {
        return;
      }
      event.preventDefault();
      const buttons = form.querySelectorAll("button");
      buttons.forEach((button) => {
        button.disabled = true;
      });
      fetch(form.action, { method: "post", headers: crumb.wrap({}), body: new URLSearchParams(new FormData(form)) })
        .then((response) => {
          if (hasEnded(response)) {
            buttons.forEach((button) => {
              button.disabled = false;
            });
            return;
          }
          if (!response.ok) {
            throw new Error(String(response.status));
          }
          if (content.contains(document.activeElement)) {
            document.activeElement.blur();
          }
          form.reset();
          running = true;
          refresh(true, version);
        })
        .catch(() => {
          buttons.forEach((button) => {
            button.disabled = false;
          });
          form.classList.remove("aiu-post");
          form.requestSubmit();
        });
    });

    const search = root.querySelector(".aiu-search input");
    let typing = null;
    if (search) {
      search.addEventListener("input", () => {
        clearTimeout(typing);
        typing = setTimeout(() => {
          const address = new URL(window.location.href);
          address.search = search.value.trim() ? new URLSearchParams({ q: search.value.trim() }) : "";
          address.hash = "";
          window.history.replaceState(null, "", address);
          refresh(true, version);
        }, TYPING_PAUSE);
      });
    }

    again();
  }

  Behaviour.specify(".aiu-live", "argo-image-update", 0, follow);
})();
