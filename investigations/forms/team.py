"""Requests about the team of a case: declarations, membership, the lead, and rest."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import PERMISSIONS, Role
from investigations.forms.texts import SHORT
from investigations.models.team import InterestOutcome, TeamRole
from office.forms import PlainTexts
from permits.forms.orders import ReasonForm

READERS = [
    role for role, given in PERMISSIONS.items() if "investigations.view_investigation" in given
]


def readers():
    """The people who may read investigations, by name."""
    return (
        User.objects.filter(is_active=True, role_assignments__role__in=READERS)
        .distinct()
        .order_by("name", "username")
    )


class DeclarationForm(PlainTexts):
    """No interest, or which one: a declaration gives no further reason."""

    NONE, SOME = "none", "some"

    has_interest = forms.ChoiceField(
        label=_("Have you an interest in this case?"),
        choices=[
            (NONE, _("I have none: nothing binds me to a party, a permit or a source of the case")),
            (SOME, _("I have one, described below")),
        ],
        widget=forms.RadioSelect,
    )
    interest = forms.CharField(
        label=_("The interest"),
        help_text=_(
            "For example shares, a former employer, a relative, an earlier part in one of the"
            " permits. A director decides whether you may take part."
        ),
        widget=SHORT,
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        described = bool(cleaned["interest"].strip())
        if cleaned["has_interest"] == self.SOME and not described:
            self.add_error("interest", ValidationError(_("Describe the interest."), "no-words"))
        if cleaned["has_interest"] == self.NONE and described:
            self.add_error(
                "has_interest",
                ValidationError(_("You describe an interest: say that you have one."), "both"),
            )
        return cleaned


class InterestForm(ReasonForm):
    """Whether somebody with an interest may take part."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=InterestOutcome.choices, widget=forms.RadioSelect
    )
    field_order = ["outcome", "reason"]


class MembershipForm(ReasonForm):
    """Who joins the team, in which part."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none())
    role = forms.ChoiceField(label=_("Part"), choices=TeamRole.choices)
    field_order = ["person", "role", "reason"]

    def __init__(self, *args, investigation, **options):
        super().__init__(*args, **options)
        on_team = investigation.memberships.current().order_by().values("person")
        self.fields["person"].queryset = readers().exclude(pk__in=on_team)


class LeadForm(ReasonForm):
    """Who leads from now on."""

    lead = forms.ModelChoiceField(label=_("New lead"), queryset=User.objects.none())
    field_order = ["lead", "reason"]

    def __init__(self, *args, investigation, **options):
        super().__init__(*args, **options)
        investigators = User.objects.holding(Role.INVESTIGATOR).order_by("name")
        self.fields["lead"].queryset = investigators.exclude(pk=investigation.lead_id)


class HoldForm(ReasonForm):
    """Why the work rests, and until when."""

    until = forms.DateField(
        label=_("On hold until"),
        help_text=_("On the day after, it appears among the work that waits."),
    )
    field_order = ["until", "reason"]
