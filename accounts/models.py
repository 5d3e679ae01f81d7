"""People, the roles they hold, and the offices in whose name they may act."""

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import _user_has_module_perms, _user_has_perm
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from audit import ledger
from audit.models import History, Record


class Act(models.TextChoices):
    """What is done to accounts, in the words of the record."""

    CREATE = "account.create", _("Create account")
    CHANGE = "account.change", _("Change account")
    CHANGE_PASSWORD = "account.change_password", _("Change password")
    REHASH_PASSWORD = "account.rehash_password", _("Renew the password's hash at sign-in")
    ASSIGN_ROLE = "account.assign_role", _("Assign role")
    WITHDRAW_ROLE = "account.withdraw_role", _("Withdraw role")
    APPOINT = "account.appoint", _("Record an appointment")
    ADMINISTER = "admin.change", _("Change in the administration")


class UserManager(BaseUserManager):
    """Creates accounts; each creation is an act of its own unless one is under way."""

    def create_user(self, username, password=None, *, by=None, reason="", **facts):
        user = self.model(username=self.model.normalize_username(username), **facts)
        user.email = self.normalize_email(user.email)
        user.set_password(password)
        user.created_by = by
        with ledger.entry(
            by=by,
            action=Act.CREATE,
            about=user.username,
            reason=reason or "Account created",
            using=self.db,
        ):
            user.save(using=self.db)
        return user

    def create_superuser(self, username, password=None, **facts):
        facts = {"is_staff": True, "is_superuser": True, **facts}
        return self.create_user(
            username, password, reason="Superuser created from the command line", **facts
        )


class UserQuerySet(models.QuerySet):
    def holding(self, role):
        return self.filter(role_assignments__role=role, is_active=True)


class User(AbstractBaseUser):
    """A person who may sign in. Users are deactivated, never deleted.

    A superuser administers accounts and reference data as an administrator does, and no more:
    decisions need a role, and roles are given on record.
    """

    username = models.CharField(
        _("sign-in name"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This sign-in name is taken.")},
    )
    name = models.CharField(_("full name"), max_length=150)
    email = models.EmailField(_("e-mail address"), blank=True)
    office = models.CharField(_("office or department"), max_length=150, blank=True)
    language = models.CharField(
        _("language of work"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Clear this instead of deleting a person.")
    )
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    is_superuser = models.BooleanField(
        _("superuser"),
        default=False,
        help_text=_("Administers accounts and reference data; gives no right to decide."),
    )
    created_by = models.ForeignKey(
        "self",
        verbose_name=_("created by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()
    # Signing in is not an act on the account: last_login is bookkeeping, knowingly left out.
    history = History(excluded_fields=["last_login"])

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "email"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        default_permissions = ("view", "add", "change")
        ordering = ["name", "username"]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    def roles(self):
        """The roles held now, in the order in which they are declared."""
        if not hasattr(self, "_roles"):
            held = set(self.role_assignments.values_list("role", flat=True))
            self._roles = [role for role in Role if role.value in held]
        return self._roles

    def forget_roles(self):
        """Ask for the roles, and what they permit, anew: they were changed."""
        for known in ("_roles", "_role_permissions"):
            self.__dict__.pop(known, None)

    def role_names(self):
        """The roles held now, as codes: what an entry keeps as the capacity of its actor."""
        names = [role.value for role in self.roles()]
        return ", ".join(names + (["superuser"] if self.is_superuser else []))

    def has_perm(self, perm, obj=None):
        return self.is_active and _user_has_perm(self, perm, obj)

    def has_perms(self, perm_list, obj=None):
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label):
        return self.is_active and _user_has_module_perms(self, app_label)

    def check_password(self, raw_password):
        """Check the password; renewing an outdated hash is recorded as what it is."""

        def renew(password):
            if not self.is_active:
                return
            with ledger.entry(
                by=self,
                action=Act.REHASH_PASSWORD,
                about=self.username,
                reason="The hash of the password was renewed at sign-in",
            ):
                self.set_password(password)
                self._password = None
                self.save(update_fields=["password"])

        return check_password(raw_password, self.password, renew)

    async def acheck_password(self, raw_password):
        return await sync_to_async(self.check_password)(raw_password)


class RoleAssignment(Record):
    """A role that a person holds. Past assignments stay readable in its history."""

    user = models.ForeignKey(
        User, verbose_name=_("user"), on_delete=models.PROTECT, related_name="role_assignments"
    )
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)

    class Meta:
        verbose_name = _("role assignment")
        verbose_name_plural = _("role assignments")
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="role_is_held_once"),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="role_assignment_role_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"


class Power(models.TextChoices):
    """What an instrument of delegation may cover, beside the signing of orders."""

    ISSUE = "issue", _("Issue of permits")
    DENY = "deny", _("Refusal of permits")
    AMEND = "amend", _("Amendment of permits")
    EXEMPT = "exempt", _("Granting of exemptions from measures")
    SUSPEND = "suspend", _("Suspension of permits by decision")
    CANCEL = "cancel", _("Cancellation of permits")
    REINSTATE = "reinstate", _("Reinstatement of permits by decision")


class AppointmentQuerySet(models.QuerySet):
    def covering(self, moment):
        """Appointments in force at a moment, by the day it falls on in Ottawa."""
        day = timezone.localdate(moment)
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)

    def open_to(self, user):
        """Appointments in whose name this person may sign or record a signature."""
        if Role.MINISTERS_OFFICE in user.roles():
            return self.filter(Q(user=user) | Q(is_minister=True))
        return self.filter(user=user)


