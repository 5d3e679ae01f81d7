"""How many independent sources items of evidence come from: copies of one item count once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from investigations.models import Evidence
from investigations.models.kinds import EvidenceKind


@dataclass(frozen=True)
class SourceCount:
    """So many items, the sources they come from, and the silences among what was counted.

    A refusal or a silence is on record, and is no source of what it does not say.
    """

    items: int
    sources: int
    silences: int = 0

    @property
    def repeats(self):
        """Whether some of the items repeat others."""
        return self.sources < self.items

    def __str__(self):
        if not self.items and not self.silences:
            return _("No items")
        said = _("%(items)s from %(sources)s") % {
            "items": ngettext("%(count)d item", "%(count)d items", self.items)
            % {"count": self.items},
            "sources": ngettext(
                "%(count)d independent source", "%(count)d independent sources", self.sources
            )
            % {"count": self.sources},
        }
        silent = ngettext(
            "%(count)d refusal or silence", "%(count)d refusals or silences", self.silences
        ) % {"count": self.silences}
        if not self.silences:
            return said
        if not self.items:
            return silent
        return _("%(items)s, and %(silences)s") % {"items": said, "silences": silent}


def counted(items: Iterable[Evidence], origins: Mapping[int, int] | None = None) -> SourceCount:
    """Count items of one investigation, by its origins when they are known already."""
    items = list(items)
    speaking = [item for item in items if item.kind != EvidenceKind.SILENCE]
    if origins is None:
        case = speaking[0].investigation_id if speaking else None
        origins = Evidence.objects.filter(investigation=case).origins() if case else {}
    return SourceCount(
        items=len(speaking),
        sources=len({origins.get(item.pk, item.pk) for item in speaking}),
        silences=len(items) - len(speaking),
    )
