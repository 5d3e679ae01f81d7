"""What a peer, a dissenter, and whoever looks at a changed basis are asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from investigations.forms.texts import LONG
from investigations.models import BasisReview, Dissent, PeerReview
from investigations.models.reviews import BasisOutcome, ReviewOutcome
from office.forms import PlainTexts


class PeerReviewForm(forms.ModelForm, PlainTexts):
    """Whether a finding is sound, and what the peer checked."""

    field_order = ["result", "comments"]

    class Meta:
        model = PeerReview
        fields = ["result", "comments"]
        widgets = {"result": forms.RadioSelect, "comments": LONG}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["result"].choices = [
            (ReviewOutcome.SOUND, _("Sound: it may be put to the person who adopts it")),
            (ReviewOutcome.NEEDS_WORK, _("Needs work: it goes back to its writers")),
        ]


class DissentForm(forms.ModelForm, PlainTexts):
    """Who does not agree, and why."""

    field_order = ["name", "reasons"]

    class Meta:
        model = Dissent
        fields = ["name", "reasons"]
        widgets = {"reasons": LONG}


class BasisReviewForm(forms.ModelForm, PlainTexts):
    """What the changes mean for the finding."""

    field_order = ["outcome", "reasons"]

    class Meta:
        model = BasisReview
        fields = ["outcome", "reasons"]
        widgets = {"outcome": forms.RadioSelect, "reasons": LONG}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["outcome"].choices = BasisOutcome.choices
