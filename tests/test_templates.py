"""What the shared templates promise: forms that read aloud, refusals that are never silent."""

import datetime as dt
import re
from dataclasses import dataclass

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation


@dataclass
class Reason:
    """A reason against an act, as rules give them."""

    label: str


class OrderForm(forms.Form):
    """A form with a field of each kind."""

    number = forms.CharField(help_text="As printed on the permit.")
    effective_on = forms.DateField()
    effective_at = forms.DateTimeField()
    office = forms.ChoiceField(choices=[("", "–"), ("1", "Export Controls")])
    ground = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[("a", "Assurance"), ("b", "Other")],
        help_text="Say which.",
    )
    reason = forms.CharField(widget=forms.Textarea, required=False)
    count = forms.IntegerField()
    signed_text = forms.FileField()
    read = forms.BooleanField(label="I have read the list")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        raise ValidationError("The order is not signed.")


def refused_form():
    return OrderForm({"number": "", "effective_on": "2020-13-45"})


def attributes(html, name):
    """Return the attributes of the first element with a name."""
    tag = re.search(rf'<\w+ [^>]*name="{name}"[^>]*>', html).group()
    return dict(re.findall(r'([\w-]+)="([^"]*)"', tag))


def test_every_visible_field_has_a_label_or_stands_in_a_named_group():
    html = OrderForm().as_div()

    for field in OrderForm():
        if field.is_hidden:
            assert f'for="{field.auto_id}"' not in html
        elif field.use_fieldset and field.name != "signed_text":
            assert re.search(rf"<legend[^>]*>{field.label}", html)
        else:
            assert f'for="{field.auto_id}"' in html


def test_a_hint_and_an_error_are_read_with_their_field():
    html = refused_form().as_div()

    assert attributes(html, "number")["aria-describedby"] == "id_number_helptext id_number_error"
    assert attributes(html, "number")["aria-invalid"] == "true"
    assert 'aria-describedby="id_ground_helptext id_ground_error"' in html
    for described in re.findall(r'aria-describedby="([^"]*)"', html):
        for identifier in described.split():
            assert html.count(f'id="{identifier}"') == 1


def test_what_was_typed_stays():
    html = OrderForm({"number": "XP-1", "reason": "Because", "office": "1", "ground": "b"}).as_div()

    assert attributes(html, "number")["value"] == "XP-1"
    assert "Because</textarea>" in html
    assert '<option value="1" selected>' in html
    assert re.search(r'value="b"[^>]*checked', html)


def test_only_a_field_that_may_stay_empty_is_marked():
    html = OrderForm().as_div()

    assert html.count("(optional)") == 1
    assert re.search(r"Reason\s*<span", html)


def test_days_and_moments_have_the_field_of_the_browser_in_either_language():
    initial = {
        "effective_on": dt.date(2020, 10, 5),
        "effective_at": dt.datetime(2020, 10, 5, 13, 30, tzinfo=dt.UTC),
    }

    for language in ("en-ca", "fr-ca"):
        with translation.override(language):
            html = OrderForm(initial=initial).as_div()
        assert attributes(html, "effective_on")["type"] == "date"
        assert attributes(html, "effective_on")["value"] == "2020-10-05"
        assert attributes(html, "effective_at")["type"] == "datetime-local"
        assert attributes(html, "effective_at")["value"] == "2020-10-05 09:30:00"


def test_the_error_summary_leads_to_a_field_that_takes_focus():
    form = refused_form()
    summary = render_to_string("components/errors.html", {"form": form})
    page = form.as_div()

    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets[:2] == ["id_number", "id_effective_on"]
    assert "id_ground_0" in targets
    for target in targets:
        assert re.search(rf'<(input|select|textarea) [^>]*id="{target}"', page)
    assert "The order is not signed." in summary
    assert "Version" in summary


def test_a_form_without_errors_has_no_summary():
    assert render_to_string("components/errors.html", {"form": OrderForm()}).strip() == ""


def test_an_act_that_is_possible_is_a_link():
    html = render_to_string(
        "components/act.html", {"url": "/x/", "label": "Cancel", "refusals": []}
    )

    assert '<a href="/x/"' in html
    assert "disabled" not in html


def test_an_act_that_is_not_possible_is_shown_with_every_reason():
    html = render_to_string(
        "components/act.html",
        {
            "url": "/x/",
            "label": "Cancel",
            "intro": "Cannot be cancelled:",
            "refusals": [Reason("The order is not signed."), Reason("The permit expired.")],
        },
    )

    assert "/x/" not in html
    assert re.search(r"<button[^>]*disabled", html)
    assert re.findall(r"<li>([^<]*)</li>", html) == [
        "The order is not signed.",
        "The permit expired.",
    ]
    assert "Cannot be cancelled:" in html


def test_what_people_typed_is_never_markup():
    html = render_to_string(
        "components/timeline.html",
        {
            "events": [
                {"when": timezone.now(), "title": "<b>x</b>", "by": "<i>", "text": "<script>"}
            ]
        },
    )

    assert "<b>" not in html
    assert "<i>" not in html
    assert "<script>" not in html


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
@pytest.mark.parametrize("language", ["en-ca", "fr-ca"])
def test_the_pages_of_last_resort_need_no_request(name, language):
    with translation.override(language):
        html = get_template(name).render()

    assert f'<html lang="{language}">' in html
    assert html.count("<h1") == 1


def test_no_template_of_ours_carries_style_or_script_of_its_own():
    root = settings.TEMPLATES[0]["DIRS"][0]
    forbidden = re.compile(
        r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|\|\s*safe\b|javascript:"
    )

    pages = list(root.rglob("*.html"))
    assert pages
    assert [str(page) for page in pages if forbidden.search(page.read_text())] == []
