"""May an application be reviewed so? Its classification, claims, and sections 7.3 and 7.4."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from django.utils import timezone

from accounts import rules as people
from accounts.models import Appointment, Power, User
from applications.models import (
    Application,
    ApplicationLine,
    ApplicationStatus,
    ClaimStatus,
    Criterion,
    ExemptionClaim,
    Risk,
)
from applications.rules.refusals import Against, Refusal
from permits import rules as register
from permits.models import ControlListEdition, ControlListItem, Party
from permits.models.goods import ItemState
from regime.models import Exemption
from regime.models.exemptions import Granting
from regime.rules.applying import Regime, applying
from regime.rules.scopes import group_of

AnyReason = Against | people.Refusal | register.Refusal


def against_reviewing(application: Application) -> list[Against]:
    """Only what an officer has taken up is reviewed; what is decided stays as it is."""
    if application.status == ApplicationStatus.UNDER_REVIEW:
        return []
    return [Against(Refusal.NOT_UNDER_REVIEW)]


def against_classifying(
    application: Application, items: Mapping[ApplicationLine, ControlListItem]
) -> list[Against]:
    """Each line named is of this application, and each item in force in its edition."""
    refusals = against_reviewing(application)
    if any(line.application_id != application.pk for line in items):
        refusals.append(Against(Refusal.NOT_OF_THIS_APPLICATION))
    dead = [item.code for item in items.values() if item.state != ItemState.IN_FORCE]
    if dead:
        refusals.append(Against(Refusal.ITEM_NOT_IN_FORCE, ", ".join(dead)))
    return refusals


def editions_in_force(day: date) -> dict[str, ControlListEdition]:
    """The edition of each control list that was in force on a day."""
    editions: dict[str, ControlListEdition] = {}
    for edition in ControlListEdition.objects.in_force_on(day):
        editions.setdefault(edition.control_list, edition)
    return editions


def against_classification(application: Application, *, day: date) -> list[Against]:
    """Every line is classified, under the edition of its list that was in force on that day."""
    lines = list(application.lines.select_related("item__edition"))
    in_force = {edition.pk for edition in editions_in_force(day).values()}
    found = {
        Refusal.NOT_CLASSIFIED: [line for line in lines if line.item is None],
        Refusal.EDITION_OUT_OF_DATE: [
            line for line in lines if line.item and line.item.edition_id not in in_force
        ],
        Refusal.ITEM_NOT_IN_FORCE: [
            line for line in lines if line.item and line.item.state != ItemState.IN_FORCE
        ],
    }
    return [
        Against(refusal, ", ".join(str(line) for line in lines))
        for refusal, lines in found.items()
        if lines
    ]


def parties_of(application: Application) -> list[Party]:
    """Everyone the application names, each once: these are screened."""
    named = [
        application.applicant,
        application.exporter,
        application.end_user,
        *(row.party for row in application.consignees.select_related("party")),
        *(row.party for row in application.intermediaries.select_related("party")),
    ]
    return list(dict.fromkeys(party for party in named if party is not None))


def regime_of(application: Application, *, at: datetime) -> Regime:
    """All that applies to an application at a moment."""
    return applying(application.subject(), at=at)


def exemptions_offered(application: Application, *, day: date) -> list[Exemption]:
    """The exemptions of the measures that applied on a day, save those already claimed."""
    taken = application.claims.exclude(status=ClaimStatus.REFUSED)
    claimed = set(taken.values_list("exemption", flat=True))
    regime = regime_of(application, at=end_of(day))
    return [exemption for exemption in regime.exemptions if exemption.pk not in claimed]


def end_of(day: date) -> datetime:
    """The last moment of a day that is not in the future: what was in force that day."""
    return min(timezone.make_aware(datetime.combine(day, time.max)), timezone.now())


def against_offering(application: Application) -> list[Against]:
    """Whether there is any exemption to claim today."""
    refusals = against_reviewing(application)
    if not exemptions_offered(application, day=timezone.localdate()):
        refusals.append(Against(Refusal.NO_EXEMPTION))
    return refusals


def against_claiming(
    application: Application, exemption: Exemption, *, claimed_on: date
) -> list[Against]:
    """An exemption is claimed from a measure that applies to the application on that day."""
    refusals = against_reviewing(application)
    if application.claims.filter(exemption=exemption).exclude(status=ClaimStatus.REFUSED).exists():
        refusals.append(Against(Refusal.CLAIMED_ALREADY))
    if claimed_on > timezone.localdate():
        refusals.append(Against(Refusal.IN_FUTURE))
    if exemption not in regime_of(application, at=end_of(claimed_on)).exemptions:
        refusals.append(Against(Refusal.NOT_OFFERED))
    return refusals


def against_deciding_claim(claim: ExemptionClaim, *, by: User) -> list[AnyReason]:
    """A claim is decided once, by another person than the one who recorded it."""
    refusals: list[AnyReason] = [*against_reviewing(claim.application)]
    if claim.status != ClaimStatus.CLAIMED:
        refusals.append(Against(Refusal.CLAIM_DECIDED))
    if by.pk == claim.claimed_by_id:
        refusals.append(Against(Refusal.CLAIMANT_DECIDES))
    if not Appointment.objects.open_to(by).exists():
        refusals.append(register.Refusal.NO_OFFICE)
    return refusals


def against_claim_decision(
    claim: ExemptionClaim,
    *,
    reasons_en: str,
    reasons_fr: str,
    appointment: Appointment,
    decided_at: datetime,
    by: User,
) -> list[AnyReason]:
    """An exemption is granted by whom it says: the Minister, or a delegate within the limits."""
    refusals = against_deciding_claim(claim, by=by)
    if not reasons_en.strip() or not reasons_fr.strip():
        refusals.append(Against(Refusal.REASONS_IN_BOTH))
    if claim.exemption.granted_by == Granting.MINISTER and not appointment.is_minister:
        refusals.append(Against(Refusal.MINISTER_GRANTS))
    return refusals + against_office(
        claim.application, appointment, Power.EXEMPT, at=decided_at, by=by
    )


def against_office(
    application: Application, appointment: Appointment, power: Power, *, at: datetime, by: User
) -> list[AnyReason]:
    """Whether a person may exercise a power over an application in the name of an office-holder.

    Authority is asked as of the moment: the dates of the instrument, and its limits.
    """
    lines = list(application.lines.select_related("item"))
    refusals: list[AnyReason] = [
        *people.against_exercising(
            appointment, power, at=at, groups=groups_of(lines), values=values_of(lines)
        )
    ]
    refusals += [
        refusal
        for refusal in register.against_signing_for(appointment, by=by, signed_at=at)
        if refusal != register.Refusal.NOT_IN_OFFICE  # said already, in the words of the decision
    ]
    if at < application.received_at:
        refusals.append(Against(Refusal.DECIDED_BEFORE_RECEIVED))
    return refusals


def groups_of(lines: Iterable[ApplicationLine]) -> set[int]:
    """The groups of the goods: of their classification, or of the code as written."""
    groups = {line.item.group if line.item else group_of(line.code) for line in lines}
    return {group for group in groups if group is not None}


def values_of(lines: Iterable[ApplicationLine]) -> list:
    return [(line.currency, line.value) for line in lines]


def missing_criteria(application: Application) -> list[Criterion]:
    """The mandatory criteria of section 7.3 that nobody has answered yet."""
    answered = {assessment.criterion for assessment in application.assessments.all()}
    return [criterion for criterion in Criterion if criterion.value not in answered]


def against_determining(application: Application) -> list[Against]:
    """Section 7.4 is asked once every criterion of section 7.3 is answered."""
    refusals = against_reviewing(application)
    return refusals + [
        Against(Refusal.CRITERION_MISSING, str(criterion.label))
        for criterion in missing_criteria(application)
    ]


def against_determination(
    application: Application, *, substantial_risk: bool, reasons_en: str, reasons_fr: str
) -> list[Against]:
    """The determination is reasoned in both languages, and does not contradict a criterion."""
    refusals = against_determining(application)
    if not reasons_en.strip() or not reasons_fr.strip():
        refusals.append(Against(Refusal.REASONS_IN_BOTH))
    remaining = [
        str(assessment.get_criterion_display())
        for assessment in application.assessments.all()
        if assessment.risk_after == Risk.SUBSTANTIAL
    ]
    if remaining and not substantial_risk:
        refusals.append(Against(Refusal.RISK_CONTRADICTED, "; ".join(remaining)))
    return refusals
