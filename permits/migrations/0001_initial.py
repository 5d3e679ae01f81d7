import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from audit.operations import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("audit", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Assurance",
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
                            "reference",
                            models.CharField(max_length=60, unique=True, verbose_name="reference"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("end-use-certificate", "End-use certificate"),
                                    ("end-use-statement", "End-use statement"),
                                    ("import-certificate", "International import certificate"),
                                    ("government", "Government-to-government assurance"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "contract",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="contract or order"
                            ),
                        ),
                        ("end_use", models.TextField(verbose_name="end use undertaken")),
                        (
                            "location",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="end-use location"
                            ),
                        ),
                        (
                            "signatory",
                            models.CharField(blank=True, max_length=150, verbose_name="signatory"),
                        ),
                        (
                            "signatory_title",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="title of the signatory"
                            ),
                        ),
                        ("sealed", models.BooleanField(default=False, verbose_name="bears a seal")),
                        ("given_on", models.DateField(verbose_name="given on")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="valid until"),
                        ),
                        (
                            "document",
                            models.CharField(
                                blank=True,
                                help_text="A file number, never the content of a classified document.",
                                max_length=200,
                                verbose_name="where the document is kept",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "end-use assurance",
                        "verbose_name_plural": "end-use assurances",
                        "ordering": ["-given_on", "reference"],
                        "permissions": [("record_assurance", "Can record end-use assurances")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "end-use-certificate",
                                            "end-use-statement",
                                            "import-certificate",
                                            "government",
                                        ],
                                    )
                                ),
                                name="assurance_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until", None),
                                    ("valid_until__gte", models.F("given_on")),
                                    _connector="OR",
                                ),
                                name="assurance_runs_forward",
                                violation_error_message="The assurance runs out before it is given.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Country",
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
                        ("code", models.CharField(max_length=2, unique=True, verbose_name="code")),
                        (
                            "name_en",
                            models.CharField(max_length=100, verbose_name="name (English)"),
                        ),
                        ("name_fr", models.CharField(max_length=100, verbose_name="name (French)")),
                    ],
                    options={
                        "verbose_name": "country",
                        "verbose_name_plural": "countries",
                        "ordering": ["name_en"],
                    },
                ),
                migrations.CreateModel(
                    name="Stocktake",
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
                        ("sequence", models.BigIntegerField(verbose_name="number in the ledger")),
                        ("counted_on", models.DateField(verbose_name="counted on")),
                        ("counted_at", models.DateTimeField(verbose_name="counted")),
                    ],
                    options={
                        "verbose_name": "stocktake",
                        "verbose_name_plural": "stocktakes",
                        "ordering": ["-pk"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="ControlListEdition",
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
                            "control_list",
                            models.CharField(
                                choices=[
                                    ("ecl", "Export Control List"),
                                    ("guide-group-2", "Guide to the Export Control List, Group 2"),
                                ],
                                max_length=20,
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
                    ],
                    options={
                        "verbose_name": "control-list edition",
                        "verbose_name_plural": "control-list editions",
                        "ordering": ["control_list", "-in_force_from"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("control_list", "in_force_from"),
                                name="control_list_edition_is_dated",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ControlListItem",
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
                        ("group", models.PositiveSmallIntegerField(verbose_name="group")),
                        ("code", models.CharField(max_length=60, verbose_name="item")),
                        ("sort_key", models.CharField(editable=False, max_length=160)),
                        (
                            "depth",
                            models.PositiveSmallIntegerField(default=0, verbose_name="depth"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("in-force", "In force"),
                                    ("repealed", "Repealed"),
                                    ("not-in-force", "Not in force yet"),
                                ],
                                default="in-force",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("text_en", models.TextField(verbose_name="text (English)")),
                        ("text_fr", models.TextField(verbose_name="text (French)")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="permits.controllistedition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "control-list item",
                        "verbose_name_plural": "control-list items",
                        "ordering": ["edition", "sort_key"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "code"), name="item_code_in_edition"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["in-force", "repealed", "not-in-force"])
                                ),
                                name="item_state_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssuranceLine",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="line")),
                        (
                            "code",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="item as written"
                            ),
                        ),
                        ("description", models.TextField(verbose_name="description")),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                verbose_name="quantity",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=30, verbose_name="unit")),
                        (
                            "value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                verbose_name="value",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(default="CAD", max_length=3, verbose_name="currency"),
                        ),
                        (
                            "assurance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="permits.assurance",
                                verbose_name="assurance",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.controllistitem",
                                verbose_name="control-list item",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "goods of an assurance",
                        "verbose_name_plural": "goods of assurances",
                        "ordering": ["assurance", "position"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assurance", "position"),
                                name="assurance_line_position_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", None), ("value__gte", 0), _connector="OR"
                                ),
                                name="assurance_line_value_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity", None), ("quantity__gt", 0), _connector="OR"
                                ),
                                name="assurance_line_quantity_positive",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="assurance",
            name="location_country",
            field=models.ForeignKey(
                blank=True,
                help_text="Left empty when the place has no country code.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="permits.country",
                verbose_name="country of end use",
            ),
        ),
        CreateModels(
            [
                migrations.CreateModel(
                    name="CountryName",
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
                            models.CharField(max_length=100, verbose_name="name (English)"),
                        ),
                        ("name_fr", models.CharField(max_length=100, verbose_name="name (French)")),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="from"),
                        ),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="until"),
                        ),
                        ("source", models.CharField(max_length=200, verbose_name="source")),
                        (
                            "country",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="names",
                                to="permits.country",
                                verbose_name="country",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "country name",
                        "verbose_name_plural": "country names",
                        "ordering": [
                            models.OrderBy(
                                models.F("valid_from"), descending=True, nulls_last=True
                            ),
                            "pk",
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("country", "name_en"), name="country_name_is_given_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until", None),
                                    ("valid_from", None),
                                    ("valid_until__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="country_name_runs_forward",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAssuranceLine",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveSmallIntegerField(verbose_name="line")),
                        (
                            "code",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="item as written"
                            ),
                        ),
                        ("description", models.TextField(verbose_name="description")),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                verbose_name="quantity",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=30, verbose_name="unit")),
                        (
                            "value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                verbose_name="value",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(default="CAD", max_length=3, verbose_name="currency"),
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
                                verbose_name="assurance",
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.controllistitem",
                                verbose_name="control-list item",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical goods of an assurance",
                        "verbose_name_plural": "historical goods of assurances",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_assuranceline")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalControlListEdition",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "control_list",
                            models.CharField(
                                choices=[
                                    ("ecl", "Export Control List"),
                                    ("guide-group-2", "Guide to the Export Control List, Group 2"),
                                ],
                                max_length=20,
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
                        "verbose_name": "historical control-list edition",
                        "verbose_name_plural": "historical control-list editions",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_controllistedition")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalControlListItem",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("group", models.PositiveSmallIntegerField(verbose_name="group")),
                        ("code", models.CharField(max_length=60, verbose_name="item")),
                        ("sort_key", models.CharField(editable=False, max_length=160)),
                        (
                            "depth",
                            models.PositiveSmallIntegerField(default=0, verbose_name="depth"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("in-force", "In force"),
                                    ("repealed", "Repealed"),
                                    ("not-in-force", "Not in force yet"),
                                ],
                                default="in-force",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("text_en", models.TextField(verbose_name="text (English)")),
                        ("text_fr", models.TextField(verbose_name="text (French)")),
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
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.controllistedition",
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
                        "verbose_name": "historical control-list item",
                        "verbose_name_plural": "historical control-list items",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_controllistitem")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCountry",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("code", models.CharField(max_length=2, verbose_name="code")),
                        (
                            "name_en",
                            models.CharField(max_length=100, verbose_name="name (English)"),
                        ),
                        ("name_fr", models.CharField(max_length=100, verbose_name="name (French)")),
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
                        "verbose_name": "historical country",
                        "verbose_name_plural": "historical countries",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_country")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCountryName",
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
                            models.CharField(max_length=100, verbose_name="name (English)"),
                        ),
                        ("name_fr", models.CharField(max_length=100, verbose_name="name (French)")),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="from"),
                        ),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="until"),
                        ),
                        ("source", models.CharField(max_length=200, verbose_name="source")),
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
                        "verbose_name": "historical country name",
                        "verbose_name_plural": "historical country names",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_countryname")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOrder",
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
                                    ("register", "Registration from a register file"),
                                    ("issue", "Issue"),
                                    ("deny", "Refusal"),
                                    ("suspend", "Suspension"),
                                    ("reinstate", "Reinstatement"),
                                    ("cancel", "Cancellation"),
                                    ("amend", "Amendment"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("drawn-up", "Drawn up, to be signed"),
                                    ("signed", "Signed"),
                                    ("carried-out", "Carried out"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="drawn-up",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "title_en",
                            models.CharField(max_length=200, verbose_name="title (English)"),
                        ),
                        (
                            "title_fr",
                            models.CharField(max_length=200, verbose_name="title (French)"),
                        ),
                        ("ground_en", models.TextField(verbose_name="ground (English)")),
                        ("ground_fr", models.TextField(verbose_name="ground (French)")),
                        (
                            "authority",
                            models.CharField(
                                default="Export and Import Permits Act, s. 10(1)",
                                max_length=200,
                                verbose_name="authority",
                            ),
                        ),
                        ("effective_at", models.DateTimeField(verbose_name="takes effect")),
                        (
                            "review_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="to be reviewed on"
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
                                verbose_name="drawn up by",
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
                    ],
                    options={
                        "verbose_name": "historical order",
                        "verbose_name_plural": "historical orders",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_order")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalParty",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("address", models.TextField(blank=True, verbose_name="address")),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("en-ca", "English"), ("fr-ca", "French")],
                                default="en-ca",
                                max_length=5,
                                verbose_name="language of correspondence",
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
                    ],
                    options={
                        "verbose_name": "historical party",
                        "verbose_name_plural": "historical parties",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_party")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRegisterImport",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("file_name", models.CharField(max_length=200, verbose_name="file")),
                        ("file", models.CharField(max_length=200, verbose_name="kept file")),
                        ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("profile", models.CharField(max_length=40, verbose_name="profile")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("uploaded", "Uploaded, to be confirmed"),
                                    ("imported", "Imported"),
                                ],
                                default="uploaded",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "lines_total",
                            models.PositiveIntegerField(default=0, verbose_name="lines"),
                        ),
                        (
                            "lines_accepted",
                            models.PositiveIntegerField(default=0, verbose_name="accepted"),
                        ),
                        (
                            "lines_warned",
                            models.PositiveIntegerField(
                                default=0, verbose_name="accepted with a warning"
                            ),
                        ),
                        (
                            "lines_rejected",
                            models.PositiveIntegerField(default=0, verbose_name="rejected"),
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
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="uploaded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical register import",
                        "verbose_name_plural": "historical register imports",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_registerimport")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalUndertaking",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("no-reexport", "No re-export without consent"),
                                    ("no-transfer", "No transfer without consent"),
                                    ("end-use", "Use for the stated end use only"),
                                    ("location", "Use at the stated location only"),
                                    ("on-site-checks", "On-site checks are allowed"),
                                    ("delivery-verification", "Delivery is verified"),
                                    ("no-wmd-use", "No use in weapons of mass destruction"),
                                    ("other", "Other undertaking"),
                                ],
                                max_length=24,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "wording",
                            models.TextField(
                                help_text="As the document says it.", verbose_name="wording"
                            ),
                        ),
                        ("exceptions", models.TextField(blank=True, verbose_name="exceptions")),
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
                                verbose_name="assurance",
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
                        "verbose_name": "historical undertaking",
                        "verbose_name_plural": "historical undertakings",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_undertaking")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Order",
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
                                    ("register", "Registration from a register file"),
                                    ("issue", "Issue"),
                                    ("deny", "Refusal"),
                                    ("suspend", "Suspension"),
                                    ("reinstate", "Reinstatement"),
                                    ("cancel", "Cancellation"),
                                    ("amend", "Amendment"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("drawn-up", "Drawn up, to be signed"),
                                    ("signed", "Signed"),
                                    ("carried-out", "Carried out"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="drawn-up",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "title_en",
                            models.CharField(max_length=200, verbose_name="title (English)"),
                        ),
                        (
                            "title_fr",
                            models.CharField(max_length=200, verbose_name="title (French)"),
                        ),
                        ("ground_en", models.TextField(verbose_name="ground (English)")),
                        ("ground_fr", models.TextField(verbose_name="ground (French)")),
                        (
                            "authority",
                            models.CharField(
                                default="Export and Import Permits Act, s. 10(1)",
                                max_length=200,
                                verbose_name="authority",
                            ),
                        ),
                        ("effective_at", models.DateTimeField(verbose_name="takes effect")),
                        (
                            "review_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="to be reviewed on"
                            ),
                        ),
                        (
                            "signed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="signed"),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="drawn up by",
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
                        "verbose_name": "order",
                        "verbose_name_plural": "orders",
                        "ordering": ["-effective_at", "-pk"],
                        "permissions": [
                            ("draw_up_order", "Can draw up orders"),
                            ("sign_order", "Can sign orders"),
                        ],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "register",
                                            "issue",
                                            "deny",
                                            "suspend",
                                            "reinstate",
                                            "cancel",
                                            "amend",
                                        ],
                                    )
                                ),
                                name="order_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["drawn-up", "signed", "carried-out", "withdrawn"],
                                    )
                                ),
                                name="order_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_by", None),
                                    models.Q(("signed_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="order_signer_did_not_prepare",
                                violation_error_message="The person who drew up an order cannot sign it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("signed_at", None),
                                        ("signed_by", None),
                                        ("signed_for", None),
                                    ),
                                    models.Q(
                                        ("signed_at__isnull", False),
                                        ("signed_by__isnull", False),
                                        ("signed_for__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="order_signature_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["drawn-up", "withdrawn"]),
                                    ("signed_at__isnull", False),
                                    ("kind", "register"),
                                    _connector="OR",
                                ),
                                name="order_acts_when_signed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
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
                        ("address", models.TextField(blank=True, verbose_name="address")),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("en-ca", "English"), ("fr-ca", "French")],
                                default="en-ca",
                                max_length=5,
                                verbose_name="language of correspondence",
                            ),
                        ),
                        (
                            "country",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parties",
                                to="permits.country",
                                verbose_name="country",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "party",
                        "verbose_name_plural": "parties",
                        "ordering": ["name", "pk"],
                        "indexes": [models.Index(fields=["name"], name="party_by_name")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAssurance",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("reference", models.CharField(max_length=60, verbose_name="reference")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("end-use-certificate", "End-use certificate"),
                                    ("end-use-statement", "End-use statement"),
                                    ("import-certificate", "International import certificate"),
                                    ("government", "Government-to-government assurance"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "contract",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="contract or order"
                            ),
                        ),
                        ("end_use", models.TextField(verbose_name="end use undertaken")),
                        (
                            "location",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="end-use location"
                            ),
                        ),
                        (
                            "signatory",
                            models.CharField(blank=True, max_length=150, verbose_name="signatory"),
                        ),
                        (
                            "signatory_title",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="title of the signatory"
                            ),
                        ),
                        ("sealed", models.BooleanField(default=False, verbose_name="bears a seal")),
                        ("given_on", models.DateField(verbose_name="given on")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="valid until"),
                        ),
                        (
                            "document",
                            models.CharField(
                                blank=True,
                                help_text="A file number, never the content of a classified document.",
                                max_length=200,
                                verbose_name="where the document is kept",
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
                            "location_country",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Left empty when the place has no country code.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country of end use",
                            ),
                        ),
                        (
                            "consignee",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.party",
                                verbose_name="consignee",
                            ),
                        ),
                        (
                            "end_user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Where it is not the issuer.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.party",
                                verbose_name="end user",
                            ),
                        ),
                        (
                            "exporter",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.party",
                                verbose_name="exporter",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Who gives the undertakings: a government, an end user or an importer.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.party",
                                verbose_name="issuer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical end-use assurance",
                        "verbose_name_plural": "historical end-use assurances",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_assurance")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ]
        ),
        migrations.AddField(
            model_name="assurance",
            name="consignee",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="permits.party",
                verbose_name="consignee",
            ),
        ),
        migrations.AddField(
            model_name="assurance",
            name="end_user",
            field=models.ForeignKey(
                blank=True,
                help_text="Where it is not the issuer.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="permits.party",
                verbose_name="end user",
            ),
        ),
        migrations.AddField(
            model_name="assurance",
            name="exporter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="permits.party",
                verbose_name="exporter",
            ),
        ),
        migrations.AddField(
            model_name="assurance",
            name="issuer",
            field=models.ForeignKey(
                help_text="Who gives the undertakings: a government, an end user or an importer.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assurances",
                to="permits.party",
                verbose_name="issuer",
            ),
        ),
        CreateModels(
            [
                migrations.CreateModel(
                    name="Permit",
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
                            "reference",
                            models.CharField(max_length=40, unique=True, verbose_name="number"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("export", "Individual export permit"),
                                    ("brokering", "Individual brokering permit"),
                                    ("general", "General permit"),
                                ],
                                default="export",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("submitted", "Submitted"),
                                    ("denied", "Denied"),
                                    ("valid", "Valid"),
                                    ("suspended", "Suspended"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="submitted",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("end_use", models.TextField(blank=True, verbose_name="end use")),
                        (
                            "end_use_location",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="end-use location"
                            ),
                        ),
                        (
                            "temporary",
                            models.BooleanField(default=False, verbose_name="temporary export"),
                        ),
                        ("issued_on", models.DateField(verbose_name="issued")),
                        (
                            "retroactive",
                            models.BooleanField(default=False, verbose_name="retroactive"),
                        ),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                        ("valid_until", models.DateField(verbose_name="valid until")),
                        (
                            "destination",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                help_text="Empty when the permit names several: see its joint destinations.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="permits",
                                to="permits.country",
                                verbose_name="country of final destination",
                            ),
                        ),
                        (
                            "end_use_country",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                help_text="Left empty when the place has no country code.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country of end use",
                            ),
                        ),
                        (
                            "end_user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="permits_as_end_user",
                                to="permits.party",
                                verbose_name="end user",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="permits",
                                to="permits.party",
                                verbose_name="holder",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "permit",
                        "verbose_name_plural": "permits",
                        "ordering": ["-issued_on", "-pk"],
                        "permissions": [
                            ("issue_permit", "Can issue permits"),
                            ("export_permit", "Can export lists of permits"),
                        ],
                        "default_permissions": ("add", "view"),
                        "indexes": [
                            models.Index(
                                fields=["-issued_on", "-id", "valid_from", "valid_until"],
                                name="permit_newest",
                            ),
                            models.Index(
                                fields=["kind", "-issued_on", "-id"], name="permit_by_kind"
                            ),
                            models.Index(
                                fields=["status", "-issued_on", "-id"], name="permit_by_status"
                            ),
                            models.Index(
                                fields=["destination", "-issued_on", "-id"],
                                name="permit_by_destination",
                            ),
                            models.Index(
                                fields=["holder", "-issued_on", "-id"], name="permit_by_holder"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["submitted", "denied", "valid", "suspended", "cancelled"],
                                    )
                                ),
                                name="permit_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["export", "brokering", "general"])
                                ),
                                name="permit_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                                name="permit_term_runs_forward",
                                violation_error_message="The permit expires before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("retroactive", True),
                                    ("valid_from__gte", models.F("issued_on")),
                                    _connector="OR",
                                ),
                                name="permit_begins_issued_or_retroactive",
                                violation_error_message="Only a retroactive permit begins before its issue.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "general"), ("holder__isnull", False), _connector="OR"
                                ),
                                name="permit_individual_has_holder",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JointDestination",
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
                                related_name="+",
                                to="permits.country",
                                verbose_name="country",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joint_destinations",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "joint destination",
                        "verbose_name_plural": "joint destinations",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("permit", "country"), name="joint_destination_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalUtilizationReport",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("period_from", models.DateField(verbose_name="period from")),
                        ("period_until", models.DateField(verbose_name="period until")),
                        ("received_on", models.DateField(verbose_name="received on")),
                        (
                            "nothing_shipped",
                            models.BooleanField(default=False, verbose_name="nothing was shipped"),
                        ),
                        (
                            "shipped_value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                verbose_name="value shipped as reported",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(default="CAD", max_length=3, verbose_name="currency"),
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
                        "verbose_name": "historical utilization report",
                        "verbose_name_plural": "historical utilization reports",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_utilizationreport")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPermitLine",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveIntegerField(verbose_name="line")),
                        ("code", models.CharField(max_length=60, verbose_name="item as written")),
                        ("description", models.TextField(verbose_name="description")),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                verbose_name="quantity",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=30, verbose_name="unit")),
                        (
                            "value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                verbose_name="value",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(default="CAD", max_length=3, verbose_name="currency"),
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.controllistitem",
                                verbose_name="control-list item",
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
                        "verbose_name": "historical permit line",
                        "verbose_name_plural": "historical permit lines",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_permitline")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPermitAssurance",
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
                            "assurance",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
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
                        "verbose_name": "historical assurance of a permit",
                        "verbose_name_plural": "historical assurances of permits",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_permitassurance")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalJointDestination",
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
                        "verbose_name": "historical joint destination",
                        "verbose_name_plural": "historical joint destinations",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_jointdestination")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConsignee",
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
                        "verbose_name": "historical consignee",
                        "verbose_name_plural": "historical consignees",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_consignee")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCondition",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("text_en", models.TextField(verbose_name="text (English)")),
                        ("text_fr", models.TextField(verbose_name="text (French)")),
                        (
                            "report_within_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Where the condition sets them.",
                                null=True,
                                verbose_name="days within which a shipment is reported",
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
                    ],
                    options={
                        "verbose_name": "historical condition",
                        "verbose_name_plural": "historical conditions",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_condition")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Consignee",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.party",
                                verbose_name="party",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consignees",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consignee",
                        "verbose_name_plural": "consignees",
                    },
                ),
                migrations.CreateModel(
                    name="Condition",
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
                        ("text_en", models.TextField(verbose_name="text (English)")),
                        ("text_fr", models.TextField(verbose_name="text (French)")),
                        (
                            "report_within_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Where the condition sets them.",
                                null=True,
                                verbose_name="days within which a shipment is reported",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conditions",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "condition",
                        "verbose_name_plural": "conditions",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PermitAssurance",
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
                                related_name="supports",
                                to="permits.assurance",
                                verbose_name="assurance",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rests_on",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assurance of a permit",
                        "verbose_name_plural": "assurances of permits",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("permit", "assurance"), name="permit_assurance_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PermitLine",
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
                        ("position", models.PositiveIntegerField(verbose_name="line")),
                        ("code", models.CharField(max_length=60, verbose_name="item as written")),
                        ("description", models.TextField(verbose_name="description")),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                verbose_name="quantity",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=30, verbose_name="unit")),
                        (
                            "value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                verbose_name="value",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(default="CAD", max_length=3, verbose_name="currency"),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="permit_lines",
                                to="permits.controllistitem",
                                verbose_name="control-list item",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "permit line",
                        "verbose_name_plural": "permit lines",
                        "ordering": ["permit", "position"],
                        "indexes": [models.Index(fields=["item", "permit"], name="line_by_item")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("permit", "position"), name="line_position_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", None), ("value__gte", 0), _connector="OR"
                                ),
                                name="line_value_is_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity", None), ("quantity__gt", 0), _connector="OR"
                                ),
                                name="line_quantity_is_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalShipment",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "reference",
                            models.CharField(max_length=60, verbose_name="shipping document"),
                        ),
                        ("shipped_on", models.DateField(verbose_name="shipped on")),
                        ("reported_on", models.DateField(verbose_name="reported on")),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                verbose_name="quantity",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=2, max_digits=16, verbose_name="value"
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
                            "line",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.permitline",
                                verbose_name="line",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical shipment",
                        "verbose_name_plural": "historical shipments",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_shipment")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RegisterImport",
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
                        ("file_name", models.CharField(max_length=200, verbose_name="file")),
                        (
                            "file",
                            models.FileField(
                                max_length=200, upload_to="register", verbose_name="kept file"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("profile", models.CharField(max_length=40, verbose_name="profile")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("uploaded", "Uploaded, to be confirmed"),
                                    ("imported", "Imported"),
                                ],
                                default="uploaded",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "lines_total",
                            models.PositiveIntegerField(default=0, verbose_name="lines"),
                        ),
                        (
                            "lines_accepted",
                            models.PositiveIntegerField(default=0, verbose_name="accepted"),
                        ),
                        (
                            "lines_warned",
                            models.PositiveIntegerField(
                                default=0, verbose_name="accepted with a warning"
                            ),
                        ),
                        (
                            "lines_rejected",
                            models.PositiveIntegerField(default=0, verbose_name="rejected"),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="uploaded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "register import",
                        "verbose_name_plural": "register imports",
                        "ordering": ["-pk"],
                        "permissions": [("import_register", "Can import register files")],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("digest", "profile"), name="register_file_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "uploaded"),
                                    (
                                        "lines_total",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("lines_accepted"),
                                                "+",
                                                models.F("lines_warned"),
                                            ),
                                            "+",
                                            models.F("lines_rejected"),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="register_import_adds_up",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedLine",
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
                        ("line", models.PositiveIntegerField(verbose_name="line")),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("warned", "Accepted with a warning"),
                                    ("rejected", "Rejected"),
                                ],
                                max_length=10,
                                verbose_name="result",
                            ),
                        ),
                        (
                            "column",
                            models.CharField(blank=True, max_length=100, verbose_name="column"),
                        ),
                        ("value", models.TextField(blank=True, verbose_name="value")),
                        (
                            "problem",
                            models.CharField(blank=True, max_length=60, verbose_name="problem"),
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
                            "permit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                        (
                            "register_import",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="permits.registerimport",
                                verbose_name="import",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "imported line",
                        "verbose_name_plural": "imported lines",
                        "ordering": ["line", "pk"],
                        "default_permissions": ("view",),
                        "indexes": [
                            models.Index(
                                fields=["register_import", "result", "line"],
                                name="imported_line_result",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("problem", ""), ("result", "accepted")),
                                    models.Q(
                                        ("result__in", ["warned", "rejected"]),
                                        models.Q(("problem", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="imported_line_says_why",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScheduledPermit",
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
                            "list_number",
                            models.PositiveSmallIntegerField(default=1, verbose_name="list"),
                        ),
                        ("version", models.PositiveBigIntegerField(verbose_name="version")),
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
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schedule",
                                to="permits.order",
                                verbose_name="order",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scheduled",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "scheduled permit",
                        "verbose_name_plural": "scheduled permits",
                        "ordering": ["order", "list_number", "permit"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("order", "list_number", "permit"),
                                name="permit_scheduled_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
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
                        ("carried_out", models.BooleanField(verbose_name="carried out")),
                        (
                            "refusals",
                            models.CharField(blank=True, max_length=200, verbose_name="refusals"),
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcome",
                                to="permits.scheduledpermit",
                                verbose_name="scheduled permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "outcome",
                        "verbose_name_plural": "outcomes",
                        "ordering": ["scheduled"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("carried_out", True), ("refusals", "")),
                                    models.Q(
                                        ("carried_out", False),
                                        models.Q(("refusals", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="outcome_refused_with_reasons",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Shipment",
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
                            "reference",
                            models.CharField(max_length=60, verbose_name="shipping document"),
                        ),
                        ("shipped_on", models.DateField(verbose_name="shipped on")),
                        ("reported_on", models.DateField(verbose_name="reported on")),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                verbose_name="quantity",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=2, max_digits=16, verbose_name="value"
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shipments",
                                to="permits.permitline",
                                verbose_name="line",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "shipment",
                        "verbose_name_plural": "shipments",
                        "ordering": ["shipped_on", "pk"],
                        "default_permissions": ("add", "view"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)),
                                name="shipment_value_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reported_on__gte", models.F("shipped_on"))),
                                name="shipment_reported_after",
                            ),
                            models.UniqueConstraint(
                                fields=("line", "reference"), name="shipment_reported_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalDeliveryVerification",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("reference", models.CharField(max_length=60, verbose_name="certificate")),
                        ("issued_by", models.CharField(max_length=200, verbose_name="issued by")),
                        ("delivered_on", models.DateField(verbose_name="delivered on")),
                        ("received_on", models.DateField(verbose_name="certificate received on")),
                        (
                            "document",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="where the document is kept",
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
                            "shipment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.shipment",
                                verbose_name="shipment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical delivery verification",
                        "verbose_name_plural": "historical delivery verifications",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                fields=["id", "-history_id"], name="h_deliveryverification"
                            )
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="DeliveryVerification",
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
                        ("reference", models.CharField(max_length=60, verbose_name="certificate")),
                        ("issued_by", models.CharField(max_length=200, verbose_name="issued by")),
                        ("delivered_on", models.DateField(verbose_name="delivered on")),
                        ("received_on", models.DateField(verbose_name="certificate received on")),
                        (
                            "document",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="where the document is kept",
                            ),
                        ),
                        (
                            "shipment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="permits.shipment",
                                verbose_name="shipment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "delivery verification",
                        "verbose_name_plural": "delivery verifications",
                        "ordering": ["delivered_on", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("received_on__gte", models.F("delivered_on"))),
                                name="delivery_certified_after",
                                violation_error_message="The certificate was received before the delivery.",
                            ),
                            models.UniqueConstraint(
                                fields=("shipment", "reference"), name="delivery_certified_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatusChange",
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
                                    ("submitted", "Submitted"),
                                    ("denied", "Denied"),
                                    ("valid", "Valid"),
                                    ("suspended", "Suspended"),
                                    ("cancelled", "Cancelled"),
                                ],
                                max_length=10,
                                verbose_name="from",
                            ),
                        ),
                        (
                            "to_status",
                            models.CharField(
                                choices=[
                                    ("submitted", "Submitted"),
                                    ("denied", "Denied"),
                                    ("valid", "Valid"),
                                    ("suspended", "Suspended"),
                                    ("cancelled", "Cancelled"),
                                ],
                                max_length=10,
                                verbose_name="to",
                            ),
                        ),
                        ("effective_at", models.DateTimeField(verbose_name="takes effect")),
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
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="permits.order",
                                verbose_name="order",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "status change",
                        "verbose_name_plural": "status changes",
                        "ordering": ["pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "from_status__in",
                                        ["submitted", "denied", "valid", "suspended", "cancelled"],
                                    ),
                                    (
                                        "to_status__in",
                                        ["submitted", "denied", "valid", "suspended", "cancelled"],
                                    ),
                                    models.Q(("from_status", models.F("to_status")), _negated=True),
                                ),
                                name="status_change_is_between_statuses",
                            ),
                            models.UniqueConstraint(
                                fields=("order", "permit"), name="order_changes_permit_once"
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="permit",
            name="last_change",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="permits.statuschange",
                verbose_name="last status change",
            ),
        ),
        CreateModels(
            [
                migrations.CreateModel(
                    name="HistoricalPermit",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("reference", models.CharField(max_length=40, verbose_name="number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("export", "Individual export permit"),
                                    ("brokering", "Individual brokering permit"),
                                    ("general", "General permit"),
                                ],
                                default="export",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("submitted", "Submitted"),
                                    ("denied", "Denied"),
                                    ("valid", "Valid"),
                                    ("suspended", "Suspended"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="submitted",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("end_use", models.TextField(blank=True, verbose_name="end use")),
                        (
                            "end_use_location",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="end-use location"
                            ),
                        ),
                        (
                            "temporary",
                            models.BooleanField(default=False, verbose_name="temporary export"),
                        ),
                        ("issued_on", models.DateField(verbose_name="issued")),
                        (
                            "retroactive",
                            models.BooleanField(default=False, verbose_name="retroactive"),
                        ),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                        ("valid_until", models.DateField(verbose_name="valid until")),
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
                                help_text="Empty when the permit names several: see its joint destinations.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country of final destination",
                            ),
                        ),
                        (
                            "end_use_country",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Left empty when the place has no country code.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country of end use",
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
                            "end_user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.party",
                                verbose_name="end user",
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
                            "last_change",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.statuschange",
                                verbose_name="last status change",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical permit",
                        "verbose_name_plural": "historical permits",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_permit")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="StockFigure",
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
                                    ("register", "Register"),
                                    ("destination", "Destination"),
                                    ("goods", "Goods"),
                                    ("destination-goods", "Destination Goods"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("key", models.CharField(blank=True, max_length=80)),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("permits", "Permits"),
                                    ("value", "Value"),
                                    ("quantity", "Quantity"),
                                    ("silent", "Silent"),
                                    ("flow", "Flow"),
                                    ("holders", "Holders"),
                                    ("assurances", "Assurances"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="currency or unit"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("submitted", "Submitted"),
                                    ("denied", "Denied"),
                                    ("valid", "Valid"),
                                    ("suspended", "Suspended"),
                                    ("cancelled", "Cancelled"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "ended",
                            models.BooleanField(
                                default=False, verbose_name="term ended when it was counted"
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("month", models.DateField(blank=True, null=True)),
                        ("number", models.BigIntegerField()),
                        (
                            "issued",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=24, null=True
                            ),
                        ),
                        (
                            "shipped",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=24, null=True
                            ),
                        ),
                        (
                            "outstanding",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=24, null=True
                            ),
                        ),
                        (
                            "stocktake",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figures",
                                to="permits.stocktake",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "figure of a stocktake",
                        "verbose_name_plural": "figures of stocktakes",
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                fields=["stocktake", "kind", "key"], name="stock_figure_by_subject"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["register", "destination", "goods", "destination-goods"],
                                    ),
                                    (
                                        "what__in",
                                        [
                                            "permits",
                                            "value",
                                            "quantity",
                                            "silent",
                                            "flow",
                                            "holders",
                                            "assurances",
                                        ],
                                    ),
                                ),
                                name="stock_figure_is_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Undertaking",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("no-reexport", "No re-export without consent"),
                                    ("no-transfer", "No transfer without consent"),
                                    ("end-use", "Use for the stated end use only"),
                                    ("location", "Use at the stated location only"),
                                    ("on-site-checks", "On-site checks are allowed"),
                                    ("delivery-verification", "Delivery is verified"),
                                    ("no-wmd-use", "No use in weapons of mass destruction"),
                                    ("other", "Other undertaking"),
                                ],
                                max_length=24,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "wording",
                            models.TextField(
                                help_text="As the document says it.", verbose_name="wording"
                            ),
                        ),
                        ("exceptions", models.TextField(blank=True, verbose_name="exceptions")),
                        (
                            "assurance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="undertakings",
                                to="permits.assurance",
                                verbose_name="assurance",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "undertaking",
                        "verbose_name_plural": "undertakings",
                        "ordering": ["assurance", "position"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assurance", "position"), name="undertaking_position_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "no-reexport",
                                            "no-transfer",
                                            "end-use",
                                            "location",
                                            "on-site-checks",
                                            "delivery-verification",
                                            "no-wmd-use",
                                            "other",
                                        ],
                                    )
                                ),
                                name="undertaking_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wording", ""), _negated=True),
                                name="undertaking_is_worded",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalVerification",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("number", models.CharField(max_length=30, verbose_name="number")),
                        ("question", models.TextField(verbose_name="what is to be verified")),
                        ("requested_on", models.DateField(verbose_name="requested on")),
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
                            "requested_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="requested by",
                            ),
                        ),
                        (
                            "asked_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.party",
                                verbose_name="asked of",
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
                            "shipment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Empty when all that was shipped is to be verified.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.shipment",
                                verbose_name="shipment",
                            ),
                        ),
                        (
                            "undertaking",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="The undertaking that is checked, or that allows the check.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.undertaking",
                                verbose_name="undertaking relied on",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical post-shipment verification",
                        "verbose_name_plural": "historical post-shipment verifications",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_verification")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="UtilizationReport",
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
                        ("period_from", models.DateField(verbose_name="period from")),
                        ("period_until", models.DateField(verbose_name="period until")),
                        ("received_on", models.DateField(verbose_name="received on")),
                        (
                            "nothing_shipped",
                            models.BooleanField(default=False, verbose_name="nothing was shipped"),
                        ),
                        (
                            "shipped_value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                verbose_name="value shipped as reported",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(default="CAD", max_length=3, verbose_name="currency"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="utilization_reports",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "utilization report",
                        "verbose_name_plural": "utilization reports",
                        "ordering": ["period_from", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("period_until__gte", models.F("period_from"))),
                                name="utilization_period_runs_forward",
                                violation_error_message="The period ends before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("received_on__gte", models.F("period_until"))),
                                name="utilization_reported_after",
                                violation_error_message="The report was received before its period ended.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("nothing_shipped", True), ("shipped_value", None)),
                                    models.Q(
                                        ("nothing_shipped", False),
                                        ("shipped_value__gt", 0),
                                        ("shipped_value__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="utilization_says_what_was_shipped",
                                violation_error_message="State the value that was shipped, or that nothing was; not both.",
                            ),
                            models.UniqueConstraint(
                                fields=("permit", "period_from", "period_until", "received_on"),
                                name="utilization_reported_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verification",
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
                        ("question", models.TextField(verbose_name="what is to be verified")),
                        ("requested_on", models.DateField(verbose_name="requested on")),
                        ("due_on", models.DateField(verbose_name="answer due on")),
                        (
                            "asked_of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.party",
                                verbose_name="asked of",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verifications",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="requested by",
                            ),
                        ),
                        (
                            "shipment",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty when all that was shipped is to be verified.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.shipment",
                                verbose_name="shipment",
                            ),
                        ),
                        (
                            "undertaking",
                            models.ForeignKey(
                                blank=True,
                                help_text="The undertaking that is checked, or that allows the check.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.undertaking",
                                verbose_name="undertaking relied on",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "post-shipment verification",
                        "verbose_name_plural": "post-shipment verifications",
                        "ordering": ["-requested_on", "-pk"],
                        "permissions": [
                            ("record_verification", "Can record verifications after shipment")
                        ],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("requested_on"))),
                                name="verification_due_after_request",
                                violation_error_message="The answer is due before it is asked for.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VerificationResult",
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
                                    (
                                        "favourable",
                                        "Favourable: the goods are where and as undertaken",
                                    ),
                                    (
                                        "unfavourable",
                                        "Unfavourable: the goods are not where or as undertaken",
                                    ),
                                    ("inconclusive", "Inconclusive"),
                                    ("access-refused", "Access was refused"),
                                    ("no-answer", "No answer was given"),
                                ],
                                max_length=16,
                                verbose_name="result",
                            ),
                        ),
                        ("found_on", models.DateField(verbose_name="on")),
                        (
                            "found_by",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="verified by"
                            ),
                        ),
                        ("observations", models.TextField(verbose_name="observations")),
                        (
                            "document",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="where the report is kept"
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
                            "verification",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="permits.verification",
                                verbose_name="verification",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "result of a verification",
                        "verbose_name_plural": "results of verifications",
                        "ordering": ["pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "result__in",
                                        [
                                            "favourable",
                                            "unfavourable",
                                            "inconclusive",
                                            "access-refused",
                                            "no-answer",
                                        ],
                                    )
                                ),
                                name="verification_result_is_known",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
