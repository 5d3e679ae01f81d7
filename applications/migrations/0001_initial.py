import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
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
        ("permits", "0001_initial"),
        ("regime", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="AmendmentRequest",
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
                            "version",
                            models.PositiveBigIntegerField(verbose_name="version of the permit"),
                        ),
                        (
                            "own_motion",
                            models.BooleanField(
                                default=False, verbose_name="on the Minister's own motion"
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="received on")),
                        (
                            "requested_by",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="requested by"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("en-ca", "English"), ("fr-ca", "French")],
                                max_length=5,
                                verbose_name="language of the request",
                            ),
                        ),
                        ("terms", models.TextField(verbose_name="terms or conditions named")),
                        (
                            "grounds",
                            models.TextField(verbose_name="reasons given for the amendment"),
                        ),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="new expiry"),
                        ),
                        ("end_use", models.TextField(blank=True, verbose_name="new end use")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "To be decided"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                ],
                                default="received",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="decided"),
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
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decision recorded by",
                            ),
                        ),
                        (
                            "decided_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.appointment",
                                verbose_name="decided in the name of",
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendment_request",
                                to="permits.order",
                                verbose_name="order",
                            ),
                        ),
                        (
                            "permit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendment_requests",
                                to="permits.permit",
                                verbose_name="permit",
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
                        "verbose_name": "request to amend a permit",
                        "verbose_name_plural": "requests to amend permits",
                        "ordering": ["-pk"],
                        "permissions": [
                            ("view_amendment", "Can view requests to amend permits"),
                            ("add_amendment", "Can record requests to amend permits"),
                            ("decide_amendment", "Can decide on requests to amend permits"),
                        ],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["received", "granted", "refused"])
                                ),
                                name="amendment_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("own_motion", True), ("requested_by", "")),
                                    models.Q(
                                        ("own_motion", False),
                                        models.Q(("requested_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="amendment_is_asked_or_own_motion",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at", None),
                                        ("decided_by", None),
                                        ("decided_for", None),
                                        ("reasons_en", ""),
                                        ("reasons_fr", ""),
                                        ("status", "received"),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("decided_for__isnull", False),
                                        ("status__in", ["granted", "refused"]),
                                        models.Q(("reasons_en", ""), _negated=True),
                                        models.Q(("reasons_fr", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="amendment_decision_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("order__isnull", False), ("status", "granted")),
                                    models.Q(
                                        models.Q(("status", "granted"), _negated=True),
                                        ("order", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="amendment_granted_by_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by", None),
                                    models.Q(
                                        ("decided_by", models.F("recorded_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="amendment_decider_did_not_record",
                                violation_error_message="The person who recorded a request cannot decide on it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AmendmentLine",
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
                            "version",
                            models.PositiveBigIntegerField(verbose_name="version of the line"),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                verbose_name="new quantity",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                verbose_name="new value",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.permitline",
                                verbose_name="line",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="applications.amendmentrequest",
                                verbose_name="request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "line to amend",
                        "verbose_name_plural": "lines to amend",
                        "ordering": ["pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "line"), name="amendment_line_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quantity__gt", 0), ("value", None)),
                                    models.Q(("quantity", None), ("value__gte", 0)),
                                    models.Q(("quantity__gt", 0), ("value__gte", 0)),
                                    _connector="OR",
                                ),
                                name="amendment_line_names_an_amount",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AmendmentConsignee",
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
                            "withdrawn",
                            models.PositiveBigIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="version of the consignee to withdraw",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consignees",
                                to="applications.amendmentrequest",
                                verbose_name="request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consignee to add or withdraw",
                        "verbose_name_plural": "consignees to add or withdraw",
                        "ordering": ["pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("country", None),
                                        ("party", None),
                                        ("withdrawn__isnull", False),
                                    ),
                                    models.Q(("party__isnull", False), ("withdrawn", None)),
                                    _connector="OR",
                                ),
                                name="amendment_consignee_added_or_withdrawn",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AmendmentCondition",
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
                            "withdrawn",
                            models.PositiveBigIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="version of the condition to withdraw",
                            ),
                        ),
                        ("text_en", models.TextField(blank=True, verbose_name="text (English)")),
                        ("text_fr", models.TextField(blank=True, verbose_name="text (French)")),
                        (
                            "report_within_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="days within which a shipment is reported",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conditions",
                                to="applications.amendmentrequest",
                                verbose_name="request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "condition to add or withdraw",
                        "verbose_name_plural": "conditions to add or withdraw",
                        "ordering": ["pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("report_within_days", None),
                                        ("text_en", ""),
                                        ("text_fr", ""),
                                        ("withdrawn__isnull", False),
                                    ),
                                    models.Q(
                                        ("withdrawn", None),
                                        models.Q(("text_en", ""), _negated=True),
                                        models.Q(("text_fr", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="amendment_condition_added_or_withdrawn",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Application",
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
                                    ("export", "Individual export permit"),
                                    ("brokering", "Individual brokering permit"),
                                ],
                                default="export",
                                max_length=10,
                                verbose_name="permit applied for",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "Received"),
                                    ("under-review", "Under review"),
                                    ("returned", "Returned"),
                                    ("withdrawn", "Withdrawn"),
                                    ("denied", "Denied"),
                                    ("issued", "Permit issued"),
                                ],
                                default="received",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("en-ca", "English"), ("fr-ca", "French")],
                                default="en-ca",
                                max_length=5,
                                verbose_name="language of the application",
                            ),
                        ),
                        (
                            "completed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="form completed on"
                            ),
                        ),
                        ("received_at", models.DateTimeField(verbose_name="received")),
                        (
                            "delivery",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("email", "E-mail"),
                                    ("post", "Post"),
                                    ("courier", "Courier"),
                                    ("collected", "Collected in person"),
                                ],
                                max_length=10,
                                verbose_name="how the permit is sent",
                            ),
                        ),
                        (
                            "applicant_is_person",
                            models.BooleanField(
                                default=False,
                                help_text="Otherwise a contact person is named.",
                                verbose_name="the applicant is a natural person",
                            ),
                        ),
                        (
                            "citizenship",
                            models.CharField(
                                blank=True,
                                help_text="For brokering; say also whether they are a permanent resident.",
                                max_length=120,
                                verbose_name="citizenship of a natural person",
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
                                max_length=20,
                                verbose_name="class of end user",
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
                        (
                            "intended_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("resale", "Commercial resale"),
                                    ("government", "End use by a government"),
                                    ("neither", "Neither: end use by another person"),
                                ],
                                max_length=10,
                                verbose_name="brokered goods are for",
                            ),
                        ),
                        (
                            "brokering_paragraph",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1(a)", "1(a): Groups 2 and 9"),
                                    (
                                        "1(b)",
                                        "1(b): a use in weapons of mass destruction is suspected",
                                    ),
                                    ("1(c)", "1(c): the Minister has so determined"),
                                ],
                                max_length=4,
                                verbose_name="paragraph of the Brokering Control List",
                            ),
                        ),
                        (
                            "shipping_point",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="factory, or first shipping point in Canada",
                            ),
                        ),
                        (
                            "supplier",
                            models.TextField(
                                blank=True,
                                help_text="Name and address of the person from whom the goods were acquired.",
                                verbose_name="supplier",
                            ),
                        ),
                        (
                            "declaration",
                            models.BooleanField(
                                default=False,
                                verbose_name="declared that the goods enter the economy of the destination and are not diverted",
                            ),
                        ),
                        (
                            "declared_by",
                            models.CharField(blank=True, max_length=150, verbose_name="signed by"),
                        ),
                        (
                            "declared_on",
                            models.DateField(blank=True, null=True, verbose_name="signed on"),
                        ),
                        (
                            "controlled_goods_status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("registered", "Controlled goods: registered under the Act"),
                                    ("exempt", "Controlled goods: exempt from registration"),
                                    (
                                        "not-subject",
                                        "Controlled goods: Part 2 does not apply to the person (s. 36)",
                                    ),
                                    (
                                        "not-controlled",
                                        "No controlled goods: declared so after reviewing the Act",
                                    ),
                                ],
                                max_length=14,
                                verbose_name="Defence Production Act",
                            ),
                        ),
                        (
                            "controlled_goods",
                            models.TextField(
                                blank=True,
                                help_text="Registration or exemption number, or the proof that Part 2 does not apply.",
                                verbose_name="proof under the Defence Production Act",
                            ),
                        ),
                        (
                            "us_controlled_goods",
                            models.BooleanField(
                                default=False,
                                help_text="They are of that origin, incorporate such goods, or were made using them.",
                                verbose_name="controlled goods of United States origin",
                            ),
                        ),
                        (
                            "us_authorization",
                            models.TextField(
                                blank=True, verbose_name="United States export authorization"
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="closed on"),
                        ),
                        (
                            "closing_reason_en",
                            models.TextField(blank=True, verbose_name="reasons given (English)"),
                        ),
                        (
                            "closing_reason_fr",
                            models.TextField(blank=True, verbose_name="reasons given (French)"),
                        ),
                        (
                            "applicant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="permits.party",
                                verbose_name="applicant",
                            ),
                        ),
                        (
                            "destination",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                help_text="Empty when the application names several: see its joint destinations.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
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
                                related_name="applications_as_end_user",
                                to="permits.party",
                                verbose_name="end user",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "exported_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country from which brokered goods are exported",
                            ),
                        ),
                        (
                            "exporter",
                            models.ForeignKey(
                                blank=True,
                                help_text="Where it is not the applicant.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.party",
                                verbose_name="exporter",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="officer",
                            ),
                        ),
                        (
                            "permit",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="application",
                                to="permits.permit",
                                verbose_name="permit",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                help_text="One that was returned or withdrawn, and that this one takes up again.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="applications.application",
                                verbose_name="earlier application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "application",
                        "verbose_name_plural": "applications",
                        "ordering": ["-received_at", "-pk"],
                        "permissions": [
                            ("import_application", "Can import applications"),
                            ("review_application", "Can review applications"),
                            (
                                "assess_application",
                                "Can assess applications under sections 7.3 and 7.4",
                            ),
                            ("decide_application", "Can decide on applications"),
                        ],
                        "default_permissions": ("view", "add"),
                        "indexes": [
                            models.Index(fields=["-received_at", "-id"], name="application_newest"),
                            models.Index(
                                fields=["status", "-received_at", "-id"],
                                name="application_by_status",
                            ),
                            models.Index(
                                fields=["destination", "-received_at", "-id"],
                                name="application_by_destination",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "received",
                                            "under-review",
                                            "returned",
                                            "withdrawn",
                                            "denied",
                                            "issued",
                                        ],
                                    )
                                ),
                                name="application_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["export", "brokering"])),
                                name="application_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("permit__isnull", False), ("status", "issued")),
                                    models.Q(
                                        models.Q(("status", "issued"), _negated=True),
                                        ("permit", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="application_issued_has_permit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status__in", ["under-review", "issued", "denied"]),
                                        _negated=True,
                                    ),
                                    ("officer__isnull", False),
                                    _connector="OR",
                                ),
                                name="application_reviewed_has_officer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status__in", ["returned", "withdrawn"]), _negated=True
                                    ),
                                    ("closed_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="application_closed_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "returned"), _negated=True),
                                    models.Q(
                                        models.Q(("closing_reason_en", ""), _negated=True),
                                        models.Q(("closing_reason_fr", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="application_returned_in_both",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationAssurance",
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
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rests_on",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                        (
                            "assurance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="permits.assurance",
                                verbose_name="assurance",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assurance of an application",
                        "verbose_name_plural": "assurances of applications",
                        "ordering": ["application", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "assurance"),
                                name="application_assurance_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationConsignee",
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
                        ("address", models.TextField(blank=True, verbose_name="address")),
                        (
                            "telephone",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="telephone number"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "fax",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="facsimile number"
                            ),
                        ),
                        (
                            "contact",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="contact person"
                            ),
                        ),
                        (
                            "contact_telephone",
                            models.CharField(
                                blank=True,
                                max_length=40,
                                verbose_name="telephone number of the contact person",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="consignee")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consignees",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.party",
                                verbose_name="party",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consignee of an application",
                        "verbose_name_plural": "consignees of applications",
                        "ordering": ["application", "position"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "position"),
                                name="application_consignee_position_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationContact",
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
                        ("address", models.TextField(blank=True, verbose_name="address")),
                        (
                            "telephone",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="telephone number"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "fax",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="facsimile number"
                            ),
                        ),
                        (
                            "contact",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="contact person"
                            ),
                        ),
                        (
                            "contact_telephone",
                            models.CharField(
                                blank=True,
                                max_length=40,
                                verbose_name="telephone number of the contact person",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("applicant", "Applicant"), ("exporter", "Exporter")],
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "contact of an application",
                        "verbose_name_plural": "contacts of applications",
                        "ordering": ["application", "role"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "role"), name="application_contact_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["applicant", "exporter"])),
                                name="application_contact_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationDestination",
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
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joint_destinations",
                                to="applications.application",
                                verbose_name="application",
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
                    ],
                    options={
                        "verbose_name": "joint destination of an application",
                        "verbose_name_plural": "joint destinations of applications",
                        "ordering": ["application", "pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "country"),
                                name="application_destination_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationDocument",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="document")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("i", "International import certificate"),
                                    ("ii", "End-use certificate"),
                                    ("iii", "End-use statement"),
                                    ("iv", "Contract of sale with the supplier"),
                                    ("v", "Contract of sale with the purchaser"),
                                    ("vi", "Commercial invoice"),
                                    ("vii", "Letter of credit or other financial document"),
                                    ("xi", "Import permit of the country of destination"),
                                    ("xii", "In-transit authorization"),
                                    ("other", "Other document"),
                                ],
                                max_length=6,
                                verbose_name="kind",
                            ),
                        ),
                        ("reference", models.CharField(max_length=120, verbose_name="reference")),
                        ("dated_on", models.DateField(blank=True, null=True, verbose_name="dated")),
                        (
                            "pointer",
                            models.CharField(
                                blank=True,
                                help_text="A file number, never the content of a classified document.",
                                max_length=200,
                                verbose_name="where it is kept",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "document of an application",
                        "verbose_name_plural": "documents of applications",
                        "ordering": ["application", "position"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "position"),
                                name="application_document_position_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "i",
                                            "ii",
                                            "iii",
                                            "iv",
                                            "v",
                                            "vi",
                                            "vii",
                                            "xi",
                                            "xii",
                                            "other",
                                        ],
                                    )
                                ),
                                name="application_document_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationImport",
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
                            "digest",
                            models.CharField(
                                error_messages={"unique": "This file was imported already."},
                                max_length=64,
                                unique=True,
                                verbose_name="SHA-256",
                            ),
                        ),
                        ("imported_at", models.DateTimeField(verbose_name="imported")),
                        ("lines_total", models.PositiveIntegerField(verbose_name="lines")),
                        ("lines_accepted", models.PositiveIntegerField(verbose_name="accepted")),
                        ("lines_rejected", models.PositiveIntegerField(verbose_name="rejected")),
                        (
                            "imported_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="imported by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import of applications",
                        "verbose_name_plural": "imports of applications",
                        "ordering": ["-pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "lines_total",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("lines_accepted"),
                                            "+",
                                            models.F("lines_rejected"),
                                        ),
                                    )
                                ),
                                name="application_import_adds_up",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationIntermediary",
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
                        ("address", models.TextField(blank=True, verbose_name="address")),
                        (
                            "telephone",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="telephone number"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "fax",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="facsimile number"
                            ),
                        ),
                        (
                            "contact",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="contact person"
                            ),
                        ),
                        (
                            "contact_telephone",
                            models.CharField(
                                blank=True,
                                max_length=40,
                                verbose_name="telephone number of the contact person",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="party")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("seller", "Seller"),
                                    ("purchaser", "Purchaser"),
                                    ("broker", "Other broker, agent or mandatary"),
                                ],
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="intermediaries",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.party",
                                verbose_name="party",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "party to a brokered transaction",
                        "verbose_name_plural": "parties to brokered transactions",
                        "ordering": ["application", "position"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "position"),
                                name="application_intermediary_position_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["seller", "purchaser", "broker"])),
                                name="application_intermediary_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationLine",
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
                        (
                            "code",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="item as written"
                            ),
                        ),
                        ("description", models.TextField(blank=True, verbose_name="description")),
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
                                verbose_name="total value",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(default="CAD", max_length=3, verbose_name="currency"),
                        ),
                        (
                            "us_content",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Its share of the total cost, where it is goods of item 5400.",
                                max_digits=5,
                                null=True,
                                verbose_name="United States content (%)",
                            ),
                        ),
                        (
                            "factory",
                            models.CharField(
                                blank=True,
                                help_text="Where it is not the one of the application.",
                                max_length=200,
                                verbose_name="factory",
                            ),
                        ),
                        (
                            "mass_kg",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                verbose_name="mass (kg)",
                            ),
                        ),
                        (
                            "volume",
                            models.CharField(
                                blank=True,
                                help_text="Where the mass is not given.",
                                max_length=60,
                                verbose_name="volume",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.controllistitem",
                                verbose_name="control-list item",
                            ),
                        ),
                        (
                            "origin",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country of origin",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "line of an application",
                        "verbose_name_plural": "lines of applications",
                        "ordering": ["application", "position"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "position"),
                                name="application_line_position_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity", None), ("quantity__gt", 0), _connector="OR"
                                ),
                                name="application_line_quantity_is_positive",
                                violation_error_message="The quantity is more than nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", None), ("value__gte", 0), _connector="OR"
                                ),
                                name="application_line_value_is_not_negative",
                                violation_error_message="The value is not negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("us_content", None),
                                    models.Q(("us_content__gte", 0), ("us_content__lte", 100)),
                                    _connector="OR",
                                ),
                                name="application_line_us_content_is_a_share",
                                violation_error_message="A share is between 0 and 100 per cent.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mass_kg", None), ("mass_kg__gte", 0), _connector="OR"
                                ),
                                name="application_line_mass_is_not_negative",
                                violation_error_message="The mass is not negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
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
                        ("question", models.TextField(verbose_name="question")),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("due_on", models.DateField(verbose_name="answer due on")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("answered", "Answered"),
                                    ("silent", "No answer"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no-objection", "No objection"),
                                    ("with-conditions", "No objection, with conditions"),
                                    ("objection", "Objection"),
                                    ("not-concerned", "Not concerned"),
                                ],
                                max_length=20,
                                verbose_name="answer",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="views and reasons")),
                        (
                            "conditions",
                            models.TextField(blank=True, verbose_name="conditions proposed"),
                        ),
                        (
                            "closed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="answered, or given up, on"
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="applications.application",
                                verbose_name="application",
                            ),
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
                                verbose_name="recorded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consultation",
                        "verbose_name_plural": "consultations",
                        "ordering": ["due_on", "pk"],
                        "permissions": [("answer_consultation", "Can answer consultations")],
                        "default_permissions": ("view",),
                        "indexes": [
                            models.Index(fields=["status", "due_on"], name="consultation_due")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("asked_on"))),
                                name="consultation_runs_forward",
                                violation_error_message="The answer would be due before it is asked for.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on", None),
                                    ("closed_on__gte", models.F("asked_on")),
                                    _connector="OR",
                                ),
                                name="consultation_closed_after_asked",
                                violation_error_message="The answer would be of a day before the question.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer", ""),
                                    (
                                        "answer__in",
                                        [
                                            "no-objection",
                                            "with-conditions",
                                            "objection",
                                            "not-concerned",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_answer_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("closed_by", None),
                                        ("closed_on", None),
                                        ("status", "open"),
                                    ),
                                    models.Q(
                                        (
                                            "answer__in",
                                            [
                                                "no-objection",
                                                "with-conditions",
                                                "objection",
                                                "not-concerned",
                                            ],
                                        ),
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        ("status", "answered"),
                                    ),
                                    models.Q(
                                        ("answer", ""),
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        ("status", "silent"),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_is_closed_whole",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "open")),
                                fields=("application", "office"),
                                name="consultation_open_once_per_office",
                                violation_error_message="This office is being consulted already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CriterionAssessment",
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
                            "criterion",
                            models.CharField(
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
                                verbose_name="criterion",
                            ),
                        ),
                        (
                            "risk_before",
                            models.CharField(
                                choices=[
                                    ("none", "None found"),
                                    ("low", "Low"),
                                    ("moderate", "Moderate"),
                                    ("substantial", "Substantial risk"),
                                ],
                                max_length=12,
                                verbose_name="risk",
                            ),
                        ),
                        ("analysis", models.TextField(verbose_name="analysis")),
                        (
                            "mitigation",
                            models.TextField(
                                help_text="Write that there are none if none could be found.",
                                verbose_name="mitigating measures considered",
                            ),
                        ),
                        (
                            "risk_after",
                            models.CharField(
                                choices=[
                                    ("none", "None found"),
                                    ("low", "Low"),
                                    ("moderate", "Moderate"),
                                    ("substantial", "Substantial risk"),
                                ],
                                max_length=12,
                                verbose_name="risk that remains after them",
                            ),
                        ),
                        ("assessed_at", models.DateTimeField(verbose_name="assessed")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                        (
                            "assessed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="assessed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assessment of a criterion",
                        "verbose_name_plural": "assessments of criteria",
                        "ordering": ["application", "criterion"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "criterion"), name="criterion_assessed_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("criterion__in", ["a", "b-i", "b-ii", "b-iii", "b-iv", "b-v"])
                                ),
                                name="criterion_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("risk_before__in", ["none", "low", "moderate", "substantial"]),
                                    ("risk_after__in", ["none", "low", "moderate", "substantial"]),
                                ),
                                name="criterion_risks_are_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("analysis", ""), _negated=True),
                                    models.Q(("mitigation", ""), _negated=True),
                                ),
                                name="criterion_is_answered_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Determination",
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
                        ("substantial_risk", models.BooleanField(verbose_name="substantial risk")),
                        ("reasons_en", models.TextField(verbose_name="reasons (English)")),
                        ("reasons_fr", models.TextField(verbose_name="reasons (French)")),
                        ("made_at", models.DateTimeField(verbose_name="made")),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="determination",
                                to="applications.application",
                                verbose_name="application",
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
                        "verbose_name": "determination under section 7.4",
                        "verbose_name_plural": "determinations under section 7.4",
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reasons_en", ""), _negated=True),
                                    models.Q(("reasons_fr", ""), _negated=True),
                                ),
                                name="determination_is_reasoned_in_both",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExemptionClaim",
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
                                    ("claimed", "Claimed"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                ],
                                default="claimed",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "evidence",
                            models.TextField(
                                help_text="What is said to show it, and on which documents.",
                                verbose_name="evidence",
                            ),
                        ),
                        ("claimed_on", models.DateField(verbose_name="claimed on")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="decided"),
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
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="claim recorded by",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decision recorded by",
                            ),
                        ),
                        (
                            "decided_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.appointment",
                                verbose_name="decided for",
                            ),
                        ),
                        (
                            "exemption",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="regime.exemption",
                                verbose_name="exemption",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "exemption claim",
                        "verbose_name_plural": "exemption claims",
                        "ordering": ["pk"],
                        "permissions": [("decide_exemption", "Can decide on exemptions")],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at", None),
                                        ("decided_by", None),
                                        ("decided_for", None),
                                        ("status", "claimed"),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("decided_for__isnull", False),
                                        ("status__in", ["granted", "refused"]),
                                        models.Q(("reasons_en", ""), _negated=True),
                                        models.Q(("reasons_fr", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="exemption_claim_decision_is_whole",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["claimed", "granted"])),
                                fields=("application", "exemption"),
                                name="exemption_claimed_once",
                                violation_error_message="This exemption is claimed already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAmendmentCondition",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "withdrawn",
                            models.PositiveBigIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="version of the condition to withdraw",
                            ),
                        ),
                        ("text_en", models.TextField(blank=True, verbose_name="text (English)")),
                        ("text_fr", models.TextField(blank=True, verbose_name="text (French)")),
                        (
                            "report_within_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
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
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.amendmentrequest",
                                verbose_name="request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical condition to add or withdraw",
                        "verbose_name_plural": "historical conditions to add or withdraw",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_amendmentcondition")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAmendmentConsignee",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "withdrawn",
                            models.PositiveBigIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="version of the consignee to withdraw",
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
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.amendmentrequest",
                                verbose_name="request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical consignee to add or withdraw",
                        "verbose_name_plural": "historical consignees to add or withdraw",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_amendmentconsignee")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAmendmentLine",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "version",
                            models.PositiveBigIntegerField(verbose_name="version of the line"),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                verbose_name="new quantity",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                verbose_name="new value",
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
                        (
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.amendmentrequest",
                                verbose_name="request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical line to amend",
                        "verbose_name_plural": "historical lines to amend",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_amendmentline")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAmendmentRequest",
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
                            "version",
                            models.PositiveBigIntegerField(verbose_name="version of the permit"),
                        ),
                        (
                            "own_motion",
                            models.BooleanField(
                                default=False, verbose_name="on the Minister's own motion"
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="received on")),
                        (
                            "requested_by",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="requested by"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("en-ca", "English"), ("fr-ca", "French")],
                                max_length=5,
                                verbose_name="language of the request",
                            ),
                        ),
                        ("terms", models.TextField(verbose_name="terms or conditions named")),
                        (
                            "grounds",
                            models.TextField(verbose_name="reasons given for the amendment"),
                        ),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="new expiry"),
                        ),
                        ("end_use", models.TextField(blank=True, verbose_name="new end use")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "To be decided"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                ],
                                default="received",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="decided"),
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
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decision recorded by",
                            ),
                        ),
                        (
                            "decided_for",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.appointment",
                                verbose_name="decided in the name of",
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
                                verbose_name="order",
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
                    ],
                    options={
                        "verbose_name": "historical request to amend a permit",
                        "verbose_name_plural": "historical requests to amend permits",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_amendmentrequest")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalApplication",
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
                                    ("export", "Individual export permit"),
                                    ("brokering", "Individual brokering permit"),
                                ],
                                default="export",
                                max_length=10,
                                verbose_name="permit applied for",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "Received"),
                                    ("under-review", "Under review"),
                                    ("returned", "Returned"),
                                    ("withdrawn", "Withdrawn"),
                                    ("denied", "Denied"),
                                    ("issued", "Permit issued"),
                                ],
                                default="received",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("en-ca", "English"), ("fr-ca", "French")],
                                default="en-ca",
                                max_length=5,
                                verbose_name="language of the application",
                            ),
                        ),
                        (
                            "completed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="form completed on"
                            ),
                        ),
                        ("received_at", models.DateTimeField(verbose_name="received")),
                        (
                            "delivery",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("email", "E-mail"),
                                    ("post", "Post"),
                                    ("courier", "Courier"),
                                    ("collected", "Collected in person"),
                                ],
                                max_length=10,
                                verbose_name="how the permit is sent",
                            ),
                        ),
                        (
                            "applicant_is_person",
                            models.BooleanField(
                                default=False,
                                help_text="Otherwise a contact person is named.",
                                verbose_name="the applicant is a natural person",
                            ),
                        ),
                        (
                            "citizenship",
                            models.CharField(
                                blank=True,
                                help_text="For brokering; say also whether they are a permanent resident.",
                                max_length=120,
                                verbose_name="citizenship of a natural person",
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
                                max_length=20,
                                verbose_name="class of end user",
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
                        (
                            "intended_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("resale", "Commercial resale"),
                                    ("government", "End use by a government"),
                                    ("neither", "Neither: end use by another person"),
                                ],
                                max_length=10,
                                verbose_name="brokered goods are for",
                            ),
                        ),
                        (
                            "brokering_paragraph",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1(a)", "1(a): Groups 2 and 9"),
                                    (
                                        "1(b)",
                                        "1(b): a use in weapons of mass destruction is suspected",
                                    ),
                                    ("1(c)", "1(c): the Minister has so determined"),
                                ],
                                max_length=4,
                                verbose_name="paragraph of the Brokering Control List",
                            ),
                        ),
                        (
                            "shipping_point",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="factory, or first shipping point in Canada",
                            ),
                        ),
                        (
                            "supplier",
                            models.TextField(
                                blank=True,
                                help_text="Name and address of the person from whom the goods were acquired.",
                                verbose_name="supplier",
                            ),
                        ),
                        (
                            "declaration",
                            models.BooleanField(
                                default=False,
                                verbose_name="declared that the goods enter the economy of the destination and are not diverted",
                            ),
                        ),
                        (
                            "declared_by",
                            models.CharField(blank=True, max_length=150, verbose_name="signed by"),
                        ),
                        (
                            "declared_on",
                            models.DateField(blank=True, null=True, verbose_name="signed on"),
                        ),
                        (
                            "controlled_goods_status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("registered", "Controlled goods: registered under the Act"),
                                    ("exempt", "Controlled goods: exempt from registration"),
                                    (
                                        "not-subject",
                                        "Controlled goods: Part 2 does not apply to the person (s. 36)",
                                    ),
                                    (
                                        "not-controlled",
                                        "No controlled goods: declared so after reviewing the Act",
                                    ),
                                ],
                                max_length=14,
                                verbose_name="Defence Production Act",
                            ),
                        ),
                        (
                            "controlled_goods",
                            models.TextField(
                                blank=True,
                                help_text="Registration or exemption number, or the proof that Part 2 does not apply.",
                                verbose_name="proof under the Defence Production Act",
                            ),
                        ),
                        (
                            "us_controlled_goods",
                            models.BooleanField(
                                default=False,
                                help_text="They are of that origin, incorporate such goods, or were made using them.",
                                verbose_name="controlled goods of United States origin",
                            ),
                        ),
                        (
                            "us_authorization",
                            models.TextField(
                                blank=True, verbose_name="United States export authorization"
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="closed on"),
                        ),
                        (
                            "closing_reason_en",
                            models.TextField(blank=True, verbose_name="reasons given (English)"),
                        ),
                        (
                            "closing_reason_fr",
                            models.TextField(blank=True, verbose_name="reasons given (French)"),
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
                            "applicant",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.party",
                                verbose_name="applicant",
                            ),
                        ),
                        (
                            "destination",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Empty when the application names several: see its joint destinations.",
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
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
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
                            "exported_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country from which brokered goods are exported",
                            ),
                        ),
                        (
                            "exporter",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Where it is not the applicant.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.party",
                                verbose_name="exporter",
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
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="officer",
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
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="One that was returned or withdrawn, and that this one takes up again.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="earlier application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical application",
                        "verbose_name_plural": "historical applications",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_application")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalApplicationAssurance",
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
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
                        "verbose_name": "historical assurance of an application",
                        "verbose_name_plural": "historical assurances of applications",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                fields=["id", "-history_id"], name="h_applicationassurance"
                            )
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalApplicationConsignee",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("address", models.TextField(blank=True, verbose_name="address")),
                        (
                            "telephone",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="telephone number"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "fax",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="facsimile number"
                            ),
                        ),
                        (
                            "contact",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="contact person"
                            ),
                        ),
                        (
                            "contact_telephone",
                            models.CharField(
                                blank=True,
                                max_length=40,
                                verbose_name="telephone number of the contact person",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="consignee")),
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
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
                    ],
                    options={
                        "verbose_name": "historical consignee of an application",
                        "verbose_name_plural": "historical consignees of applications",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                fields=["id", "-history_id"], name="h_applicationconsignee"
                            )
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalApplicationContact",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("address", models.TextField(blank=True, verbose_name="address")),
                        (
                            "telephone",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="telephone number"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "fax",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="facsimile number"
                            ),
                        ),
                        (
                            "contact",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="contact person"
                            ),
                        ),
                        (
                            "contact_telephone",
                            models.CharField(
                                blank=True,
                                max_length=40,
                                verbose_name="telephone number of the contact person",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("applicant", "Applicant"), ("exporter", "Exporter")],
                                max_length=10,
                                verbose_name="role",
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
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
                        "verbose_name": "historical contact of an application",
                        "verbose_name_plural": "historical contacts of applications",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_applicationcontact")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalApplicationDestination",
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
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
                        "verbose_name": "historical joint destination of an application",
                        "verbose_name_plural": "historical joint destinations of applications",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                fields=["id", "-history_id"], name="h_applicationdestination"
                            )
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalApplicationDocument",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveSmallIntegerField(verbose_name="document")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("i", "International import certificate"),
                                    ("ii", "End-use certificate"),
                                    ("iii", "End-use statement"),
                                    ("iv", "Contract of sale with the supplier"),
                                    ("v", "Contract of sale with the purchaser"),
                                    ("vi", "Commercial invoice"),
                                    ("vii", "Letter of credit or other financial document"),
                                    ("xi", "Import permit of the country of destination"),
                                    ("xii", "In-transit authorization"),
                                    ("other", "Other document"),
                                ],
                                max_length=6,
                                verbose_name="kind",
                            ),
                        ),
                        ("reference", models.CharField(max_length=120, verbose_name="reference")),
                        ("dated_on", models.DateField(blank=True, null=True, verbose_name="dated")),
                        (
                            "pointer",
                            models.CharField(
                                blank=True,
                                help_text="A file number, never the content of a classified document.",
                                max_length=200,
                                verbose_name="where it is kept",
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
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
                        "verbose_name": "historical document of an application",
                        "verbose_name_plural": "historical documents of applications",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_applicationdocument")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalApplicationImport",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("file_name", models.CharField(max_length=200, verbose_name="file")),
                        (
                            "digest",
                            models.CharField(
                                error_messages={"unique": "This file was imported already."},
                                max_length=64,
                                verbose_name="SHA-256",
                            ),
                        ),
                        ("imported_at", models.DateTimeField(verbose_name="imported")),
                        ("lines_total", models.PositiveIntegerField(verbose_name="lines")),
                        ("lines_accepted", models.PositiveIntegerField(verbose_name="accepted")),
                        ("lines_rejected", models.PositiveIntegerField(verbose_name="rejected")),
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
                            "imported_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="imported by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical import of applications",
                        "verbose_name_plural": "historical imports of applications",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_applicationimport")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalApplicationIntermediary",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("address", models.TextField(blank=True, verbose_name="address")),
                        (
                            "telephone",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="telephone number"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "fax",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="facsimile number"
                            ),
                        ),
                        (
                            "contact",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="contact person"
                            ),
                        ),
                        (
                            "contact_telephone",
                            models.CharField(
                                blank=True,
                                max_length=40,
                                verbose_name="telephone number of the contact person",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="party")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("seller", "Seller"),
                                    ("purchaser", "Purchaser"),
                                    ("broker", "Other broker, agent or mandatary"),
                                ],
                                max_length=10,
                                verbose_name="role",
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
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
                    ],
                    options={
                        "verbose_name": "historical party to a brokered transaction",
                        "verbose_name_plural": "historical parties to brokered transactions",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                fields=["id", "-history_id"], name="h_applicationintermediary"
                            )
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalApplicationLine",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveIntegerField(verbose_name="line")),
                        (
                            "code",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="item as written"
                            ),
                        ),
                        ("description", models.TextField(blank=True, verbose_name="description")),
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
                                verbose_name="total value",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(default="CAD", max_length=3, verbose_name="currency"),
                        ),
                        (
                            "us_content",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Its share of the total cost, where it is goods of item 5400.",
                                max_digits=5,
                                null=True,
                                verbose_name="United States content (%)",
                            ),
                        ),
                        (
                            "factory",
                            models.CharField(
                                blank=True,
                                help_text="Where it is not the one of the application.",
                                max_length=200,
                                verbose_name="factory",
                            ),
                        ),
                        (
                            "mass_kg",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                verbose_name="mass (kg)",
                            ),
                        ),
                        (
                            "volume",
                            models.CharField(
                                blank=True,
                                help_text="Where the mass is not given.",
                                max_length=60,
                                verbose_name="volume",
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
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
                            "origin",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="permits.country",
                                verbose_name="country of origin",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical line of an application",
                        "verbose_name_plural": "historical lines of applications",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_applicationline")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConsultation",
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
                        ("question", models.TextField(verbose_name="question")),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("due_on", models.DateField(verbose_name="answer due on")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("answered", "Answered"),
                                    ("silent", "No answer"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no-objection", "No objection"),
                                    ("with-conditions", "No objection, with conditions"),
                                    ("objection", "Objection"),
                                    ("not-concerned", "Not concerned"),
                                ],
                                max_length=20,
                                verbose_name="answer",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="views and reasons")),
                        (
                            "conditions",
                            models.TextField(blank=True, verbose_name="conditions proposed"),
                        ),
                        (
                            "closed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="answered, or given up, on"
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
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
                                verbose_name="recorded by",
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
                        "verbose_name": "historical consultation",
                        "verbose_name_plural": "historical consultations",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_consultation")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCriterionAssessment",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "criterion",
                            models.CharField(
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
                                verbose_name="criterion",
                            ),
                        ),
                        (
                            "risk_before",
                            models.CharField(
                                choices=[
                                    ("none", "None found"),
                                    ("low", "Low"),
                                    ("moderate", "Moderate"),
                                    ("substantial", "Substantial risk"),
                                ],
                                max_length=12,
                                verbose_name="risk",
                            ),
                        ),
                        ("analysis", models.TextField(verbose_name="analysis")),
                        (
                            "mitigation",
                            models.TextField(
                                help_text="Write that there are none if none could be found.",
                                verbose_name="mitigating measures considered",
                            ),
                        ),
                        (
                            "risk_after",
                            models.CharField(
                                choices=[
                                    ("none", "None found"),
                                    ("low", "Low"),
                                    ("moderate", "Moderate"),
                                    ("substantial", "Substantial risk"),
                                ],
                                max_length=12,
                                verbose_name="risk that remains after them",
                            ),
                        ),
                        ("assessed_at", models.DateTimeField(verbose_name="assessed")),
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                        (
                            "assessed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="assessed by",
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
                        "verbose_name": "historical assessment of a criterion",
                        "verbose_name_plural": "historical assessments of criteria",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_criterionassessment")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDetermination",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        ("substantial_risk", models.BooleanField(verbose_name="substantial risk")),
                        ("reasons_en", models.TextField(verbose_name="reasons (English)")),
                        ("reasons_fr", models.TextField(verbose_name="reasons (French)")),
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
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
                    ],
                    options={
                        "verbose_name": "historical determination under section 7.4",
                        "verbose_name_plural": "historical determinations under section 7.4",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_determination")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalExemptionClaim",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("claimed", "Claimed"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                ],
                                default="claimed",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "evidence",
                            models.TextField(
                                help_text="What is said to show it, and on which documents.",
                                verbose_name="evidence",
                            ),
                        ),
                        ("claimed_on", models.DateField(verbose_name="claimed on")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="decided"),
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="claim recorded by",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decision recorded by",
                            ),
                        ),
                        (
                            "decided_for",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.appointment",
                                verbose_name="decided for",
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
                            "exemption",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="regime.exemption",
                                verbose_name="exemption",
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
                        "verbose_name": "historical exemption claim",
                        "verbose_name_plural": "historical exemption claims",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_id"], name="h_exemptionclaim")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRuling",
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
                                    ("issue", "Issue the permit"),
                                    ("deny", "Deny the permit"),
                                    ("return", "Return to the applicant"),
                                ],
                                max_length=10,
                                verbose_name="decision",
                            ),
                        ),
                        ("reasons_en", models.TextField(verbose_name="reasons (English)")),
                        ("reasons_fr", models.TextField(verbose_name="reasons (French)")),
                        ("decided_at", models.DateTimeField(verbose_name="decided")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                editable=False,
                                verbose_name="recorded",
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
                            "application",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decision recorded by",
                            ),
                        ),
                        (
                            "decided_for",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.appointment",
                                verbose_name="decided for",
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
                                verbose_name="order",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical decision on an application",
                        "verbose_name_plural": "historical decisions on applications",
                        "ordering": ["-history_id"],
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["id", "-history_id"], name="h_ruling")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ImportedApplicationLine",
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
                            "column",
                            models.CharField(blank=True, max_length=60, verbose_name="column"),
                        ),
                        ("value", models.TextField(blank=True, verbose_name="value")),
                        (
                            "problem",
                            models.CharField(blank=True, max_length=40, verbose_name="problem"),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imported_lines",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                        (
                            "application_import",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="applications.applicationimport",
                                verbose_name="import",
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
                        "verbose_name": "imported line of applications",
                        "verbose_name_plural": "imported lines of applications",
                        "ordering": ["application_import", "line"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("application__isnull", False), ("problem", "")),
                                    models.Q(
                                        models.Q(("problem", ""), _negated=True),
                                        ("application", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="imported_application_line_says_why",
                            ),
                            models.UniqueConstraint(
                                fields=("application_import", "line"),
                                name="imported_application_line_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ruling",
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
                                    ("issue", "Issue the permit"),
                                    ("deny", "Deny the permit"),
                                    ("return", "Return to the applicant"),
                                ],
                                max_length=10,
                                verbose_name="decision",
                            ),
                        ),
                        ("reasons_en", models.TextField(verbose_name="reasons (English)")),
                        ("reasons_fr", models.TextField(verbose_name="reasons (French)")),
                        ("decided_at", models.DateTimeField(verbose_name="decided")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                editable=False,
                                verbose_name="recorded",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rulings",
                                to="applications.application",
                                verbose_name="application",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decision recorded by",
                            ),
                        ),
                        (
                            "decided_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rulings",
                                to="accounts.appointment",
                                verbose_name="decided for",
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ruling",
                                to="permits.order",
                                verbose_name="order",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "decision on an application",
                        "verbose_name_plural": "decisions on applications",
                        "ordering": ["pk"],
                        "default_permissions": ("view",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["issue", "deny", "return"])),
                                name="ruling_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reasons_en", ""), _negated=True),
                                    models.Q(("reasons_fr", ""), _negated=True),
                                ),
                                name="ruling_is_reasoned_in_both",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "issue"), ("order__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "issue"), _negated=True), ("order", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="ruling_issues_by_an_order",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind__in", ["issue", "deny"])),
                                fields=("application",),
                                name="application_decided_once",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
