"""May the permit applied for be issued, denied, or the application returned?

Each rule returns every reason against it: they guard the act, and are shown before anyone tries.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Appointment, Power, User
from applications.models import Act, Application, Consultation, Determination, RulingKind
from applications.rules.completeness import against_incomplete
from applications.rules.refusals import Against, Refusal
from applications.rules.reviewing import (
    AnyReason,
    against_classification,
    against_office,
    against_reviewing,
    missing_criteria,
    parties_of,
    regime_of,
)
from audit.models import Entry
from permits import rules as register
from regime.models import NewEffect, SanctionsEdition
from regime.rules.screening import found_listed, open_questions

# Whoever did one of these took part in the assessment, and does not decide.
ASSESSING = [Act.CLASSIFY, Act.CLAIM_EXEMPTION, Act.ASSESS, Act.DETERMINE]
# These change what is assessed.
CHANGING = [Act.EDIT, Act.CLASSIFY, Act.ATTACH_ASSURANCE]
POWERS = {RulingKind.ISSUE: Power.ISSUE, RulingKind.DENY: Power.DENY}


def against_issuing(application: Application, *, at: datetime) -> list[Against]:
    """All that stands against issue at a moment, whoever decides: sections 7.3 and 7.4 among it."""
    return [
        *against_reviewing(application),
        *against_incomplete(application),
        *against_classification(application, day=timezone.localdate(at)),
        *_against_screening(application),
        *_against_consultations(application),
        *_against_regime(application, at),
        *_against_assessment(application),
    ]


def _against_screening(application: Application) -> list[Against]:
    """The parties were screened with the determination; what that asked is answered."""
    refusals = [
        Against(Refusal.SCREENING_OPEN, question.party_name)
        for question in open_questions(parties_of(application)).order_by("pk")
    ]
    determination = determination_of(application)
    if determination is not None:
        newer = SanctionsEdition.objects.filter(recorded_at__gt=determination.made_at)
        refusals += [
            Against(Refusal.SCREENED_BEFORE_LIST, edition.title) for edition in newer.order_by("pk")
        ]
    return refusals


def _against_consultations(application: Application) -> list[Against]:
    return [
        Against(
            Refusal.CONSULTATION_OPEN,
            _("%(number)s, %(office)s, due %(day)s")
            % {
                "number": each.number,
                "office": each.office,
                "day": each.due_on.isoformat(),
            },
        )
        for each in application.consultations.open()
    ]


def _against_regime(application: Application, at: datetime) -> list[Against]:
    """A granted exemption eases its own measure; what else applies is as strict as before."""
    regime = regime_of(application, at=at)
    granted = [
        claim.exemption
        for claim in application.claims.granted().select_related("exemption__version")
        if claim.decided_at <= at
    ]
    refusals = [
        Against(Refusal.CLAIM_OPEN, claim.exemption.title)
        for claim in application.claims.to_decide().select_related("exemption")
    ]
    strictest = regime.strictest_given(granted)
    blocking = {
        NewEffect.MORATORIUM: Refusal.MORATORIUM,
        NewEffect.PRESUMPTIVE_DENIAL: Refusal.PRESUMPTIVE_DENIAL,
    }
    if strictest in blocking:
        whys = [hit.why for hit in regime.hits if hit.effect == strictest]
        refusals.append(Against(blocking[strictest], " ".join(whys)))
    return refusals + [
        Against(Refusal.PRECONDITION_PENDING, precondition.title)
        for precondition in regime.pending_given(granted)
    ]


def _against_assessment(application: Application) -> list[Against]:
    """Section 7.3: each criterion is answered. Section 7.4: there is no substantial risk."""
    refusals = [
        Against(Refusal.CRITERION_MISSING, str(criterion.label))
        for criterion in missing_criteria(application)
    ]
    determination = determination_of(application)
    if determination is None:
        return [*refusals, Against(Refusal.DETERMINATION_MISSING)]
    if application.assessments.filter(assessed_at__gt=determination.made_at).exists():
        refusals.append(Against(Refusal.DETERMINATION_OLDER))
    if _changed_since(determination):
        refusals.append(Against(Refusal.CHANGED_SINCE))
    if determination.substantial_risk:
        refusals.append(Against(Refusal.SUBSTANTIAL_RISK))
    return refusals


def _changed_since(determination: Determination) -> bool:
    """Whether the ledger knows a change of what is applied for after the determination."""
    made = Determination.history.filter(id=determination.pk).aggregate(newest=Max("entry_id"))
    changes = Entry.objects.filter(about=determination.application.number, action__in=CHANGING)
    return changes.filter(pk__gt=made["newest"]).exists()


def determination_of(application: Application) -> Determination | None:
    return Determination.objects.filter(application=application).first()


def against_deciding(application: Application, *, by: User) -> list[AnyReason]:
    """Who decides took no part in the assessment, and acts in an office."""
    refusals: list[AnyReason] = [*against_reviewing(application)]
    if _took_part(by, application):
        refusals.append(Against(Refusal.DECIDER_ASSESSED))
    if not Appointment.objects.open_to(by).exists():
        refusals.append(register.Refusal.NO_OFFICE)
    return refusals


def _took_part(person: User, application: Application) -> bool:
    """Whether a criterion is this person's, or the ledger knows another act of theirs in it."""
    theirs = Entry.objects.by_person(person).filter(about=application.number, action__in=ASSESSING)
    determination = determination_of(application)
    return (
        application.assessments.filter(assessed_by=person).exists()
        or (determination is not None and determination.made_by_id == person.pk)
        or theirs.exists()
    )


