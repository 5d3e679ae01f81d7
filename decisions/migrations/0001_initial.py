import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_initial"),
        ("accounts", "__first__"),
        ("audit", "0001_initial"),
        ("investigations", "0001_initial"),
        ("permits", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="number")),
                ("title_en", models.CharField(max_length=200, verbose_name="title (English)")),
                ("title_fr", models.CharField(max_length=200, verbose_name="title (French)")),
                ("background_en", models.TextField(verbose_name="background (English)")),
                ("background_fr", models.TextField(verbose_name="background (French)")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Memorandum in draft"),
                            ("submitted", "Before the Minister"),
                            ("signed", "Signed"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reasons_en", models.TextField(blank=True, verbose_name="reasons (English)")),
                ("reasons_fr", models.TextField(blank=True, verbose_name="reasons (French)")),
                (
                    "effective_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="takes effect"),
                ),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="signed")),
                (
                    "investigation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="permits.order",
                        verbose_name="order drawn up",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prepared by",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="investigations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signature recorded by",
                    ),
                ),
                (
                    "signed_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.appointment",
                        verbose_name="signed for",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["-pk"],
                "permissions": [("sign_decision", "Can sign decisions")],
                "default_permissions": ("view", "add"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "submitted", "signed"])),
                        name="decision_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by", None),
                            models.Q(("signed_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_signer_did_not_prepare",
                        violation_error_message="The author of a memorandum cannot sign the decision.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="option")),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("cancel", "Cancel the suspended permits"),
                            ("reinstate", "Reinstate the suspended permits"),
                            ("keep", "Keep them suspended"),
                        ],
                        max_length=10,
                        verbose_name="effect",
                    ),
                ),
                ("text_en", models.TextField(verbose_name="option (English)")),
                ("text_fr", models.TextField(verbose_name="option (French)")),
                ("recommended", models.BooleanField(default=False, verbose_name="recommended")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="decisions.decision",
                        verbose_name="decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "option",
                "verbose_name_plural": "options",
                "ordering": ["decision", "position"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "position"), name="option_position_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effect__in", ["cancel", "reinstate", "keep"])),
                        name="option_effect_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("number", models.CharField(max_length=30, verbose_name="number")),
                ("title_en", models.CharField(max_length=200, verbose_name="title (English)")),
                ("title_fr", models.CharField(max_length=200, verbose_name="title (French)")),
                ("background_en", models.TextField(verbose_name="background (English)")),
                ("background_fr", models.TextField(verbose_name="background (French)")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Memorandum in draft"),
                            ("submitted", "Before the Minister"),
                            ("signed", "Signed"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reasons_en", models.TextField(blank=True, verbose_name="reasons (English)")),
                ("reasons_fr", models.TextField(blank=True, verbose_name="reasons (French)")),
                (
                    "effective_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="takes effect"),
                ),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="signed")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="audit.entry",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="permits.order",
                        verbose_name="order drawn up",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prepared by",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="investigations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signature recorded by",
                    ),
                ),
                (
                    "signed_for",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.appointment",
                        verbose_name="signed for",
                    ),
                ),
                (
                    "chosen",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.option",
                        verbose_name="option chosen",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical decision",
                "verbose_name_plural": "historical decisions",
                "ordering": ["-history_id"],
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
                "indexes": [models.Index(fields=["id", "-history_id"], name="h_decision")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="decision",
            name="chosen",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="decisions.option",
                verbose_name="option chosen",
            ),
        ),
        migrations.CreateModel(
            name="SuspensionInQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions_in_question",
                        to="decisions.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="permits.order",
                        verbose_name="suspension",
                    ),
                ),
            ],
            options={
                "verbose_name": "suspension in question",
                "verbose_name_plural": "suspensions in question",
                "ordering": ["decision", "order"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "order"), name="suspension_in_question_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="suspensions",
            field=models.ManyToManyField(
                related_name="decisions",
                through="decisions.SuspensionInQuestion",
                to="permits.order",
                verbose_name="suspensions in question",
            ),
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="number")),
                ("list_number", models.PositiveSmallIntegerField(default=1, verbose_name="list")),
                (
                    "announced",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How many permits were announced.",
                        null=True,
                        verbose_name="announced",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("frozen", "Frozen, to be confirmed"),
                            ("confirmed", "Confirmed, to be executed"),
                            ("executed", "Executed"),
                            ("aborted", "Aborted"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="frozen")),
                (
                    "frozen_count",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="permits on the list"
                    ),
                ),
                (
                    "digest",
                    models.CharField(blank=True, max_length=64, verbose_name="digest of the list"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                ),
                (
                    "executed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="executed"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prepared by",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="decisions.decision",
                        verbose_name="decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "batch",
                "verbose_name_plural": "batches",
                "ordering": ["-pk"],
                "permissions": [
                    ("prepare_batch", "Can prepare and execute batches"),
                    ("confirm_batch", "Can confirm batches"),
                ],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["prepared", "frozen", "confirmed", "executed", "aborted"],
                            )
                        ),
                        name="batch_status_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("decision", "list_number"), name="batch_list_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            models.Q(("confirmed_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="batch_confirmer_did_not_prepare",
                        violation_error_message="The person who prepared a batch cannot confirm it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest", ""), ("frozen_at", None), ("frozen_count", None)),
                            models.Q(
                                ("frozen_at__isnull", False),
                                ("frozen_count__isnull", False),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="batch_freeze_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed_at__isnull", False), ("confirmed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="batch_confirmation_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "executed"), _negated=True),
                            models.Q(
                                ("confirmed_at__isnull", False), ("executed_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="batch_executed_after_confirmation",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBatch",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("number", models.CharField(max_length=30, verbose_name="number")),
                ("list_number", models.PositiveSmallIntegerField(default=1, verbose_name="list")),
                (
                    "announced",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How many permits were announced.",
                        null=True,
                        verbose_name="announced",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("frozen", "Frozen, to be confirmed"),
                            ("confirmed", "Confirmed, to be executed"),
                            ("executed", "Executed"),
                            ("aborted", "Aborted"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="frozen")),
                (
                    "frozen_count",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="permits on the list"
                    ),
                ),
                (
                    "digest",
                    models.CharField(blank=True, max_length=64, verbose_name="digest of the list"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                ),
                (
                    "executed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="executed"),
                ),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="audit.entry",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prepared by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical batch",
                "verbose_name_plural": "historical batches",
                "ordering": ["-history_id"],
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
                "indexes": [models.Index(fields=["id", "-history_id"], name="h_batch")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOption",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("position", models.PositiveSmallIntegerField(verbose_name="option")),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("cancel", "Cancel the suspended permits"),
                            ("reinstate", "Reinstate the suspended permits"),
                            ("keep", "Keep them suspended"),
                        ],
                        max_length=10,
                        verbose_name="effect",
                    ),
                ),
                ("text_en", models.TextField(verbose_name="option (English)")),
                ("text_fr", models.TextField(verbose_name="option (French)")),
                ("recommended", models.BooleanField(default=False, verbose_name="recommended")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="audit.entry",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical option",
                "verbose_name_plural": "historical options",
                "ordering": ["-history_id"],
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
                "indexes": [models.Index(fields=["id", "-history_id"], name="h_option")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSuspensionInQuestion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="audit.entry",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="permits.order",
                        verbose_name="suspension",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical suspension in question",
                "verbose_name_plural": "historical suspensions in question",
                "ordering": ["-history_id"],
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["id", "-history_id"], name="h_suspensioninquestion")
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("chosen", None),
                        ("order", None),
                        ("signed_at", None),
                        ("signed_by", None),
                        ("signed_for", None),
                        models.Q(("status", "signed"), _negated=True),
                    ),
                    models.Q(
                        ("chosen__isnull", False),
                        ("effective_at__isnull", False),
                        ("signed_at__isnull", False),
                        ("signed_by__isnull", False),
                        ("signed_for__isnull", False),
                        ("status", "signed"),
                        models.Q(("reasons_en", ""), _negated=True),
                        models.Q(("reasons_fr", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="decision_signature_is_whole",
            ),
        ),
    ]
