"""The tables as a new database gets them at once; one that has the first goes on step by step."""

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from audit.operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("investigations", "0001_initial"),
        ("investigations", "0002_custody_analysis_and_reports"),
        ("investigations", "0003_files_have_records"),
    ]

    dependencies = [
        ("accounts", "__first__"),
        ("audit", "0001_initial"),
        ("office", "0001_initial"),
        ("permits", "0002_a_language_may_be_unknown"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="HistoricalInvestigation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("number", models.CharField(max_length=30, verbose_name="number")),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("allegation", models.TextField(verbose_name="allegation")),
                        (
                            "allegation_source",
                            models.CharField(
                                max_length=300, verbose_name="source of the allegation"
                            ),
                        ),
                        ("learned_on", models.DateField(verbose_name="learned on")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("on-hold", "On hold"),
                                    ("concluded", "Concluded"),
                                ],
                                default="active",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="opened")),
                        (
                            "hold_reason",
                            models.TextField(blank=True, verbose_name="on hold because"),
                        ),
                        (
                            "held_until",
                            models.DateField(blank=True, null=True, verbose_name="on hold until"),
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
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lead",
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
                                verbose_name="opened on order",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical investigation",
                        "verbose_name_plural": "historical investigations",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_investigation")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Investigation",
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
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("allegation", models.TextField(verbose_name="allegation")),
                        (
                            "allegation_source",
                            models.CharField(
                                max_length=300, verbose_name="source of the allegation"
                            ),
                        ),
                        ("learned_on", models.DateField(verbose_name="learned on")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("on-hold", "On hold"),
                                    ("concluded", "Concluded"),
                                ],
                                default="active",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="opened")),
                        (
                            "hold_reason",
                            models.TextField(blank=True, verbose_name="on hold because"),
                        ),
                        (
                            "held_until",
                            models.DateField(blank=True, null=True, verbose_name="on hold until"),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lead",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="investigations",
                                to="permits.order",
                                verbose_name="opened on order",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "investigation",
                        "verbose_name_plural": "investigations",
                        "ordering": ["-pk"],
                        "permissions": [("recommend", "Can recommend")],
                        "default_permissions": ("view", "add", "change"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["active", "on-hold", "concluded"])
                                ),
                                name="investigation_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("held_until__isnull", False),
                                        ("status", "on-hold"),
                                        models.Q(("hold_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("status", "on-hold"), _negated=True),
                                        ("held_until", None),
                                        ("hold_reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="investigation_hold_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseConsultation",
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
                            "office",
                            models.CharField(
                                help_text="As it stands on the accounts of its officers.",
                                max_length=150,
                                verbose_name="department or office",
                            ),
                        ),
                        ("subject", models.CharField(max_length=200, verbose_name="subject")),
                        ("question", models.TextField(verbose_name="questions")),
                        (
                            "told",
                            models.TextField(
                                blank=True,
                                help_text="It sees this and the permits, and nothing else of the investigation.",
                                verbose_name="what the department is told of the case",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("due_on", models.DateField(verbose_name="answer due on")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("answered", "Answered"),
                                    ("silent", "No answer"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "position",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no-objection", "No objection"),
                                    ("conditions", "No objection, with conditions"),
                                    ("objection", "Objection"),
                                ],
                                max_length=15,
                                verbose_name="position",
                            ),
                        ),
                        ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                        ("conditions", models.TextField(blank=True, verbose_name="conditions")),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="closed on"),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="closed by",
                            ),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consultation in a case",
                        "verbose_name_plural": "consultations in cases",
                        "ordering": ["-pk"],
                        "permissions": [
                            ("answer_caseconsultation", "Can answer consultations in cases")
                        ],
                        "default_permissions": ("view",),
                        "indexes": [
                            models.Index(fields=["status", "due_on"], name="case_consultation_due")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("asked_on"))),
                                name="case_consultation_runs_forward",
                                violation_error_message="The answer would be due before it is asked for.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("position", ""),
                                    ("position__in", ["no-objection", "conditions", "objection"]),
                                    _connector="OR",
                                ),
                                name="case_consultation_position_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_by", None),
                                        ("closed_on", None),
                                        ("position", ""),
                                        ("status", "open"),
                                    ),
                                    models.Q(
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        ("status", "answered"),
                                        models.Q(("position", ""), _negated=True),
                                        models.Q(("reasons", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        ("position", ""),
                                        ("status__in", ["silent", "withdrawn"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_consultation_is_closed_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Declaration",
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
                            "interest",
                            models.TextField(
                                blank=True,
                                help_text="For example shares, a former employer, a relative, an earlier part in one of the permits. Empty when there is none.",
                                verbose_name="interest",
                            ),
                        ),
                        ("declared_at", models.DateTimeField(verbose_name="declared")),
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="declarations",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "declaration of interests",
                        "verbose_name_plural": "declarations of interests",
                        "ordering": ["investigation", "pk"],
                        "permissions": [("declare_interest", "Can declare interests in a case")],
                        "default_permissions": ("view",),
                        "indexes": [
                            models.Index(
                                fields=["investigation", "person", "-id"], name="declaration_newest"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
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
                            models.CharField(max_length=40, unique=True, verbose_name="number"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("official-statement", "Official statement"),
                                    ("embassy-report", "Embassy report"),
                                    (
                                        "partner-information",
                                        "Information from a partner government",
                                    ),
                                    ("company-response", "Company response"),
                                    ("expert-report", "United Nations or expert report"),
                                    ("ngo-report", "Report of a non-governmental organization"),
                                    ("media", "Media article"),
                                    ("image", "Video or photograph"),
                                    ("social-post", "Social media post"),
                                    ("inspection", "Physical inspection"),
                                    ("trace-reply", "Reply to a trace request"),
                                    ("shipping-record", "Shipping or customs record"),
                                    ("assurance-document", "End-use assurance document"),
                                    ("silence", "Refusal or silence"),
                                ],
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("source", models.CharField(max_length=200, verbose_name="source")),
                        ("summary", models.TextField(blank=True, verbose_name="what it says")),
                        ("captured_at", models.DateTimeField(verbose_name="captured or received")),
                        (
                            "captured_with",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="tool and version"
                            ),
                        ),
                        (
                            "address",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="web address"
                            ),
                        ),
                        (
                            "account",
                            models.CharField(blank=True, max_length=200, verbose_name="account"),
                        ),
                        (
                            "post",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="post number or name"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="language of the original"
                            ),
                        ),
                        (
                            "archive_address",
                            models.CharField(
                                blank=True,
                                help_text="Where an independent archive keeps the same page.",
                                max_length=500,
                                verbose_name="archive copy",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True,
                                help_text="The number that its author gave.",
                                max_length=200,
                                verbose_name="reference",
                            ),
                        ),
                        ("dated_on", models.DateField(blank=True, null=True, verbose_name="dated")),
                        (
                            "author",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="author or signatory"
                            ),
                        ),
                        (
                            "passage",
                            models.CharField(
                                blank=True,
                                help_text="Paragraph or page.",
                                max_length=200,
                                verbose_name="passage relied on",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="place"),
                        ),
                        (
                            "documented_by",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="documented by"
                            ),
                        ),
                        (
                            "marking",
                            models.CharField(
                                blank=True,
                                help_text="As it reads on the item.",
                                max_length=300,
                                verbose_name="marking",
                            ),
                        ),
                        (
                            "serial_number",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="serial or batch number"
                            ),
                        ),
                        (
                            "goods_model",
                            models.CharField(blank=True, max_length=200, verbose_name="model"),
                        ),
                        (
                            "transport",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="vessel, flight or carrier"
                            ),
                        ),
                        (
                            "shipped_from",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="shipped from"
                            ),
                        ),
                        (
                            "shipped_to",
                            models.CharField(blank=True, max_length=200, verbose_name="shipped to"),
                        ),
                        (
                            "asked_on",
                            models.DateField(blank=True, null=True, verbose_name="asked on"),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="answer due on"),
                        ),
                        (
                            "is_classified",
                            models.BooleanField(
                                default=False, verbose_name="pointer to classified material"
                            ),
                        ),
                        (
                            "pointer_number",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="file number"
                            ),
                        ),
                        (
                            "pointer_holder",
                            models.CharField(blank=True, max_length=200, verbose_name="held by"),
                        ),
                        (
                            "pointer_caveat",
                            models.CharField(blank=True, max_length=200, verbose_name="caveat"),
                        ),
                        (
                            "is_restricted",
                            models.BooleanField(default=False, verbose_name="restricted"),
                        ),
                        (
                            "on_hold",
                            models.BooleanField(default=False, verbose_name="on legal hold"),
                        ),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                max_length=200,
                                upload_to="evidence",
                                verbose_name="file",
                            ),
                        ),
                        (
                            "file_name",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="name of the file as received",
                            ),
                        ),
                        (
                            "file_size",
                            models.PositiveBigIntegerField(
                                blank=True, null=True, verbose_name="size in bytes"
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(blank=True, max_length=64, verbose_name="SHA-256"),
                        ),
                        (
                            "assurance",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="permits.assurance",
                                verbose_name="assurance in the register",
                            ),
                        ),
                        (
                            "derived_from",
                            models.ForeignKey(
                                blank=True,
                                help_text="A repost or a copy is not an independent source.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="derivatives",
                                to="investigations.evidence",
                                verbose_name="derived from",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="registered by",
                            ),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "evidence",
                        "verbose_name_plural": "evidence",
                        "ordering": ["investigation", "pk"],
                        "permissions": [
                            ("grade_evidence", "Can grade evidence"),
                            ("record_custody", "Can record custody of evidence"),
                            ("restrict_evidence", "Can restrict and release evidence"),
                            ("hold_evidence", "Can put evidence on legal hold"),
                        ],
                        "default_permissions": ("view", "add"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "official-statement",
                                            "embassy-report",
                                            "partner-information",
                                            "company-response",
                                            "expert-report",
                                            "ngo-report",
                                            "media",
                                            "image",
                                            "social-post",
                                            "inspection",
                                            "trace-reply",
                                            "shipping-record",
                                            "assurance-document",
                                            "silence",
                                        ],
                                    )
                                ),
                                name="evidence_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("digest", ""),
                                        ("file", ""),
                                        ("file_name", ""),
                                        ("file_size", None),
                                    ),
                                    models.Q(
                                        models.Q(("file", ""), _negated=True),
                                        models.Q(("digest", ""), _negated=True),
                                        models.Q(("file_name", ""), _negated=True),
                                        ("file_size__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="evidence_file_has_its_hash",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("is_classified", False),
                                        ("pointer_caveat", ""),
                                        ("pointer_holder", ""),
                                        ("pointer_number", ""),
                                    ),
                                    models.Q(
                                        ("file", ""),
                                        ("is_classified", True),
                                        ("summary", ""),
                                        models.Q(("pointer_number", ""), _negated=True),
                                        models.Q(("pointer_holder", ""), _negated=True),
                                        models.Q(("pointer_caveat", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="evidence_points_or_says",
                                violation_error_message="Classified material is a pointer only: file number, holder and caveat, and never what it says.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InformationRequest",
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
                            "addressee_kind",
                            models.CharField(
                                choices=[
                                    ("company", "Company"),
                                    ("partner", "Partner government"),
                                    ("destination", "Government of the destination"),
                                    ("manufacturer", "Manufacturer"),
                                    ("other", "Other addressee"),
                                ],
                                max_length=12,
                                verbose_name="kind of addressee",
                            ),
                        ),
                        ("addressee", models.CharField(max_length=200, verbose_name="addressee")),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "E-mail, sent from here"),
                                    ("letter", "Letter"),
                                    ("note", "Diplomatic note"),
                                    ("meeting", "Handed over at a meeting"),
                                ],
                                max_length=8,
                                verbose_name="sent by",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(max_length=5, verbose_name="language of the question"),
                        ),
                        (
                            "question",
                            models.TextField(
                                help_text="In the language of the addressee, as it is sent.",
                                verbose_name="question",
                            ),
                        ),
                        (
                            "gist",
                            models.TextField(
                                blank=True,
                                help_text="For the file, where the question is in another language.",
                                verbose_name="what is asked, in English or French",
                            ),
                        ),
                        ("sent_on", models.DateField(verbose_name="sent on")),
                        ("due_on", models.DateField(verbose_name="answer due on")),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="sent by",
                            ),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request for information",
                        "verbose_name_plural": "requests for information",
                        "ordering": ["due_on", "pk"],
                        "permissions": [("send_request", "Can send requests for information")],
                        "default_permissions": ("view",),
                        "indexes": [models.Index(fields=["due_on"], name="request_due")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "addressee_kind__in",
                                        [
                                            "company",
                                            "partner",
                                            "destination",
                                            "manufacturer",
                                            "other",
                                        ],
                                    ),
                                    ("channel__in", ["email", "letter", "note", "meeting"]),
                                ),
                                name="request_addressee_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("sent_on"))),
                                name="request_due_after_it_is_sent",
                                violation_error_message="The answer would be due before it is asked for.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", "email"), _negated=True),
                                    models.Q(("email", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="request_by_email_has_an_address",
                                violation_error_message="A request sent by e-mail needs an e-mail address.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("language__in", ["en", "fr"]),
                                    models.Q(("gist", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="request_in_another_language_says_what_it_asks",
                                violation_error_message="Say in English or French what is asked: the question is in another language.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalReportTexts",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "summary_en",
                            models.TextField(blank=True, verbose_name="summary (English)"),
                        ),
                        (
                            "summary_fr",
                            models.TextField(blank=True, verbose_name="summary (French)"),
                        ),
                        (
                            "analysis_en",
                            models.TextField(blank=True, verbose_name="analysis (English)"),
                        ),
                        (
                            "analysis_fr",
                            models.TextField(blank=True, verbose_name="analysis (French)"),
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
                    ],
                    options={
                        "verbose_name": "historical texts of a report",
                        "verbose_name_plural": "historical texts of reports",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_reporttexts")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRecommendation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("text_en", models.TextField(verbose_name="recommendation (English)")),
                        ("text_fr", models.TextField(verbose_name="recommendation (French)")),
                        ("made_at", models.DateTimeField(verbose_name="made")),
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
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
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
                    ],
                    options={
                        "verbose_name": "historical recommendation",
                        "verbose_name_plural": "historical recommendations",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_recommendation")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalQuestion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                        ("text", models.TextField(verbose_name="question")),
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
                    ],
                    options={
                        "verbose_name": "historical question",
                        "verbose_name_plural": "historical questions",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_question")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPopulation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("as_of", models.DateField(verbose_name="as of the day")),
                        (
                            "with_suspended",
                            models.BooleanField(default=True, verbose_name="suspended on that day"),
                        ),
                        (
                            "with_valid",
                            models.BooleanField(default=True, verbose_name="valid on that day"),
                        ),
                        (
                            "goods",
                            models.CharField(
                                blank=True,
                                help_text="For example 2 or 2-15.",
                                max_length=60,
                                verbose_name="group or item",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("frozen", "Frozen"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=8,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "count",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="permits"
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="SHA-256 of the list"
                            ),
                        ),
                        (
                            "frozen_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="frozen"),
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
                            "destination",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country of final destination",
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
                            "frozen_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="frozen by",
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
                            "suspended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Only what this order suspended and nothing had touched since.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.order",
                                verbose_name="suspended by order",
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
                    ],
                    options={
                        "verbose_name": "historical population of the review",
                        "verbose_name_plural": "historical populations of the review",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_population")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlace",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=5,
                                help_text="In degrees, north positive, for example 39.81750.",
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-90),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="latitude",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=5,
                                help_text="In degrees, east positive, for example 46.75250.",
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-180),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="longitude",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="For example what in the picture agrees with the terrain.",
                                verbose_name="how the place is known",
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
                            "country",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Left empty where the place has no country code, or is disputed.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country",
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
                    ],
                    options={
                        "verbose_name": "historical place",
                        "verbose_name_plural": "historical places",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_place")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPermitInScope",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("not-reviewed", "Not reviewed yet"),
                                    ("no-concern", "No concern"),
                                    ("concern", "Concern"),
                                    ("undetermined", "Cannot be determined"),
                                ],
                                default="not-reviewed",
                                max_length=12,
                                verbose_name="result",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="reviewed"),
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
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reviewed by",
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
                    ],
                    options={
                        "verbose_name": "historical permit in scope",
                        "verbose_name_plural": "historical permits in scope",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_permitinscope")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMembership",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("analyst", "Analyst"),
                                    ("custodian", "Custodian of the evidence"),
                                    ("peer-reviewer", "Peer reviewer"),
                                    ("legal-adviser", "Legal adviser"),
                                    ("liaison", "Liaison with posts and partners"),
                                    ("director", "Director in charge"),
                                ],
                                max_length=15,
                                verbose_name="part",
                            ),
                        ),
                        ("joined_on", models.DateField(verbose_name="on the team from")),
                        (
                            "left_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="on the team until"
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
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
                    ],
                    options={
                        "verbose_name": "historical team membership",
                        "verbose_name_plural": "historical team memberships",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_membership")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInformationRequest",
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
                            "addressee_kind",
                            models.CharField(
                                choices=[
                                    ("company", "Company"),
                                    ("partner", "Partner government"),
                                    ("destination", "Government of the destination"),
                                    ("manufacturer", "Manufacturer"),
                                    ("other", "Other addressee"),
                                ],
                                max_length=12,
                                verbose_name="kind of addressee",
                            ),
                        ),
                        ("addressee", models.CharField(max_length=200, verbose_name="addressee")),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "E-mail, sent from here"),
                                    ("letter", "Letter"),
                                    ("note", "Diplomatic note"),
                                    ("meeting", "Handed over at a meeting"),
                                ],
                                max_length=8,
                                verbose_name="sent by",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(max_length=5, verbose_name="language of the question"),
                        ),
                        (
                            "question",
                            models.TextField(
                                help_text="In the language of the addressee, as it is sent.",
                                verbose_name="question",
                            ),
                        ),
                        (
                            "gist",
                            models.TextField(
                                blank=True,
                                help_text="For the file, where the question is in another language.",
                                verbose_name="what is asked, in English or French",
                            ),
                        ),
                        ("sent_on", models.DateField(verbose_name="sent on")),
                        ("due_on", models.DateField(verbose_name="answer due on")),
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
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="sent by",
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
                    ],
                    options={
                        "verbose_name": "historical request for information",
                        "verbose_name_plural": "historical requests for information",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_informationrequest")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCaseConsultation",
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
                            "office",
                            models.CharField(
                                help_text="As it stands on the accounts of its officers.",
                                max_length=150,
                                verbose_name="department or office",
                            ),
                        ),
                        ("subject", models.CharField(max_length=200, verbose_name="subject")),
                        ("question", models.TextField(verbose_name="questions")),
                        (
                            "told",
                            models.TextField(
                                blank=True,
                                help_text="It sees this and the permits, and nothing else of the investigation.",
                                verbose_name="what the department is told of the case",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("due_on", models.DateField(verbose_name="answer due on")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("answered", "Answered"),
                                    ("silent", "No answer"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "position",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no-objection", "No objection"),
                                    ("conditions", "No objection, with conditions"),
                                    ("objection", "Objection"),
                                ],
                                max_length=15,
                                verbose_name="position",
                            ),
                        ),
                        ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                        ("conditions", models.TextField(blank=True, verbose_name="conditions")),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="closed on"),
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
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="closed by",
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
                    ],
                    options={
                        "verbose_name": "historical consultation in a case",
                        "verbose_name_plural": "historical consultations in cases",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_caseconsultation")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Membership",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("analyst", "Analyst"),
                                    ("custodian", "Custodian of the evidence"),
                                    ("peer-reviewer", "Peer reviewer"),
                                    ("legal-adviser", "Legal adviser"),
                                    ("liaison", "Liaison with posts and partners"),
                                    ("director", "Director in charge"),
                                ],
                                max_length=15,
                                verbose_name="part",
                            ),
                        ),
                        ("joined_on", models.DateField(verbose_name="on the team from")),
                        (
                            "left_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="on the team until"
                            ),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "team membership",
                        "verbose_name_plural": "team memberships",
                        "ordering": ["investigation", "joined_on", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "analyst",
                                            "custodian",
                                            "peer-reviewer",
                                            "legal-adviser",
                                            "liaison",
                                            "director",
                                        ],
                                    )
                                ),
                                name="membership_role_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on", None),
                                    ("left_on__gte", models.F("joined_on")),
                                    _connector="OR",
                                ),
                                name="membership_runs_forward",
                                violation_error_message="The person would leave the team before joining it.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None)),
                                fields=("investigation", "person"),
                                name="member_of_a_team_once",
                                violation_error_message="This person is on the team already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PermitInScope",
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
                            "result",
                            models.CharField(
                                choices=[
                                    ("not-reviewed", "Not reviewed yet"),
                                    ("no-concern", "No concern"),
                                    ("concern", "Concern"),
                                    ("undetermined", "Cannot be determined"),
                                ],
                                default="not-reviewed",
                                max_length=12,
                                verbose_name="result",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="reviewed"),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scope",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="in_scope_of",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "permit in scope",
                        "verbose_name_plural": "permits in scope",
                        "ordering": ["investigation", "permit"],
                        "permissions": [("review_permit", "Can review permits in scope")],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("investigation", "permit"), name="permit_in_scope_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("result", "not-reviewed"),
                                        ("reviewed_at", None),
                                        ("reviewed_by", None),
                                    ),
                                    models.Q(
                                        ("reviewed_at__isnull", False),
                                        ("reviewed_by__isnull", False),
                                        models.Q(("result", "not-reviewed"), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="review_names_result_reason_and_reviewer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Place",
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
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=5,
                                help_text="In degrees, north positive, for example 39.81750.",
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-90),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="latitude",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=5,
                                help_text="In degrees, east positive, for example 46.75250.",
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-180),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="longitude",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="For example what in the picture agrees with the terrain.",
                                verbose_name="how the place is known",
                            ),
                        ),
                        (
                            "country",
                            models.ForeignKey(
                                blank=True,
                                help_text="Left empty where the place has no country code, or is disputed.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country",
                            ),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "place",
                        "verbose_name_plural": "places",
                        "ordering": ["investigation", "name"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("investigation", "name"),
                                name="place_named_once",
                                violation_error_message="This investigation has a place of this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("latitude", None), ("longitude", None)),
                                    models.Q(
                                        ("latitude__isnull", False),
                                        ("latitude__range", (-90, 90)),
                                        ("longitude__isnull", False),
                                        ("longitude__range", (-180, 180)),
                                    ),
                                    _connector="OR",
                                ),
                                name="place_has_both_coordinates_or_none",
                                violation_error_message="Give both latitude and longitude, or neither.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Population",
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
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("as_of", models.DateField(verbose_name="as of the day")),
                        (
                            "with_suspended",
                            models.BooleanField(default=True, verbose_name="suspended on that day"),
                        ),
                        (
                            "with_valid",
                            models.BooleanField(default=True, verbose_name="valid on that day"),
                        ),
                        (
                            "goods",
                            models.CharField(
                                blank=True,
                                help_text="For example 2 or 2-15.",
                                max_length=60,
                                verbose_name="group or item",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("frozen", "Frozen"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=8,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "count",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="permits"
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="SHA-256 of the list"
                            ),
                        ),
                        (
                            "frozen_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="frozen"),
                        ),
                        (
                            "destination",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country of final destination",
                            ),
                        ),
                        (
                            "frozen_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="frozen by",
                            ),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="populations",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                        (
                            "suspended_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Only what this order suspended and nothing had touched since.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.order",
                                verbose_name="suspended by order",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "population of the review",
                        "verbose_name_plural": "populations of the review",
                        "ordering": ["investigation", "position"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("investigation", "position"),
                                name="population_position_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["draft", "frozen", "dropped"])),
                                name="population_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("with_suspended", True), ("with_valid", True), _connector="OR"
                                ),
                                name="population_asks_for_a_status",
                                violation_error_message="Ask for permits suspended, valid, or both.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("suspended_by", None), ("with_valid", False), _connector="OR"
                                ),
                                name="population_of_an_order_is_suspended",
                                violation_error_message="What an order suspended is not valid: ask for suspended permits only.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("count__isnull", False),
                                        ("status", "frozen"),
                                        ("frozen_at__isnull", False),
                                        ("frozen_by__isnull", False),
                                        models.Q(("digest", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("status", "frozen"), _negated=True),
                                        ("count", None),
                                        ("digest", ""),
                                        ("frozen_at", None),
                                        ("frozen_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="population_is_frozen_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
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
                        ("text", models.TextField(verbose_name="question")),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question",
                        "verbose_name_plural": "questions",
                        "ordering": ["investigation", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("investigation", "position"), name="question_position_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
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
                        ("text_en", models.TextField(verbose_name="recommendation (English)")),
                        ("text_fr", models.TextField(verbose_name="recommendation (French)")),
                        ("made_at", models.DateTimeField(verbose_name="made")),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "recommendation",
                        "verbose_name_plural": "recommendations",
                        "ordering": ["-pk"],
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="ReportEdition",
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
                            models.CharField(max_length=40, unique=True, verbose_name="number"),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="edition")),
                        ("content", models.TextField(verbose_name="content")),
                        (
                            "digest",
                            models.CharField(max_length=64, verbose_name="SHA-256 of the content"),
                        ),
                        ("frozen_at", models.DateTimeField(verbose_name="frozen")),
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
                            "frozen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="frozen by",
                            ),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report_editions",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "edition of a report",
                        "verbose_name_plural": "editions of reports",
                        "ordering": ["-pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("investigation", "position"), name="report_edition_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportTexts",
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
                            "summary_en",
                            models.TextField(blank=True, verbose_name="summary (English)"),
                        ),
                        (
                            "summary_fr",
                            models.TextField(blank=True, verbose_name="summary (French)"),
                        ),
                        (
                            "analysis_en",
                            models.TextField(blank=True, verbose_name="analysis (English)"),
                        ),
                        (
                            "analysis_fr",
                            models.TextField(blank=True, verbose_name="analysis (French)"),
                        ),
                        (
                            "investigation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report_texts",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "texts of a report",
                        "verbose_name_plural": "texts of reports",
                        "ordering": ["-pk"],
                        "permissions": [("write_report", "Can write and freeze reports")],
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationReminder",
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
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "recipients",
                            models.PositiveSmallIntegerField(verbose_name="people reminded"),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to="investigations.caseconsultation",
                                verbose_name="consultation",
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
                        "verbose_name": "reminder",
                        "verbose_name_plural": "reminders",
                        "ordering": ["pk"],
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="Challenge",
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
                        ("party", models.CharField(max_length=200, verbose_name="who challenges")),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("holder", "Holder of a permit in question"),
                                    ("end-user", "Consignee or end user"),
                                    ("government", "Foreign government"),
                                    ("manufacturer", "Manufacturer"),
                                    ("author", "Author or source of the item"),
                                    ("other", "Other person concerned"),
                                ],
                                max_length=12,
                                verbose_name="in which capacity",
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="received on")),
                        (
                            "grounds",
                            models.TextField(
                                help_text="What they say, and what they rest it on.",
                                verbose_name="grounds",
                            ),
                        ),
                        (
                            "document",
                            models.CharField(
                                blank=True,
                                help_text="Its reference, and where it is kept.",
                                max_length=200,
                                verbose_name="document",
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
                            "received_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "document_item",
                            models.ForeignKey(
                                blank=True,
                                help_text="An item of the same case, where what they sent is registered as evidence.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="investigations.evidence",
                                verbose_name="document registered as",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="challenges",
                                to="investigations.evidence",
                                verbose_name="evidence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "challenge",
                        "verbose_name_plural": "challenges",
                        "ordering": ["evidence", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "capacity__in",
                                        [
                                            "holder",
                                            "end-user",
                                            "government",
                                            "manufacturer",
                                            "author",
                                            "other",
                                        ],
                                    )
                                ),
                                name="challenge_capacity_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("grounds", ""), _negated=True),
                                name="challenge_gives_grounds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceFile",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("original", "Original"),
                                    ("preview", "Preview"),
                                    ("sharing", "Copy for sharing"),
                                ],
                                default="original",
                                max_length=10,
                                verbose_name="what it is",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name as received")),
                        ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                        ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                        (
                            "media_type",
                            models.CharField(max_length=100, verbose_name="type by content"),
                        ),
                        (
                            "altered",
                            models.BooleanField(
                                default=False, verbose_name="does not match its hash"
                            ),
                        ),
                        (
                            "scan",
                            models.CharField(
                                choices=[
                                    ("none", "Not scanned"),
                                    ("waiting", "Waits for the scanner"),
                                    ("clean", "Scanned: clean"),
                                    ("infected", "Scanned: harmful"),
                                ],
                                default="none",
                                max_length=10,
                                verbose_name="scan",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="investigations.evidence",
                                verbose_name="evidence",
                            ),
                        ),
                        (
                            "made_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="investigations.evidencefile",
                                verbose_name="made from",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file of evidence",
                        "verbose_name_plural": "files of evidence",
                        "ordering": ["evidence", "pk"],
                        "default_permissions": ("view",),
                        "indexes": [
                            models.Index(fields=["digest"], name="evidence_file_by_digest")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role__in", ["original", "preview", "sharing"]),
                                    ("scan__in", ["none", "waiting", "clean", "infected"]),
                                ),
                                name="evidence_file_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("made_from", None), ("role", "original")),
                                    models.Q(
                                        models.Q(("role", "original"), _negated=True),
                                        ("made_from__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="evidence_copy_names_its_original",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("role", "original")),
                                fields=("evidence", "digest"),
                                name="evidence_file_once_per_item",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("size__gt", 0),
                                    models.Q(("digest", ""), _negated=True),
                                    models.Q(("name", ""), _negated=True),
                                ),
                                name="evidence_file_has_content_and_hash",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceRelease",
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
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="releases",
                                to="investigations.evidence",
                                verbose_name="evidence",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="released to",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "release",
                        "verbose_name_plural": "releases",
                        "ordering": ["evidence", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("evidence", "person"), name="released_once_to_a_person"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Explanation",
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
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="withdrawn"
                            ),
                        ),
                        (
                            "withdrawn_why",
                            models.TextField(
                                blank=True, editable=False, verbose_name="why it was withdrawn"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                        (
                            "text_en",
                            models.TextField(blank=True, verbose_name="explanation (English)"),
                        ),
                        (
                            "text_fr",
                            models.TextField(blank=True, verbose_name="explanation (French)"),
                        ),
                        ("proposed_at", models.DateTimeField(verbose_name="proposed")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="proposed by",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="explanations",
                                to="investigations.question",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "explanation",
                        "verbose_name_plural": "explanations",
                        "ordering": ["question", "position"],
                        "permissions": [("analyse", "Can analyse evidence")],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("question", "position"), name="explanation_position_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text_en", ""), ("text_fr", ""), _negated=True),
                                name="explanation_is_stated",
                                violation_error_message="State the explanation in one language at least.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawn_at", None),
                                        ("withdrawn_by", None),
                                        ("withdrawn_why", ""),
                                    ),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("withdrawn_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="explanation_is_withdrawn_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
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
                            models.CharField(max_length=40, unique=True, verbose_name="number"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("use", "Use or presence"),
                                    ("diversion", "Diversion"),
                                    ("breach", "Breach of an assurance"),
                                    ("risk", "Risk under section 7.3"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="type",
                            ),
                        ),
                        (
                            "criterion",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("a", "(a) Peace and security"),
                                    (
                                        "b-i",
                                        "(b)(i) Serious violation of international humanitarian law",
                                    ),
                                    (
                                        "b-ii",
                                        "(b)(ii) Serious violation of international human rights law",
                                    ),
                                    ("b-iii", "(b)(iii) Offence under conventions on terrorism"),
                                    (
                                        "b-iv",
                                        "(b)(iv) Offence under conventions on transnational organized crime",
                                    ),
                                    (
                                        "b-v",
                                        "(b)(v) Serious acts of gender-based violence, or against women and children",
                                    ),
                                ],
                                max_length=5,
                                verbose_name="criterion of section 7.3(1)",
                            ),
                        ),
                        (
                            "risk",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("substantial", "There is a substantial risk"),
                                    ("not-substantial", "There is no substantial risk"),
                                ],
                                max_length=16,
                                verbose_name="risk under section 7.4",
                            ),
                        ),
                        (
                            "mitigation",
                            models.TextField(
                                blank=True,
                                help_text="Section 7.4 asks for them. Write that there are none if none were found.",
                                verbose_name="mitigating measures considered",
                            ),
                        ),
                        (
                            "standard",
                            models.CharField(
                                choices=[
                                    ("reasonable-suspicion", "Reasonable suspicion"),
                                    ("reasonable-grounds", "Reasonable grounds to believe"),
                                    ("balance-of-probabilities", "Balance of probabilities"),
                                ],
                                max_length=25,
                                verbose_name="standard",
                            ),
                        ),
                        ("statement_en", models.TextField(verbose_name="finding (English)")),
                        ("statement_fr", models.TextField(verbose_name="finding (French)")),
                        ("reasoning", models.TextField(verbose_name="reasoning")),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("low", "Low"),
                                    ("moderate", "Moderate"),
                                    ("high", "High"),
                                ],
                                max_length=10,
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "likelihood",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("remote", "Remote (under 5%)"),
                                    ("very-unlikely", "Very unlikely (5 to 20%)"),
                                    ("unlikely", "Unlikely (20 to 45%)"),
                                    ("even", "Roughly even (45 to 55%)"),
                                    ("likely", "Likely (55 to 80%)"),
                                    ("very-likely", "Very likely (80 to 95%)"),
                                    ("almost-certain", "Almost certain (over 95%)"),
                                ],
                                max_length=16,
                                verbose_name="likelihood",
                            ),
                        ),
                        (
                            "contrary",
                            models.TextField(
                                blank=True,
                                help_text="Where none is cited: what was looked for, where, and that it was not found.",
                                verbose_name="evidence against that was looked for",
                            ),
                        ),
                        (
                            "would_change",
                            models.TextField(
                                blank=True,
                                help_text="Which fact or document, if it came to light, would lead to another finding.",
                                verbose_name="what would change it",
                            ),
                        ),
                        (
                            "exception",
                            models.TextField(
                                blank=True,
                                help_text="A finding rests on two independent items, one of them graded C3 or better. Where it does not, say why it may stand all the same.",
                                verbose_name="reason for an exception to the floor",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("peer-review", "In peer review"),
                                    ("adopted", "Adopted"),
                                    ("not-established", "Not established"),
                                    ("inconclusive", "Inconclusive"),
                                ],
                                default="draft",
                                max_length=16,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "round",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="round of peer review"
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="adopted or closed"
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="adopted or closed by",
                            ),
                        ),
                        (
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                help_text="Once this finding is adopted, it stands in the place of the other.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successors",
                                to="investigations.finding",
                                verbose_name="supersedes",
                            ),
                        ),
                        (
                            "undertaking",
                            models.ForeignKey(
                                blank=True,
                                help_text="Of the assurances on which the permits in scope rest.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="permits.undertaking",
                                verbose_name="undertaking breached",
                            ),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="investigations.investigation",
                                verbose_name="investigation",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="investigations.question",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "finding",
                        "verbose_name_plural": "findings",
                        "ordering": ["investigation", "pk"],
                        "permissions": [
                            ("adopt_finding", "Can adopt findings"),
                            ("review_finding", "Can review findings as a peer"),
                            ("dissent", "Can record a dissent from a finding"),
                        ],
                        "default_permissions": ("view", "add"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "draft",
                                            "peer-review",
                                            "adopted",
                                            "not-established",
                                            "inconclusive",
                                        ],
                                    )
                                ),
                                name="finding_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at", None),
                                        ("closed_by", None),
                                        ("status__in", ["draft", "peer-review"]),
                                    ),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("closed_by__isnull", False),
                                        models.Q(
                                            ("status__in", ["draft", "peer-review"]), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="finding_closure_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_by", None),
                                    models.Q(("closed_by", models.F("author")), _negated=True),
                                    _connector="OR",
                                ),
                                name="finding_author_does_not_adopt",
                                violation_error_message="The author of a finding cannot adopt it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("undertaking", None), ("kind", "breach"), _connector="OR"
                                ),
                                name="finding_of_breach_names_undertaking",
                                violation_error_message="Only the finding that an assurance was breached names an undertaking.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("criterion", ""), ("mitigation", ""), ("risk", "")),
                                    ("kind", "risk"),
                                    _connector="OR",
                                ),
                                name="finding_of_risk_answers_a_criterion",
                                violation_error_message="Only a finding on risk answers a criterion of section 7.3(1).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "criterion__in",
                                        ["", "a", "b-i", "b-ii", "b-iii", "b-iv", "b-v"],
                                    ),
                                    ("risk__in", ["", "substantial", "not-substantial"]),
                                    (
                                        "likelihood__in",
                                        [
                                            "",
                                            "remote",
                                            "very-unlikely",
                                            "unlikely",
                                            "even",
                                            "likely",
                                            "very-likely",
                                            "almost-certain",
                                        ],
                                    ),
                                ),
                                name="finding_scales_are_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("supersedes", None),
                                    models.Q(("supersedes", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="finding_supersedes_another",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "adopted")),
                                fields=("supersedes",),
                                name="finding_superseded_once",
                                violation_error_message="Another finding already stands in its place.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Grade",
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
                            "reliability",
                            models.CharField(
                                choices=[
                                    ("A", "A – completely reliable"),
                                    ("B", "B – usually reliable"),
                                    ("C", "C – fairly reliable"),
                                    ("D", "D – not usually reliable"),
                                    ("E", "E – unreliable"),
                                    ("F", "F – reliability cannot be judged"),
                                ],
                                max_length=1,
                                verbose_name="reliability of the source",
                            ),
                        ),
                        (
                            "credibility",
                            models.CharField(
                                choices=[
                                    ("1", "1 – confirmed by other independent sources"),
                                    ("2", "2 – probably true"),
                                    ("3", "3 – possibly true"),
                                    ("4", "4 – doubtful"),
                                    ("5", "5 – improbable"),
                                    ("6", "6 – truth cannot be judged"),
                                ],
                                max_length=1,
                                verbose_name="credibility of the information",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="reason")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Credibility 1 needs an independent item that confirms it.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="investigations.evidence",
                                verbose_name="confirmed by",
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
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grades",
                                to="investigations.evidence",
                                verbose_name="evidence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "grade",
                        "verbose_name_plural": "grades",
                        "ordering": ["evidence", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reliability__in", ["A", "B", "C", "D", "E", "F"]),
                                    ("credibility__in", ["1", "2", "3", "4", "5", "6"]),
                                ),
                                name="grade_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("credibility", "1"), _negated=True),
                                    ("confirmed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="grade_1_is_confirmed_by_an_item",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by", None),
                                    models.Q(("confirmed_by", models.F("evidence")), _negated=True),
                                    _connector="OR",
                                ),
                                name="grade_is_confirmed_by_another_item",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalEvidenceRelease",
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audit.entry",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.evidence",
                                verbose_name="evidence",
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="released to",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical release",
                        "verbose_name_plural": "historical releases",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_evidencerelease")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="InterestRuling",
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
                            "outcome",
                            models.CharField(
                                choices=[("continues", "May take part"), ("recused", "Recused")],
                                max_length=10,
                                verbose_name="decision",
                            ),
                        ),
                        ("reasons", models.TextField(verbose_name="reasons")),
                        ("decided_at", models.DateTimeField(verbose_name="decided")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        (
                            "declaration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rulings",
                                to="investigations.declaration",
                                verbose_name="declaration",
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
                        "verbose_name": "decision on an interest",
                        "verbose_name_plural": "decisions on interests",
                        "ordering": ["declaration", "pk"],
                        "default_permissions": ("view", "add"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["continues", "recused"])),
                                name="interest_outcome_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reasons", ""), _negated=True),
                                name="interest_is_decided_with_reasons",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalEvidence",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("number", models.CharField(max_length=40, verbose_name="number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("official-statement", "Official statement"),
                                    ("embassy-report", "Embassy report"),
                                    (
                                        "partner-information",
                                        "Information from a partner government",
                                    ),
                                    ("company-response", "Company response"),
                                    ("expert-report", "United Nations or expert report"),
                                    ("ngo-report", "Report of a non-governmental organization"),
                                    ("media", "Media article"),
                                    ("image", "Video or photograph"),
                                    ("social-post", "Social media post"),
                                    ("inspection", "Physical inspection"),
                                    ("trace-reply", "Reply to a trace request"),
                                    ("shipping-record", "Shipping or customs record"),
                                    ("assurance-document", "End-use assurance document"),
                                    ("silence", "Refusal or silence"),
                                ],
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("source", models.CharField(max_length=200, verbose_name="source")),
                        ("summary", models.TextField(blank=True, verbose_name="what it says")),
                        ("captured_at", models.DateTimeField(verbose_name="captured or received")),
                        (
                            "captured_with",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="tool and version"
                            ),
                        ),
                        (
                            "address",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="web address"
                            ),
                        ),
                        (
                            "account",
                            models.CharField(blank=True, max_length=200, verbose_name="account"),
                        ),
                        (
                            "post",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="post number or name"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="language of the original"
                            ),
                        ),
                        (
                            "archive_address",
                            models.CharField(
                                blank=True,
                                help_text="Where an independent archive keeps the same page.",
                                max_length=500,
                                verbose_name="archive copy",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True,
                                help_text="The number that its author gave.",
                                max_length=200,
                                verbose_name="reference",
                            ),
                        ),
                        ("dated_on", models.DateField(blank=True, null=True, verbose_name="dated")),
                        (
                            "author",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="author or signatory"
                            ),
                        ),
                        (
                            "passage",
                            models.CharField(
                                blank=True,
                                help_text="Paragraph or page.",
                                max_length=200,
                                verbose_name="passage relied on",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="place"),
                        ),
                        (
                            "documented_by",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="documented by"
                            ),
                        ),
                        (
                            "marking",
                            models.CharField(
                                blank=True,
                                help_text="As it reads on the item.",
                                max_length=300,
                                verbose_name="marking",
                            ),
                        ),
                        (
                            "serial_number",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="serial or batch number"
                            ),
                        ),
                        (
                            "goods_model",
                            models.CharField(blank=True, max_length=200, verbose_name="model"),
                        ),
                        (
                            "transport",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="vessel, flight or carrier"
                            ),
                        ),
                        (
                            "shipped_from",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="shipped from"
                            ),
                        ),
                        (
                            "shipped_to",
                            models.CharField(blank=True, max_length=200, verbose_name="shipped to"),
                        ),
                        (
                            "asked_on",
                            models.DateField(blank=True, null=True, verbose_name="asked on"),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="answer due on"),
                        ),
                        (
                            "is_classified",
                            models.BooleanField(
                                default=False, verbose_name="pointer to classified material"
                            ),
                        ),
                        (
                            "pointer_number",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="file number"
                            ),
                        ),
                        (
                            "pointer_holder",
                            models.CharField(blank=True, max_length=200, verbose_name="held by"),
                        ),
                        (
                            "pointer_caveat",
                            models.CharField(blank=True, max_length=200, verbose_name="caveat"),
                        ),
                        (
                            "is_restricted",
                            models.BooleanField(default=False, verbose_name="restricted"),
                        ),
                        (
                            "on_hold",
                            models.BooleanField(default=False, verbose_name="on legal hold"),
                        ),
                        ("file", models.CharField(blank=True, max_length=200, verbose_name="file")),
                        (
                            "file_name",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="name of the file as received",
                            ),
                        ),
                        (
                            "file_size",
                            models.PositiveBigIntegerField(
                                blank=True, null=True, verbose_name="size in bytes"
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(blank=True, max_length=64, verbose_name="SHA-256"),
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
                            "assurance",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.assurance",
                                verbose_name="assurance in the register",
                            ),
                        ),
                        (
                            "derived_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="A repost or a copy is not an independent source.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.evidence",
                                verbose_name="derived from",
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
                            "registered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="registered by",
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
                    ],
                    options={
                        "verbose_name": "historical evidence",
                        "verbose_name_plural": "historical evidence",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_evidence")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Occurrence",
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
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="withdrawn"
                            ),
                        ),
                        (
                            "withdrawn_why",
                            models.TextField(
                                blank=True, editable=False, verbose_name="why it was withdrawn"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="what happened")),
                        ("description", models.TextField(blank=True, verbose_name="description")),
                        ("happened_on", models.DateField(verbose_name="day")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="Of something that lasted; empty otherwise.",
                                null=True,
                                verbose_name="last day",
                            ),
                        ),
                        (
                            "precision",
                            models.CharField(
                                choices=[
                                    ("day", "To the day"),
                                    ("month", "To the month"),
                                    ("year", "To the year"),
                                    ("about", "Approximately"),
                                ],
                                default="day",
                                max_length=5,
                                verbose_name="how exactly the day is known",
                            ),
                        ),
                        (
                            "investigation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="occurrences",
                                to="investigations.investigation",
                                verbose_name="investigation",
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
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="occurrences",
                                to="investigations.place",
                                verbose_name="place",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "event of the case",
                        "verbose_name_plural": "events of the case",
                        "ordering": ["happened_on", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("precision__in", ["day", "month", "year", "about"])
                                ),
                                name="occurrence_precision_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None),
                                    ("ended_on__gte", models.F("happened_on")),
                                    _connector="OR",
                                ),
                                name="occurrence_runs_forward",
                                violation_error_message="The last day comes before the first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawn_at", None),
                                        ("withdrawn_by", None),
                                        ("withdrawn_why", ""),
                                    ),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("withdrawn_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="occurrence_is_withdrawn_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalConsultedPermit",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "position",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no-objection", "No objection"),
                                    ("conditions", "No objection, with conditions"),
                                    ("objection", "Objection"),
                                ],
                                max_length=15,
                                verbose_name="position",
                            ),
                        ),
                        ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                        ("conditions", models.TextField(blank=True, verbose_name="conditions")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="answered"),
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
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answered by",
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.caseconsultation",
                                verbose_name="consultation",
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
                            "scope",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.permitinscope",
                                verbose_name="permit in scope",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical permit asked about",
                        "verbose_name_plural": "historical permits asked about",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_consultedpermit")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ConsultedPermit",
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
                            "position",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no-objection", "No objection"),
                                    ("conditions", "No objection, with conditions"),
                                    ("objection", "Objection"),
                                ],
                                max_length=15,
                                verbose_name="position",
                            ),
                        ),
                        ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                        ("conditions", models.TextField(blank=True, verbose_name="conditions")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answered by",
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="permits",
                                to="investigations.caseconsultation",
                                verbose_name="consultation",
                            ),
                        ),
                        (
                            "scope",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consulted",
                                to="investigations.permitinscope",
                                verbose_name="permit in scope",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "permit asked about",
                        "verbose_name_plural": "permits asked about",
                        "ordering": ["consultation", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("consultation", "scope"), name="permit_asked_about_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_by", None),
                                        ("conditions", ""),
                                        ("position", ""),
                                        ("reasons", ""),
                                    ),
                                    models.Q(
                                        (
                                            "position__in",
                                            ["no-objection", "conditions", "objection"],
                                        ),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        models.Q(("reasons", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consulted_permit_is_answered_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("position", "conditions"), _negated=True),
                                    models.Q(("conditions", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="consulted_permit_names_conditions",
                                violation_error_message="Conditions are spelled out.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOccurrence",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="withdrawn"
                            ),
                        ),
                        (
                            "withdrawn_why",
                            models.TextField(
                                blank=True, editable=False, verbose_name="why it was withdrawn"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="what happened")),
                        ("description", models.TextField(blank=True, verbose_name="description")),
                        ("happened_on", models.DateField(verbose_name="day")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True,
                                help_text="Of something that lasted; empty otherwise.",
                                null=True,
                                verbose_name="last day",
                            ),
                        ),
                        (
                            "precision",
                            models.CharField(
                                choices=[
                                    ("day", "To the day"),
                                    ("month", "To the month"),
                                    ("year", "To the year"),
                                    ("about", "Approximately"),
                                ],
                                default="day",
                                max_length=5,
                                verbose_name="how exactly the day is known",
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
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
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
                            "place",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.place",
                                verbose_name="place",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical event of the case",
                        "verbose_name_plural": "historical events of the case",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_occurrence")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPopulationPermit",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("version", models.PositiveBigIntegerField(verbose_name="version")),
                        (
                            "stood",
                            models.CharField(
                                choices=[
                                    ("submitted", "Submitted"),
                                    ("denied", "Denied"),
                                    ("valid", "Valid"),
                                    ("suspended", "Suspended"),
                                    ("cancelled", "Cancelled"),
                                ],
                                max_length=10,
                                verbose_name="status on the day",
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
                        (
                            "population",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.population",
                                verbose_name="population",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical permit of a population",
                        "verbose_name_plural": "historical permits of populations",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_populationpermit")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PopulationPermit",
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
                        ("version", models.PositiveBigIntegerField(verbose_name="version")),
                        (
                            "stood",
                            models.CharField(
                                choices=[
                                    ("submitted", "Submitted"),
                                    ("denied", "Denied"),
                                    ("valid", "Valid"),
                                    ("suspended", "Suspended"),
                                    ("cancelled", "Cancelled"),
                                ],
                                max_length=10,
                                verbose_name="status on the day",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviewed_in",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                        (
                            "population",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="permits",
                                to="investigations.population",
                                verbose_name="population",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "permit of a population",
                        "verbose_name_plural": "permits of populations",
                        "ordering": ["population", "permit"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("population", "permit"), name="permit_counted_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicVersion",
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
                            models.CharField(max_length=44, unique=True, verbose_name="number"),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "Draft"), ("released", "Released")],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "released_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="released"),
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
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="released by",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="public_versions",
                                to="investigations.reportedition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "public version",
                        "verbose_name_plural": "public versions",
                        "ordering": ["edition", "position"],
                        "permissions": [
                            ("withhold", "Can choose the passages to withhold from the public"),
                            ("release_report", "Can release a report to the public"),
                        ],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "position"), name="public_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "draft")),
                                fields=("edition",),
                                name="public_version_one_draft",
                                violation_error_message="A public version of this edition is in preparation.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("released_at", None),
                                        ("released_by", None),
                                        ("status", "draft"),
                                    ),
                                    models.Q(
                                        ("released_at__isnull", False),
                                        ("released_by__isnull", False),
                                        ("status", "released"),
                                    ),
                                    _connector="OR",
                                ),
                                name="public_version_is_released_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_by", None),
                                    models.Q(
                                        ("released_by", models.F("prepared_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="public_version_is_released_by_another",
                                violation_error_message="Another person than the one who prepared it releases it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalExplanation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="withdrawn"
                            ),
                        ),
                        (
                            "withdrawn_why",
                            models.TextField(
                                blank=True, editable=False, verbose_name="why it was withdrawn"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                        (
                            "text_en",
                            models.TextField(blank=True, verbose_name="explanation (English)"),
                        ),
                        (
                            "text_fr",
                            models.TextField(blank=True, verbose_name="explanation (French)"),
                        ),
                        ("proposed_at", models.DateTimeField(verbose_name="proposed")),
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
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="proposed by",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.question",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical explanation",
                        "verbose_name_plural": "historical explanations",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_explanation")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Reminder",
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
                            "text",
                            models.TextField(
                                help_text="In the language of the addressee.", verbose_name="text"
                            ),
                        ),
                        ("sent_on", models.DateField(verbose_name="sent on")),
                        ("due_on", models.DateField(verbose_name="answer due on")),
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to="investigations.informationrequest",
                                verbose_name="request",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="sent by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reminder of a request",
                        "verbose_name_plural": "reminders of requests",
                        "ordering": ["request", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("sent_on"))),
                                name="reminder_due_after_it_is_sent",
                                violation_error_message="The answer would be due before it is asked for.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPublicVersion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("number", models.CharField(max_length=44, verbose_name="number")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "Draft"), ("released", "Released")],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "released_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="released"),
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
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="released by",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.reportedition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical public version",
                        "verbose_name_plural": "historical public versions",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_publicversion")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RequestOutcome",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("answered", "Answered"),
                                    ("refused", "Refused"),
                                    ("silent", "No answer"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="on")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
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
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers_request",
                                to="investigations.evidence",
                                verbose_name="kept as evidence",
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
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="investigations.informationrequest",
                                verbose_name="request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "outcome of a request",
                        "verbose_name_plural": "outcomes of requests",
                        "ordering": ["request", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["answered", "refused", "silent", "withdrawn"])
                                ),
                                name="request_outcome_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("evidence", None), ("outcome", "withdrawn")),
                                    models.Q(
                                        models.Q(("outcome", "withdrawn"), _negated=True),
                                        ("evidence__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="request_outcome_is_kept_as_evidence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Trace",
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
                        ("component", models.CharField(max_length=200, verbose_name="component")),
                        (
                            "maker",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="manufacturer"
                            ),
                        ),
                        (
                            "model",
                            models.CharField(blank=True, max_length=200, verbose_name="model"),
                        ),
                        (
                            "part_number",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="part number"
                            ),
                        ),
                        (
                            "serial",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="serial number"
                            ),
                        ),
                        (
                            "batch",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="batch or lot"
                            ),
                        ),
                        (
                            "made_on",
                            models.CharField(
                                blank=True,
                                help_text="As far as it is known: 2019, 2019-03 or 2019-03-14.",
                                max_length=10,
                                verbose_name="date of manufacture",
                            ),
                        ),
                        (
                            "platform",
                            models.CharField(
                                blank=True,
                                help_text="What it was mounted on or part of, for example the type of aircraft.",
                                max_length=200,
                                verbose_name="host platform",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="place"),
                        ),
                        (
                            "documented_by",
                            models.CharField(max_length=200, verbose_name="documented by"),
                        ),
                        (
                            "documented_on",
                            models.DateField(blank=True, null=True, verbose_name="documented on"),
                        ),
                        (
                            "country",
                            models.ForeignKey(
                                blank=True,
                                help_text="Left empty when the place has no country code.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country",
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
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="traces",
                                to="investigations.evidence",
                                verbose_name="evidence",
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
                        "verbose_name": "traced component",
                        "verbose_name_plural": "traced components",
                        "ordering": ["evidence", "pk"],
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="EmbeddedFact",
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
                                    ("captured", "Captured"),
                                    ("created", "Created"),
                                    ("place", "Place"),
                                    ("device", "Device"),
                                    ("software", "Software"),
                                    ("author", "Author"),
                                    ("title", "Title"),
                                    ("description", "Description"),
                                    ("changed", "Last changed"),
                                    ("measure", "Width, height or pages"),
                                ],
                                max_length=12,
                                verbose_name="fact",
                            ),
                        ),
                        ("value", models.CharField(max_length=300, verbose_name="as embedded")),
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="embedded",
                                to="investigations.evidencefile",
                                verbose_name="file",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "embedded fact",
                        "verbose_name_plural": "embedded facts",
                        "ordering": ["file", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "captured",
                                            "created",
                                            "place",
                                            "device",
                                            "software",
                                            "author",
                                            "title",
                                            "description",
                                            "changed",
                                            "measure",
                                        ],
                                    ),
                                    models.Q(("value", ""), _negated=True),
                                ),
                                name="embedded_fact_is_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CustodyEvent",
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
                                    ("collected", "Collected"),
                                    ("hashed", "Hashed"),
                                    ("scanned", "Scanned"),
                                    ("sealed", "Sealed"),
                                    ("viewed", "Opened"),
                                    ("copied", "Copied"),
                                    ("transferred", "Transferred"),
                                    ("analysed", "Analysed"),
                                    ("returned", "Returned"),
                                    ("matched", "Hash verified"),
                                    ("mismatched", "Hash does not match"),
                                    ("corrected", "Facts corrected"),
                                    ("restricted", "Restricted"),
                                    ("unrestricted", "Restriction lifted"),
                                    ("released", "Released to a person"),
                                    ("withdrawn", "Release withdrawn"),
                                    ("held", "Legal hold placed"),
                                    ("hold-lifted", "Legal hold lifted"),
                                ],
                                max_length=12,
                                verbose_name="event",
                            ),
                        ),
                        (
                            "happened_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="happened"),
                        ),
                        (
                            "handed_by",
                            models.CharField(blank=True, max_length=200, verbose_name="from"),
                        ),
                        (
                            "handed_to",
                            models.CharField(blank=True, max_length=200, verbose_name="to"),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
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
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="custody",
                                to="investigations.evidence",
                                verbose_name="evidence",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="custody",
                                to="investigations.evidencefile",
                                verbose_name="file",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "custody event",
                        "verbose_name_plural": "custody events",
                        "ordering": ["evidence", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "collected",
                                            "hashed",
                                            "scanned",
                                            "sealed",
                                            "viewed",
                                            "copied",
                                            "transferred",
                                            "analysed",
                                            "returned",
                                            "matched",
                                            "mismatched",
                                            "corrected",
                                            "restricted",
                                            "unrestricted",
                                            "released",
                                            "withdrawn",
                                            "held",
                                            "hold-lifted",
                                        ],
                                    )
                                ),
                                name="custody_event_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind__in", ["transferred", "returned"]),
                                        models.Q(("handed_by", ""), _negated=True),
                                        models.Q(("handed_to", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("kind__in", ["transferred", "returned"]), _negated=True
                                        ),
                                        ("handed_by", ""),
                                        ("handed_to", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="custody_handed_over_from_and_to",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dissent",
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
                            "name",
                            models.CharField(
                                help_text="Name and office, as the report shows them.",
                                max_length=200,
                                verbose_name="who dissents",
                            ),
                        ),
                        ("reasons", models.TextField(verbose_name="reasons")),
                        ("stated_at", models.DateTimeField(verbose_name="stated")),
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
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dissents",
                                to="investigations.finding",
                                verbose_name="finding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dissent",
                        "verbose_name_plural": "dissents",
                        "ordering": ["finding", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("reasons", ""), _negated=True),
                                ),
                                name="dissent_has_a_name_and_reasons",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BasisReview",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("stands", "The finding stands"),
                                    ("to-supersede", "The finding is to be superseded"),
                                ],
                                max_length=12,
                                verbose_name="outcome",
                            ),
                        ),
                        ("reasons", models.TextField(verbose_name="reasons")),
                        ("reviewed_at", models.DateTimeField(verbose_name="reviewed")),
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
                            "reviewed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reviewed by",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="basis_reviews",
                                to="investigations.finding",
                                verbose_name="finding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "review of a changed basis",
                        "verbose_name_plural": "reviews of a changed basis",
                        "ordering": ["finding", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["stands", "to-supersede"])),
                                name="basis_outcome_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reasons", ""), _negated=True),
                                name="basis_review_gives_its_reasons",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Citation",
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
                            "stance",
                            models.CharField(
                                choices=[("for", "For"), ("against", "Against")],
                                max_length=8,
                                verbose_name="for or against",
                            ),
                        ),
                        ("why", models.TextField(blank=True, verbose_name="why")),
                        (
                            "digests",
                            models.TextField(
                                blank=True, verbose_name="SHA-256 of each file when closed"
                            ),
                        ),
                        (
                            "evidence_version",
                            models.BigIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="version of the evidence when closed",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="investigations.evidence",
                                verbose_name="evidence",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="investigations.finding",
                                verbose_name="finding",
                            ),
                        ),
                        (
                            "grade",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="investigations.grade",
                                verbose_name="grade when closed",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "citation",
                        "verbose_name_plural": "citations",
                        "ordering": ["finding", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("finding", "evidence"), name="evidence_cited_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stance__in", ["for", "against"])),
                                name="citation_stance_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeAnswer",
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
                        ("text", models.TextField(verbose_name="answer")),
                        (
                            "effect",
                            models.CharField(
                                choices=[
                                    ("grade-kept", "The grade is kept"),
                                    ("regraded", "The item is graded anew"),
                                    ("set-aside", "The item is not relied on"),
                                ],
                                max_length=10,
                                verbose_name="effect",
                            ),
                        ),
                        ("answered_on", models.DateField(verbose_name="answered on")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answered by",
                            ),
                        ),
                        (
                            "challenge",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answer",
                                to="investigations.challenge",
                                verbose_name="challenge",
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
                            "grade",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="investigations.grade",
                                verbose_name="grade given anew",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer to a challenge",
                        "verbose_name_plural": "answers to challenges",
                        "ordering": ["pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effect__in", ["grade-kept", "regraded", "set-aside"])
                                ),
                                name="challenge_effect_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="challenge_answer_has_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("effect", "regraded"), ("grade__isnull", False)),
                                    models.Q(
                                        models.Q(("effect", "regraded"), _negated=True),
                                        ("grade", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="challenge_names_the_grade_it_led_to",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCitation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "stance",
                            models.CharField(
                                choices=[("for", "For"), ("against", "Against")],
                                max_length=8,
                                verbose_name="for or against",
                            ),
                        ),
                        ("why", models.TextField(blank=True, verbose_name="why")),
                        (
                            "digests",
                            models.TextField(
                                blank=True, verbose_name="SHA-256 of each file when closed"
                            ),
                        ),
                        (
                            "evidence_version",
                            models.BigIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="version of the evidence when closed",
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audit.entry",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.evidence",
                                verbose_name="evidence",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.finding",
                                verbose_name="finding",
                            ),
                        ),
                        (
                            "grade",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.grade",
                                verbose_name="grade when closed",
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
                        "verbose_name": "historical citation",
                        "verbose_name_plural": "historical citations",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_citation")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEvidenceFile",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("original", "Original"),
                                    ("preview", "Preview"),
                                    ("sharing", "Copy for sharing"),
                                ],
                                default="original",
                                max_length=10,
                                verbose_name="what it is",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name as received")),
                        ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                        ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                        (
                            "media_type",
                            models.CharField(max_length=100, verbose_name="type by content"),
                        ),
                        (
                            "altered",
                            models.BooleanField(
                                default=False, verbose_name="does not match its hash"
                            ),
                        ),
                        (
                            "scan",
                            models.CharField(
                                choices=[
                                    ("none", "Not scanned"),
                                    ("waiting", "Waits for the scanner"),
                                    ("clean", "Scanned: clean"),
                                    ("infected", "Scanned: harmful"),
                                ],
                                default="none",
                                max_length=10,
                                verbose_name="scan",
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audit.entry",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.evidence",
                                verbose_name="evidence",
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
                            "made_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.evidencefile",
                                verbose_name="made from",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical file of evidence",
                        "verbose_name_plural": "historical files of evidence",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_evidencefile")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalWeighing",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "bearing",
                            models.CharField(
                                choices=[
                                    ("supports", "Supports"),
                                    ("contradicts", "Contradicts"),
                                    ("neutral", "Neutral"),
                                    ("not-applicable", "Not applicable"),
                                ],
                                max_length=15,
                                verbose_name="bearing",
                            ),
                        ),
                        ("why", models.TextField(verbose_name="why")),
                        ("weighed_at", models.DateTimeField(verbose_name="weighed")),
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audit.entry",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.evidence",
                                verbose_name="evidence",
                            ),
                        ),
                        (
                            "explanation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.explanation",
                                verbose_name="explanation",
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
                            "weighed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="weighed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical weighing of evidence",
                        "verbose_name_plural": "historical weighings of evidence",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_weighing")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBasis",
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audit.entry",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.evidence",
                                verbose_name="evidence",
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
                            "occurrence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.occurrence",
                                verbose_name="event",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical basis of an event",
                        "verbose_name_plural": "historical bases of events",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_basis")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Basis",
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
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bases",
                                to="investigations.evidence",
                                verbose_name="evidence",
                            ),
                        ),
                        (
                            "occurrence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bases",
                                to="investigations.occurrence",
                                verbose_name="event",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "basis of an event",
                        "verbose_name_plural": "bases of events",
                        "ordering": ["occurrence", "evidence"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("occurrence", "evidence"), name="event_rests_on_item_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PeerReview",
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
                        ("round", models.PositiveSmallIntegerField(verbose_name="round")),
                        (
                            "result",
                            models.CharField(
                                choices=[("sound", "Sound"), ("needs-work", "Needs work")],
                                max_length=10,
                                verbose_name="result",
                            ),
                        ),
                        (
                            "comments",
                            models.TextField(
                                help_text="What you checked, what holds, and what does not.",
                                verbose_name="comments",
                            ),
                        ),
                        (
                            "finding_version",
                            models.BigIntegerField(verbose_name="version of the finding"),
                        ),
                        ("reviewed_at", models.DateTimeField(verbose_name="reviewed")),
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
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="peer_reviews",
                                to="investigations.finding",
                                verbose_name="finding",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reviewer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "peer review",
                        "verbose_name_plural": "peer reviews",
                        "ordering": ["finding", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("result__in", ["sound", "needs-work"])),
                                name="peer_review_result_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("comments", ""), _negated=True),
                                name="peer_review_says_what_was_checked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalWithholding",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("passage", models.CharField(max_length=120, verbose_name="passage")),
                        (
                            "section",
                            models.CharField(
                                choices=[
                                    (
                                        "13",
                                        "13 – Information obtained in confidence from another government",
                                    ),
                                    ("15", "15 – International affairs and defence"),
                                    ("16", "16 – Law enforcement and investigations"),
                                    ("19", "19 – Personal information"),
                                    ("20", "20 – Third party information"),
                                    ("21", "21 – Advice"),
                                    ("23", "23 – Privileged information"),
                                    (
                                        "69",
                                        "69 – Confidences of the King's Privy Council for Canada",
                                    ),
                                ],
                                max_length=2,
                                verbose_name="section",
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
                            "version",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.publicversion",
                                verbose_name="public version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical passage withheld",
                        "verbose_name_plural": "historical passages withheld",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_withholding")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFinding",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("number", models.CharField(max_length=40, verbose_name="number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("use", "Use or presence"),
                                    ("diversion", "Diversion"),
                                    ("breach", "Breach of an assurance"),
                                    ("risk", "Risk under section 7.3"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="type",
                            ),
                        ),
                        (
                            "criterion",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("a", "(a) Peace and security"),
                                    (
                                        "b-i",
                                        "(b)(i) Serious violation of international humanitarian law",
                                    ),
                                    (
                                        "b-ii",
                                        "(b)(ii) Serious violation of international human rights law",
                                    ),
                                    ("b-iii", "(b)(iii) Offence under conventions on terrorism"),
                                    (
                                        "b-iv",
                                        "(b)(iv) Offence under conventions on transnational organized crime",
                                    ),
                                    (
                                        "b-v",
                                        "(b)(v) Serious acts of gender-based violence, or against women and children",
                                    ),
                                ],
                                max_length=5,
                                verbose_name="criterion of section 7.3(1)",
                            ),
                        ),
                        (
                            "risk",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("substantial", "There is a substantial risk"),
                                    ("not-substantial", "There is no substantial risk"),
                                ],
                                max_length=16,
                                verbose_name="risk under section 7.4",
                            ),
                        ),
                        (
                            "mitigation",
                            models.TextField(
                                blank=True,
                                help_text="Section 7.4 asks for them. Write that there are none if none were found.",
                                verbose_name="mitigating measures considered",
                            ),
                        ),
                        (
                            "standard",
                            models.CharField(
                                choices=[
                                    ("reasonable-suspicion", "Reasonable suspicion"),
                                    ("reasonable-grounds", "Reasonable grounds to believe"),
                                    ("balance-of-probabilities", "Balance of probabilities"),
                                ],
                                max_length=25,
                                verbose_name="standard",
                            ),
                        ),
                        ("statement_en", models.TextField(verbose_name="finding (English)")),
                        ("statement_fr", models.TextField(verbose_name="finding (French)")),
                        ("reasoning", models.TextField(verbose_name="reasoning")),
                        (
                            "confidence",
                            models.CharField(
                                choices=[
                                    ("low", "Low"),
                                    ("moderate", "Moderate"),
                                    ("high", "High"),
                                ],
                                max_length=10,
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "likelihood",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("remote", "Remote (under 5%)"),
                                    ("very-unlikely", "Very unlikely (5 to 20%)"),
                                    ("unlikely", "Unlikely (20 to 45%)"),
                                    ("even", "Roughly even (45 to 55%)"),
                                    ("likely", "Likely (55 to 80%)"),
                                    ("very-likely", "Very likely (80 to 95%)"),
                                    ("almost-certain", "Almost certain (over 95%)"),
                                ],
                                max_length=16,
                                verbose_name="likelihood",
                            ),
                        ),
                        (
                            "contrary",
                            models.TextField(
                                blank=True,
                                help_text="Where none is cited: what was looked for, where, and that it was not found.",
                                verbose_name="evidence against that was looked for",
                            ),
                        ),
                        (
                            "would_change",
                            models.TextField(
                                blank=True,
                                help_text="Which fact or document, if it came to light, would lead to another finding.",
                                verbose_name="what would change it",
                            ),
                        ),
                        (
                            "exception",
                            models.TextField(
                                blank=True,
                                help_text="A finding rests on two independent items, one of them graded C3 or better. Where it does not, say why it may stand all the same.",
                                verbose_name="reason for an exception to the floor",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("peer-review", "In peer review"),
                                    ("adopted", "Adopted"),
                                    ("not-established", "Not established"),
                                    ("inconclusive", "Inconclusive"),
                                ],
                                default="draft",
                                max_length=16,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "round",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="round of peer review"
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="adopted or closed"
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
                            "author",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="adopted or closed by",
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
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Once this finding is adopted, it stands in the place of the other.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.finding",
                                verbose_name="supersedes",
                            ),
                        ),
                        (
                            "undertaking",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Of the assurances on which the permits in scope rest.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.undertaking",
                                verbose_name="undertaking breached",
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
                            "question",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investigations.question",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical finding",
                        "verbose_name_plural": "historical findings",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_finding")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ReportFile",
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
                            "language",
                            models.CharField(
                                choices=[("en", "English"), ("fr", "French")],
                                max_length=2,
                                verbose_name="language",
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
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="investigations.reportedition",
                                verbose_name="edition",
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
                            "version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="investigations.publicversion",
                                verbose_name="public version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "typeset report",
                        "verbose_name_plural": "typeset reports",
                        "ordering": ["edition", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("version", None)),
                                fields=("edition", "language"),
                                name="edition_typeset_once",
                            ),
                            models.UniqueConstraint(
                                fields=("version", "language"), name="public_version_typeset_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ["en", "fr"])),
                                name="report_file_language_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TraceMatch",
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
                            "status",
                            models.CharField(
                                choices=[
                                    ("serial", "Exact serial number"),
                                    ("batch", "Batch or lot"),
                                    ("model", "Model only"),
                                    ("resemblance", "Resemblance only"),
                                    ("none", "No match in the register"),
                                ],
                                max_length=12,
                                verbose_name="match",
                            ),
                        ),
                        ("why", models.TextField(verbose_name="why")),
                        ("matched_at", models.DateTimeField(verbose_name="matched")),
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
                            "line",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trace_matches",
                                to="permits.permitline",
                                verbose_name="permit line",
                            ),
                        ),
                        (
                            "matched_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="matched by",
                            ),
                        ),
                        (
                            "shipment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trace_matches",
                                to="permits.shipment",
                                verbose_name="shipment",
                            ),
                        ),
                        (
                            "trace",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matches",
                                to="investigations.trace",
                                verbose_name="component",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "match of a component",
                        "verbose_name_plural": "matches of components",
                        "ordering": ["trace", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["serial", "batch", "model", "resemblance", "none"],
                                    )
                                ),
                                name="trace_match_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("line", None), ("status", "none")),
                                    models.Q(
                                        models.Q(("status", "none"), _negated=True),
                                        ("line__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="trace_match_names_a_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shipment", None), ("line__isnull", False), _connector="OR"
                                ),
                                name="trace_match_of_shipment_names_its_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True),
                                name="trace_match_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Weighing",
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
                            "bearing",
                            models.CharField(
                                choices=[
                                    ("supports", "Supports"),
                                    ("contradicts", "Contradicts"),
                                    ("neutral", "Neutral"),
                                    ("not-applicable", "Not applicable"),
                                ],
                                max_length=15,
                                verbose_name="bearing",
                            ),
                        ),
                        ("why", models.TextField(verbose_name="why")),
                        ("weighed_at", models.DateTimeField(verbose_name="weighed")),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="weighings",
                                to="investigations.evidence",
                                verbose_name="evidence",
                            ),
                        ),
                        (
                            "explanation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="weighings",
                                to="investigations.explanation",
                                verbose_name="explanation",
                            ),
                        ),
                        (
                            "weighed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="weighed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "weighing of evidence",
                        "verbose_name_plural": "weighings of evidence",
                        "ordering": ["explanation", "evidence"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("explanation", "evidence"), name="evidence_weighed_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "bearing__in",
                                        ["supports", "contradicts", "neutral", "not-applicable"],
                                    )
                                ),
                                name="weighing_bearing_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True),
                                name="weighing_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Withholding",
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
                        ("passage", models.CharField(max_length=120, verbose_name="passage")),
                        (
                            "section",
                            models.CharField(
                                choices=[
                                    (
                                        "13",
                                        "13 – Information obtained in confidence from another government",
                                    ),
                                    ("15", "15 – International affairs and defence"),
                                    ("16", "16 – Law enforcement and investigations"),
                                    ("19", "19 – Personal information"),
                                    ("20", "20 – Third party information"),
                                    ("21", "21 – Advice"),
                                    ("23", "23 – Privileged information"),
                                    (
                                        "69",
                                        "69 – Confidences of the King's Privy Council for Canada",
                                    ),
                                ],
                                max_length=2,
                                verbose_name="section",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withholdings",
                                to="investigations.publicversion",
                                verbose_name="public version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "passage withheld",
                        "verbose_name_plural": "passages withheld",
                        "ordering": ["version", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "passage"), name="passage_withheld_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "section__in",
                                        ["13", "15", "16", "19", "20", "21", "23", "69"],
                                    )
                                ),
                                name="withholding_section_is_known",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