def against_ruling(
    application: Application,
    *,
    kind: str,
    reasons_en: str,
    reasons_fr: str,
    appointment: Appointment,
    decided_at: datetime,
    by: User,
) -> list[AnyReason]:
    """Section 7(1), 7.1(1): the Minister or a delegate decides, for reasons in both languages."""
    refusals = against_deciding(application, by=by)
    if not reasons_en.strip() or not reasons_fr.strip():
        refusals.append(Against(Refusal.REASONS_IN_BOTH))
    if kind == RulingKind.ISSUE:
        standing = against_issuing(application, at=decided_at)
        refusals += [refusal for refusal in standing if refusal not in refusals]
        refusals += _against_silence_on(to_be_named(application), [reasons_en, reasons_fr])
    return refusals + _against_power(application, kind, appointment, decided_at, by)


def _against_power(
    application: Application, kind: str, appointment: Appointment, at: datetime, by: User
) -> list[AnyReason]:
    """To return an application is no more than whoever may issue or deny it may do."""
    power = POWERS.get(RulingKind(kind))
    if power is None:
        power = Power.ISSUE if appointment.gives(Power.ISSUE) else Power.DENY
    return against_office(application, appointment, power, at=at, by=by)


def to_be_named(application: Application) -> list[str]:
    """What the reasons for issue must address by name: objections, and parties found on a list."""
    objections: Any = Consultation.objects.filter(application=application).objecting()
    listed = found_listed(parties_of(application))
    names = [consultation.number for consultation in objections]
    return names + sorted({question.party_name for question in listed})


def _against_silence_on(names: Iterable[str], texts: list[str]) -> list[Against]:
    unnamed = [name for name in names if not all(_names(text, name) for text in texts)]
    return [Against(Refusal.NOT_ADDRESSED, ", ".join(unnamed))] if unnamed else []


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def against_terms(
    *,
    valid_from: date,
    valid_until: date,
    retroactive: bool,
    conditions: Iterable[tuple[str, str]],
    issued_on: date,
) -> list[Against]:
    """A term runs forward; section 8.5: it reaches back only if the permit says so."""
    refusals = []
    if valid_until < valid_from:
        refusals.append(Against(Refusal.TERM_BACKWARDS))
    if valid_from < issued_on and not retroactive:
        refusals.append(Against(Refusal.NOT_RETROACTIVE))
    if any(not english.strip() or not french.strip() for english, french in conditions):
        refusals.append(Against(Refusal.CONDITIONS_IN_BOTH))
    return refusals
