"""Requests that are made twice."""

from django import forms


class TwoStepForm(forms.Form):
    """A request made twice: as it is typed, then hidden on a page that asks to confirm it.

    The button of the second page is named ``confirmed``.
    """

    def hide(self):
        """The same form with every field hidden, keeping what was typed."""
        for field in self.fields.values():
            field.widget = field.hidden_widget()
        return self
