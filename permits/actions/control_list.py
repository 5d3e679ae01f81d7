"""Editions of the Export Control List are loaded here, each beside the ones before it."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import require
from audit import ledger
from audit.models import Source
from permits.control_list import Edition, read_edition
from permits.models import Act, ControlListEdition, ControlListItem
from permits.models.goods import ControlList


def load_control_list(
    english: bytes, french: bytes, *, names: tuple[str, str], by: User | None
) -> tuple[ControlListEdition, bool]:
    """Load an edition from its English and French files; says whether anything was new.

    ``by`` is None when the system loads what ships beside it. An edition already kept is left as
    it is. Raises ``PermissionDenied``; ``ValidationError`` when the files are not an edition, or
    differ from the one kept for the same day.
    """
    if by is not None:
        require(by, "permits.add_controllistedition")
    read = read_edition(english, french)
    with ledger.entry(
        by=by,
        action=Act.LOAD_CONTROL_LIST,
        about=f"{read.instrument} {read.in_force_from.isoformat()}",
        reason=_("Edition of %(day)s, as published by Justice Laws")
        % {"day": read.in_force_from.isoformat()},
        source=Source.IMPORT,
    ):
        kept = ControlListEdition.objects.filter(
            control_list=ControlList.REGULATION, in_force_from=read.in_force_from
        ).first()
        if kept is None:
            return _store(read, names), True
    if kept.digest != read.digest:
        raise ValidationError(
            _("Another text of the edition of %(day)s is already kept; editions never change.")
            % {"day": read.in_force_from.isoformat()},
            code="edition-differs",
        )
    return kept, False


def _store(read: Edition, names: tuple[str, str]) -> ControlListEdition:
    edition = ControlListEdition.objects.create(
        control_list=ControlList.REGULATION,
        instrument=read.instrument,
        in_force_from=read.in_force_from,
        consolidated_on=read.consolidated_on,
        source=", ".join(PurePath(name).name for name in names)[:300],
        digest=read.digest,
    )
    ControlListItem.objects.bulk_create(
        ControlListItem(
            edition=edition,
            group=each.group,
            code=each.code,
            sort_key=each.sort_key,
            depth=each.depth,
            state=each.state,
            text_en=each.text_en,
            text_fr=each.text_fr,
        )
        for each in read.provisions
    )
    return edition
