"""The home page, the language switch, and the health end point."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import JsonResponse
from django.shortcuts import render
from django.views.i18n import set_language as django_set_language

from audit.models import Entry
from exportcontrol import waiting

set_language = login_not_required(django_set_language)


def home(request):
    """What waits for the person who signed in, and the newest entry of the record."""
    context = {"waiting": waiting.for_person(request.user)}
    if request.user.has_perm("audit.view_entry"):
        context["sealed"] = Entry.objects.sealed().newest_first().first()
    return render(request, "exportcontrol/home.html", context)


@login_not_required
def health(request):
    """Answers when the application and its database do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
