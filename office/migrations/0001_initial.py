import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from audit.operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("audit", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(max_length=64, unique=True, verbose_name="SHA-256"),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("media_type", models.CharField(max_length=100, verbose_name="type")),
                        ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audit.entry",
                                verbose_name="entry",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "document",
                        "verbose_name_plural": "documents",
                        "ordering": ["-pk"],
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "message_id",
                            models.CharField(
                                max_length=200, unique=True, verbose_name="Message-ID"
                            ),
                        ),
                        ("about", models.CharField(max_length=120, verbose_name="about")),
                        ("sender", models.CharField(max_length=254, verbose_name="from")),
                        (
                            "to_name",
                            models.CharField(blank=True, max_length=200, verbose_name="recipient"),
                        ),
                        ("to_address", models.EmailField(max_length=254, verbose_name="address")),
                        (
                            "language",
                            models.CharField(
                                choices=[("en-ca", "English"), ("fr-ca", "French")],
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        ("subject", models.CharField(max_length=250, verbose_name="subject")),
                        ("text", models.TextField(verbose_name="text")),
                        ("written_at", models.DateTimeField(verbose_name="written")),
                        (
                            "confidential",
                            models.BooleanField(default=False, verbose_name="confidential"),
                        ),
                        (
                            "answers",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answered_by",
                                to="office.message",
                                verbose_name="follows",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audit.entry",
                                verbose_name="entry",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "message",
                        "verbose_name_plural": "messages",
                        "ordering": ["-pk"],
                        "permissions": [("record_delivery", "Can record what became of messages")],
                        "default_permissions": ("view",),
                        "indexes": [
                            models.Index(fields=["about"], name="message_by_record"),
                            models.Index(fields=["written_at", "id"], name="message_by_time"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeliveryEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("attempted", "Handed over for delivery"),
                                    ("accepted", "Accepted for delivery"),
                                    ("deferred", "Not accepted; to be tried again"),
                                    ("failed", "Given up"),
                                    ("bounced", "Came back"),
                                    ("acknowledged", "Acknowledged by the recipient"),
                                    ("retracted", "Retracted"),
                                    ("renewed", "To be tried again by hand"),
                                ],
                                max_length=12,
                                verbose_name="what",
                            ),
                        ),
                        ("happened_at", models.DateTimeField(verbose_name="when")),
                        ("detail", models.TextField(blank=True, verbose_name="detail")),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audit.entry",
                                verbose_name="entry",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="office.message",
                                verbose_name="message",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "delivery event",
                        "verbose_name_plural": "delivery events",
                        "ordering": ["pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "what__in",
                                        [
                                            "attempted",
                                            "accepted",
                                            "deferred",
                                            "failed",
                                            "bounced",
                                            "acknowledged",
                                            "retracted",
                                            "renewed",
                                        ],
                                    )
                                ),
                                name="delivery_event_is_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="due"
                            ),
                        ),
                        (
                            "lease_owner",
                            models.CharField(blank=True, max_length=100, verbose_name="leased by"),
                        ),
                        (
                            "lease_until",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="leased until"
                            ),
                        ),
                        (
                            "attempts",
                            models.PositiveIntegerField(default=0, verbose_name="attempts"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "To be sent"),
                                    ("sent", "Sent"),
                                    ("acknowledged", "Acknowledged"),
                                    ("bounced", "Came back"),
                                    ("failed", "Failed"),
                                    ("retracted", "Retracted"),
                                ],
                                default="pending",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "tries",
                            models.PositiveSmallIntegerField(default=0, verbose_name="tries"),
                        ),
                        (
                            "since",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="since"
                            ),
                        ),
                        (
                            "message",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delivery",
                                to="office.message",
                                verbose_name="message",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "delivery",
                        "verbose_name_plural": "deliveries",
                        "ordering": ["-pk"],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "pending")),
                                fields=["due_at"],
                                name="delivery_pending",
                            ),
                            models.Index(fields=["state", "since"], name="delivery_by_state"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "pending",
                                            "sent",
                                            "acknowledged",
                                            "bounced",
                                            "failed",
                                            "retracted",
                                        ],
                                    )
                                ),
                                name="delivery_state_is_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audit.entry",
                                verbose_name="entry",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="office.document",
                                verbose_name="document",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="office.message",
                                verbose_name="message",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attachment",
                        "verbose_name_plural": "attachments",
                        "ordering": ["message", "position"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("message", "position"), name="attachment_position_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Job",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="due"
                            ),
                        ),
                        (
                            "lease_owner",
                            models.CharField(blank=True, max_length=100, verbose_name="leased by"),
                        ),
                        (
                            "lease_until",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="leased until"
                            ),
                        ),
                        (
                            "attempts",
                            models.PositiveIntegerField(default=0, verbose_name="attempts"),
                        ),
                        ("kind", models.CharField(max_length=60, verbose_name="kind")),
                        ("about", models.CharField(max_length=120, verbose_name="about")),
                        ("arguments", models.JSONField(default=dict, verbose_name="arguments")),
                        ("language", models.CharField(max_length=10, verbose_name="language")),
                        ("asked_at", models.DateTimeField(verbose_name="asked for")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("done", models.PositiveIntegerField(default=0, verbose_name="steps done")),
                        ("total", models.PositiveIntegerField(null=True, verbose_name="steps")),
                        (
                            "asked_again",
                            models.BooleanField(default=False, verbose_name="asked for again"),
                        ),
                        (
                            "cursor",
                            models.CharField(blank=True, max_length=200, verbose_name="reached"),
                        ),
                        ("problem", models.TextField(blank=True, verbose_name="problem")),
                        (
                            "back_to",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="page to go back to"
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked for by",
                            ),
                        ),
                        (
                            "result",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="office.document",
                                verbose_name="result",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "job",
                        "verbose_name_plural": "jobs",
                        "ordering": ["-pk"],
                        "permissions": [
                            ("oversee", "Can see the work and the messages of everyone")
                        ],
                        "default_permissions": ("view",),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["due_at"],
                                name="job_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "done", "failed"])),
                                name="job_state_is_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("kind", "about"),
                                name="job_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("ended_at__isnull", False),
                                        ("lease_until", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="job_end_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "failed"), _negated=True),
                                    models.Q(("problem", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="job_fails_with_a_problem",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
