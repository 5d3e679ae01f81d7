"""Notices as they were issued: where each stands, and what is done when one goes wrong."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from decisions.actions import notices as actions
from decisions.filters import NoticeFilter
from decisions.forms.notices import CorrectionForm, FollowForm
from decisions.models import Notice, NoticeStatus
from decisions.models.notices import UNSETTLED, Channel, Standing
from decisions.rules import notices as rules
from office.views import download
from permits.forms.orders import ReasonForm
from permits.paging import page_of


@permission_required("decisions.view_notice", raise_exception=True)
def notice_list(request):
    """Which notices arrived, which did not, and for how long that has been so."""
    visible = Notice.objects.visible_to(request.user)
    found = NoticeFilter(request.GET, queryset=visible)
    shown = found.qs.select_related("holder", "order", "decision", "message__delivery")
    page = page_of(shown.prefetch_related("events"), keys=("-pk",), query=request.GET)
    context = {"filter": found, "page": page, "numbers": _numbers(visible)}
    return render(request, "decisions/notice_list.html", context)


@permission_required("decisions.view_notice", raise_exception=True)
def notice_detail(request, number):
    """What a notice says, to whom it went, of which permits, and where it stands."""
    notice = _notice(request, number)
    context = {
        "notice": notice,
        "permits": notice.noticed.select_related("permit__destination", "permit__holder"),
        "missing": rules.against_releasing(notice) if notice.status == NoticeStatus.HELD else [],
        "acts": list(_acts(notice, request.user)),
        "events": _events(notice),
        "corrected_by": Notice.objects.filter(corrects=notice).first(),
        "crumbs": crumbs(notice),
    }
    return render(request, "decisions/notice_detail.html", context)


@permission_required("decisions.view_notice", raise_exception=True)
def notice_document(request, number):
    """The document as it was issued, checked against its digest."""
    return _kept(_notice(request, number).document)


@permission_required("decisions.view_notice", raise_exception=True)
def notice_attached(request, number):
    """The list for the border agency as a file."""
    return _kept(_notice(request, number).attached)


@permission_required("decisions.issue_notice", raise_exception=True)
def notice_release(request, number):
    """Issue a notice that was held."""
    notice = _notice(request, number)
    form = ReasonForm(request.POST or None)
    refusals = rules.against_releasing(notice)
    if not refusals and form.is_valid():
        try:
            actions.release(notice, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Notice %(number)s is issued.") % {"number": notice})
            return redirect(notice)
    context = {"notice": notice, "form": form, "refusals": refusals}
    context["crumbs"] = crumbs(notice, _("Issue"))
    return render(request, "decisions/notice_release.html", context)


@permission_required("decisions.issue_notice", raise_exception=True)
def notice_correct(request, number):
    """Retract a notice, and tell its reader what was wrong; both stay on record."""
    notice = _notice(request, number)
    form = CorrectionForm(request.POST or None)
    refusals = rules.against_correcting(notice)
    if not refusals and form.is_valid():
        try:
            after = actions.correct(notice, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            said = _("Notice %(number)s is retracted.") % {"number": notice}
            if after.pk != notice.pk:
                said = _("Notice %(number)s is retracted; notice %(after)s follows it.") % {
                    "number": notice,
                    "after": after,
                }
            messages.success(request, said)
            return redirect(after)
    context = {"notice": notice, "form": form, "refusals": refusals}
    context["crumbs"] = crumbs(notice, _("Retract and correct"))
    return render(request, "decisions/notice_correct.html", context)


@permission_required("decisions.issue_notice", raise_exception=True)
def notice_follow(request, number):
    """Record that a letter was posted, came back or was acknowledged."""
    notice = _notice(request, number)
    form = FollowForm(request.POST or None)
    refusals = rules.against_following(notice)
    if not refusals and form.is_valid():
        facts = {**form.cleaned_data, "what": Standing(form.cleaned_data["what"])}
        try:
            actions.follow(notice, by=request.user, **facts)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("What became of the letter is recorded."))
            return redirect(notice)
    context = {"notice": notice, "form": form, "refusals": refusals}
    context["crumbs"] = crumbs(notice, _("Record what became of it"))
    return render(request, "decisions/notice_follow.html", context)


def _notice(request, number):
    visible = Notice.objects.visible_to(request.user).select_related(
        "order",
        "decision",
        "holder",
        "document",
        "attached",
        "message__delivery",
        "template",
        "corrects",
        "prepared_by",
    )
    return get_object_or_404(visible, number=number)


def _kept(document):
    if document is None:
        raise Http404
    return download(document, document.name)


def _numbers(visible):
    """How many notices stand where, each a link to them."""
    published = visible.filter(status=NoticeStatus.ISSUED, channel=Channel.PUBLISHED)
    numbers = [
        {
            "label": standing.label,
            "value": (count := visible.at(standing).aggregate(n=Count("pk"))["n"]),
            "url": f"?standing={standing}" if count else "",
            "danger": bool(count) and standing in UNSETTLED and standing != Standing.PENDING,
        }
        for standing in Standing
    ]
    return [*numbers, {"label": Channel.PUBLISHED.label, "value": published.count(), "url": ""}]


def _acts(notice, user):
    """What may be done with a notice, each with every reason against it."""
    if not user.has_perm("decisions.issue_notice"):
        return
    offered = {
        "release": (_("Issue"), rules.against_releasing, notice.status == NoticeStatus.HELD),
        "follow": (
            _("Record what became of it"),
            rules.against_following,
            notice.channel == Channel.POST,
        ),
        "correct": (
            _("Retract and correct"),
            rules.against_correcting,
            notice.status != NoticeStatus.HELD,
        ),
    }
    for name, (label, against, shown) in offered.items():
        if shown:
            url = reverse(f"decisions:notice_{name}", args=[notice.number])
            danger = name == "correct"
            yield {"url": url, "label": label, "refusals": against(notice), "danger": danger}


def _events(notice):
    return [
        {
            "when": event.happened_at,
            "title": event.get_what_display(),
            "by": event.entry.person,
            "text": event.detail,
        }
        for event in notice.events.select_related("entry").order_by("-pk")
    ]


def crumbs(notice=None, act=""):
    way = [(_("Home"), reverse("home")), (_("Notices"), reverse("decisions:notice_list"))]
    if notice is None:
        return [*way, (act, "")]
    here = (str(notice), notice.get_absolute_url() if act else "")
    return [*way, here, *([(act, "")] if act else [])]
