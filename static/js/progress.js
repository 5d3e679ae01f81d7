// Keeps the page of a job up to date; without it, the page is read anew every few seconds.
"use strict";

(function () {
  const place = document.querySelector("[data-progress]");
  if (!place) {
    return;
  }
  const words = place.querySelector("[data-progress-words]");
  const bar = place.querySelector("[data-progress-bar]");

  async function look() {
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const job = await answer.json();
      if (!job.open || (job.total && !bar)) {
        window.location.reload();
        return;
      }
      if (words.textContent !== job.words) {
        words.textContent = job.words;
      }
      if (bar && job.total) {
        bar.max = job.total;
        bar.value = job.done;
      }
    } catch {
      // The connection is away: look again later.
    }
    window.setTimeout(look, 2000);
  }

  window.setTimeout(look, 1000);
})();
