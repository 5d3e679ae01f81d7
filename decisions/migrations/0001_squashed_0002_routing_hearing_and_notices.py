"""The tables as a new database gets them at once; one that has the first goes on step by step."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from audit.operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("decisions", "0001_initial"),
        ("decisions", "0002_routing_hearing_and_notices"),
    ]

    dependencies = [
        ("accounts", "0003_delegations_name_their_powers"),
        ("accounts", "__first__"),
        ("audit", "0001_initial"),
        ("investigations", "0003_files_have_records"),
        ("office", "0001_initial"),
        ("permits", "0002_a_language_may_be_unknown"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="HistoricalNoticeTemplate",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("suspension", "Letter to a holder: suspension"),
                                    ("cancellation", "Letter to a holder: cancellation"),
                                    ("reinstatement", "Letter to a holder: reinstatement"),
                                    ("amendment", "Letter to a holder: amendment"),
                                    ("intended", "Letter to a holder: intended cancellation"),
                                    ("retraction", "Letter to a holder: retraction of a notice"),
                                    ("border", "List for the border agency"),
                                    ("exporters", "Notice to exporters"),
                                    ("public", "Public statement"),
                                ],
                                max_length=15,
                                verbose_name="kind",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("approved", "Approved, in use"),
                                    ("replaced", "Replaced"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "subject_en",
                            models.CharField(max_length=200, verbose_name="subject (English)"),
                        ),
                        (
                            "subject_fr",
                            models.CharField(max_length=200, verbose_name="subject (French)"),
                        ),
                        ("body_en", models.TextField(verbose_name="text (English)")),
                        ("body_fr", models.TextField(verbose_name="text (French)")),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="approved"),
                        ),
                        (
                            "history_id",
                            models.BigAutoField(editable=False, primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField()),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="approved by",
                            ),
                        ),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="written by",
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
                        "verbose_name": "historical notice template",
                        "verbose_name_plural": "historical notice templates",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_noticetemplate")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="NoticeTemplate",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("suspension", "Letter to a holder: suspension"),
                                    ("cancellation", "Letter to a holder: cancellation"),
                                    ("reinstatement", "Letter to a holder: reinstatement"),
                                    ("amendment", "Letter to a holder: amendment"),
                                    ("intended", "Letter to a holder: intended cancellation"),
                                    ("retraction", "Letter to a holder: retraction of a notice"),
                                    ("border", "List for the border agency"),
                                    ("exporters", "Notice to exporters"),
                                    ("public", "Public statement"),
                                ],
                                max_length=15,
                                verbose_name="kind",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("approved", "Approved, in use"),
                                    ("replaced", "Replaced"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "subject_en",
                            models.CharField(max_length=200, verbose_name="subject (English)"),
                        ),
                        (
                            "subject_fr",
                            models.CharField(max_length=200, verbose_name="subject (French)"),
                        ),
                        ("body_en", models.TextField(verbose_name="text (English)")),
                        ("body_fr", models.TextField(verbose_name="text (French)")),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="approved"),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="approved by",
                            ),
                        ),
                        (
                            "edited_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="written by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notice template",
                        "verbose_name_plural": "notice templates",
                        "ordering": ["kind", "-version"],
                        "permissions": [
                            ("edit_noticetemplate", "Can draft templates of notices"),
                            ("approve_noticetemplate", "Can approve templates of notices"),
                        ],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "suspension",
                                            "cancellation",
                                            "reinstatement",
                                            "amendment",
                                            "intended",
                                            "retraction",
                                            "border",
                                            "exporters",
                                            "public",
                                        ],
                                    )
                                ),
                                name="notice_template_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "approved", "replaced"])
                                ),
                                name="notice_template_status_is_known",
                            ),
                            models.UniqueConstraint(
                                fields=("kind", "version"), name="notice_template_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "draft")),
                                fields=("kind",),
                                name="notice_template_one_draft",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "approved")),
                                fields=("kind",),
                                name="notice_template_one_in_use",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by", None),
                                    models.Q(("approved_by", models.F("edited_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="notice_template_approver_did_not_write",
                                violation_error_message="The person who wrote a template cannot approve it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at", None),
                                        ("approved_by", None),
                                        ("status", "draft"),
                                    ),
                                    models.Q(
                                        models.Q(("status", "draft"), _negated=True),
                                        ("approved_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="notice_template_approval_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BorderAnswer",
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
                            "answer",
                            models.CharField(
                                choices=[
                                    ("acknowledged", "Acknowledged"),
                                    ("rejected", "Not applied by the agency"),
                                    ("recalled", "Recorded in error"),
                                ],
                                max_length=12,
                                verbose_name="answer",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(verbose_name="answered")),
                        (
                            "reference",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="reference of the agency"
                            ),
                        ),
                        (
                            "detail",
                            models.CharField(blank=True, max_length=500, verbose_name="detail"),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("one", "One by one"),
                                    ("list", "For all of a list"),
                                    ("file", "From a file of the agency"),
                                ],
                                max_length=4,
                                verbose_name="recorded",
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
                        (
                            "scheduled",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="border_answers",
                                to="permits.scheduledpermit",
                                verbose_name="scheduled permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer of the border agency",
                        "verbose_name_plural": "answers of the border agency",
                        "ordering": ["pk"],
                        "permissions": [
                            ("record_borderanswer", "Can record answers of the border agency")
                        ],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer__in", ["acknowledged", "rejected", "recalled"])
                                ),
                                name="border_answer_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["one", "list", "file"])),
                                name="border_answer_source_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                            "number",
                            models.CharField(max_length=30, unique=True, verbose_name="number"),
                        ),
                        (
                            "title_en",
                            models.CharField(max_length=200, verbose_name="title (English)"),
                        ),
                        (
                            "title_fr",
                            models.CharField(max_length=200, verbose_name="title (French)"),
                        ),
                        (
                            "population",
                            models.CharField(
                                choices=[
                                    (
                                        "suspensions",
                                        "What the suspensions in question still suspend",
                                    ),
                                    ("scope", "The permits in scope of the investigation"),
                                    ("question", "What answers a question asked of the register"),
                                    ("list", "The permits named one by one"),
                                    ("batch", "What the batch to be corrected changed"),
                                ],
                                default="suspensions",
                                max_length=12,
                                verbose_name="permits in question",
                            ),
                        ),
                        (
                            "question",
                            models.TextField(
                                blank=True,
                                help_text="The filters of the register, as they stand in its address.",
                                verbose_name="question asked of the register",
                            ),
                        ),
                        ("background_en", models.TextField(verbose_name="background (English)")),
                        ("background_fr", models.TextField(verbose_name="background (French)")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Memorandum in draft"),
                                    ("legal", "In legal review"),
                                    ("direction", "Before the director general"),
                                    ("submitted", "Before the Minister"),
                                    ("signed", "Signed"),
                                    ("rejected", "Rejected"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "reasons_en",
                            models.TextField(blank=True, verbose_name="reasons (English)"),
                        ),
                        (
                            "reasons_fr",
                            models.TextField(blank=True, verbose_name="reasons (French)"),
                        ),
                        (
                            "changes_en",
                            models.TextField(
                                blank=True, verbose_name="changes to the option (English)"
                            ),
                        ),
                        (
                            "changes_fr",
                            models.TextField(
                                blank=True, verbose_name="changes to the option (French)"
                            ),
                        ),
                        (
                            "effective_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="takes effect"
                            ),
                        ),
                        (
                            "signed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="signed"),
                        ),
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
                            "reconsiders",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reconsidered_in",
                                to="decisions.decision",
                                verbose_name="decision reconsidered",
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
                        "permissions": [
                            ("endorse_decision", "Can put memoranda before the Minister"),
                            ("sign_decision", "Can sign decisions"),
                        ],
                        "default_permissions": ("view", "add"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "draft",
                                            "legal",
                                            "direction",
                                            "submitted",
                                            "signed",
                                            "rejected",
                                        ],
                                    )
                                ),
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changes_en", ""), ("changes_fr", "")),
                                    models.Q(
                                        ("status", "signed"),
                                        models.Q(("changes_en", ""), _negated=True),
                                        models.Q(("changes_fr", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_changes_in_both_languages",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "population__in",
                                        ["suspensions", "scope", "question", "list", "batch"],
                                    )
                                ),
                                name="decision_population_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dispensation",
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
                        ("reason_en", models.TextField(verbose_name="reason (English)")),
                        ("reason_fr", models.TextField(verbose_name="reason (French)")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dispensations",
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
                                verbose_name="entry",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dispensation from notice",
                        "verbose_name_plural": "dispensations from notice",
                        "ordering": ["pk"],
                        "default_permissions": ("view", "add"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision",), name="notice_dispensed_with_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason_en", ""), _negated=True),
                                    models.Q(("reason_fr", ""), _negated=True),
                                ),
                                name="dispensation_gives_reasons_in_both",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Exclusion",
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
                        ("reason_en", models.TextField(verbose_name="reason (English)")),
                        ("reason_fr", models.TextField(verbose_name="reason (French)")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exclusions",
                                to="decisions.decision",
                                verbose_name="decision",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "exclusion",
                        "verbose_name_plural": "exclusions",
                        "ordering": ["decision", "permit"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "permit"), name="permit_excluded_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason_en", ""), _negated=True),
                                    models.Q(("reason_fr", ""), _negated=True),
                                ),
                                name="exclusion_gives_reasons_in_both",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalExclusion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("reason_en", models.TextField(verbose_name="reason (English)")),
                        ("reason_fr", models.TextField(verbose_name="reason (French)")),
                        (
                            "history_id",
                            models.BigAutoField(editable=False, primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField()),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
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
                            "permit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical exclusion",
                        "verbose_name_plural": "historical exclusions",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_exclusion")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOption",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveSmallIntegerField(verbose_name="option")),
                        (
                            "effect",
                            models.CharField(
                                choices=[
                                    ("cancel", "Cancel the permits"),
                                    ("reinstate", "Reinstate the permits"),
                                    ("suspend", "Suspend the permits"),
                                    ("amend", "Amend a condition of the permits"),
                                    ("keep", "Leave the permits as they are"),
                                ],
                                max_length=10,
                                verbose_name="effect",
                            ),
                        ),
                        ("text_en", models.TextField(verbose_name="option (English)")),
                        ("text_fr", models.TextField(verbose_name="option (French)")),
                        ("risks_en", models.TextField(blank=True, verbose_name="risks (English)")),
                        ("risks_fr", models.TextField(blank=True, verbose_name="risks (French)")),
                        (
                            "condition",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("add", "Add a condition"),
                                    ("replace", "Replace a condition"),
                                    ("withdraw", "Withdraw a condition"),
                                ],
                                help_text="Where the option amends a condition of the permits.",
                                max_length=10,
                                verbose_name="change of the condition",
                            ),
                        ),
                        (
                            "old_en",
                            models.TextField(
                                blank=True, verbose_name="condition as it is (English)"
                            ),
                        ),
                        (
                            "old_fr",
                            models.TextField(
                                blank=True, verbose_name="condition as it is (French)"
                            ),
                        ),
                        (
                            "new_en",
                            models.TextField(
                                blank=True, verbose_name="condition as it shall be (English)"
                            ),
                        ),
                        (
                            "new_fr",
                            models.TextField(
                                blank=True, verbose_name="condition as it shall be (French)"
                            ),
                        ),
                        (
                            "report_within_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="days within which a shipment is reported",
                            ),
                        ),
                        (
                            "recommended",
                            models.BooleanField(default=False, verbose_name="recommended"),
                        ),
                        (
                            "history_id",
                            models.BigAutoField(editable=False, primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField()),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
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
                    name="HistoricalPermitInQuestion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.BigAutoField(editable=False, primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField()),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
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
                            "permit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical permit in question",
                        "verbose_name_plural": "historical permits in question",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_permitinquestion")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSuspensionInQuestion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.BigAutoField(editable=False, primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField()),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
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
                            models.Index(
                                fields=["id", "-history_id"], name="h_suspensioninquestion"
                            )
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Intent",
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
                            "number",
                            models.CharField(max_length=30, unique=True, verbose_name="number"),
                        ),
                        (
                            "text_en",
                            models.TextField(verbose_name="what is intended, and why (English)"),
                        ),
                        (
                            "text_fr",
                            models.TextField(verbose_name="what is intended, and why (French)"),
                        ),
                        ("notified_on", models.DateField(verbose_name="notified on")),
                        ("respond_by", models.DateField(verbose_name="answers until")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="intents",
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
                                verbose_name="entry",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notice of intended cancellation",
                        "verbose_name_plural": "notices of intended cancellation",
                        "ordering": ["pk"],
                        "default_permissions": ("view", "add"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("respond_by__gt", models.F("notified_on"))),
                                name="intent_leaves_time_to_answer",
                                violation_error_message="Holders need at least a week between the notice and the last day to answer.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text_en", ""), _negated=True),
                                    models.Q(("text_fr", ""), _negated=True),
                                ),
                                name="intent_is_in_both_languages",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegalOpinion",
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
                            "view",
                            models.CharField(
                                choices=[
                                    ("sound", "Legally sound"),
                                    ("concerns", "Lawful, with concerns"),
                                    ("unlawful", "Not lawful"),
                                ],
                                max_length=10,
                                verbose_name="opinion",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                help_text="Privileged: it stays within the ministry.",
                                verbose_name="advice",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveBigIntegerField(
                                verbose_name="version of the memorandum"
                            ),
                        ),
                        ("given_at", models.DateTimeField(verbose_name="given")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
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
                                verbose_name="entry",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "legal opinion",
                        "verbose_name_plural": "legal opinions",
                        "ordering": ["-pk"],
                        "permissions": [("give_opinion", "Can give legal opinions")],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("view__in", ["sound", "concerns", "unlawful"])),
                                name="legal_opinion_view_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="legal_opinion_has_text",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                            "number",
                            models.CharField(max_length=30, unique=True, verbose_name="number"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("suspension", "Letter to a holder: suspension"),
                                    ("cancellation", "Letter to a holder: cancellation"),
                                    ("reinstatement", "Letter to a holder: reinstatement"),
                                    ("amendment", "Letter to a holder: amendment"),
                                    ("intended", "Letter to a holder: intended cancellation"),
                                    ("retraction", "Letter to a holder: retraction of a notice"),
                                    ("border", "List for the border agency"),
                                    ("exporters", "Notice to exporters"),
                                    ("public", "Public statement"),
                                ],
                                max_length=15,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("held", "Held: something is missing"),
                                    ("issued", "Issued"),
                                    ("retracted", "Retracted"),
                                ],
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("part", models.PositiveSmallIntegerField(default=1, verbose_name="part")),
                        (
                            "serial",
                            models.PositiveIntegerField(
                                blank=True, null=True, unique=True, verbose_name="serial number"
                            ),
                        ),
                        (
                            "reply_by",
                            models.DateField(blank=True, null=True, verbose_name="answer by"),
                        ),
                        (
                            "subject_en",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="subject (English)"
                            ),
                        ),
                        (
                            "subject_fr",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="subject (French)"
                            ),
                        ),
                        ("text_en", models.TextField(blank=True, verbose_name="text (English)")),
                        ("text_fr", models.TextField(blank=True, verbose_name="text (French)")),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("email", "E-mail"),
                                    ("post", "Post"),
                                    ("published", "Published"),
                                ],
                                max_length=10,
                                verbose_name="way",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("held", "Held: something is missing"),
                                    ("pending", "To be sent"),
                                    ("sent", "Sent"),
                                    ("acknowledged", "Acknowledged"),
                                    ("bounced", "Came back"),
                                    ("failed", "Failed"),
                                    ("retracted", "Retracted"),
                                ],
                                max_length=12,
                                verbose_name="stands",
                            ),
                        ),
                        (
                            "correction_en",
                            models.TextField(blank=True, verbose_name="what was wrong (English)"),
                        ),
                        (
                            "correction_fr",
                            models.TextField(blank=True, verbose_name="what was wrong (French)"),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="written")),
                        (
                            "issued_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="issued"),
                        ),
                        (
                            "attached",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="office.document",
                                verbose_name="list as a file",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="decisions.notice",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="decisions.decision",
                                verbose_name="memorandum",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="office.document",
                                verbose_name="document",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="permits.party",
                                verbose_name="holder",
                            ),
                        ),
                        (
                            "message",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notice",
                                to="office.message",
                                verbose_name="message",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="permits.order",
                                verbose_name="order",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="issued by",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="decisions.noticetemplate",
                                verbose_name="template",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notice",
                        "verbose_name_plural": "notices",
                        "ordering": ["-pk"],
                        "permissions": [
                            ("issue_notice", "Can issue, retract and follow up notices")
                        ],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "suspension",
                                            "cancellation",
                                            "reinstatement",
                                            "amendment",
                                            "intended",
                                            "retraction",
                                            "border",
                                            "exporters",
                                            "public",
                                        ],
                                    )
                                ),
                                name="notice_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["held", "issued", "retracted"])),
                                name="notice_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision", None), ("order__isnull", False)),
                                    models.Q(("decision__isnull", False), ("order", None)),
                                    _connector="OR",
                                ),
                                name="notice_is_of_an_order_or_a_memorandum",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("holder__isnull", False),
                                        (
                                            "kind__in",
                                            [
                                                "suspension",
                                                "cancellation",
                                                "reinstatement",
                                                "amendment",
                                                "intended",
                                                "retraction",
                                            ],
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(
                                            (
                                                "kind__in",
                                                [
                                                    "suspension",
                                                    "cancellation",
                                                    "reinstatement",
                                                    "amendment",
                                                    "intended",
                                                    "retraction",
                                                ],
                                            ),
                                            _negated=True,
                                        ),
                                        ("holder", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="notice_letter_has_a_holder",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("document", None),
                                        ("issued_at", None),
                                        ("message", None),
                                        ("status", "held"),
                                    ),
                                    models.Q(
                                        models.Q(("status", "held"), _negated=True),
                                        ("document__isnull", False),
                                        ("issued_at__isnull", False),
                                        models.Q(("channel", ""), _negated=True),
                                        models.Q(
                                            models.Q(
                                                ("channel", "email"), ("message__isnull", False)
                                            ),
                                            models.Q(("channel", "email"), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    ("status", "retracted"),
                                    _connector="OR",
                                ),
                                name="notice_issue_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("serial", None), ("kind", "exporters"), _connector="OR"
                                ),
                                name="notice_serial_is_for_exporters",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("corrects", None),
                                    models.Q(("status", "retracted"), _negated=True),
                                ),
                                fields=("order", "kind", "holder", "part"),
                                name="notice_once_per_holder_and_part",
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
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="option")),
                        (
                            "effect",
                            models.CharField(
                                choices=[
                                    ("cancel", "Cancel the permits"),
                                    ("reinstate", "Reinstate the permits"),
                                    ("suspend", "Suspend the permits"),
                                    ("amend", "Amend a condition of the permits"),
                                    ("keep", "Leave the permits as they are"),
                                ],
                                max_length=10,
                                verbose_name="effect",
                            ),
                        ),
                        ("text_en", models.TextField(verbose_name="option (English)")),
                        ("text_fr", models.TextField(verbose_name="option (French)")),
                        ("risks_en", models.TextField(blank=True, verbose_name="risks (English)")),
                        ("risks_fr", models.TextField(blank=True, verbose_name="risks (French)")),
                        (
                            "condition",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("add", "Add a condition"),
                                    ("replace", "Replace a condition"),
                                    ("withdraw", "Withdraw a condition"),
                                ],
                                help_text="Where the option amends a condition of the permits.",
                                max_length=10,
                                verbose_name="change of the condition",
                            ),
                        ),
                        (
                            "old_en",
                            models.TextField(
                                blank=True, verbose_name="condition as it is (English)"
                            ),
                        ),
                        (
                            "old_fr",
                            models.TextField(
                                blank=True, verbose_name="condition as it is (French)"
                            ),
                        ),
                        (
                            "new_en",
                            models.TextField(
                                blank=True, verbose_name="condition as it shall be (English)"
                            ),
                        ),
                        (
                            "new_fr",
                            models.TextField(
                                blank=True, verbose_name="condition as it shall be (French)"
                            ),
                        ),
                        (
                            "report_within_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="days within which a shipment is reported",
                            ),
                        ),
                        (
                            "recommended",
                            models.BooleanField(default=False, verbose_name="recommended"),
                        ),
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
                                condition=models.Q(
                                    (
                                        "effect__in",
                                        ["cancel", "reinstate", "suspend", "amend", "keep"],
                                    )
                                ),
                                name="option_effect_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("condition__in", ["", "add", "replace", "withdraw"])
                                ),
                                name="option_condition_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effect", "amend"),
                                    models.Q(
                                        ("condition", ""),
                                        ("new_en", ""),
                                        ("new_fr", ""),
                                        ("old_en", ""),
                                        ("old_fr", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="option_condition_is_amended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PermitInQuestion",
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
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="permits_named",
                                to="decisions.decision",
                                verbose_name="decision",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "permit in question",
                        "verbose_name_plural": "permits in question",
                        "ordering": ["decision", "permit"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "permit"), name="permit_in_question_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoutingStep",
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
                            "from_status",
                            models.CharField(
                                choices=[
                                    ("draft", "Memorandum in draft"),
                                    ("legal", "In legal review"),
                                    ("direction", "Before the director general"),
                                    ("submitted", "Before the Minister"),
                                    ("signed", "Signed"),
                                    ("rejected", "Rejected"),
                                ],
                                max_length=10,
                                verbose_name="from",
                            ),
                        ),
                        (
                            "to_status",
                            models.CharField(
                                choices=[
                                    ("draft", "Memorandum in draft"),
                                    ("legal", "In legal review"),
                                    ("direction", "Before the director general"),
                                    ("submitted", "Before the Minister"),
                                    ("signed", "Signed"),
                                    ("rejected", "Rejected"),
                                ],
                                max_length=10,
                                verbose_name="to",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="made")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
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
                                verbose_name="entry",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "routing step",
                        "verbose_name_plural": "routing steps",
                        "ordering": ["pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "from_status__in",
                                        [
                                            "draft",
                                            "legal",
                                            "direction",
                                            "submitted",
                                            "signed",
                                            "rejected",
                                        ],
                                    ),
                                    (
                                        "to_status__in",
                                        [
                                            "draft",
                                            "legal",
                                            "direction",
                                            "submitted",
                                            "signed",
                                            "rejected",
                                        ],
                                    ),
                                    models.Q(("from_status", models.F("to_status")), _negated=True),
                                ),
                                name="routing_step_is_between_statuses",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SetAside",
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
                            "by",
                            models.CharField(
                                choices=[
                                    ("court", "A court"),
                                    ("minister", "The Minister, on reconsideration"),
                                ],
                                max_length=10,
                                verbose_name="set aside by",
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                help_text="For example the Federal Court.",
                                max_length=200,
                                verbose_name="court or office",
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="decided on")),
                        (
                            "document",
                            models.CharField(
                                help_text="The judgment's or the instrument's reference.",
                                max_length=200,
                                verbose_name="document",
                            ),
                        ),
                        ("effect_en", models.TextField(verbose_name="effect (English)")),
                        ("effect_fr", models.TextField(verbose_name="effect (French)")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="set_asides",
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
                                verbose_name="entry",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sets_aside",
                                to="decisions.decision",
                                verbose_name="decision that takes its place",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "setting aside",
                        "verbose_name_plural": "settings aside",
                        "ordering": ["pk"],
                        "permissions": [
                            ("record_set_aside", "Can record that a decision is set aside")
                        ],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision",), name="decision_set_aside_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("by__in", ["court", "minister"])),
                                name="set_aside_by_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("effect_en", ""), _negated=True),
                                    models.Q(("effect_fr", ""), _negated=True),
                                    models.Q(("document", ""), _negated=True),
                                ),
                                name="set_aside_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("by", "court"), ("replaced_by__isnull", False), _connector="OR"
                                ),
                                name="reconsideration_names_its_decision",
                                violation_error_message="The decision that takes its place must be signed, and reconsider this one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("replaced_by", None),
                                    models.Q(("replaced_by", models.F("decision")), _negated=True),
                                    _connector="OR",
                                ),
                                name="decision_does_not_replace_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SuspensionInQuestion",
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
                migrations.CreateModel(
                    name="Batch",
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
                            "number",
                            models.CharField(max_length=30, unique=True, verbose_name="number"),
                        ),
                        (
                            "list_number",
                            models.PositiveSmallIntegerField(default=1, verbose_name="list"),
                        ),
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
                            "effective_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Empty where it takes effect with its order.",
                                null=True,
                                verbose_name="takes effect",
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
                        (
                            "frozen_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="frozen"),
                        ),
                        (
                            "frozen_count",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="permits on the list"
                            ),
                        ),
                        (
                            "excluded_count",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="excluded"
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="digest of the list"
                            ),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                        ),
                        (
                            "scheduled_for",
                            models.DateTimeField(
                                blank=True,
                                help_text="The moment to come for which it was confirmed.",
                                null=True,
                                verbose_name="scheduled for",
                            ),
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
                            "reruns",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rerun_by",
                                to="decisions.batch",
                                verbose_name="reruns the refused of",
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
                                    models.Q(
                                        ("confirmed_by", models.F("prepared_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="batch_confirmer_did_not_prepare",
                                violation_error_message="The person who prepared a batch cannot confirm it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("digest", ""), ("frozen_at", None), ("frozen_count", None)
                                    ),
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
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="batch_confirmation_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reruns", None),
                                    models.Q(("reruns", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="batch_does_not_rerun_itself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("scheduled_for", None),
                                    ("confirmed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="batch_scheduled_when_confirmed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "executed"), _negated=True),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("executed_at__isnull", False),
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
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("number", models.CharField(max_length=30, verbose_name="number")),
                        (
                            "list_number",
                            models.PositiveSmallIntegerField(default=1, verbose_name="list"),
                        ),
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
                            "effective_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Empty where it takes effect with its order.",
                                null=True,
                                verbose_name="takes effect",
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
                        (
                            "frozen_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="frozen"),
                        ),
                        (
                            "frozen_count",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="permits on the list"
                            ),
                        ),
                        (
                            "excluded_count",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="excluded"
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="digest of the list"
                            ),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                        ),
                        (
                            "scheduled_for",
                            models.DateTimeField(
                                blank=True,
                                help_text="The moment to come for which it was confirmed.",
                                null=True,
                                verbose_name="scheduled for",
                            ),
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
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
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
                        (
                            "reruns",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="decisions.batch",
                                verbose_name="reruns the refused of",
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
                    name="HistoricalDecision",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("number", models.CharField(max_length=30, verbose_name="number")),
                        (
                            "title_en",
                            models.CharField(max_length=200, verbose_name="title (English)"),
                        ),
                        (
                            "title_fr",
                            models.CharField(max_length=200, verbose_name="title (French)"),
                        ),
                        (
                            "population",
                            models.CharField(
                                choices=[
                                    (
                                        "suspensions",
                                        "What the suspensions in question still suspend",
                                    ),
                                    ("scope", "The permits in scope of the investigation"),
                                    ("question", "What answers a question asked of the register"),
                                    ("list", "The permits named one by one"),
                                    ("batch", "What the batch to be corrected changed"),
                                ],
                                default="suspensions",
                                max_length=12,
                                verbose_name="permits in question",
                            ),
                        ),
                        (
                            "question",
                            models.TextField(
                                blank=True,
                                help_text="The filters of the register, as they stand in its address.",
                                verbose_name="question asked of the register",
                            ),
                        ),
                        ("background_en", models.TextField(verbose_name="background (English)")),
                        ("background_fr", models.TextField(verbose_name="background (French)")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Memorandum in draft"),
                                    ("legal", "In legal review"),
                                    ("direction", "Before the director general"),
                                    ("submitted", "Before the Minister"),
                                    ("signed", "Signed"),
                                    ("rejected", "Rejected"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "reasons_en",
                            models.TextField(blank=True, verbose_name="reasons (English)"),
                        ),
                        (
                            "reasons_fr",
                            models.TextField(blank=True, verbose_name="reasons (French)"),
                        ),
                        (
                            "changes_en",
                            models.TextField(
                                blank=True, verbose_name="changes to the option (English)"
                            ),
                        ),
                        (
                            "changes_fr",
                            models.TextField(
                                blank=True, verbose_name="changes to the option (French)"
                            ),
                        ),
                        (
                            "effective_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="takes effect"
                            ),
                        ),
                        (
                            "signed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="signed"),
                        ),
                        (
                            "history_id",
                            models.BigAutoField(editable=False, primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField()),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="decisions.batch",
                                verbose_name="batch to be corrected",
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
                            "reconsiders",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="decisions.decision",
                                verbose_name="decision reconsidered",
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
                migrations.CreateModel(
                    name="HistoricalNotice",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("number", models.CharField(max_length=30, verbose_name="number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("suspension", "Letter to a holder: suspension"),
                                    ("cancellation", "Letter to a holder: cancellation"),
                                    ("reinstatement", "Letter to a holder: reinstatement"),
                                    ("amendment", "Letter to a holder: amendment"),
                                    ("intended", "Letter to a holder: intended cancellation"),
                                    ("retraction", "Letter to a holder: retraction of a notice"),
                                    ("border", "List for the border agency"),
                                    ("exporters", "Notice to exporters"),
                                    ("public", "Public statement"),
                                ],
                                max_length=15,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("held", "Held: something is missing"),
                                    ("issued", "Issued"),
                                    ("retracted", "Retracted"),
                                ],
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("part", models.PositiveSmallIntegerField(default=1, verbose_name="part")),
                        (
                            "serial",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="serial number"
                            ),
                        ),
                        (
                            "reply_by",
                            models.DateField(blank=True, null=True, verbose_name="answer by"),
                        ),
                        (
                            "subject_en",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="subject (English)"
                            ),
                        ),
                        (
                            "subject_fr",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="subject (French)"
                            ),
                        ),
                        ("text_en", models.TextField(blank=True, verbose_name="text (English)")),
                        ("text_fr", models.TextField(blank=True, verbose_name="text (French)")),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("email", "E-mail"),
                                    ("post", "Post"),
                                    ("published", "Published"),
                                ],
                                max_length=10,
                                verbose_name="way",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("held", "Held: something is missing"),
                                    ("pending", "To be sent"),
                                    ("sent", "Sent"),
                                    ("acknowledged", "Acknowledged"),
                                    ("bounced", "Came back"),
                                    ("failed", "Failed"),
                                    ("retracted", "Retracted"),
                                ],
                                max_length=12,
                                verbose_name="stands",
                            ),
                        ),
                        (
                            "correction_en",
                            models.TextField(blank=True, verbose_name="what was wrong (English)"),
                        ),
                        (
                            "correction_fr",
                            models.TextField(blank=True, verbose_name="what was wrong (French)"),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="written")),
                        (
                            "issued_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="issued"),
                        ),
                        (
                            "history_id",
                            models.BigAutoField(editable=False, primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField()),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "attached",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="office.document",
                                verbose_name="list as a file",
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
                                verbose_name="memorandum",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="office.document",
                                verbose_name="document",
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
                            "holder",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.party",
                                verbose_name="holder",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="office.message",
                                verbose_name="message",
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
                                verbose_name="order",
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
                                verbose_name="issued by",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="decisions.notice",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="decisions.noticetemplate",
                                verbose_name="template",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical notice",
                        "verbose_name_plural": "historical notices",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_notice")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRepresentation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("received_on", models.DateField(verbose_name="received on")),
                        ("text", models.TextField(verbose_name="what the holder says")),
                        (
                            "considered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="considered"),
                        ),
                        (
                            "answer_en",
                            models.TextField(
                                blank=True, verbose_name="how it is answered (English)"
                            ),
                        ),
                        (
                            "answer_fr",
                            models.TextField(
                                blank=True, verbose_name="how it is answered (French)"
                            ),
                        ),
                        (
                            "history_id",
                            models.BigAutoField(editable=False, primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField()),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "considered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="considered by",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="office.document",
                                verbose_name="document",
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
                            "holder",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.party",
                                verbose_name="holder",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "intent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="decisions.intent",
                                verbose_name="notice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical representation",
                        "verbose_name_plural": "historical representations",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_representation")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="IntentPermit",
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audit.entry",
                                verbose_name="entry",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.party",
                                verbose_name="holder",
                            ),
                        ),
                        (
                            "intent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="concerned",
                                to="decisions.intent",
                                verbose_name="notice",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "permit of a notice of intent",
                        "verbose_name_plural": "permits of notices of intent",
                        "ordering": ["intent", "permit"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("intent", "permit"), name="intent_concerns_permit_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticedPermit",
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audit.entry",
                                verbose_name="entry",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="noticed",
                                to="decisions.notice",
                                verbose_name="notice",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="noticed",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "permit told of",
                        "verbose_name_plural": "permits told of",
                        "ordering": ["notice", "permit"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("notice", "permit"), name="notice_tells_permit_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostalEvent",
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
                                    ("held", "Held: something is missing"),
                                    ("pending", "To be sent"),
                                    ("sent", "Sent"),
                                    ("acknowledged", "Acknowledged"),
                                    ("bounced", "Came back"),
                                    ("failed", "Failed"),
                                    ("retracted", "Retracted"),
                                ],
                                max_length=12,
                                verbose_name="what",
                            ),
                        ),
                        ("happened_at", models.DateTimeField(verbose_name="when")),
                        (
                            "detail",
                            models.CharField(blank=True, max_length=500, verbose_name="detail"),
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
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="decisions.notice",
                                verbose_name="notice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "postal event",
                        "verbose_name_plural": "postal events",
                        "ordering": ["pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("what__in", ["sent", "bounced", "acknowledged"])
                                ),
                                name="postal_event_is_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Representation",
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
                        ("received_on", models.DateField(verbose_name="received on")),
                        ("text", models.TextField(verbose_name="what the holder says")),
                        (
                            "considered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="considered"),
                        ),
                        (
                            "answer_en",
                            models.TextField(
                                blank=True, verbose_name="how it is answered (English)"
                            ),
                        ),
                        (
                            "answer_fr",
                            models.TextField(
                                blank=True, verbose_name="how it is answered (French)"
                            ),
                        ),
                        (
                            "considered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="considered by",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="office.document",
                                verbose_name="document",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.party",
                                verbose_name="holder",
                            ),
                        ),
                        (
                            "intent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="representations",
                                to="decisions.intent",
                                verbose_name="notice",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "representation",
                        "verbose_name_plural": "representations",
                        "ordering": ["received_on", "pk"],
                        "default_permissions": ("view", "add"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer_en", ""),
                                        ("answer_fr", ""),
                                        ("considered_at", None),
                                        ("considered_by", None),
                                    ),
                                    models.Q(
                                        ("considered_at__isnull", False),
                                        ("considered_by__isnull", False),
                                        models.Q(("answer_en", ""), _negated=True),
                                        models.Q(("answer_fr", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="representation_consideration_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="representation_says_something",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="Decision",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_in",
                to="decisions.batch",
                verbose_name="batch to be corrected",
            ),
        ),
        migrations.AddField(
            model_name="Decision",
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
        migrations.AddField(
            model_name="Decision",
            name="suspensions",
            field=models.ManyToManyField(
                related_name="decisions",
                through="decisions.SuspensionInQuestion",
                to="permits.order",
                verbose_name="suspensions in question",
            ),
        ),
        migrations.AddConstraint(
            model_name="Decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("chosen", None),
                        ("order", None),
                        ("signed_at", None),
                        ("signed_by", None),
                        ("signed_for", None),
                        models.Q(("status__in", ["signed", "rejected"]), _negated=True),
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
                    models.Q(
                        ("chosen", None),
                        ("order", None),
                        ("signed_at__isnull", False),
                        ("signed_by__isnull", False),
                        ("signed_for__isnull", False),
                        ("status", "rejected"),
                        models.Q(("reasons_en", ""), _negated=True),
                        models.Q(("reasons_fr", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="decision_signature_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="Decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrects__isnull", False), ("population", "batch")),
                    models.Q(models.Q(("population", "batch"), _negated=True), ("corrects", None)),
                    _connector="OR",
                ),
                name="decision_corrects_its_population",
            ),
        ),
    ]
