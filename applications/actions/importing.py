"""A file of applications is imported: every line accepted or rejected, all in one act."""

import os
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import require
from applications.actions.entering import enter
from applications.application_files import (
    CONTACT,
    FILE,
    GOODS,
    MOST_BYTES,
    WHOLE,
    Line,
    Rejected,
    read,
)
from applications.models import Act, Application, ApplicationImport, ImportedApplicationLine
from applications.models.contents import ContactRole, IntermediaryRole
from applications.problems import Problem
from audit import ledger
from audit.models import Source
from permits.models import Assurance, Country, Party
from permits.register_files.files import MEGABYTE, inspect

_COUNTRIES = ("end_use_country", "exported_from")
_OWN = set(WHOLE) & {field.name for field in Application._meta.concrete_fields} - {
    "applicant", "exporter", "end_user", "destination", "language", *_COUNTRIES,
}  # fmt: skip
_LANGUAGES = {code[:2]: code for code, _name in settings.LANGUAGES}
_AS_COLUMN = {"received_at": "received"}


def import_applications(file: File, *, by: User, reason: str) -> ApplicationImport:
    """Enter every application of a file that can be read whole, under one entry.

    Raises ``PermissionDenied``; ``ValidationError`` when it is no file of applications, or was
    imported already.
    """
    require(by, "applications.import_application")
    digest, lines = _looked_through(file)
    file_name = os.path.basename(file.name or "")[-200:]
    with ledger.entry(
        by=by,
        action=Act.IMPORT,
        about=file_name[:120],
        reason=reason,
        authority=f"{file_name[:100]}, SHA-256 {digest}",
        source=Source.IMPORT,
    ) as entry:
        _refuse_known(digest)
        entered = _enter_each(lines, by=by, reason=reason)
        rejected = sum(line.rejected is not None for line in lines)
        kept = ApplicationImport(
            file_name=file_name,
            digest=digest,
            imported_by=by,
            imported_at=timezone.now(),
            lines_total=len(lines),
            lines_accepted=len(lines) - rejected,
            lines_rejected=rejected,
        )
        _keep(kept)
        ImportedApplicationLine.objects.bulk_create(
            _judgement(kept, line, entered, entry) for line in lines
        )
    return kept


def look_through(file: File, *, by: User) -> None:
    """Refuse a file that is none of applications, or was imported already; nothing is entered.

    Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "applications.import_application")
    digest, _lines = _looked_through(file)
    _refuse_known(digest)


def _looked_through(file: File) -> tuple[str, list[Line]]:
    """The SHA-256 of a file, and its lines; it is refused unless it is a file of applications."""
    if file.size > MOST_BYTES:
        raise ValidationError(
            _("The file has more than %(most)s MB.") % {"most": MOST_BYTES // MEGABYTE},
            code="too-big",
        )
    return inspect(file, FILE), read(file)


def _refuse_known(digest: str) -> None:
    known = ApplicationImport.objects.filter(digest=digest).first()
    if known is not None:
        raise ValidationError(
            _("This file was imported on %(day)s already; nothing changed.")
            % {"day": timezone.localdate(known.imported_at).isoformat()},
            code="imported-already",
        )


def _keep(kept: ApplicationImport) -> None:
    """Save what is known of an import, unless the same file was imported meanwhile."""
    kept.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        _refuse_known(kept.digest)
        raise


def _judgement(
    kept: ApplicationImport, line: Line, entered: dict[str, Application], entry: Any
) -> ImportedApplicationLine:
    why = line.rejected
    return ImportedApplicationLine(
        application_import=kept,
        line=line.number,
        application=None if why else entered[line.reference],
        column=why.column[:60] if why else "",
        value=why.value if why else "",
        problem=why.problem.value if why else "",
        entry=entry,
    )


def _enter_each(lines: list[Line], *, by: User, reason: str) -> dict[str, Application]:
    """Enter each application whose lines are all good; the others say on each line why not."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if line.reference:
            groups.setdefault(line.reference, []).append(line)
    entered = {}
    for reference, group in groups.items():
        _compare(group)
        if not any(line.rejected for line in group):
            try:
                with transaction.atomic():
                    entered[reference] = enter(by=by, reason=reason, **_stated(group))
            except Rejected as rejected:
                group[0].rejected = rejected
            except ValidationError as refused:
                group[0].rejected = _as_rejected(refused)
        if any(line.rejected for line in group):
            for line in group:
                line.rejected = line.rejected or Rejected(
                    Problem.ANOTHER_LINE, "application", reference
                )
    return entered


def _compare(group: list[Line]) -> None:
    """What a later line says of the whole is what the first says, or nothing."""
    first = group[0]
    for line in group[1:]:
        for name in WHOLE:
            said = line.said.get(name)
            if line.rejected is None and said and said != first.said.get(name):
                line.rejected = Rejected(Problem.DISAGREES, name, said)


