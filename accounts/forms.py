"""What administrators fill in: a change and its reason, a person, a password, roles."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    UserChangeForm,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.models import User
from accounts.roles import Role


def reason_field():
    return forms.CharField(
        label=_("Reason"),
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("Kept in the history under your name."),
    )


class ReasonForm(forms.Form):
    """Nothing but the reason, read before anything is written."""

    reason = reason_field()


class RecordedForm(forms.ModelForm):
    """A change of one record and its reason, which is kept in the history and not on the record."""

    reason = reason_field()


class UserForm(UserChangeForm):
    reason = reason_field()


class UserAddForm(AdminUserCreationForm):
    reason = reason_field()

    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "name", "email", "office", "language", "is_staff")


class PasswordForm(AdminPasswordChangeForm):
    reason = reason_field()


class RoleFormSet(forms.BaseInlineFormSet):
    """The roles of one person; ``by`` is whoever changes them."""

    by: User

    def clean(self):
        super().clean()
        withdrawn = [form.instance for form in self.deleted_forms]
        given = [
            form
            for form in self.extra_forms
            if form.cleaned_data.get("role") and form not in self.deleted_forms
        ]
        held = {form.instance.role for form in self.initial_forms} - {
            assignment.role for assignment in withdrawn
        }
        refusals = [
            refusal
            for assignment in withdrawn
            if assignment.pk
            for refusal in rules.against_withdrawing(assignment, by=self.by)
        ]
        for form in given:
            role = Role(form.cleaned_data["role"])
            refusals += rules.against_assigning(self.instance, role, by=self.by, held=held)
            held.add(role)
        if refusals:
            raise ValidationError([refusal.error for refusal in dict.fromkeys(refusals)])
