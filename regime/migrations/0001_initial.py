import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from audit.operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_initial"),
        ("accounts", "__first__"),
        ("audit", "0001_initial"),
        ("decisions", "0001_initial"),
        ("permits", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Measure",
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
                            models.CharField(
                                blank=True, max_length=200, verbose_name="title (French)"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "measure",
                        "verbose_name_plural": "measures",
                        "ordering": ["-pk"],
                        "permissions": [("sign_measure", "Can sign versions of measures")],
                        "default_permissions": ("view", "add"),
                    },
                ),
                migrations.CreateModel(
                    name="AreaListEdition",
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
                            "area_list",
                            models.CharField(
                                choices=[
                                    ("acl", "Area Control List"),
                                    ("afccl", "Automatic Firearms Country Control List"),
                                ],
                                max_length=10,
                                verbose_name="list",
                            ),
                        ),
                        ("instrument", models.CharField(max_length=60, verbose_name="instrument")),
                        ("in_force_from", models.DateField(verbose_name="in force from")),
                        (
                            "consolidated_on",
                            models.DateField(blank=True, null=True, verbose_name="consolidated to"),
                        ),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                        (
                            "digest",
                            models.CharField(max_length=64, verbose_name="SHA-256 of the source"),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="loaded")),
                    ],
                    options={
                        "verbose_name": "edition of a list of countries",
                        "verbose_name_plural": "editions of lists of countries",
                        "ordering": ["area_list", "-in_force_from"],
                        "permissions": [
                            ("view_arealist", "Can view lists of countries"),
                            ("load_list", "Can load lists of countries and sanctions"),
                        ],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area_list", "in_force_from"),
                                name="area_list_edition_is_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("area_list__in", ["acl", "afccl"])),
                                name="area_list_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dialogue",
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
                        ("opened_on", models.DateField(verbose_name="opened on")),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="closed on"),
                        ),
                        (
                            "conclusion_en",
                            models.TextField(blank=True, verbose_name="what came of it (English)"),
                        ),
                        (
                            "conclusion_fr",
                            models.TextField(blank=True, verbose_name="what came of it (French)"),
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
                            "country",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dialogues",
                                to="permits.country",
                                verbose_name="country",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opened by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dialogue",
                        "verbose_name_plural": "dialogues",
                        "ordering": ["-pk"],
                        "permissions": [("keep_dialogue", "Can keep the record of dialogues")],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on", None),
                                    ("closed_on__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="dialogue_runs_forward",
                                violation_error_message="The dialogue closes before it opened.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_by", None),
                                        ("closed_on", None),
                                        ("conclusion_en", ""),
                                        ("conclusion_fr", ""),
                                    ),
                                    models.Q(
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        models.Q(("conclusion_en", ""), _negated=True),
                                        models.Q(("conclusion_fr", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="dialogue_closes_with_its_conclusion",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureVersion",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "change",
                            models.CharField(
                                choices=[
                                    ("imposed", "Imposed"),
                                    ("eased", "Eased"),
                                    ("reimposed", "Reimposed"),
                                    ("lifted", "Lifted"),
                                ],
                                default="imposed",
                                max_length=10,
                                verbose_name="change",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("approved", "Approved"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="in force from")),
                        (
                            "term_ends_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="end stated in it"
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="in force until"
                            ),
                        ),
                        ("instrument", models.CharField(max_length=200, verbose_name="instrument")),
                        (
                            "notice_number",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="notice number"
                            ),
                        ),
                        (
                            "text_en",
                            models.TextField(blank=True, verbose_name="public text (English)"),
                        ),
                        (
                            "text_fr",
                            models.TextField(blank=True, verbose_name="public text (French)"),
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
                            "signed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="signed"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="signature recorded"
                            ),
                        ),
                        (
                            "ended_recorded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="end recorded"
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measure_versions",
                                to="decisions.decision",
                                verbose_name="decision on the case",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="regime.measure",
                                verbose_name="measure",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measure_versions",
                                to="permits.order",
                                verbose_name="order on existing permits",
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
                        (
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superseded_by",
                                to="regime.measureversion",
                                verbose_name="supersedes",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "version of a measure",
                        "verbose_name_plural": "versions of measures",
                        "ordering": ["measure", "position"],
                        "default_permissions": ("view",),
                        "indexes": [
                            models.Index(
                                fields=["status", "starts_at", "ends_at"],
                                name="measure_version_in_force",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("measure", "position"), name="measure_version_position_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "approved", "withdrawn"])
                                ),
                                name="measure_version_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("change__in", ["imposed", "eased", "reimposed", "lifted"])
                                ),
                                name="measure_version_change_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("term_ends_at", None),
                                        ("term_ends_at__gt", models.F("starts_at")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("ends_at", None),
                                        ("ends_at__gte", models.F("starts_at")),
                                        _connector="OR",
                                    ),
                                ),
                                name="measure_version_runs_forward",
                                violation_error_message="The version ends before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_by", None),
                                    models.Q(("signed_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="measure_version_signer_did_not_prepare",
                                violation_error_message="The author of a version cannot sign it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("status", "approved"), _negated=True),
                                        ("recorded_at", None),
                                        ("signed_at", None),
                                        ("signed_by", None),
                                        ("signed_for", None),
                                    ),
                                    models.Q(
                                        ("recorded_at__isnull", False),
                                        ("signed_at__isnull", False),
                                        ("signed_by__isnull", False),
                                        ("signed_for__isnull", False),
                                        ("status", "approved"),
                                        models.Q(("text_en", ""), _negated=True),
                                        models.Q(("text_fr", ""), _negated=True),
                                        models.Q(("reasons_en", ""), _negated=True),
                                        models.Q(("reasons_fr", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="measure_version_signature_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureDestination",
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
                            "country",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="permits.country",
                                verbose_name="destination",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="destinations",
                                to="regime.measureversion",
                                verbose_name="version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "destination of a measure",
                        "verbose_name_plural": "destinations of measures",
                        "ordering": ["version", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "country"), name="measure_destination_named_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureDate",
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
                        ("day", models.DateField(verbose_name="day")),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dates",
                                to="regime.measureversion",
                                verbose_name="version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dated source of a measure",
                        "verbose_name_plural": "dated sources of measures",
                        "ordering": ["version", "day", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "day", "source"), name="measure_date_given_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalProvision",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveSmallIntegerField(verbose_name="provision")),
                        (
                            "new_effect",
                            models.CharField(
                                choices=[
                                    ("none", "No effect"),
                                    ("case-by-case", "Case by case"),
                                    ("presumptive-denial", "Presumptive denial"),
                                    ("moratorium", "Moratorium"),
                                ],
                                max_length=20,
                                verbose_name="effect on new applications",
                            ),
                        ),
                        (
                            "existing_effect",
                            models.CharField(
                                choices=[
                                    ("none", "No effect"),
                                    ("suspend-listed", "Suspends those listed by an order"),
                                    (
                                        "suspend-scope",
                                        "Suspends those in its scope, by an order and its batch",
                                    ),
                                ],
                                default="none",
                                max_length=20,
                                verbose_name="effect on existing permits",
                            ),
                        ),
                        (
                            "covers_export",
                            models.BooleanField(default=True, verbose_name="covers export permits"),
                        ),
                        (
                            "covers_brokering",
                            models.BooleanField(
                                default=True, verbose_name="covers brokering permits"
                            ),
                        ),
                        (
                            "end_user_class",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("armed-forces", "Armed forces"),
                                    ("security-body", "Government security body"),
                                    ("government", "Other government body"),
                                    ("company", "Company"),
                                    ("other", "Other"),
                                ],
                                help_text="Empty when the provision reaches every end user.",
                                max_length=20,
                                verbose_name="class of end user",
                            ),
                        ),
                        ("text_en", models.TextField(blank=True, verbose_name="text (English)")),
                        ("text_fr", models.TextField(blank=True, verbose_name="text (French)")),
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
                                to="regime.measureversion",
                                verbose_name="version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical provision",
                        "verbose_name_plural": "historical provisions",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_provision")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeasureVersion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "change",
                            models.CharField(
                                choices=[
                                    ("imposed", "Imposed"),
                                    ("eased", "Eased"),
                                    ("reimposed", "Reimposed"),
                                    ("lifted", "Lifted"),
                                ],
                                default="imposed",
                                max_length=10,
                                verbose_name="change",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("approved", "Approved"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="in force from")),
                        (
                            "term_ends_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="end stated in it"
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="in force until"
                            ),
                        ),
                        ("instrument", models.CharField(max_length=200, verbose_name="instrument")),
                        (
                            "notice_number",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="notice number"
                            ),
                        ),
                        (
                            "text_en",
                            models.TextField(blank=True, verbose_name="public text (English)"),
                        ),
                        (
                            "text_fr",
                            models.TextField(blank=True, verbose_name="public text (French)"),
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
                            "signed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="signed"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="signature recorded"
                            ),
                        ),
                        (
                            "ended_recorded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="end recorded"
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
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="decisions.decision",
                                verbose_name="decision on the case",
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
                                verbose_name="order on existing permits",
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
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="regime.measure",
                                verbose_name="measure",
                            ),
                        ),
                        (
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="regime.measureversion",
                                verbose_name="supersedes",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical version of a measure",
                        "verbose_name_plural": "historical versions of measures",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_measureversion")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeasureDestination",
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
                            "country",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.country",
                                verbose_name="destination",
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
                                to="regime.measureversion",
                                verbose_name="version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical destination of a measure",
                        "verbose_name_plural": "historical destinations of measures",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_measuredestination")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeasureDate",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("day", models.DateField(verbose_name="day")),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
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
                                to="regime.measureversion",
                                verbose_name="version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical dated source of a measure",
                        "verbose_name_plural": "historical dated sources of measures",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_measuredate")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalExemption",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveSmallIntegerField(verbose_name="exemption")),
                        (
                            "programme",
                            models.CharField(
                                choices=[
                                    ("nato", "NATO cooperation programs"),
                                    ("exceptional", "Exceptional circumstances"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="programme",
                            ),
                        ),
                        (
                            "title_en",
                            models.CharField(max_length=200, verbose_name="title (English)"),
                        ),
                        (
                            "title_fr",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="title (French)"
                            ),
                        ),
                        ("scope_en", models.TextField(blank=True, verbose_name="scope (English)")),
                        ("scope_fr", models.TextField(blank=True, verbose_name="scope (French)")),
                        (
                            "evidence_en",
                            models.TextField(blank=True, verbose_name="evidence needed (English)"),
                        ),
                        (
                            "evidence_fr",
                            models.TextField(blank=True, verbose_name="evidence needed (French)"),
                        ),
                        (
                            "granted_by",
                            models.CharField(
                                choices=[
                                    ("minister", "The Minister"),
                                    ("delegate", "A delegate of the Minister"),
                                ],
                                max_length=10,
                                verbose_name="granted by",
                            ),
                        ),
                        (
                            "effect",
                            models.CharField(
                                choices=[
                                    ("none", "No effect"),
                                    ("case-by-case", "Case by case"),
                                    ("presumptive-denial", "Presumptive denial"),
                                    ("moratorium", "Moratorium"),
                                ],
                                default="case-by-case",
                                max_length=20,
                                verbose_name="effect once granted",
                            ),
                        ),
                        (
                            "from_preconditions",
                            models.BooleanField(
                                default=False,
                                help_text="An application with this exemption does not wait for them.",
                                verbose_name="also from the preconditions",
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
                                to="regime.measureversion",
                                verbose_name="version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical exemption",
                        "verbose_name_plural": "historical exemptions",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_exemption")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Exemption",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="exemption")),
                        (
                            "programme",
                            models.CharField(
                                choices=[
                                    ("nato", "NATO cooperation programs"),
                                    ("exceptional", "Exceptional circumstances"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="programme",
                            ),
                        ),
                        (
                            "title_en",
                            models.CharField(max_length=200, verbose_name="title (English)"),
                        ),
                        (
                            "title_fr",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="title (French)"
                            ),
                        ),
                        ("scope_en", models.TextField(blank=True, verbose_name="scope (English)")),
                        ("scope_fr", models.TextField(blank=True, verbose_name="scope (French)")),
                        (
                            "evidence_en",
                            models.TextField(blank=True, verbose_name="evidence needed (English)"),
                        ),
                        (
                            "evidence_fr",
                            models.TextField(blank=True, verbose_name="evidence needed (French)"),
                        ),
                        (
                            "granted_by",
                            models.CharField(
                                choices=[
                                    ("minister", "The Minister"),
                                    ("delegate", "A delegate of the Minister"),
                                ],
                                max_length=10,
                                verbose_name="granted by",
                            ),
                        ),
                        (
                            "effect",
                            models.CharField(
                                choices=[
                                    ("none", "No effect"),
                                    ("case-by-case", "Case by case"),
                                    ("presumptive-denial", "Presumptive denial"),
                                    ("moratorium", "Moratorium"),
                                ],
                                default="case-by-case",
                                max_length=20,
                                verbose_name="effect once granted",
                            ),
                        ),
                        (
                            "from_preconditions",
                            models.BooleanField(
                                default=False,
                                help_text="An application with this exemption does not wait for them.",
                                verbose_name="also from the preconditions",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exemptions",
                                to="regime.measureversion",
                                verbose_name="version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "exemption",
                        "verbose_name_plural": "exemptions",
                        "ordering": ["version", "position"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "position"), name="exemption_position_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("programme__in", ["nato", "exceptional", "other"])
                                ),
                                name="exemption_programme_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("granted_by__in", ["minister", "delegate"])),
                                name="exemption_names_who_grants_it",
                                violation_error_message="Say who may grant the exemption.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "effect__in",
                                        [
                                            "none",
                                            "case-by-case",
                                            "presumptive-denial",
                                            "moratorium",
                                        ],
                                    )
                                ),
                                name="exemption_effect_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                        ("held_on", models.DateField(verbose_name="held on")),
                        (
                            "place",
                            models.CharField(max_length=200, verbose_name="place, or by telephone"),
                        ),
                        ("subject", models.CharField(max_length=200, verbose_name="subject")),
                        ("summary", models.TextField(verbose_name="what was said")),
                        (
                            "document",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="record of the meeting"
                            ),
                        ),
                        (
                            "next_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="next meeting planned for"
                            ),
                        ),
                        (
                            "dialogue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="regime.dialogue",
                                verbose_name="dialogue",
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
                        "verbose_name": "meeting",
                        "verbose_name_plural": "meetings",
                        "ordering": ["dialogue", "held_on", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("next_on", None),
                                    ("next_on__gt", models.F("held_on")),
                                    _connector="OR",
                                ),
                                name="meeting_precedes_the_next",
                                violation_error_message="The next meeting is planned for a later day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCommitment",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("canada", "Canada"),
                                    ("destination", "The destination"),
                                    ("third", "A third party"),
                                ],
                                max_length=12,
                                verbose_name="made by",
                            ),
                        ),
                        ("text_en", models.TextField(verbose_name="commitment (English)")),
                        ("text_fr", models.TextField(verbose_name="commitment (French)")),
                        ("made_on", models.DateField(verbose_name="made on")),
                        ("due_on", models.DateField(verbose_name="due on")),
                        ("follow_up_on", models.DateField(verbose_name="next follow-up")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("open", "Still open"),
                                    ("kept", "Kept"),
                                    ("not-kept", "Not kept"),
                                    ("released", "Released"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="outcome",
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
                            "dialogue",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="regime.dialogue",
                                verbose_name="dialogue",
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
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="regime.meeting",
                                verbose_name="made at",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical commitment",
                        "verbose_name_plural": "historical commitments",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_commitment")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Commitment",
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
                            "side",
                            models.CharField(
                                choices=[
                                    ("canada", "Canada"),
                                    ("destination", "The destination"),
                                    ("third", "A third party"),
                                ],
                                max_length=12,
                                verbose_name="made by",
                            ),
                        ),
                        ("text_en", models.TextField(verbose_name="commitment (English)")),
                        ("text_fr", models.TextField(verbose_name="commitment (French)")),
                        ("made_on", models.DateField(verbose_name="made on")),
                        ("due_on", models.DateField(verbose_name="due on")),
                        ("follow_up_on", models.DateField(verbose_name="next follow-up")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("open", "Still open"),
                                    ("kept", "Kept"),
                                    ("not-kept", "Not kept"),
                                    ("released", "Released"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "dialogue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="regime.dialogue",
                                verbose_name="dialogue",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="regime.meeting",
                                verbose_name="made at",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "commitment",
                        "verbose_name_plural": "commitments",
                        "ordering": ["dialogue", "due_on", "pk"],
                        "default_permissions": ("view",),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("outcome", "open")),
                                fields=["follow_up_on"],
                                name="commitment_to_follow_up",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["open", "kept", "not-kept", "released"])
                                ),
                                name="commitment_outcome_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("side__in", ["canada", "destination", "third"])
                                ),
                                name="commitment_side_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_on__gte", models.F("made_on")),
                                    ("follow_up_on__gte", models.F("made_on")),
                                ),
                                name="commitment_runs_forward",
                                violation_error_message="The commitment is due before it was made.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreedAssurance",
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
                            "assurance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreed_at",
                                to="permits.assurance",
                                verbose_name="assurance",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreed",
                                to="regime.meeting",
                                verbose_name="agreed at",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assurance agreed",
                        "verbose_name_plural": "assurances agreed",
                        "ordering": ["meeting", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "assurance"),
                                name="assurance_agreed_once_at_a_meeting",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participant",
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
                            "side",
                            models.CharField(
                                choices=[
                                    ("canada", "Canada"),
                                    ("destination", "The destination"),
                                    ("third", "A third party"),
                                ],
                                max_length=12,
                                verbose_name="side",
                            ),
                        ),
                        ("office", models.CharField(max_length=200, verbose_name="office")),
                        (
                            "person",
                            models.CharField(blank=True, max_length=150, verbose_name="person"),
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participants",
                                to="regime.meeting",
                                verbose_name="meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "participant",
                        "verbose_name_plural": "participants",
                        "ordering": ["meeting", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("side__in", ["canada", "destination", "third"])
                                ),
                                name="participant_side_is_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Precondition",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="precondition")),
                        (
                            "title_en",
                            models.CharField(max_length=200, verbose_name="title (English)"),
                        ),
                        (
                            "title_fr",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="title (French)"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("pending", "Pending"),
                                    ("met", "Met"),
                                    ("waived", "Waived"),
                                ],
                                default="pending",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "settled_on",
                            models.DateField(blank=True, null=True, verbose_name="settled on"),
                        ),
                        (
                            "settled_recorded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="settlement recorded"
                            ),
                        ),
                        (
                            "document",
                            models.CharField(blank=True, max_length=300, verbose_name="document"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="settlement recorded by",
                            ),
                        ),
                        (
                            "settled_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.appointment",
                                verbose_name="settled for",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="preconditions",
                                to="regime.measureversion",
                                verbose_name="version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "precondition",
                        "verbose_name_plural": "preconditions",
                        "ordering": ["version", "position"],
                        "permissions": [("settle_precondition", "Can settle preconditions")],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "position"), name="precondition_position_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_by", None),
                                        ("settled_for", None),
                                        ("settled_on", None),
                                        ("settled_recorded_at", None),
                                        ("status", "pending"),
                                    ),
                                    models.Q(
                                        ("settled_by__isnull", False),
                                        ("settled_on__isnull", False),
                                        ("settled_recorded_at__isnull", False),
                                        ("status__in", ["met", "waived"]),
                                        models.Q(("document", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="precondition_settlement_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalDialogue",
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
                        ("opened_on", models.DateField(verbose_name="opened on")),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="closed on"),
                        ),
                        (
                            "conclusion_en",
                            models.TextField(blank=True, verbose_name="what came of it (English)"),
                        ),
                        (
                            "conclusion_fr",
                            models.TextField(blank=True, verbose_name="what came of it (French)"),
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
                            "country",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
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
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opened by",
                            ),
                        ),
                        (
                            "precondition",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="regime.precondition",
                                verbose_name="precondition it serves",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical dialogue",
                        "verbose_name_plural": "historical dialogues",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_dialogue")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ]
        ),
        migrations.AddField(
            model_name="dialogue",
            name="precondition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dialogues",
                to="regime.precondition",
                verbose_name="precondition it serves",
            ),
        ),
        migrations.CreateModel(
            name="Provision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="provision")),
                (
                    "new_effect",
                    models.CharField(
                        choices=[
                            ("none", "No effect"),
                            ("case-by-case", "Case by case"),
                            ("presumptive-denial", "Presumptive denial"),
                            ("moratorium", "Moratorium"),
                        ],
                        max_length=20,
                        verbose_name="effect on new applications",
                    ),
                ),
                (
                    "existing_effect",
                    models.CharField(
                        choices=[
                            ("none", "No effect"),
                            ("suspend-listed", "Suspends those listed by an order"),
                            (
                                "suspend-scope",
                                "Suspends those in its scope, by an order and its batch",
                            ),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="effect on existing permits",
                    ),
                ),
                (
                    "covers_export",
                    models.BooleanField(default=True, verbose_name="covers export permits"),
                ),
                (
                    "covers_brokering",
                    models.BooleanField(default=True, verbose_name="covers brokering permits"),
                ),
                (
                    "end_user_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("armed-forces", "Armed forces"),
                            ("security-body", "Government security body"),
                            ("government", "Other government body"),
                            ("company", "Company"),
                            ("other", "Other"),
                        ],
                        help_text="Empty when the provision reaches every end user.",
                        max_length=20,
                        verbose_name="class of end user",
                    ),
                ),
                ("text_en", models.TextField(blank=True, verbose_name="text (English)")),
                ("text_fr", models.TextField(blank=True, verbose_name="text (French)")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="provisions",
                        to="regime.measureversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "provision",
                "verbose_name_plural": "provisions",
                "ordering": ["version", "position"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "position"), name="provision_position_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "new_effect__in",
                                ["none", "case-by-case", "presumptive-denial", "moratorium"],
                            )
                        ),
                        name="provision_new_effect_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("existing_effect__in", ["none", "suspend-listed", "suspend-scope"])
                        ),
                        name="provision_existing_effect_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "end_user_class__in",
                                [
                                    "",
                                    "armed-forces",
                                    "security-body",
                                    "government",
                                    "company",
                                    "other",
                                ],
                            )
                        ),
                        name="provision_end_user_class_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("covers_export", True), ("covers_brokering", True), _connector="OR"
                        ),
                        name="provision_covers_a_kind_of_permit",
                        violation_error_message="The provision covers no kind of permit.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="precondition",
            name="provision",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty when it stands before every provision of the version.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="preconditions",
                to="regime.provision",
                verbose_name="provision",
            ),
        ),
        CreateModels(
            [
                migrations.CreateModel(
                    name="HistoricalProvisionGoods",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("code", models.CharField(max_length=60, verbose_name="group or item")),
                        ("excluded", models.BooleanField(default=False, verbose_name="left out")),
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
                            "provision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="regime.provision",
                                verbose_name="provision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical goods of a provision",
                        "verbose_name_plural": "historical goods of provisions",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_provisiongoods")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPrecondition",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveSmallIntegerField(verbose_name="precondition")),
                        (
                            "title_en",
                            models.CharField(max_length=200, verbose_name="title (English)"),
                        ),
                        (
                            "title_fr",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="title (French)"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("pending", "Pending"),
                                    ("met", "Met"),
                                    ("waived", "Waived"),
                                ],
                                default="pending",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "settled_on",
                            models.DateField(blank=True, null=True, verbose_name="settled on"),
                        ),
                        (
                            "settled_recorded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="settlement recorded"
                            ),
                        ),
                        (
                            "document",
                            models.CharField(blank=True, max_length=300, verbose_name="document"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
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
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="settlement recorded by",
                            ),
                        ),
                        (
                            "settled_for",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.appointment",
                                verbose_name="settled for",
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
                                to="regime.measureversion",
                                verbose_name="version",
                            ),
                        ),
                        (
                            "provision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Empty when it stands before every provision of the version.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="regime.provision",
                                verbose_name="provision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical precondition",
                        "verbose_name_plural": "historical preconditions",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_precondition")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ProvisionGoods",
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
                        ("code", models.CharField(max_length=60, verbose_name="group or item")),
                        ("excluded", models.BooleanField(default=False, verbose_name="left out")),
                        (
                            "provision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goods",
                                to="regime.provision",
                                verbose_name="provision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "goods of a provision",
                        "verbose_name_plural": "goods of provisions",
                        "ordering": ["provision", "excluded", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("provision", "code"),
                                name="provision_code_named_once",
                                violation_error_message="A provision names a group or an item twice.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SanctionsEdition",
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
                        ("instrument", models.CharField(max_length=60, verbose_name="instrument")),
                        (
                            "title_en",
                            models.CharField(max_length=300, verbose_name="title (English)"),
                        ),
                        (
                            "title_fr",
                            models.CharField(max_length=300, verbose_name="title (French)"),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("S-14.5", "Special Economic Measures Act"),
                                    ("U-2", "United Nations Act"),
                                    (
                                        "J-2.3",
                                        "Justice for Victims of Corrupt Foreign Officials Act (Sergei Magnitsky Law)",
                                    ),
                                ],
                                max_length=10,
                                verbose_name="made under",
                            ),
                        ),
                        (
                            "made_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="regulations in force from"
                            ),
                        ),
                        ("in_force_from", models.DateField(verbose_name="edition in force from")),
                        (
                            "consolidated_on",
                            models.DateField(blank=True, null=True, verbose_name="consolidated to"),
                        ),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                        (
                            "digest",
                            models.CharField(max_length=64, verbose_name="SHA-256 of the source"),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="loaded")),
                        (
                            "country",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sanctions",
                                to="permits.country",
                                verbose_name="country it concerns",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "edition of sanctions regulations",
                        "verbose_name_plural": "editions of sanctions regulations",
                        "ordering": ["instrument", "-in_force_from"],
                        "permissions": [("view_sanctions", "Can view sanctions and screening")],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("instrument", "in_force_from"),
                                name="sanctions_edition_is_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("act__in", ["S-14.5", "U-2", "J-2.3"])),
                                name="sanctions_act_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSanctionsName",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveIntegerField(verbose_name="position")),
                        ("part", models.CharField(max_length=40, verbose_name="part")),
                        ("label", models.CharField(max_length=20, verbose_name="item")),
                        (
                            "part_en",
                            models.CharField(
                                max_length=300, verbose_name="title of the part (English)"
                            ),
                        ),
                        (
                            "part_fr",
                            models.CharField(
                                max_length=300, verbose_name="title of the part (French)"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("individual", "Individual"),
                                    ("entity", "Entity"),
                                    ("person", "Individual or entity, the schedule does not say"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("text_en", models.TextField(verbose_name="as listed (English)")),
                        ("text_fr", models.TextField(verbose_name="as listed (French)")),
                        (
                            "name_en",
                            models.CharField(max_length=300, verbose_name="name (English)"),
                        ),
                        ("name_fr", models.CharField(max_length=300, verbose_name="name (French)")),
                        ("born", models.CharField(blank=True, max_length=10, verbose_name="born")),
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
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="regime.sanctionsedition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical listed name",
                        "verbose_name_plural": "historical listed names",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_sanctionsname")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SanctionsName",
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
                        ("position", models.PositiveIntegerField(verbose_name="position")),
                        ("part", models.CharField(max_length=40, verbose_name="part")),
                        ("label", models.CharField(max_length=20, verbose_name="item")),
                        (
                            "part_en",
                            models.CharField(
                                max_length=300, verbose_name="title of the part (English)"
                            ),
                        ),
                        (
                            "part_fr",
                            models.CharField(
                                max_length=300, verbose_name="title of the part (French)"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("individual", "Individual"),
                                    ("entity", "Entity"),
                                    ("person", "Individual or entity, the schedule does not say"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("text_en", models.TextField(verbose_name="as listed (English)")),
                        ("text_fr", models.TextField(verbose_name="as listed (French)")),
                        (
                            "name_en",
                            models.CharField(max_length=300, verbose_name="name (English)"),
                        ),
                        ("name_fr", models.CharField(max_length=300, verbose_name="name (French)")),
                        ("born", models.CharField(blank=True, max_length=10, verbose_name="born")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="names",
                                to="regime.sanctionsedition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "listed name",
                        "verbose_name_plural": "listed names",
                        "ordering": ["edition", "position"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "part", "label"),
                                name="sanctions_item_is_numbered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["individual", "entity", "person"])
                                ),
                                name="sanctions_name_kind_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SanctionsAlias",
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
                        ("text", models.CharField(max_length=300, verbose_name="alias")),
                        (
                            "name",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aliases",
                                to="regime.sanctionsname",
                                verbose_name="listed name",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "alias",
                        "verbose_name_plural": "aliases",
                        "ordering": ["name", "language", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("name", "language", "text"),
                                name="sanctions_alias_given_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ["en", "fr"])),
                                name="sanctions_alias_language_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalScreeningQuestion",
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
                                choices=[("exact", "Same name"), ("close", "Close name")],
                                max_length=10,
                                verbose_name="likeness",
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                        (
                            "party_name",
                            models.CharField(
                                max_length=200, verbose_name="name of the party as screened"
                            ),
                        ),
                        (
                            "matched_text",
                            models.CharField(
                                max_length=300, verbose_name="listed spelling that is alike"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked")),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("same", "The same person or entity"),
                                    ("different", "Somebody else"),
                                ],
                                max_length=10,
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
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
                            "party",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.party",
                                verbose_name="party",
                            ),
                        ),
                        (
                            "name",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="regime.sanctionsname",
                                verbose_name="listed name",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical screening question",
                        "verbose_name_plural": "historical screening questions",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_screeningquestion")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSanctionsAlias",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "language",
                            models.CharField(
                                choices=[("en", "English"), ("fr", "French")],
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="alias")),
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
                            "name",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="regime.sanctionsname",
                                verbose_name="listed name",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical alias",
                        "verbose_name_plural": "historical aliases",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_sanctionsalias")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ScreeningQuestion",
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
                                choices=[("exact", "Same name"), ("close", "Close name")],
                                max_length=10,
                                verbose_name="likeness",
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                        (
                            "party_name",
                            models.CharField(
                                max_length=200, verbose_name="name of the party as screened"
                            ),
                        ),
                        (
                            "matched_text",
                            models.CharField(
                                max_length=300, verbose_name="listed spelling that is alike"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked")),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("same", "The same person or entity"),
                                    ("different", "Somebody else"),
                                ],
                                max_length=10,
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
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
                            "name",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="screening_questions",
                                to="regime.sanctionsname",
                                verbose_name="listed name",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="screening_questions",
                                to="permits.party",
                                verbose_name="party",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "screening question",
                        "verbose_name_plural": "screening questions",
                        "ordering": ["-pk"],
                        "permissions": [
                            ("screen", "Can screen parties and answer screening questions")
                        ],
                        "default_permissions": ("view",),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("answer", ""), ("withdrawn_at", None)),
                                fields=["party"],
                                name="screening_unanswered",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("party", "name", "party_name"), name="screening_asked_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["exact", "close"])),
                                name="screening_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__lte", 100)),
                                name="screening_score_is_of_a_hundred",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_at", None),
                                        ("answered_by", None),
                                        ("reason", ""),
                                    ),
                                    models.Q(
                                        ("answer__in", ["same", "different"]),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        ("withdrawn_at", None),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="screening_answer_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaListCountry",
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
                            "name_en",
                            models.CharField(max_length=200, verbose_name="name (English)"),
                        ),
                        ("name_fr", models.CharField(max_length=200, verbose_name="name (French)")),
                        (
                            "listed_from",
                            models.DateField(blank=True, null=True, verbose_name="listed from"),
                        ),
                        (
                            "country",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="area_lists",
                                to="permits.country",
                                verbose_name="country",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="countries",
                                to="regime.arealistedition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "country on a list",
                        "verbose_name_plural": "countries on lists",
                        "ordering": ["edition", "name_en"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "country"), name="area_list_country_named_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
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
                        ("followed_on", models.DateField(verbose_name="followed up on")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("open", "Still open"),
                                    ("kept", "Kept"),
                                    ("not-kept", "Not kept"),
                                    ("released", "Released"),
                                ],
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        ("note", models.TextField(verbose_name="what was learned")),
                        (
                            "document",
                            models.CharField(blank=True, max_length=200, verbose_name="document"),
                        ),
                        (
                            "next_on",
                            models.DateField(blank=True, null=True, verbose_name="next follow-up"),
                        ),
                        (
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="regime.commitment",
                                verbose_name="commitment",
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
                        "verbose_name": "follow-up",
                        "verbose_name_plural": "follow-ups",
                        "ordering": ["commitment", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["open", "kept", "not-kept", "released"])
                                ),
                                name="follow_up_outcome_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("outcome", "open"),
                                        ("next_on__gt", models.F("followed_on")),
                                    ),
                                    models.Q(
                                        models.Q(("outcome", "open"), _negated=True),
                                        ("next_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="follow_up_is_followed_while_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAreaListCountry",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "name_en",
                            models.CharField(max_length=200, verbose_name="name (English)"),
                        ),
                        ("name_fr", models.CharField(max_length=200, verbose_name="name (French)")),
                        (
                            "listed_from",
                            models.DateField(blank=True, null=True, verbose_name="listed from"),
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
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country",
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
                                to="regime.arealistedition",
                                verbose_name="edition",
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
                        "verbose_name": "historical country on a list",
                        "verbose_name_plural": "historical countries on lists",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_arealistcountry")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAreaListEdition",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "area_list",
                            models.CharField(
                                choices=[
                                    ("acl", "Area Control List"),
                                    ("afccl", "Automatic Firearms Country Control List"),
                                ],
                                max_length=10,
                                verbose_name="list",
                            ),
                        ),
                        ("instrument", models.CharField(max_length=60, verbose_name="instrument")),
                        ("in_force_from", models.DateField(verbose_name="in force from")),
                        (
                            "consolidated_on",
                            models.DateField(blank=True, null=True, verbose_name="consolidated to"),
                        ),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                        (
                            "digest",
                            models.CharField(max_length=64, verbose_name="SHA-256 of the source"),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="loaded")),
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
                    ],
                    options={
                        "verbose_name": "historical edition of a list of countries",
                        "verbose_name_plural": "historical editions of lists of countries",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_arealistedition")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeasure",
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
                            models.CharField(
                                blank=True, max_length=200, verbose_name="title (French)"
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
                    ],
                    options={
                        "verbose_name": "historical measure",
                        "verbose_name_plural": "historical measures",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_measure")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSanctionsEdition",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("instrument", models.CharField(max_length=60, verbose_name="instrument")),
                        (
                            "title_en",
                            models.CharField(max_length=300, verbose_name="title (English)"),
                        ),
                        (
                            "title_fr",
                            models.CharField(max_length=300, verbose_name="title (French)"),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("S-14.5", "Special Economic Measures Act"),
                                    ("U-2", "United Nations Act"),
                                    (
                                        "J-2.3",
                                        "Justice for Victims of Corrupt Foreign Officials Act (Sergei Magnitsky Law)",
                                    ),
                                ],
                                max_length=10,
                                verbose_name="made under",
                            ),
                        ),
                        (
                            "made_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="regulations in force from"
                            ),
                        ),
                        ("in_force_from", models.DateField(verbose_name="edition in force from")),
                        (
                            "consolidated_on",
                            models.DateField(blank=True, null=True, verbose_name="consolidated to"),
                        ),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                        (
                            "digest",
                            models.CharField(max_length=64, verbose_name="SHA-256 of the source"),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="loaded")),
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
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country it concerns",
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
                        "verbose_name": "historical edition of sanctions regulations",
                        "verbose_name_plural": "historical editions of sanctions regulations",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_sanctionsedition")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ]
        ),
    ]
