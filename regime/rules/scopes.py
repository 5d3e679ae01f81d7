"""Which goods, kinds of permit and end users a provision reaches, and where two of them meet."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from permits.codes import with_parents
from permits.models.permits import PermitKind
from regime.models import Provision

ALL_GOODS = ""  # stands above every group
GROUP_IN_CODE = re.compile(r"(\d{1,2})(?:-|$)|(\d)\d{3}")
CODE = re.compile(r"\d{1,2}(-\S+)?|\d{4}(\S+)?")


def is_group(code: str) -> bool:
    return code.isdecimal() and len(code) <= 2


def group_of(code: str) -> int | None:
    """The group that a code is of: 2 for "2", "2-15" and "2-15.b.", 5 for "5504(2)(d)"."""
    found = GROUP_IN_CODE.match(code)
    return int(found[1] or found[2]) if found else None


def covers(wide: str, narrow: str) -> bool:
    """Whether a code stands for another, or for something that the other is a part of."""
    if wide == ALL_GOODS:
        return True
    if is_group(wide):
        return narrow != ALL_GOODS and group_of(narrow) == int(wide)
    return wide.rstrip(".") in (code.rstrip(".") for code in with_parents(narrow))


def meeting(provision: Provision, codes: Iterable[str]) -> list[str]:
    """What a provision and these codes have in common, each as the narrower of the two says it."""
    excluded = provision.excluded()
    return [
        narrow
        for code in codes
        for narrow in _narrower(provision.included() or [ALL_GOODS], code)
        if not any(covers(left_out, narrow) for left_out in excluded)
    ]


def _narrower(included: list[str], code: str) -> Iterator[str]:
    for wide in included:
        if covers(wide, code):
            yield code
        elif covers(code, wide):
            yield wide


def kinds_of(provision: Provision) -> set[str]:
    """The kinds of permit that a provision covers. General permits are in no provision."""
    covered = {
        PermitKind.EXPORT: provision.covers_export,
        PermitKind.BROKERING: provision.covers_brokering,
    }
    return {str(kind.value) for kind, is_covered in covered.items() if is_covered}


def classes_meet(one: str, other: str) -> bool:
    """Whether two classes of end user can be of one person; a class left open can be any."""
    return not one or not other or one == other


def contradicts(one: Provision, other: Provision) -> bool:
    """Whether two provisions say different things about the same application or permit."""
    same_effects = (one.new_effect, one.existing_effect) == (
        other.new_effect,
        other.existing_effect,
    )
    if same_effects or not kinds_of(one) & kinds_of(other):
        return False
    if not classes_meet(one.end_user_class, other.end_user_class):
        return False
    left_out = other.excluded()
    shared = meeting(one, other.included() or [ALL_GOODS])
    return any(not any(covers(code, each) for code in left_out) for each in shared)


def is_empty(provision: Provision) -> bool:
    """Whether a provision leaves out all that it names."""
    return not meeting(provision, provision.included() or [ALL_GOODS])


def goods_in_words(provision: Provision) -> str:
    """The goods of a provision as a sentence names them."""
    included, excluded = provision.included(), provision.excluded()
    named = codes_in_words(included) if included else _("all goods")
    if not excluded:
        return named
    return _("%(goods)s except %(excluded)s") % {
        "goods": named,
        "excluded": codes_in_words(excluded),
    }


def codes_in_words(codes: Iterable[str]) -> str:
    return ", ".join(
        _("Group %(number)s") % {"number": code} if is_group(code) else code for code in codes
    )


def kinds_in_words(provision: Provision) -> str:
    if provision.covers_export and provision.covers_brokering:
        return _("export and brokering permits")
    return _("export permits") if provision.covers_export else _("brokering permits")


def end_users_in_words(provision: Provision) -> str:
    if not provision.end_user_class:
        return _("every end user")
    return _("end users of the class “%(class)s”") % {
        "class": provision.get_end_user_class_display()
    }
