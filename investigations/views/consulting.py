"""Consultations in cases: asked by the team, answered by a department that sees nothing else."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from investigations.actions import consulting
from investigations.filters.consulting import CaseConsultationFilter, ConsultedPermitFilter
from investigations.forms.consulting import (
    AnswerForm,
    ConsultationForm,
    PositionForm,
    PositionsForm,
    SilenceForm,
)
from investigations.models import CaseConsultation
from investigations.models.consultations import CaseConsultationStatus, Position
from investigations.rules import consulting as rules
from investigations.rules.team import against_acting
from investigations.views.investigations import found
from investigations.views.outcomes import outcome
from investigations.views.pages import act_page
from permits.forms.orders import ReasonForm
from permits.paging import page_of

ANSWERS = "investigations.answer_caseconsultation"


@permission_required("investigations.view_caseconsultation", raise_exception=True)
def consultation_list(request):
    """The consultations a person may see: a department's officer, those put to their office."""
    visible = CaseConsultation.objects.visible_to(request.user)
    asked = CaseConsultationFilter(request.GET, queryset=visible)
    rows = asked.qs.select_related("investigation")
    page = page_of(rows, keys=("-due_on", "-pk"), query=request.GET)
    context = {"filter": asked, "page": page}
    return render(request, "investigations/consultation_list.html", context)


def _consultation(request, number):
    visible = CaseConsultation.objects.visible_to(request.user)
    related = visible.select_related("investigation", "asked_by", "closed_by")
    return get_object_or_404(related, number=number)


@permission_required("investigations.view_caseconsultation", raise_exception=True)
def consultation_detail(request, number):
    """What is asked about which permits, what is answered so far, and what may be done."""
    consultation = _consultation(request, number)
    asked = _asked(request, consultation)
    return _page(
        request, consultation, asked, PositionsForm(consultation=consultation, matching=asked)
    )


@permission_required(ANSWERS, raise_exception=True)
def consultation_positions(request, number):
    """Record a position on the permits chosen in the list, which is shown again when refused."""
    consultation = _consultation(request, number)
    asked = _asked(request, consultation)
    form = PositionsForm(request.POST or None, consultation=consultation, matching=asked)
    count = outcome(
        request,
        form,
        lambda given: consulting.give_positions(
            form.rows(),
            consultation=consultation,
            **form.said(),
            reason=given["reasons"],
            by=request.user,
        ),
    )
    if count:
        words = ngettext(
            "A position is recorded on %(count)d permit.",
            "A position is recorded on %(count)d permits.",
            count,
        )
        messages.success(request, words % {"count": count})
        query = request.GET.urlencode()
        return redirect(f"{consultation.get_absolute_url()}{f'?{query}' if query else ''}")
    return _page(request, consultation, asked, form)


PERMIT = "scope__permit"


def _asked(request, consultation):
    rows = consultation.permits.select_related(
        f"{PERMIT}__holder", f"{PERMIT}__destination", f"{PERMIT}__end_user", "answered_by"
    )
    rows = rows.prefetch_related(f"{PERMIT}__lines", f"{PERMIT}__joint_destinations__country")
    return ConsultedPermitFilter(request.GET, queryset=rows)


def _page(request, consultation, asked, form):
    page = page_of(asked.qs, keys=["pk"], query=request.GET)
    form.fields["whole"].help_text = page.count_label
    counts = consultation.permits.by_position()
    total = sum(counts.values())
    words = {"": _("No position yet"), **dict(Position.choices)}
    address = consultation.get_absolute_url()
    return render(
        request,
        "investigations/consultation_detail.html",
        {
            "consultation": consultation,
            "filter": asked,
            "page": page,
            "form": form,
            "chosen": {str(key) for key in form.data.getlist("chosen")} if form.is_bound else (),
            "shares": [
                (words[position], count, f"{address}?position={position or 'none'}")
                for position, count in counts.items()
            ],
            "total": total,
            "given": total - counts[""],
            "percent": 100 * (total - counts[""]) // total if total else 0,
            "against_replying": rules.against_replying(consultation, by=request.user),
            "acts": list(_acts(consultation, request.user)),
            "reminders": consultation.reminders.select_related("entry"),
            "crumbs": _crumbs(consultation),
        },
    )


def _acts(consultation, user):
    """What may be done with an open consultation, each with every reason against it."""
    if consultation.status != CaseConsultationStatus.OPEN:
        return
    offered = []
    if user.has_perm(ANSWERS):
        against = rules.against_replying(consultation, by=user)
        offered.append(("consultation_answer", _("Answer for the department"), against))
    if user.has_perm("investigations.change_investigation"):
        today = timezone.localdate()
        offered += [
            (
                "consultation_remind",
                _("Send a reminder"),
                rules.against_reminding(consultation, by=user),
            ),
            (
                "consultation_silence",
                _("Record that there is no answer"),
                rules.against_recording_silence(consultation, day=today, by=user),
            ),
            (
                "consultation_withdraw",
                _("Withdraw the consultation"),
                rules.against_recalling(consultation, by=user),
            ),
        ]
    for name, label, refusals in offered:
        url = reverse(f"investigations:{name}", args=[consultation.number])
        yield {"url": url, "label": label, "refusals": refusals}