class Appointment(Record):
    """A person's time in an office that may exercise the Minister's powers under section 10(1).

    The office moves and its holder changes (EIPA, section 2, "Minister"); an instrument of
    delegation has dates. Authority is always asked as of a moment.
    """

    office_en = models.CharField(_("office (English)"), max_length=150)
    office_fr = models.CharField(_("office (French)"), max_length=150)
    holder_name = models.CharField(_("office-holder"), max_length=150)
    is_minister = models.BooleanField(
        _("minister"), default=False, help_text=_("Otherwise a delegate of the Minister.")
    )
    user = models.ForeignKey(
        User,
        verbose_name=_("account of the office-holder"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
    )
    instrument = models.CharField(
        _("instrument"),
        max_length=200,
        help_text=_("Order in council or instrument of delegation."),
    )
    valid_from = models.DateField(_("in office from"))
    valid_until = models.DateField(_("in office until"), null=True, blank=True)
    highest_value = models.DecimalField(
        _("highest value (CAD)"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Of a permit that a delegate may decide on. Empty where there is no limit."),
    )
    covers_group_2 = models.BooleanField(_("may decide on goods of Group 2"), default=True)
    covers_issue = models.BooleanField(_("may issue permits"), default=True)
    covers_deny = models.BooleanField(_("may refuse permits"), default=True)
    covers_amend = models.BooleanField(_("may amend permits"), default=True)
    covers_exempt = models.BooleanField(_("may grant exemptions from measures"), default=True)
    covers_suspend = models.BooleanField(_("may decide to suspend permits"), default=True)
    covers_cancel = models.BooleanField(_("may decide to cancel permits"), default=True)
    covers_reinstate = models.BooleanField(_("may decide to reinstate permits"), default=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        default_permissions = ("view", "add", "change")
        ordering = ["-valid_from", "office_en"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="appointment_runs_forward",
                violation_error_message=_("The appointment ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(highest_value=None) | Q(highest_value__gt=0),
                name="appointment_limit_is_positive",
                violation_error_message=_("The highest value must be more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(is_minister=False)
                | Q(
                    highest_value=None,
                    covers_group_2=True,
                    covers_issue=True,
                    covers_deny=True,
                    covers_amend=True,
                    covers_exempt=True,
                    covers_suspend=True,
                    covers_cancel=True,
                    covers_reinstate=True,
                ),
                name="minister_has_no_limits",
                violation_error_message=_("Limits are set for delegates; the Minister has none."),
            ),
        ]

    def __str__(self):
        return f"{self.holder_name}, {self.office}"

    @property
    def office(self):
        return self.office_fr if (get_language() or "").startswith("fr") else self.office_en

    def as_authority(self):
        """Who acted by what right, as an entry keeps it."""
        return f"{self.holder_name}, {self.office_en}; {self.instrument}"

    def covers(self, moment):
        day = timezone.localdate(moment)
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def gives(self, power):
        """Whether the instrument covers a power at all, whatever it is exercised on."""
        return bool(getattr(self, f"covers_{Power(power).value}"))
