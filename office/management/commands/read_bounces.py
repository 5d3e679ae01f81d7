"""Record the bounce messages in these files."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from office import actions, bounces
from office.models import Message

LARGEST = 10 * 1024 * 1024


class Command(BaseCommand):
    help = "Read delivery status notifications (.eml) and record which messages came back."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *, files, **options):
        missing = [str(path) for path in files if not path.is_file()]
        if missing:
            raise CommandError(f"No such file: {', '.join(missing)}")
        for path in files:
            self.stdout.write(f"{path.name}: {self.read(path)}")

    def read(self, path):
        if path.stat().st_size > LARGEST:
            return "too large to be a bounce message."
        bounce = bounces.read(path.read_bytes())
        if bounce is None:
            return "tells of no failed delivery."
        message = Message.objects.filter(message_id=bounce.message_id).first()
        if message is None:
            return f"no message of ours has the identity {bounce.message_id}."
        try:
            actions.record_bounce(
                message,
                detail=bounce.reason or "No reason was given.",
                happened_at=timezone.now(),
                by=None,
                reason=f"Read from the bounce message {path.name}",
            )
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        return f"message {message.pk} came back."