@permission_required("investigations.view_caseconsultation", raise_exception=True)
def consultation_permit(request, number, key):
    """One permit asked about, with its terms, and for the department the position on it."""
    consultation = _consultation(request, number)
    rows = consultation.permits.select_related(
        f"{PERMIT}__holder", f"{PERMIT}__destination", f"{PERMIT}__end_user", "answered_by"
    )
    row = get_object_or_404(rows, pk=key)
    may = request.user.has_perm(ANSWERS)
    said = {name: getattr(row, name) for name in ("position", "reasons", "conditions")}
    form = PositionForm((request.POST or None) if may else None, initial=said)

    def give(given):
        return consulting.give_positions(
            consultation.permits.filter(pk=row.pk),
            consultation=consultation,
            **given,
            reason=given["reasons"],
            by=request.user,
        )

    if may and outcome(request, form, give):
        messages.success(request, _("The position on %(permit)s is recorded.") % {"permit": row})
        return redirect(consultation)
    return render(
        request,
        "investigations/consultation_permit.html",
        {
            "consultation": consultation,
            "row": row,
            "permit": row.scope.permit,
            "form": form,
            "history": row.history.exclude(position="").select_related("entry"),
            "refusals": rules.against_replying(consultation, by=request.user),
            "crumbs": _crumbs(consultation, str(row)),
        },
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def consultation_new(request, number):
    investigation = found(request, number)
    form = ConsultationForm(request.POST or None, investigation=investigation)
    asked = outcome(
        request,
        form,
        lambda _given: consulting.consult(
            investigation, **form.asked(), scope=form.scope(), by=request.user
        ),
    )
    if asked:
        said = _("%(office)s is consulted: %(number)s, answer due on %(day)s.")
        facts = {"office": asked.office, "number": asked, "day": asked.due_on.isoformat()}
        messages.success(request, said % facts)
        return redirect(asked)
    return act_page(
        request,
        "investigations/consultation_new.html",
        form,
        about=investigation,
        heading=_("Consult a department"),
        label=_("Ask the department"),
        refusals=against_acting(investigation, by=request.user),
    )


@permission_required(ANSWERS, raise_exception=True)
def consultation_answer(request, number):
    """Answer for the department that is asked."""
    consultation = _consultation(request, number)
    refusals = rules.against_replying(consultation, by=request.user)
    said = _("The answer to %(number)s is recorded.") % {"number": consultation}
    return _close(
        request,
        consultation,
        AnswerForm(request.POST or None),
        consulting.answer,
        refusals=refusals,
        said=said,
        heading=_("Answer for the department"),
        label=_("Record the answer"),
        left=consultation.permits.unanswered().count(),
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def consultation_silence(request, number):
    """Record that nobody answered by the day."""
    consultation = _consultation(request, number)
    today = timezone.localdate()
    return _close(
        request,
        consultation,
        SilenceForm(request.POST or None),
        consulting.record_silence,
        refusals=rules.against_recording_silence(consultation, day=today, by=request.user),
        said=_("It is recorded that %(office)s did not answer.") % {"office": consultation.office},
        heading=_("Record that there is no answer"),
        label=_("Record that there is no answer"),
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def consultation_remind(request, number):
    """Send a reminder to the officers of the department."""
    consultation = _consultation(request, number)
    return _close(
        request,
        consultation,
        ReasonForm(request.POST or None),
        consulting.remind,
        refusals=rules.against_reminding(consultation, by=request.user),
        said=_("%(office)s is reminded.") % {"office": consultation.office},
        heading=_("Send a reminder"),
        label=_("Send the reminder"),
    )


@permission_required("investigations.change_investigation", raise_exception=True)
def consultation_withdraw(request, number):
    """Take back what was asked."""
    consultation = _consultation(request, number)
    return _close(
        request,
        consultation,
        ReasonForm(request.POST or None),
        consulting.withdraw,
        refusals=rules.against_recalling(consultation, by=request.user),
        said=_("Consultation %(number)s is withdrawn.") % {"number": consultation},
        heading=_("Withdraw the consultation"),
        label=_("Withdraw the consultation"),
    )


def _close(request, consultation, form, action, *, refusals, said, heading, label, **more):
    """The page of an act on a consultation."""
    if outcome(request, form, lambda given: action(consultation, **given, by=request.user)):
        messages.success(request, said)
        return redirect(consultation)
    context = {
        "consultation": consultation,
        "about": consultation,
        "refusals": refusals,
        "form": form,
        "heading": heading,
        "label": label,
        "crumbs": _crumbs(consultation, heading),
        **more,
    }
    return render(request, f"investigations/{request.resolver_match.url_name}.html", context)


def _crumbs(consultation, act=""):
    way = [
        (_("Home"), reverse("home")),
        (_("Consultations in cases"), reverse("investigations:consultation_list")),
    ]
    if not act:
        return [*way, (str(consultation), "")]
    return [*way, (str(consultation), consultation.get_absolute_url()), (act, "")]
