"""How an application stands in its review, for the panels of its page."""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Criterion
from applications.rules import deciding, entering, reviewing
from permits.models import Assurance
from regime.models import ScreeningQuestion

register = template.Library()


@register.simple_tag
def regime_of(application):
    """Which rules apply to an application: now, or as they did when it was closed."""
    return reviewing.regime_of(application, at=asked_at(application))


def asked_at(application):
    """The moment of its decision where there is one, else now."""
    last = application.rulings.last()
    return last.decided_at if last and not application.is_open else timezone.now()


@register.simple_tag
def screening_of(application):
    """The likenesses of the parties to names that sanctions list, open and answered."""
    return ScreeningQuestion.objects.about(reviewing.parties_of(application)).with_names()


@register.simple_tag
def claims_of(application):
    return list(
        application.claims.select_related(
            "exemption__version__measure", "application", "claimed_by", "decided_for"
        )
    )


@register.simple_tag
def assurances_of(application):
    """The assurances attached, with what each undertakes."""
    attached = Assurance.objects.filter(applications__application=application)
    return list(attached.select_related("issuer").prefetch_related("undertakings"))


@register.simple_tag
def consultations_of(application):
    return list(application.consultations.select_related("asked_by", "closed_by"))


@register.simple_tag
def criteria_of(application):
    """Each criterion of section 7.3 with its assessment, or none."""
    kept = {each.criterion: each for each in application.assessments.select_related("assessed_by")}
    return [(criterion, kept.get(criterion.value)) for criterion in Criterion]


@register.simple_tag
def determination_of(application):
    return deciding.determination_of(application)


@register.simple_tag
def rulings_of(application):
    return list(application.rulings.select_related("decided_for", "decided_by", "order"))


@register.simple_tag
def against_issuing(application):
    """All that stands against issue now, of an application that is still open."""
    if not application.is_open:
        return []
    return deciding.against_issuing(application, at=timezone.now())


@register.simple_tag(takes_context=True)
def acts_of_review(context, application, *names):
    """The acts named that the reader may do, each with every reason against it."""
    user = context["user"]
    if not application.is_open:
        return []
    return [
        {
            "url": reverse(f"applications:{name}", args=[application.number]),
            "label": label,
            "refusals": against(application, user),
            "danger": name == "application_decide",
        }
        for name, (permission, label, against) in _acts().items()
        if name in names and user.has_perm(permission)
    ]


def _acts():
    return {
        "application_classify": (
            "applications.review_application",
            _("Classify the goods"),
            lambda application, user: reviewing.against_reviewing(application),
        ),
        "assurance_attach": (
            "applications.add_application",
            _("Attach an assurance"),
            lambda application, user: entering.against_editing(application),
        ),
        "exemption_claim": (
            "applications.review_application",
            _("Claim an exemption"),
            lambda application, user: reviewing.against_offering(application),
        ),
        "consultation_new": (
            "applications.review_application",
            _("Consult a department"),
            lambda application, user: reviewing.against_reviewing(application),
        ),
        "application_assess": (
            "applications.assess_application",
            _("Assess under section 7.3"),
            lambda application, user: reviewing.against_reviewing(application),
        ),
        "application_determine": (
            "applications.assess_application",
            _("Determine under section 7.4"),
            lambda application, user: reviewing.against_determining(application),
        ),
        "application_decide": (
            "applications.decide_application",
            _("Issue, deny or return"),
            lambda application, user: deciding.against_deciding(application, by=user),
        ),
    }
