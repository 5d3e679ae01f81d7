"""Memoranda and decisions: the list of them, and the page of each."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import Entry
from decisions import actions, rules
from decisions.filters import DecisionFilter
from decisions.models import Batch, Decision, DecisionStatus, OptionEffect
from permits.models.totals import reach_of
from permits.paging import page_of


@permission_required("decisions.view_decision", raise_exception=True)
def decision_list(request):
    """Every decision, newest first."""
    decisions = Decision.objects.visible_to(request.user)
    found = DecisionFilter(request.GET, queryset=decisions)
    shown = found.qs.select_related("investigation", "order", "chosen", "signed_for")
    page = page_of(shown, keys=("-pk",), query=request.GET)
    return render(request, "decisions/decision_list.html", {"filter": found, "page": page})


@permission_required("decisions.view_decision", raise_exception=True)
def decision_detail(request, number):
    """What the Minister is asked or has decided: the options and their effect side by side."""
    decision = decision_of(request, number)
    investigation = decision.investigation
    context = {
        "decision": decision,
        "options": options_of(decision),
        "amends": decision.options.filter(effect=OptionEffect.AMEND).exists(),
        "may_cancel": _may_cancel(decision),
        "suspensions": decision.suspensions.all(),
        "in_question": decision.permits_concerned().count(),
        "steps": [*decision.steps.select_related("entry")],
        "opinions": [*decision.opinions.select_related("entry")],
        "exclusions_count": decision.exclusions.count(),
        "ended": decision.set_asides.select_related("replaced_by", "entry").first(),
        "reconsidered_in": decision.reconsidered_in.all(),
        "intents": intents_of(decision),
        "dispensation": decision.dispensations.select_related("entry").first(),
        "findings": investigation.findings.visible_to(request.user).with_standing(),
        "batches": Batch.objects.visible_to(request.user).filter(decision=decision),
        "acts": list(_acts(decision, request.user)),
        "events": events_about(decision.number, request.user),
        "crumbs": crumbs(decision),
    }
    return render(request, "decisions/decision_detail.html", context)


def decision_of(request, number):
    found = Decision.objects.visible_to(request.user).select_related(
        "investigation", "recommendation", "prepared_by", "order"
    )
    return get_object_or_404(found, number=number)


def intents_of(decision):
    """The notices of intent, each with its holders, permits and answers counted."""
    return decision.intents.annotate(
        holders_count=Count("concerned__holder", distinct=True),
        permits_count=Count("concerned", distinct=True),
        answers=Count("representations", distinct=True),
        considered=Count(
            "representations",
            filter=Q(representations__considered_at__isnull=False),
            distinct=True,
        ),
    )


def options_of(decision, effective_at=None):
    """Each option with what it would reach: an order leaves out what is past its term."""
    day = timezone.localdate(effective_at or decision.effective_at)
    permits = decision.permits_concerned()
    all_of_them = reach_of(permits, day=day)
    in_term = reach_of(permits.unexpired_on(day), day=day) if all_of_them.expired else all_of_them
    return [
        (option, all_of_them if option.effect == OptionEffect.KEEP else in_term, all_of_them)
        for option in decision.options.all()
    ]


def _acts(decision, user):
    """The acts that this status calls for, each with every reason against it."""
    for name in OFFERED[decision.status]:
        permission, label, against = ACTS[name]
        if name == "return":
            permission = actions.RETURNERS[decision.status]
        elif name == "dispense" and not user.has_perm(permission):
            permission = SIGN
        elif name == "exclude":
            permission = rules.EXCLUDERS.get(decision.status, permission)
        if not user.has_perm(permission) or (name in HEARING and not _may_cancel(decision)):
            continue
        asked = {"by": user} if name in BY_WHOM else {}
        yield {
            "url": _address(name, decision),
            "label": label,
            "refusals": against(decision, **asked),
            "danger": name in {"sign", "set_aside"},
        }


def _may_cancel(decision):
    return decision.options.filter(effect=OptionEffect.CANCEL).exists()


def _address(name, decision):
    if name == "batch":
        return f"{reverse('decisions:batch_new')}?decision={decision}"
    if name == "reconsider":
        return f"{reverse('decisions:decision_new')}?reconsiders={decision}"
    return reverse(f"decisions:decision_{name}", args=[decision.number])


# The acts that a page offers, by where the memorandum is.
OFFERED = {
    DecisionStatus.DRAFT: ["edit", "submit", "notify", "dispense", "exclude", "sign"],
    DecisionStatus.LEGAL: ["opine", "return", "sign"],
    DecisionStatus.DIRECTION: ["endorse", "return", "sign"],
    DecisionStatus.SUBMITTED: [
        "edit", "sign", "reject", "return", "notify", "dispense", "exclude",
    ],
    DecisionStatus.SIGNED: ["batch", "exclude", "reconsider", "set_aside"],
    DecisionStatus.REJECTED: ["reconsider", "set_aside"],
}  # fmt: skip
# Acts of which a rule asks who does them; and those that holders' being heard calls for.
BY_WHOM = {"sign", "reject", "opine", "endorse"}
HEARING = {"notify", "dispense"}
ADD, SIGN = "decisions.add_decision", "decisions.sign_decision"
ACTS = {
    "edit": (ADD, gettext_lazy("Edit"), rules.against_editing),
    "submit": (ADD, gettext_lazy("Send to legal review"), rules.against_submitting),
    "opine": (
        "decisions.give_opinion",
        gettext_lazy("Give the legal opinion"),
        rules.against_opining,
    ),
    "endorse": (
        "decisions.endorse_decision",
        gettext_lazy("Put before the Minister"),
        rules.against_endorsing,
    ),
    "sign": (SIGN, gettext_lazy("Record the decision"), rules.against_deciding),
    "reject": (SIGN, gettext_lazy("Record that every option is rejected"), rules.against_deciding),
    "return": (SIGN, gettext_lazy("Return to its author"), rules.against_returning),
    "notify": (ADD, gettext_lazy("Give notice to holders"), rules.against_notifying),
    "dispense": (ADD, gettext_lazy("Dispense with notice"), rules.against_dispensing),
    "exclude": (ADD, gettext_lazy("Exclude permits"), rules.against_excluding),
    "batch": ("decisions.prepare_batch", gettext_lazy("Prepare a batch"), rules.against_preparing),
    "reconsider": (ADD, gettext_lazy("Draft a reconsideration"), rules.against_reconsidering),
    "set_aside": (
        "decisions.record_set_aside",
        gettext_lazy("Record that it is set aside"),
        rules.against_ending,
    ),
}


def events_about(number, user):
    """The entries about a record, for those who may read the ledger."""
    if not user.has_perm("audit.view_entry"):
        return None
    return [
        {
            "when": entry.recorded_at,
            "title": entry.act,
            "by": entry.actor_name,
            "text": entry.reason,
            "url": reverse("audit:entry_detail", args=[entry.sequence]),
        }
        for entry in Entry.objects.sealed().of_record(number).newest_first()
    ]


def crumbs(decision=None, act=""):
    """The way from the home page to a decision, or to an act on it."""
    way = [(_("Home"), reverse("home")), (_("Decisions"), reverse("decisions:decision_list"))]
    if decision is None:
        return [*way, (act, "")]
    return way + (
        [(str(decision), decision.get_absolute_url()), (act, "")] if act else [(str(decision), "")]
    )
