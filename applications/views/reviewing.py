"""The review of an application: classification, claims, sections 7.3 and 7.4."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.actions import entering
from applications.actions import reviewing as actions
from applications.forms.reviewing import (
    AssessmentForm,
    AttachmentForm,
    ClaimDecisionForm,
    ClaimForm,
    ClassificationForm,
    DeterminationForm,
)
from applications.models import Application, Determination, ExemptionClaim
from applications.rules import reviewing as rules
from applications.rules.entering import against_editing


@permission_required("applications.review_application", raise_exception=True)
def application_classify(request, number):
    """Name the item of each line, in the edition of its list that is in force."""
    application = application_shown(request, number)
    form = ClassificationForm(request.POST or None, application=application)

    def classify(*, items, reason, **_facts):
        actions.classify(application, items, by=request.user, reason=reason)

    return _act(
        request,
        application,
        form,
        classify,
        refusals=rules.against_reviewing(application),
        said=_("The goods are classified."),
        name=_("Classify the goods"),
    )


@permission_required("applications.add_application", raise_exception=True)
def assurance_attach(request, number):
    """Attach an assurance that came in, or was found on the register, during the review."""
    application = application_shown(request, number)
    form = AttachmentForm(request.POST or None)

    def attach(*, assurance, reason):
        entering.attach_assurance(application, assurance, by=request.user, reason=reason)

    return _act(
        request,
        application,
        form,
        attach,
        refusals=against_editing(application),
        said=_("The assurance is attached."),
        name=_("Attach an assurance"),
    )


@permission_required("applications.review_application", raise_exception=True)
def exemption_claim(request, number):
    """Record that an exemption of a measure that applies is claimed."""
    application = application_shown(request, number)
    offered = rules.exemptions_offered(application, day=timezone.localdate())
    form = ClaimForm(request.POST or None, offered=offered)

    def claim(**facts):
        actions.claim_exemption(application, by=request.user, **facts)

    return _act(
        request,
        application,
        form,
        claim,
        refusals=rules.against_offering(application),
        said=_("The exemption is claimed, and waits for a decision."),
        name=_("Claim an exemption"),
        offered=offered,
    )


@permission_required("applications.decide_exemption", raise_exception=True)
def exemption_decide(request, number, pk):
    """Grant or refuse an exemption, in the name of whom it says may grant it."""
    application = application_shown(request, number)
    claims = ExemptionClaim.objects.visible_to(request.user).filter(application=application)
    claim = get_object_or_404(
        claims.select_related("application", "exemption__version__measure", "claimed_by"), pk=pk
    )
    form = ClaimDecisionForm(request.POST or None, by=request.user)

    def decide(**_facts):
        actions.decide_exemption(claim, by=request.user, **form.decision())

    return _act(
        request,
        application,
        form,
        decide,
        refusals=rules.against_deciding_claim(claim, by=request.user),
        said=_("The claim is decided."),
        name=_("Decide on an exemption"),
        claim=claim,
    )


@permission_required("applications.assess_application", raise_exception=True)
def application_assess(request, number):
    """Answer the six criteria of section 7.3, each with its mitigation and what remains."""
    application = application_shown(request, number)
    form = AssessmentForm(request.POST or None, application=application)

    def assess(*, answers, reason, **_facts):
        actions.assess(application, answers, by=request.user, reason=reason)

    return _act(
        request,
        application,
        form,
        assess,
        refusals=rules.against_reviewing(application),
        said=_("The criteria are assessed."),
        name=_("Assess under section 7.3"),
    )


@permission_required("applications.assess_application", raise_exception=True)
def application_determine(request, number):
    """Make the determination under section 7.4, once every criterion is answered."""
    application = application_shown(request, number)
    made = Determination.objects.filter(application=application).first()
    initial = (
        {
            "substantial_risk": "yes" if made.substantial_risk else "no",
            "reasons_en": made.reasons_en,
            "reasons_fr": made.reasons_fr,
        }
        if made
        else {}
    )
    form = DeterminationForm(request.POST or None, initial=initial)

    def determine(**facts):
        actions.determine(application, by=request.user, **facts)

    return _act(
        request,
        application,
        form,
        determine,
        refusals=rules.against_determining(application),
        said=_("The determination is made."),
        name=_("Determine under section 7.4"),
    )


def _act(request, application, form, act, *, refusals, said, name, **context):
    """A page that asks for what an act of review needs, and does it."""
    if not refusals and form.is_valid():
        try:
            act(**form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, said)
            return redirect(application)
    context |= {
        "application": application,
        "refusals": refusals,
        "form": form,
        "crumbs": crumbs(application, name),
    }
    return render(request, f"applications/{request.resolver_match.url_name}.html", context)


def application_shown(request, number):
    """An application that the person may see, with all it says; or there is none."""
    found = Application.objects.visible_to(request.user).with_contents()
    return get_object_or_404(found, number=number)


def crumbs(application, act):
    """The way from the home page to an act on an application."""
    return [
        (_("Home"), reverse("home")),
        (_("Applications"), reverse("applications:application_list")),
        (str(application), application.get_absolute_url()),
        (act, ""),
    ]
