"""Draft the texts of notices that ship with the application, for a person to approve."""

from django.core.management.base import BaseCommand

from decisions.actions.templates import draft_template
from decisions.models import NoticeTemplate
from decisions.shipped_texts import TEXTS


class Command(BaseCommand):
    help = "Draft a first version of each kind of notice; kinds that have one are left as they are."

    def handle(self, *args, **options):
        drafted = 0
        for kind, texts in TEXTS.items():
            if not NoticeTemplate.objects.filter(kind=kind).exists():
                draft_template(kind, by=None, reason="Shipped with the application", **texts)
                drafted += 1
        self.stdout.write(f"Templates drafted: {drafted}. Each is used once a person approves it.")
