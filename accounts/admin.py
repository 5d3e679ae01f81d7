"""Accounts, roles and appointments in the administration, each change on record with its reason."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from accounts import actions, rules
from accounts.forms import (
    PasswordForm,
    ReasonForm,
    RecordedForm,
    RoleFormSet,
    UserAddForm,
    UserForm,
)
from accounts.models import Act, Appointment, RoleAssignment, User
from audit import ledger
from audit.admin import HouseAdmin
from audit.models import Source

# Roles are kept in code and given by role assignments: groups would be a second way.
admin.site.unregister(Group)


class RecordedAdmin(HouseAdmin):
    """A form that asks for the reason of a change, and makes it as one act under one entry.

    ``named_by`` is the field by which the record calls what is changed.
    """

    form = RecordedForm
    named_by = "pk"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return self.recorded(
            Act.ADMINISTER, request, object_id, super().changeform_view, form_url, extra_context
        )

    def recorded(self, act, request, object_id, view, *rest):
        """Answer by a view of the administration; what it writes belongs to one entry.

        Without a reason no entry is opened: the form refuses, and so would the database.
        """
        reason = ReasonForm(request.POST)
        if request.method != "POST" or not reason.is_valid():
            return view(request, object_id, *rest)
        with ledger.entry(
            by=request.user,
            action=act,
            about=self.about(request, object_id),
            reason=reason.cleaned_data["reason"],
            source=Source.ADMIN,
        ):
            return view(request, object_id, *rest)

    def about(self, request, object_id):
        record = self.get_object(request, object_id) if object_id else None
        if record is not None:
            return str(getattr(record, self.named_by))[:120]
        return request.POST.get(self.named_by, "").replace("\0", "")[:120]


class RoleInline(admin.StackedInline):
    """The roles of a person; roles are given and taken, never altered, and never one's own."""

    model = RoleAssignment
    fields = ["role"]
    formset = RoleFormSet
    extra = 1

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.by = request.user
        return formset

    def has_add_permission(self, request, obj=None):
        return obj != request.user and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return obj != request.user and super().has_delete_permission(request, obj)


@admin.register(User)
class UserAdmin(RecordedAdmin, DjangoUserAdmin):
    """People are added, changed and deactivated here, never deleted."""

    form = UserForm
    add_form = UserAddForm
    change_password_form = PasswordForm
    change_user_password_template = "admin/accounts/user/change_password.html"  # noqa: S105
    named_by = "username"
    inlines = [RoleInline]
    list_display = ["username", "name", "office", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "role_assignments__role"]
    search_fields = ["username", "name", "email", "office"]
    ordering = ["username"]
    filter_horizontal = []
    readonly_fields = ["is_superuser", "created_by", "created_at", "last_login"]
    _person = ["username", "name", "email", "office", "language"]
    fieldsets = [
        (None, {"fields": [*_person, "password"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Record"), {"fields": ["created_by", "created_at", "last_login", "reason"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    *_person, "is_staff", "usable_password", "password1", "password2", "reason"
                ]
            },
        )
    ]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if obj and rules.against_deactivating(obj, by=request.user):
            return [*fields, "is_active", "is_staff"]
        return fields

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        """Roles go through the actions, which ask the rules again."""
        reason = form.cleaned_data["reason"]
        given = formset.save(commit=False)
        for assignment in formset.deleted_objects:
            actions.withdraw_role(assignment, by=request.user, reason=reason)
        for assignment in given:
            actions.assign_role(form.instance, assignment.role, by=request.user, reason=reason)

    def user_change_password(self, request, id, form_url=""):
        return self.recorded(
            Act.CHANGE_PASSWORD, request, id, super().user_change_password, form_url
        )


@admin.register(Appointment)
class AppointmentAdmin(RecordedAdmin):
    named_by = "holder_name"
    list_display = ["holder_name", "office_en", "is_minister", "valid_from", "valid_until", "user"]
    list_select_related = ["user"]
    list_filter = ["is_minister"]
    search_fields = ["holder_name", "office_en", "office_fr"]
    fieldsets = [
        (None, {"fields": ["office_en", "office_fr", "holder_name", "is_minister", "user"]}),
        (_("Authority"), {"fields": ["instrument", "valid_from", "valid_until"]}),
        (
            _("Limits of a delegation"),
            {
                "fields": [
                    "highest_value", "covers_group_2", "covers_issue", "covers_deny",
                    "covers_amend", "covers_exempt", "covers_suspend", "covers_cancel",
                    "covers_reinstate",
                ]
            },
        ),
        (_("Record"), {"fields": ["reason"]}),
    ]  # fmt: skip
