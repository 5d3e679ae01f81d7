"""May a version of a measure be drafted, signed or withdrawn? Every reason against it."""

from datetime import datetime
from itertools import combinations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Appointment, User
from audit.models import Entry
from permits import rules as register
from permits.models import Order
from permits.models.orders import OrderKind, OrderStatus
from regime.models import (
    Act,
    ChangeKind,
    Exemption,
    ExistingEffect,
    Measure,
    MeasureVersion,
    Provision,
)
from regime.models.effects import VersionStatus
from regime.models.exemptions import Granting
from regime.rules import scopes


class Refusal(models.TextChoices):
    """Why an act on a measure may not happen, in words for its reader."""

    NOT_DRAFT = "not-draft", gettext_lazy("The version is not a draft.")
    DRAFT_OPEN = "draft-open", gettext_lazy("Another version of the measure is in draft.")
    NOTHING_TO_CHANGE = (
        "nothing-to-change",
        gettext_lazy("No version of the measure is signed yet: there is nothing to change."),
    )
    CHANGE_OUT_OF_TURN = (
        "change-out-of-turn",
        gettext_lazy("The version before it cannot be changed in this way."),
    )
    CHANGED_MEANWHILE = (
        "changed-meanwhile",
        gettext_lazy(
            "Someone else changed this version after you opened it. Nothing of yours is saved."
        ),
    )
    TIMES_OVERLAP = (
        "times-overlap",
        gettext_lazy(
            "The version would be in force at the same time as a signed one that it does not"
            " supersede."
        ),
    )
    NO_DESTINATION = "no-destination", gettext_lazy("The version names no destination.")
    NO_PROVISION = "no-provision", gettext_lazy("The version has no provision.")
    EMPTY_SCOPE = (
        "empty-scope",
        gettext_lazy("A provision leaves out all the goods that it names."),
    )
    CONTRADICTORY = (
        "contradictory",
        gettext_lazy("Two provisions say different things about the same applications or permits."),
    )
    NOBODY_GRANTS = (
        "nobody-grants",
        gettext_lazy("An exemption does not say who may grant it."),
    )
    NOT_A_SUSPENSION = (
        "not-a-suspension",
        gettext_lazy("The order on existing permits is not a suspension."),
    )
    NOT_SIGNED = "not-signed", gettext_lazy("The version is not signed.")
    NO_EFFECT_ON_PERMITS = (
        "no-effect-on-permits",
        gettext_lazy("The version has no effect on existing permits."),
    )
    ORDER_NAMED = "order-named", gettext_lazy("The version names its order already.")
    NO_SCOPE = (
        "no-scope",
        gettext_lazy("No provision of the version suspends permits by its scope."),
    )
    OVER = "over", gettext_lazy("The version is no longer in force.")
    ORDER_WITHDRAWN = "order-withdrawn", gettext_lazy("The order is withdrawn.")
    START_WITHOUT_SOURCE = (
        "start-without-source",
        gettext_lazy("No source is given for the day on which the version begins."),
    )
    TITLE_IN_BOTH = "title-in-both", gettext_lazy("The title is missing in one language.")
    TEXT_IN_BOTH = "text-in-both", gettext_lazy("The public text is missing in one language.")
    REASONS_IN_BOTH = "reasons-in-both", gettext_lazy("The reasons are missing in one language.")
    PROVISION_IN_BOTH = (
        "provision-in-both",
        gettext_lazy("The text of a provision is missing in one language."),
    )
    EXEMPTION_IN_BOTH = (
        "exemption-in-both",
        gettext_lazy("A text of an exemption is missing in one language."),
    )
    PRECONDITION_IN_BOTH = (
        "precondition-in-both",
        gettext_lazy("The title of a precondition is missing in one language."),
    )
    SIGNER_PREPARED = (
        "signer-prepared",
        gettext_lazy("You had a hand in this version; another person must sign it."),
    )

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


