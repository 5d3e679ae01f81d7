"""A file kept with an item before files had records of their own is given one."""

from django.db import migrations


def give_files_records(apps, schema_editor):
    """The columns of the item stay: earlier entries are sealed over them."""
    using = schema_editor.connection.alias
    evidence = apps.get_model("investigations", "Evidence").objects.using(using)
    kept = apps.get_model("investigations", "EvidenceFile").objects.using(using)
    verified = apps.get_model("investigations", "CustodyEvent").objects.using(using)
    # The newest verification of each item: a mismatch stays one.
    newest = dict(
        verified.filter(kind__in=["matched", "mismatched"])
        .order_by("pk")
        .values_list("evidence", "kind")
    )
    kept.bulk_create(
        kept.model(
            evidence=item,
            name=item.file_name,
            size=max(item.file_size, 1),
            digest=item.digest,
            media_type="application/octet-stream",
            altered=newest.get(item.pk) == "mismatched",
        )
        for item in evidence.exclude(digest="").exclude(files__role="original").order_by("pk")
    )


class Migration(migrations.Migration):
    dependencies = [("investigations", "0002_custody_analysis_and_reports")]

    operations = [migrations.RunPython(give_files_records, migrations.RunPython.noop)]
