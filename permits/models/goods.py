"""The Export Control List: its editions, and its items in both languages."""

import re
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Record
from permits.codes import with_parents
from permits.models.parties import in_french


class ControlList(models.TextChoices):
    REGULATION = "ecl", _("Export Control List")
    GUIDE = "guide-group-2", _("Guide to the Export Control List, Group 2")


class ControlListEditionQuerySet(models.QuerySet):
    def in_force_on(self, day):
        """The newest edition of each list that was in force on a day, newest first."""
        return self.filter(in_force_from__lte=day).order_by("-in_force_from")


class ControlListEdition(Record):
    """One consolidated state of a control list; every classification names the one it used."""

    control_list = models.CharField(_("list"), max_length=20, choices=ControlList.choices)
    instrument = models.CharField(_("instrument"), max_length=60)
    in_force_from = models.DateField(_("in force from"))
    consolidated_on = models.DateField(_("consolidated to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    digest = models.CharField(_("SHA-256 of the source"), max_length=64)

    objects = ControlListEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("control-list edition")
        verbose_name_plural = _("control-list editions")
        ordering = ["control_list", "-in_force_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["control_list", "in_force_from"], name="control_list_edition_is_dated"
            )
        ]

    def __str__(self):
        return f"{self.get_control_list_display()} ({self.in_force_from.isoformat()})"

    def get_absolute_url(self):
        return reverse("permits:control_list_detail", args=[self.pk])

    def numbered_items(self):
        """The items themselves, without their parts and without what a whole group says."""
        return self.items.filter(depth=0, code__regex=r"^[0-9](-|[0-9]{3})")

    def previous(self):
        """The edition of the same list that this one followed, if it is kept."""
        same_list = ControlListEdition.objects.filter(control_list=self.control_list)
        return same_list.in_force_on(self.in_force_from).exclude(pk=self.pk).first()

    def changes_since(self, earlier):
        """What this edition adds to an earlier one, removes from it, or words otherwise."""
        before = {item.code: item for item in earlier.items.all()}
        now = {item.code: item for item in self.items.all()}
        return EditionChanges(
            added=[item for code, item in now.items() if code not in before],
            removed=[item for code, item in before.items() if code not in now],
            reworded=[
                (before[code], item)
                for code, item in now.items()
                if code in before and before[code].wording != item.wording
            ],
        )


@dataclass(frozen=True)
class EditionChanges:
    """What one edition of a list changed in another, in the order of the list."""

    added: list
    removed: list
    reworded: list  # of pairs: the item before, and as it is now

    def in_words(self):
        """Each kind of change in words, with its items."""
        yield _("Added"), self.added
        yield _("Removed"), self.removed
        yield _("Reworded"), [now for _before, now in self.reworded]


class ItemState(models.TextChoices):
    IN_FORCE = "in-force", _("In force")
    REPEALED = "repealed", _("Repealed")
    NOT_IN_FORCE = "not-in-force", _("Not in force yet")


class Technology(models.TextChoices):
    """What is not goods, as section 2 of the Act defines technology: data, help, and software."""

    SOFTWARE = "software", _("Software")
    TECHNOLOGY = "technology", _("Technology")
    EITHER = "either", _("Software and technology")


# Group 2 keeps an item for each; the dual-use lists a category in each item: 1-7.D., 1-7.E.
_TECHNOLOGY_CODES = {
    Technology.SOFTWARE: r"^(2-21|[1-9]-[0-9]+\.D)([^A-Za-z0-9]|$)",
    Technology.TECHNOLOGY: r"^(2-22|[1-9]-[0-9]+\.E)([^A-Za-z0-9]|$)",
    Technology.EITHER: r"^(2-2[12]|[1-9]-[0-9]+\.[DE])([^A-Za-z0-9]|$)",
}


class ControlListItemQuerySet(models.QuerySet):
    def named(self, text):
        """Items of a group ("2"), or an item with its provisions ("2-15"), in every edition."""
        text = text.strip()
        if text.isdecimal() and len(text) <= 2:
            return self.filter(group=int(text))
        return self.filter(code__iregex=rf"^{re.escape(text)}(\D|$)")

    def of_technology(self, which):
        """Items that control software, technology, or either, in every edition."""
        return self.filter(code__iregex=_TECHNOLOGY_CODES[Technology(which)])

    def gathered(self):
        """The keys of the items that each group ("2"), item ("2-15") and technology names."""
        rows = list(self.order_by().values_list("pk", "group", "code"))
        found = {}
        for key, group, code in rows:
            found.setdefault(str(group), set()).add(key)
            *_parts, item = with_parents(code)
            found.setdefault(item.upper(), set())
        for name, members in found.items():
            if not name.isdecimal():
                matches = re.compile(rf"^{re.escape(name)}(\D|$)", re.IGNORECASE).match
                members.update(key for key, _group, code in rows if matches(code))
        for which, pattern in _TECHNOLOGY_CODES.items():
            matches = re.compile(pattern, re.IGNORECASE).match
            found[which.value] = {key for key, _group, code in rows if matches(code)}
        return found


class ControlListItem(Record):
    """An item, or a provision of one, as one edition words it: for example 2-15 or 5504(2)(d)."""

    edition = models.ForeignKey(
        ControlListEdition,
        verbose_name=_("edition"),
        on_delete=models.PROTECT,
        related_name="items",
    )
    group = models.PositiveSmallIntegerField(_("group"))
    code = models.CharField(_("item"), max_length=60)
    # Digits padded with zeros, so that 2-2 stands before 2-15.
    sort_key = models.CharField(max_length=160, editable=False)
    depth = models.PositiveSmallIntegerField(_("depth"), default=0)
    state = models.CharField(
        _("state"), max_length=12, choices=ItemState.choices, default=ItemState.IN_FORCE
    )
    text_en = models.TextField(_("text (English)"))
    text_fr = models.TextField(_("text (French)"))

    objects = ControlListItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("control-list item")
        verbose_name_plural = _("control-list items")
        ordering = ["edition", "sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="item_code_in_edition"),
            models.CheckConstraint(
                condition=Q(state__in=ItemState.values), name="item_state_is_known"
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def wording(self):
        """What makes two editions of an item the same: its state, and its words."""
        return self.state, self.text_en, self.text_fr

    @property
    def text(self):
        return self.text_fr if in_french() else self.text_en