def _as_rejected(refused: ValidationError) -> Rejected:
    """A refusal of the whole, by the column it is about where it is about one."""
    if hasattr(refused, "error_dict"):
        name, errors = next(iter(refused.error_dict.items()))
        code = errors[0].code
        problem = Problem(code) if code in Problem.values else Problem.REFUSED
        return Rejected(problem, _AS_COLUMN.get(name, name), " ".join(errors[0].messages))
    return Rejected(Problem.REFUSED, "", " ".join(refused.messages))


def _stated(group: list[Line]) -> dict[str, Any]:
    """What a group of lines states, in the words of entering."""
    facts = group[0].facts
    parties = _Parties()
    countries = list(Country.objects.filter(pk__in=facts.get("destination") or []))
    stated = {name: facts[name] for name in sorted(_OWN) if facts.get(name) is not None}
    stated |= {f"{name}_id": facts[name] for name in _COUNTRIES if facts.get(name) is not None}
    applicant = parties.required(facts, "applicant")
    exporter = parties.named(facts, "exporter")
    roles = [ContactRole.APPLICANT, *([ContactRole.EXPORTER] if exporter else [])]
    language = facts.get("language")
    return {
        **stated,
        "received_at": facts["received"],
        "language": _LANGUAGES[language] if language else applicant.language,
        "applicant": applicant,
        "exporter": exporter,
        "end_user": parties.named(facts, "end_user"),
        "destination": countries[0] if len(countries) == 1 else None,
        "joint_destinations": countries if len(countries) > 1 else [],
        "contacts": {role.value: _contact(facts, role.value) for role in roles},
        "assurances": _assurances(facts.get("assurances") or []),
        "lines": [_goods(line.facts) for line in group if _states(line.facts, GOODS)],
        "consignees": list(_each_named(group, parties, "consignee")),
        "intermediaries": [
            {"role": role, **named}
            for role in IntermediaryRole.values
            for named in _each_named(group, parties, role)
        ],
        "documents": list(_documents(group)),
    }


class _Parties:
    """Parties by the names of a file: of the register, or to be registered once."""

    def __init__(self) -> None:
        self.new: dict[tuple[str, int], Party] = {}

    def required(self, facts: dict[str, Any], column: str) -> Party:
        party = self.named(facts, column)
        if party is None:
            raise Rejected(Problem.MISSING, column)
        return party

    def named(self, facts: dict[str, Any], column: str) -> Party | None:
        name, country = facts.get(column), facts.get(f"{column}_country")
        if not name:
            return None
        found = Party.objects.filter(name__iexact=name)
        known = list((found.filter(country=country) if country else found)[:2])
        if len(known) > 1:
            raise Rejected(Problem.AMBIGUOUS_PARTY, column, name)
        if known:
            return known[0]
        if not country:
            raise Rejected(Problem.UNKNOWN_PARTY, f"{column}_country", name)
        reached = {each: facts.get(f"{column}_{each}") or "" for each in ("address", "email")}
        key = (name.casefold(), country)
        return self.new.setdefault(key, Party(name=name, country_id=country, **reached))


def _contact(facts: dict[str, Any], prefix: str) -> dict[str, str]:
    return {name: facts.get(f"{prefix}_{name}") or "" for name in CONTACT}


def _assurances(references: list[str]) -> list[Assurance]:
    found = {each.reference: each for each in Assurance.objects.filter(reference__in=references)}
    for reference in references:
        if reference not in found:
            raise Rejected(Problem.UNKNOWN_ASSURANCE, "assurances", reference)
    return list(found.values())


def _states(facts: dict[str, Any], columns: Iterable[str]) -> bool:
    return any(facts.get(name) is not None for name in columns)


def _goods(facts: dict[str, Any]) -> dict[str, Any]:
    goods = {name: facts[name] for name in GOODS if facts.get(name) is not None}
    goods["code"] = goods.pop("item", "")
    if "origin" in goods:
        goods["origin_id"] = goods.pop("origin")
    return goods


def _each_named(group: list[Line], parties: _Parties, prefix: str) -> Iterator[dict[str, Any]]:
    """Each party that a line names in some part, such as a consignee, once."""
    seen = set()
    for line in group:
        key = (line.facts.get(prefix), line.facts.get(f"{prefix}_country"))
        if key[0] and key not in seen:
            seen.add(key)
            party = parties.required(line.facts, prefix)
            yield {"party": party, **_contact(line.facts, prefix)}


def _documents(group: list[Line]) -> Iterator[dict[str, Any]]:
    """Each document that a line names, once."""
    seen = set()
    for line in group:
        kind, reference = line.facts.get("document_kind"), line.facts.get("document_reference")
        if bool(kind) != bool(reference):
            column = "document_reference" if kind else "document_kind"
            raise Rejected(Problem.UNKNOWN_DOCUMENT, column)
        if kind and (kind, reference) not in seen:
            seen.add((kind, reference))
            yield {
                "kind": kind,
                "reference": reference,
                "dated_on": line.facts.get("document_dated_on"),
                "pointer": line.facts.get("document_pointer") or "",
            }
