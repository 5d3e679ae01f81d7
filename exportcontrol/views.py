"""The home page, the language switch, and the health end point."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import JsonResponse
from django.shortcuts import render
from django.views.i18n import set_language as django_set_language

set_language = login_not_required(django_set_language)


def home(request):
    return render(request, "exportcontrol/home.html")


@login_not_required
def health(request):
    """Answers when the application and its database do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