# What a version may do to the one it supersedes; a change of the same kind corrects it.
# docs/regime.md is drawn from this table.
CHANGES: dict[str, set[str]] = {
    ChangeKind.IMPOSED: {
        ChangeKind.IMPOSED, ChangeKind.EASED, ChangeKind.REIMPOSED, ChangeKind.LIFTED,
    },
    ChangeKind.EASED: {ChangeKind.EASED, ChangeKind.REIMPOSED, ChangeKind.LIFTED},
    ChangeKind.REIMPOSED: {ChangeKind.REIMPOSED, ChangeKind.EASED, ChangeKind.LIFTED},
    ChangeKind.LIFTED: {ChangeKind.LIFTED, ChangeKind.REIMPOSED},
}  # fmt: skip


def version_before(measure: Measure) -> MeasureVersion | None:
    """The signed version that begins last and was ever in force: what the next one changes."""
    signed = measure.versions.approved()
    in_force = signed.filter(Q(ends_at=None) | Q(ends_at__gt=F("starts_at")))
    return in_force.order_by("starts_at").last()


def against_changing(measure: Measure) -> list[Refusal]:
    """A new version of a measure changes a signed one, and one draft at a time is enough."""
    refusals = []
    if version_before(measure) is None:
        refusals.append(Refusal.NOTHING_TO_CHANGE)
    if measure.versions.filter(status=VersionStatus.DRAFT).exists():
        refusals.append(Refusal.DRAFT_OPEN)
    return refusals


def against_editing(version: MeasureVersion) -> list[Refusal]:
    """What is signed or withdrawn stays as it is; a change is a new version."""
    return [] if version.status == VersionStatus.DRAFT else [Refusal.NOT_DRAFT]


def against_withdrawing(version: MeasureVersion) -> list[Refusal]:
    """A signed version is never withdrawn: it is lifted by another."""
    return against_editing(version)


def against_naming_order(version: MeasureVersion) -> list[Refusal]:
    """An order carries an effect on permits: one drawn up after the signature is named once."""
    refusals = []
    if version.status != VersionStatus.APPROVED:
        refusals.append(Refusal.NOT_SIGNED)
    if all(each.existing_effect == ExistingEffect.NONE for each in version.provisions.all()):
        refusals.append(Refusal.NO_EFFECT_ON_PERMITS)
    if version.order_id is not None:
        refusals.append(Refusal.ORDER_NAMED)
    return refusals


def against_suspending(version: MeasureVersion) -> list[Refusal]:
    """An order for the permits in scope is drawn up under a signed version that still counts."""
    refusals = []
    if version.status != VersionStatus.APPROVED:
        refusals.append(Refusal.NOT_SIGNED)
    if all(each.existing_effect != ExistingEffect.SCOPE for each in version.provisions.all()):
        refusals.append(Refusal.NO_SCOPE)
    if version.ends_at is not None and version.ends_at <= timezone.now():
        refusals.append(Refusal.OVER)
    return refusals


def against_keeping(version: MeasureVersion) -> list[Refusal]:
    """What even a draft may not say: it contradicts itself, or what is signed already."""
    refusals = [*_against_times(version), *_against_scopes(list(version.provisions.all()))]
    before = version.supersedes
    if before is None:
        in_turn = version.change == ChangeKind.IMPOSED
    else:
        in_turn = version.change in CHANGES[before.change]
    if not in_turn:
        refusals.append(Refusal.CHANGE_OUT_OF_TURN)
    return refusals + against_order(version.order)


def against_order(order: Order | None) -> list[Refusal]:
    """What carries an effect on existing permits is a suspension, and not one that was given up:
    it is named once, and a withdrawn one would stand in the place of the order that suspends."""
    if order is None:
        return []
    refusals = []
    if order.kind != OrderKind.SUSPEND:
        refusals.append(Refusal.NOT_A_SUSPENSION)
    if order.status == OrderStatus.WITHDRAWN:
        refusals.append(Refusal.ORDER_WITHDRAWN)
    return refusals


