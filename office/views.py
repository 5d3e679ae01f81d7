"""Jobs and their progress; messages, what became of them, and what a person records of that."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from office import actions, documents, mail, outbox, rules, work
from office.filters import MessageFilter
from office.forms import HappenedForm, ReasonForm
from office.models import DeliveryState, Document, Happened, Job, Message

PAGE_SIZE = 50
# The states that somebody has to look after, in the order in which they press.
PRESSING = {DeliveryState.FAILED, DeliveryState.BOUNCED}


@permission_required("office.view_job", raise_exception=True)
def job_list(request):
    """The long work that the reader asked for, or may oversee; the newest first."""
    jobs = Job.objects.visible_to(request.user).select_related("asked_by", "result")
    page = _page(jobs.order_by("-pk"), request.GET)
    context = {"page": page, "rows": [_shown(job) for job in page], "crumbs": _crumbs(_("Work"))}
    return render(request, "office/job_list.html", context)


@permission_required("office.view_job", raise_exception=True)
def job_detail(request, pk):
    """How far a job is: read anew every few seconds while it is open, also without JavaScript."""
    job = _job(request, pk)
    context = {
        **_shown(job),
        "crumbs": [*_crumbs(), (_("Work"), reverse("office:job_list")), (f"{job.pk}", "")],
    }
    return render(request, "office/job_detail.html", context)


@permission_required("office.view_job", raise_exception=True)
def job_progress(request, pk):
    """The same in numbers, for the script that keeps the page up to date."""
    shown = _shown(_job(request, pk))
    job = shown["job"]
    return JsonResponse(
        {
            "open": job.is_open,
            "done": job.done,
            "total": job.total if shown["counts"] else None,
            "words": shown["words"],
        }
    )


@require_POST
@permission_required("office.view_job", raise_exception=True)
def job_carry_on(request, pk):
    """Take up work that waits for nobody, in the place of this request."""
    job = _job(request, pk)
    if not work.work_off(job):
        messages.info(request, _("The work is in other hands, or has ended."))
    return redirect(job)


@permission_required("office.view_job", raise_exception=True)
def job_result(request, pk):
    """The file that a job made, as a download."""
    job = _job(request, pk)
    if job.result is None:
        raise Http404
    try:
        copy = documents.opened(job.result)
    except ValidationError as problem:
        return _gone(problem)
    return _as_download(FileResponse(copy, content_type=job.result.media_type), job.result.name)


@permission_required("office.view_message", raise_exception=True)
def message_list(request):
    """What goes out by mail: pending, sent, failed, acknowledged, and for how long."""
    visible = Message.objects.visible_to(request.user)
    found = MessageFilter(request.GET, queryset=visible)
    page = _page(found.qs.select_related("delivery").order_by("-written_at", "-pk"), request.GET)
    context = {
        "filter": found,
        "page": page,
        "numbers": _numbers(visible),
        "folder": not settings.MAIL_BY_SMTP,
    }
    return render(request, "office/message_list.html", context)


@permission_required("office.view_message", raise_exception=True)
def message_detail(request, pk):
    """A message as it was written, and everything that became of it."""
    message = _message(request, pk)
    delivery = message.delivery
    context = {
        "message": message,
        "delivery": delivery,
        "problem": outbox.problem_of(message),
        "attachments": message.attachments.select_related("document"),
        "events": _events(message, request.user),
        "acts": _acts(message) if request.user.has_perm("office.record_delivery") else [],
        "in_folder": not settings.MAIL_BY_SMTP and mail.folder_path(message).exists(),
        "overdue": _is_overdue(delivery),
        "crumbs": _message_crumbs(message),
    }
    return render(request, "office/message_detail.html", context)


@permission_required("office.view_message", raise_exception=True)
def message_source(request, pk):
    """The message byte for byte as it goes out, as a file: never shown in the browser."""
    message = _message(request, pk)
    try:
        source = mail.compose(message)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect(message)
    return file_answer(source, "message/rfc822", f"{slugify(message.about)}-{message.pk}.eml")


@permission_required("office.view_message", raise_exception=True)
def message_attachment(request, pk, position):
    message = _message(request, pk)
    attachment = get_object_or_404(
        message.attachments.select_related("document"), position=position
    )
    return download(attachment.document, attachment.name)


@permission_required("office.record_delivery", raise_exception=True)
def message_bounce(request, pk):
    """Record that a message came back."""
    said = _("It is recorded that the message came back.")
    return _record(request, pk, Happened.BOUNCED, actions.record_bounce, said)


@permission_required("office.record_delivery", raise_exception=True)
def message_acknowledge(request, pk):
    """Record that the recipient acknowledged a message."""
    said = _("The acknowledgement is recorded.")
    return _record(request, pk, Happened.ACKNOWLEDGED, actions.record_acknowledgement, said)


@permission_required("office.record_delivery", raise_exception=True)
def message_try_again(request, pk):
    """Send a message that failed, came back or waits, as soon as possible."""
    message = _message(request, pk)
    refusals = rules.against_trying_again(message.delivery)
    form = ReasonForm(request.POST or None)
    if not refusals and form.is_valid():
        try:
            actions.try_again(message, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The message is sent again as soon as possible."))
            return redirect(message)
    context = {"message": message, "form": form, "refusals": refusals}
    context["crumbs"] = _message_crumbs(message, _("Send again"))
    return render(request, "office/message_try_again.html", context)


def _record(request, pk, what, action, said):
    """A page that asks what became of a message, and records it."""
    message = _message(request, pk)
    refusals = rules.against_recording(message.delivery, what=what)
    form = HappenedForm(request.POST or None)
    if not refusals and form.is_valid():
        try:
            action(message, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, said)
            return redirect(message)
    context = {"message": message, "form": form, "refusals": refusals, "what": what}
    context["crumbs"] = _message_crumbs(message, what.label)
    return render(request, "office/message_happened.html", context)


def _job(request, pk):
    visible = Job.objects.visible_to(request.user).select_related("asked_by", "result")
    return get_object_or_404(visible, pk=pk)


def _message(request, pk):
    visible = Message.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("delivery", "answers", "entry"), pk=pk)


def _shown(job):
    """A job as a page shows it: its kind and state in words, and whether somebody is at it."""
    kind = work.KINDS.get(job.kind)
    now = timezone.now()
    interrupted = job.is_open and job.lease_until is not None and job.lease_until <= now
    working = job.is_open and job.is_leased
    if working:
        state = _("Under way")
    elif interrupted:
        state = _("Interrupted; to be taken up again")
    else:
        state = job.get_state_display()
    # Of a single step nothing is done until all of it is: a count would stand at nought.
    counts = job.total is not None and job.total > 1
    words = state
    if counts:
        words = _("%(state)s: %(done)s of %(total)s") % {
            "state": state,
            "done": job.done,
            "total": job.total,
        }
    elif job.total == 1:
        whole = _("%(state)s: all of it at once, or nothing") % {"state": state}
        words = whole if job.is_open else state
    elif job.done:
        words = ngettext(
            "%(state)s: %(done)s step done", "%(state)s: %(done)s steps done", job.done
        ) % {"state": state, "done": job.done}
    return {
        "job": job,
        "kind": kind.words if kind else job.kind,
        "state": state,
        "words": words,
        "counts": counts,
        "may_carry_on": job.is_open and not working and job.due_at <= now,
    }


def _numbers(visible):
    """How many messages are in each state, each a link to them."""
    counted = dict(
        visible.order_by().values_list("delivery__state").annotate(Count("pk")).order_by()
    )
    return [
        {
            "label": state.label,
            "value": counted.get(state, 0),
            "url": f"?state={state}" if counted.get(state) else "",
            "danger": state in PRESSING and counted.get(state, 0) > 0,
        }
        for state in DeliveryState
    ]


def _is_overdue(delivery):
    """Whether a message waits longer than a worker would let it."""
    late = timezone.now() - timedelta(minutes=5)
    return delivery.state == DeliveryState.PENDING and delivery.due_at < late


def _events(message, user):
    readable = user.has_perm("audit.view_entry")
    return [
        {
            "when": event.happened_at,
            "title": event.get_what_display(),
            "by": event.entry.person,
            "text": event.detail,
            "url": reverse("audit:entry_detail", args=[event.entry.sequence]) if readable else "",
        }
        for event in message.events.select_related("entry").order_by("-pk")
    ]


def _acts(message):
    """What may be recorded of a message, each with every reason against it."""
    delivery = message.delivery
    known = {
        "acknowledge": (
            _("Record an acknowledgement"),
            rules.against_recording(delivery, what=Happened.ACKNOWLEDGED),
        ),
        "bounce": (
            _("Record that it came back"),
            rules.against_recording(delivery, what=Happened.BOUNCED),
        ),
        "try_again": (_("Send again"), rules.against_trying_again(delivery)),
    }
    for name, (label, refusals) in known.items():
        url = reverse(f"office:message_{name}", args=[message.pk])
        yield {"url": url, "label": label, "refusals": refusals}


def download(document: Document, name):
    try:
        content = documents.read(document)
    except ValidationError as problem:
        return _gone(problem)
    return file_answer(content, document.media_type, name)


def _gone(problem):
    words = " ".join(problem.messages)
    return HttpResponse(words, status=410, content_type="text/plain; charset=utf-8")


def file_answer(content, media_type, name):
    """A file as a download that no browser opens by itself."""
    return _as_download(HttpResponse(content, content_type=media_type), name)


def _as_download(answer, name):
    plain = "".join(c if c.isascii() and (c.isalnum() or c in ".-_") else "_" for c in name)
    answer["Content-Disposition"] = f'attachment; filename="{plain}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


class _Page:
    """A page of a list in the words of ``components/pager.html``."""

    def __init__(self, page, query):
        self.rows, self.count = list(page), page.paginator.count

        def address(number):
            there = query.copy()
            there["page"] = number
            return f"?{there.urlencode()}"

        self.first_url = address(1) if page.has_previous() else ""
        self.previous_url = address(page.previous_page_number()) if page.has_previous() else ""
        self.next_url = address(page.next_page_number()) if page.has_next() else ""
        self.last_url = address(page.paginator.num_pages) if page.has_next() else ""

    def __iter__(self):
        return iter(self.rows)

    @property
    def count_label(self):
        return ngettext("%(number)s result", "%(number)s results", self.count) % {
            "number": self.count
        }


def _page(rows, query):
    return _Page(Paginator(rows, PAGE_SIZE).get_page(query.get("page")), query)


def _crumbs(here=""):
    return [(_("Home"), reverse("home")), *([(here, "")] if here else [])]


def _message_crumbs(message, act=""):
    way = [*_crumbs(), (_("Messages"), reverse("office:message_list"))]
    here = f"{message.about} · {message.pk}"
    return [*way, (here, message.get_absolute_url()), (act, "")] if act else [*way, (here, "")]
