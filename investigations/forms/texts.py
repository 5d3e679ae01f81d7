"""Fields for texts of several lines, long and short, in either language."""

from django import forms

LONG = forms.Textarea(attrs={"rows": 5})
SHORT = forms.Textarea(attrs={"rows": 3})
LONG_FRENCH = forms.Textarea(attrs={"rows": 5, "lang": "fr"})
SHORT_FRENCH = forms.Textarea(attrs={"rows": 3, "lang": "fr"})
