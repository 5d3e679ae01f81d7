"""What the border agency acknowledged: by order, permit by permit, and everything still open."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decisions.actions import border as actions
from decisions.forms.notices import AcknowledgementForm, AnswerFileForm, AnswerForm
from decisions.models import Notice, NoticeKind, NoticeStatus
from decisions.models.border import Answer, changes_told, unacknowledged
from decisions.rules.notices import NoticeRefusal
from decisions.views.notices import crumbs as notice_crumbs
from decisions.views.noticing import crumbs
from permits.models import Order
from permits.paging import page_of


@permission_required("decisions.view_notice", raise_exception=True)
def border_list(request):
    """Every change that the agency has not acknowledged, the oldest first."""
    waiting = unacknowledged(changes_told())
    page = page_of(waiting, keys=("pk",), query=request.GET)
    context = {"page": page, "crumbs": notice_crumbs(act=_("Not acknowledged by the agency"))}
    return render(request, "decisions/border_list.html", context)


@permission_required("decisions.view_notice", raise_exception=True)
def order_border(request, number):
    """What the agency said of each permit that an order changed."""
    order = _order(request, number)
    changes = changes_told().filter(order=order)
    asked = request.GET.get("answer")
    shown = unacknowledged(changes) if asked == "open" else changes
    lists = Notice.objects.filter(
        order=order, kind=NoticeKind.BORDER, status=NoticeStatus.ISSUED
    ).select_related("message__delivery")
    context = {
        "order": order,
        "page": page_of(shown, keys=("pk",), query=request.GET),
        "numbers": _numbers(changes),
        "lists": lists,
        "crumbs": crumbs(order, _("Border agency")),
    }
    return render(request, "decisions/order_border.html", context)


@permission_required("decisions.record_borderanswer", raise_exception=True)
def border_answer(request, pk):
    """Record what the agency said of one permit under one order."""
    scheduled = get_object_or_404(changes_told(), pk=pk)
    order = scheduled.order
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        facts = {**form.cleaned_data, "answer": Answer(form.cleaned_data["answer"])}
        try:
            actions.record_answer(scheduled, by=request.user, **facts)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("The answer on permit %(permit)s is recorded.") % {"permit": scheduled.permit},
            )
            return redirect("decisions:order_border", order.number)
    context = {
        "order": order,
        "scheduled": scheduled,
        "answers": scheduled.border_answers.select_related("entry"),
        "form": form,
        "crumbs": crumbs(order, _("Answer of the border agency")),
    }
    return render(request, "decisions/border_answer.html", context)


@permission_required("decisions.record_borderanswer", raise_exception=True)
def border_acknowledge(request, number):
    """Record that the agency acknowledged all of a list that it was sent."""
    notice = get_object_or_404(
        Notice.objects.visible_to(request.user).select_related("order"),
        number=number,
        kind=NoticeKind.BORDER,
    )
    listed = changes_told().filter(order=notice.order, permit__in=notice.noticed.values("permit"))
    waiting = listed.filter(answer=None).count()
    issued = notice.status == NoticeStatus.ISSUED
    refusals = (
        []
        if waiting and issued
        else [NoticeRefusal.ALREADY_SO if issued else NoticeRefusal.NOT_ISSUED]
    )
    form = AcknowledgementForm(request.POST or None)
    if not refusals and form.is_valid():
        try:
            told = actions.acknowledge_list(notice, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _recorded(told))
            return redirect("decisions:order_border", notice.order.number)
    context = {"notice": notice, "order": notice.order, "waiting": waiting, "form": form}
    context |= {"refusals": refusals, "crumbs": notice_crumbs(notice, _("Acknowledged as a whole"))}
    return render(request, "decisions/border_acknowledge.html", context)


@permission_required("decisions.record_borderanswer", raise_exception=True)
def border_file(request, number):
    """Record the answers in a file of the agency: all of them, or none."""
    order = _order(request, number)
    form = AnswerFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        content = form.cleaned_data.pop("file").read(actions.LARGEST_FILE + 1)
        try:
            told = actions.read_answers(order, content, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _recorded(told))
            return redirect("decisions:order_border", order.number)
    context = {"order": order, "form": form, "crumbs": crumbs(order, _("File of the agency"))}
    return render(request, "decisions/border_file.html", context)


def _order(request, number):
    order = get_object_or_404(Order.objects.visible_to(request.user), number=number)
    if not changes_told().filter(order=order).exists():
        raise Http404
    return order


def _numbers(changes):
    """Permits changed = acknowledged + not applied + without an answer."""
    total = changes.count()
    acknowledged = changes.filter(answer=Answer.ACKNOWLEDGED).count()
    rejected = changes.filter(answer=Answer.REJECTED).count()
    return [
        {"label": _("Permits changed"), "value": total, "url": "?"},
        {"label": Answer.ACKNOWLEDGED.label, "value": acknowledged, "url": ""},
        {"label": Answer.REJECTED.label, "value": rejected, "url": "", "danger": rejected > 0},
        {
            "label": _("Without an answer"),
            "value": total - acknowledged - rejected,
            "url": "?answer=open" if total > acknowledged else "",
        },
    ]


def _recorded(told):
    return ngettext(
        "An answer is recorded of %(number)s permit.",
        "Answers are recorded of %(number)s permits.",
        told,
    ) % {"number": told}
