/* Comfort only: every page works without this file. */
(function () {
  'use strict';

  document.documentElement.classList.add('js-enabled');
  document.body.classList.add('js-enabled', 'govuk-frontend-supported');
  window.GOVUKFrontend.initAll();

  /* Narrow screens start with the filters folded, so that the list comes first. */
  if (window.matchMedia('(max-width: 48em)').matches) {
    document.querySelectorAll('details[data-fold-when-narrow]').forEach(function (panel) {
      panel.open = false;
    });
  }

  /*
   * A selection: <form data-selection> with checkboxes named by data-selection (default "chosen"),
   * an optional [data-select-all] checkbox and an optional [data-selected-count] live region
   * whose data-one and data-many texts hold %(count)s.
   */
  document.querySelectorAll('[data-selection]').forEach(function (scope) {
    var name = scope.dataset.selection || 'chosen';
    var boxes = Array.prototype.slice.call(
      scope.querySelectorAll('input[type="checkbox"][name="' + name + '"]')
    );
    var all = scope.querySelector('[data-select-all]');
    var count = scope.querySelector('[data-selected-count]');

    function show() {
      var chosen = boxes.filter(function (box) { return box.checked; }).length;
      if (all) {
        all.checked = boxes.length > 0 && chosen === boxes.length;
        all.indeterminate = chosen > 0 && chosen < boxes.length;
      }
      if (count) {
        var text = chosen === 1 ? count.dataset.one : count.dataset.many;
        count.textContent = text.replace('%(count)s', chosen.toLocaleString(document.documentElement.lang));
      }
    }

    if (all) {
      all.closest('[hidden]')?.removeAttribute('hidden');
      all.addEventListener('change', function () {
        boxes.forEach(function (box) { box.checked = all.checked; });
        show();
      });
    }
    boxes.forEach(function (box) { box.addEventListener('change', show); });
    show();
  });

  /* After the language switch the page returns to where the reader was. */
  document.querySelectorAll('form[data-keep-scroll]').forEach(function (form) {
    form.addEventListener('submit', function () {
      sessionStorage.setItem('scroll', location.pathname + location.search + ' ' + window.scrollY);
    });
  });
  var kept = (sessionStorage.getItem('scroll') || '').split(' ');
  if (kept[0] === location.pathname + location.search) {
    window.scrollTo(0, Number(kept[1]));
  }
  sessionStorage.removeItem('scroll');

  document.querySelectorAll('[data-print]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });
})();
