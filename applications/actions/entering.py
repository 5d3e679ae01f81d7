"""Applications are entered, changed, taken up, returned and withdrawn here."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import require
from applications.models import (
    Act,
    Application,
    ApplicationAssurance,
    ApplicationConsignee,
    ApplicationContact,
    ApplicationDestination,
    ApplicationDocument,
    ApplicationIntermediary,
    ApplicationLine,
)
from applications.rules import entering as rules
from audit import ledger, numbers
from permits.actions import register_party
from permits.models import Assurance, Party

INTAKE = "applications.add_application"
_PARTIES = ("applicant", "exporter", "end_user")
# The parts of an application that stand in an order, by the names under which they are given.
_NUMBERED: dict[str, Any] = {
    "consignees": ApplicationConsignee,
    "intermediaries": ApplicationIntermediary,
    "lines": ApplicationLine,
    "documents": ApplicationDocument,
}
_NAMED: dict[str, tuple[Any, str]] = {
    "joint_destinations": (ApplicationDestination, "country"),
    "assurances": (ApplicationAssurance, "assurance"),
}
_PARTS = (*_NUMBERED, *_NAMED, "contacts")


def enter(*, received_at: datetime, by: User, reason: str, **stated: Any) -> Application:
    """Enter an application as it was received; what it lacks is named by ``rules.completeness``.

    ``stated`` are its own fields and its parts: ``joint_destinations`` and ``assurances`` as
    records; ``consignees``, ``intermediaries``, ``lines`` and ``documents`` as the facts of each
    row; ``contacts`` as facts by role. A party that is not on the register yet is registered.

    Raises ``PermissionDenied``; ``ValidationError`` naming each wrong field.
    """
    require(by, INTAKE)
    with transaction.atomic():
        year = timezone.localdate(received_at).year
        number = numbers.next_reference("AP", year)
        with ledger.entry(by=by, action=Act.ENTER, about=number, reason=reason):
            application = Application(number=number, received_at=received_at, entered_by=by)
            _write(application, stated, by=by, reason=reason)
    return application


def edit(
    application: Application,
    *,
    by: User,
    reason: str,
    version: int | None = None,
    **stated: Any,
) -> Application:
    """Change what an open application states; ``version`` is the one its editor began from.

    Parts that are given replace those it has; the others stay.
    """
    require(by, INTAKE)
    with ledger.entry(by=by, action=Act.EDIT, about=application.number, reason=reason):
        application = _locked(application)
        refusals = rules.against_editing(application)
        if version is not None and version != application.version():
            refusals.append(rules.Refusal.CHANGED_MEANWHILE)
        _refuse(refusals)
        _write(application, stated, by=by, reason=reason)
    return application


def take_up(application: Application, *, by: User, reason: str) -> Application:
    """Begin the review of a complete application, or take it over from another officer."""
    require(by, "applications.review_application")
    with ledger.entry(by=by, action=Act.TAKE_UP, about=application.number, reason=reason):
        application = _locked(application)
        _refuse(rules.against_taking_up(application, by=by))
        application.status = rules.TRANSITIONS[Act.TAKE_UP][application.status]
        application.officer = by
        application.save()
    return application


def return_to_applicant(
    application: Application, *, reasons_en: str, reasons_fr: str, by: User, reason: str
) -> Application:
    """Send an application back unassessed, with the reasons that the applicant is given."""
    require(by, INTAKE)
    with ledger.entry(by=by, action=Act.RETURN, about=application.number, reason=reason):
        application = _locked(application)
        _refuse(rules.against_returning(application, reasons_en=reasons_en, reasons_fr=reasons_fr))
        application.closing_reason_en = reasons_en.strip()
        application.closing_reason_fr = reasons_fr.strip()
        _close(application, Act.RETURN, timezone.localdate())
    return application


def withdraw(application: Application, *, asked_on: date, by: User, reason: str) -> Application:
    """Record that the applicant withdrew the application, on the day they asked for it."""
    require(by, INTAKE)
    with ledger.entry(by=by, action=Act.WITHDRAW, about=application.number, reason=reason):
        application = _locked(application)
        _refuse(rules.against_withdrawing(application, asked_on=asked_on))
        _close(application, Act.WITHDRAW, asked_on)
    return application


def attach_assurance(
    application: Application, assurance: Assurance, *, by: User, reason: str
) -> ApplicationAssurance:
    """Attach an end-use assurance on the register: a permit issued would rest on it."""
    require(by, INTAKE)
    with ledger.entry(by=by, action=Act.ATTACH_ASSURANCE, about=application.number, reason=reason):
        application = _locked(application)
        _refuse(rules.against_attaching(application, assurance))
        attached = ApplicationAssurance(application=application, assurance=assurance)
        attached.full_clean()
        attached.save()
    return attached


def _locked(application: Application) -> Application:
    return Application.objects.select_for_update().get(pk=application.pk)


def _refuse(refusals: Iterable[rules.AnyReason]) -> None:
    """Raise every reason against an act at once, or none."""
    errors = [refusal.error for refusal in refusals]
    if errors:
        raise ValidationError(errors)


def _close(application: Application, act: str, day: date) -> None:
    application.status = rules.TRANSITIONS[act][application.status]
    application.closed_on = day
    application.save()


def _write(application: Application, stated: Mapping[str, Any], *, by: User, reason: str) -> None:
    """Write an application as stated: what is new, what changed, what was taken out."""
    parts = {name: stated[name] for name in _PARTS if name in stated}
    known: dict[tuple, Party] = {}
    for name, fact in stated.items():
        if name not in parts:
            party = name in _PARTIES and fact is not None
            setattr(application, name, _on_register(fact, known, by, reason) if party else fact)
    joint = parts["joint_destinations"] if "joint_destinations" in parts else _joint(application)
    against = rules.against_entering(application, several=bool(joint))
    if against:
        raise ValidationError(
            {name: [refusal.error for refusal in found] for name, found in against.items()}
        )
    application.full_clean()
    application.save()
    for name, rows in parts.items():
        if name in _NUMBERED:
            _write_numbered(application, name, rows, lambda p: _on_register(p, known, by, reason))
        elif name in _NAMED:
            _write_named(application, name, rows)
        else:
            _write_contacts(application, rows)


def _joint(application: Application) -> bool:
    return application.pk is not None and application.joint_destinations.exists()


def _on_register(party: Party, known: dict[tuple, Party], by: User, reason: str) -> Party:
    """The party itself, or one registered now; one that is named twice is registered once."""
    if party.pk is not None:
        return party
    facts = {
        name: getattr(party, name) for name in ("name", "country", "address", "email", "language")
    }
    key = (party.name.casefold(), party.country_id)
    if key not in known:
        known[key] = register_party(by=by, reason=reason, **facts)
    return known[key]


def _write_numbered(
    application: Application, name: str, rows: Iterable, on_register: Callable[[Party], Party]
) -> None:
    model = _NUMBERED[name]
    kept = {row.position: row for row in model._default_manager.filter(application=application)}
    given = list(rows)
    for position in [each for each in kept if each > len(given)]:
        kept.pop(position).delete()
    for position, facts in enumerate(given, start=1):
        facts = dict(facts)
        if "party" in facts:
            facts["party"] = on_register(facts["party"])
        row = kept.get(position) or model(application=application, position=position)
        if name == "lines" and row.pk and facts.get("code", row.code) != row.code:
            row.item = None  # it is other goods now, to be classified anew
        _save_changes(row, facts, f"{model._meta.verbose_name} {position}")


def _write_named(application: Application, name: str, records: Iterable) -> None:
    model, column = _NAMED[name]
    rows = model._default_manager.filter(application=application)
    kept = {getattr(row, f"{column}_id"): row for row in rows}
    for record in records:
        if kept.pop(record.pk, None) is None:
            row = model(application=application, **{column: record})
            row.full_clean()
            row.save()
    for left_out in kept.values():
        left_out.delete()


def _write_contacts(application: Application, contacts: Mapping[str, Mapping[str, str]]) -> None:
    kept = {row.role: row for row in ApplicationContact.objects.filter(application=application)}
    for role, facts in contacts.items():
        row = kept.pop(role, None) or ApplicationContact(application=application, role=role)
        _save_changes(row, facts, str(row))
    for left_out in kept.values():
        left_out.delete()


def _save_changes(row: models.Model, facts: Mapping[str, Any], about: str) -> None:
    """Save a part that is new or changed; its errors say which part they are of."""
    before = {name: getattr(row, name) for name in facts} if row.pk else None
    if before == dict(facts):
        return
    for name, fact in facts.items():
        setattr(row, name, fact)
    try:
        row.full_clean()
    except ValidationError as refused:
        named = _("%(part)s: %(problem)s")
        raise ValidationError(
            [
                ValidationError(named % {"part": about, "problem": problem}, code="part")
                for problem in refused.messages
            ]
        ) from None
    row.save()
