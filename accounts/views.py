"""Signing in, in one's own language, and changing one's password on record."""

from django.conf import settings
from django.contrib.auth import views as auth_views

from accounts.models import Act
from audit import ledger


class SignIn(auth_views.LoginView):
    """Django's sign-in; the pages that follow are in the person's language of work."""

    redirect_authenticated_user = True

    def form_valid(self, form):
        response = super().form_valid(form)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            form.get_user().language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
        return response


class PasswordChange(auth_views.PasswordChangeView):
    def form_valid(self, form):
        with ledger.entry(
            by=self.request.user,
            action=Act.CHANGE_PASSWORD,
            about=self.request.user.username,
            reason="Changed by the person",
        ):
            return super().form_valid(form)


sign_in = SignIn.as_view()
password_change = PasswordChange.as_view()
