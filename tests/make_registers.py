"""Register files for tests: a few lines under the standard columns, or the Dutch ones."""

import csv
import io

from django.core.files.base import ContentFile

STANDARD = {
    "reference": "EX-1",
    "kind": "export",
    "holder": "Optics Ltd.",
    "destination": "TR",
    "consignee": "DE",
    "end_user": "Ministry of Defence",
    "item": "2-15.d",
    "description": "Imaging sensor",
    "quantity": "4",
    "unit": "each",
    "value": "1250000.00",
    "currency": "CAD",
    "issued_on": "2019-06-03",
    "valid_from": "2019-06-10",
    "valid_until": "2023-06-02",
}
DUTCH = {
    "afgifte datum": "01/31/2012",
    "nummer": "28000001",
    "SGP": "ML15d     ",
    "goederen omschrijving": "Thermische camera",
    "D/T": "D",
    "Verl.": "N",
    "land van bestemming": "DUITSLAND",
    "land van eindbestemming": "TURKIJE",
    "waarde (€)": "95000",
    "verval datum": "01/31/2013",
}


def written(columns, *lines):
    """A file whose lines say what the columns say, but for what each line says otherwise."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows({**columns, **line} for line in lines)
    return text.getvalue().encode()


def standard(*lines, name="register.csv"):
    return ContentFile(written(STANDARD, *lines), name=name)


def dutch(*lines, name="uitvoer.csv"):
    return ContentFile(written(DUTCH, *lines), name=name)