def _against_times(version: MeasureVersion) -> list[Refusal]:
    ends = version.term_ends_at
    others = version.measure.versions.approved().exclude(pk__in=[version.pk, version.supersedes_id])
    still = others.filter(Q(ends_at=None) | Q(ends_at__gt=F("starts_at")))
    meeting = still.filter(Q(ends_at=None) | Q(ends_at__gt=version.starts_at))
    if ends is not None:
        meeting = meeting.filter(starts_at__lt=ends)
    return [Refusal.TIMES_OVERLAP] if meeting.exists() else []


def _against_scopes(provisions: list[Provision]) -> list[Refusal]:
    refusals = []
    if any(scopes.is_empty(provision) for provision in provisions):
        refusals.append(Refusal.EMPTY_SCOPE)
    if contradictions(provisions):
        refusals.append(Refusal.CONTRADICTORY)
    return refusals


def contradictions(provisions: list[Provision]) -> list[str]:
    """Each pair of provisions that contradict each other, in a sentence."""
    return [
        _(
            "Provisions %(one)s and %(other)s say different things about the same applications or"
            " permits: leave goods out of one, or narrow its permits or end users."
        )
        % {"one": one.position, "other": other.position}
        for one, other in combinations(provisions, 2)
        if scopes.contradicts(one, other)
    ]


def against_exempting(exemption: Exemption) -> list[Refusal]:
    """An exemption that nobody may grant is none."""
    return [] if exemption.granted_by in Granting.values else [Refusal.NOBODY_GRANTS]


def against_deciding(version: MeasureVersion, *, by: User) -> list[Refusal | register.Refusal]:
    """What stands against a signature whoever's name it is in: a version is whole, in both
    languages, dated by its sources, and signed by someone who had no hand in it."""
    if version.status != VersionStatus.DRAFT:
        return [Refusal.NOT_DRAFT]
    refusals: list[Refusal | register.Refusal] = [*against_keeping(version)]
    if not version.destinations.exists():
        refusals.append(Refusal.NO_DESTINATION)
    if not version.provisions.exists():
        refusals.append(Refusal.NO_PROVISION)
    if not any(each.followed for each in version.dates.select_related("version")):
        refusals.append(Refusal.START_WITHOUT_SOURCE)
    refusals += _against_languages(version)
    if by.pk == version.prepared_by_id or _had_a_hand(by, version):
        refusals.append(Refusal.SIGNER_PREPARED)
    if not Appointment.objects.open_to(by).exists():
        refusals.append(register.Refusal.NO_OFFICE)
    return refusals


def _against_languages(version: MeasureVersion) -> list[Refusal]:
    asked: list[tuple[Refusal, list[models.Model], list[str]]] = [
        (Refusal.TITLE_IN_BOTH, [version.measure], ["title"]),
        (Refusal.TEXT_IN_BOTH, [version], ["text"]),
        (Refusal.REASONS_IN_BOTH, [version], ["reasons"]),
        (Refusal.PROVISION_IN_BOTH, list(version.provisions.all()), ["text"]),
        (
            Refusal.EXEMPTION_IN_BOTH,
            list(version.exemptions.all()),
            ["title", "scope", "evidence"],
        ),
        (Refusal.PRECONDITION_IN_BOTH, list(version.preconditions.all()), ["title"]),
    ]
    return [
        refusal
        for refusal, records, fields in asked
        if not all(_both(record, field) for record in records for field in fields)
    ]


def _both(record: models.Model, field: str) -> bool:
    return all(getattr(record, f"{field}_{language}").strip() for language in ("en", "fr"))


def _had_a_hand(person: User, version: MeasureVersion) -> bool:
    """Whether the ledger knows that this person drafted or edited the version."""
    acts = Entry.objects.by_person(person).filter(about=str(version))
    return acts.filter(action__in=[Act.DRAFT_MEASURE, Act.EDIT_MEASURE]).exists()


def against_signing(
    version: MeasureVersion, *, by: User, appointment: Appointment, signed_at: datetime
) -> list[Refusal | register.Refusal]:
    """A version is a ministerial decision: the office-holder is the one of the day of signature."""
    return [
        *against_deciding(version, by=by),
        *register.against_signing_for(appointment, by=by, signed_at=signed_at),
    ]
