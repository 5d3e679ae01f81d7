/*
 * Comfort only: a form with files shows how far its upload has come. Without this file the browser
 * sends the form itself. When the answer is the form again, with errors, its fields take the place
 * of those shown, and the files that were chosen stay chosen.
 */
(function () {
  'use strict';

  document.querySelectorAll('[data-upload-progress]').forEach(begin);

  function begin(panel) {
    var form = panel.closest('form');
    var files = form && form.querySelector('input[type="file"]');
    if (files) {
      form.addEventListener('submit', function (event) { send(event, form, panel, files); });
    }
  }

  function send(event, form, panel, files) {
    var status = panel.querySelector('[data-upload-status]');
    var bar = panel.querySelector('progress');
    if (!files.files.length) { return; }
    event.preventDefault();
    panel.hidden = false;

    var most = Number(files.dataset.uploadMost);
    var large = Array.prototype.find.call(files.files, function (file) { return file.size > most; });
    if (large) {
      status.textContent = status.dataset.large.replace('%(file)s', large.name);
      files.focus();
      return;
    }

    var button = form.querySelector('button.govuk-button:not([type="button"])');
    var request = new XMLHttpRequest();
    button.disabled = true;
    request.open('POST', form.action || location.href);
    request.setRequestHeader('X-Upload', '1');
    request.upload.addEventListener('progress', function (sent) {
      if (!sent.lengthComputable) { return; }
      var percent = Math.floor(100 * sent.loaded / sent.total);
      bar.value = percent;
      /* Told every ten per cent, so that a screen reader can keep up. */
      if (percent % 10 === 0) {
        status.textContent = status.dataset.sending.replace('%(percent)s', percent);
      }
    });
    request.upload.addEventListener('load', function () {
      bar.value = 100;
      status.textContent = status.dataset.judging;
    });
    request.addEventListener('load', function () {
      button.disabled = false;
      answered(request, form, files);
    });
    ['error', 'abort', 'timeout'].forEach(function (broken) {
      request.addEventListener(broken, function () {
        button.disabled = false;
        bar.value = 0;
        status.textContent = status.dataset.broken;
        button.focus();
      });
    });
    request.send(new FormData(form));
  }

  function answered(request, form, files) {
    if ((request.getResponseHeader('Content-Type') || '').indexOf('application/json') === 0) {
      location.assign(JSON.parse(request.responseText).location);
      return;
    }
    var page = new DOMParser().parseFromString(request.responseText, 'text/html');
    var main = page.getElementById('main');
    if (!main) {
      location.reload();
      return;
    }
    var fresh = main.querySelector('input[type="file"][name="' + files.name + '"]');
    if (fresh) {
      if (fresh.hasAttribute('aria-invalid')) {
        files.setAttribute('aria-invalid', 'true');
        files.setAttribute('aria-describedby', fresh.getAttribute('aria-describedby'));
      }
      fresh.replaceWith(document.adoptNode(files));
    }
    document.title = page.title;
    document.getElementById('main').replaceWith(document.adoptNode(main));
    main.querySelectorAll('[data-upload-progress]').forEach(begin);
    var summary = main.querySelector('.govuk-error-summary');
    if (summary) {
      summary.setAttribute('tabindex', '-1');
      summary.focus();
      summary.scrollIntoView();
    }
  }
})();
