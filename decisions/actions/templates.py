"""Templates of notices are drafted by one person and approved by another."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger
from decisions.actions.refusing import stop_at
from decisions.models import Act, NoticeKind, NoticeTemplate, TemplateStatus
from decisions.rules import notices as rules
from decisions.rules.notices import NoticeRefusal


def draft_template(
    kind: NoticeKind, *, by: User | None, reason: str, **texts: str
) -> NoticeTemplate:
    """Draft the next version of a template; ``by`` is None when it ships with the application.

    Raises ``PermissionDenied``; ``ValidationError`` by field: an unknown placeholder, a missing
    one, a text that lacks one of the languages.
    """
    if by is not None:
        require(by, "decisions.edit_noticetemplate")
    with ledger.entry(by=by, action=Act.DRAFT_TEMPLATE, about=str(kind), reason=reason):
        newest = NoticeTemplate.objects.filter(kind=kind).aggregate(newest=Max("version"))
        template = NoticeTemplate(
            kind=kind, version=(newest["newest"] or 0) + 1, edited_by=by, **texts
        )
        _save(template, texts)
    return template


def edit_template(
    template: NoticeTemplate, *, version: int, by: User, reason: str, **texts: str
) -> NoticeTemplate:
    """Change a draft; whoever changes it last is the one who may not approve it."""
    require(by, "decisions.edit_noticetemplate")
    with ledger.entry(by=by, action=Act.DRAFT_TEMPLATE, about=template.kind, reason=reason):
        template = NoticeTemplate.objects.select_for_update().get(pk=template.pk)
        refusals = rules.against_editing_template(template)
        if version != template.newest_version():
            refusals.append(NoticeRefusal.OTHER_CHANGE)
        stop_at(refusals)
        for name, text in texts.items():
            setattr(template, name, text)
        template.edited_by = by
        _save(template, texts)
    return template


def approve_template(
    template: NoticeTemplate, *, version: int, by: User, reason: str
) -> NoticeTemplate:
    """Put a draft in use, as a second person; the version in use until now is replaced."""
    require(by, "decisions.approve_noticetemplate")
    with ledger.entry(by=by, action=Act.APPROVE_TEMPLATE, about=template.kind, reason=reason):
        template = NoticeTemplate.objects.select_for_update().get(pk=template.pk)
        refusals = rules.against_approving_template(template, by=by)
        if version != template.newest_version():
            refusals.append(NoticeRefusal.OTHER_CHANGE)
        stop_at(refusals)
        NoticeTemplate.objects.filter(kind=template.kind, status=TemplateStatus.APPROVED).update(
            status=TemplateStatus.REPLACED
        )
        template.status = TemplateStatus.APPROVED
        template.approved_by, template.approved_at = by, timezone.now()
        template.save()
    return template


def _save(template: NoticeTemplate, texts: dict[str, Any]) -> None:
    template.full_clean(exclude=["edited_by"])
    if wrong := rules.against_template(template.kind, texts):
        raise ValidationError(wrong)
    template.save()
