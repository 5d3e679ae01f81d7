"""What is checked after shipment, and how permits were used: the acts, each on a permit's page."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from permits import actions
from permits.forms.verifying import (
    DeliveryForm,
    ResultForm,
    UtilizationForm,
    VerificationForm,
)
from permits.models import Permit, Verification
from permits.rules import assuring


@permission_required("permits.record_verification", raise_exception=True)
def verification_request(request, reference):
    """Ask a party to verify goods that were shipped."""
    permit = _permit(request, reference)
    asked_of = permit.end_user.name if permit.end_user else ""
    form = VerificationForm(request.POST or None, permit=permit, initial={"asked_of": asked_of})
    if form.is_valid():
        try:
            asked = actions.request_verification(permit, **_facts(form), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            words = _("Verification %(number)s is requested.") % {"number": asked}
            messages.success(request, words)
            return redirect(asked)
    return _act(
        request,
        permit,
        form,
        heading=_("Request a post-shipment verification"),
        label=_("Record the request"),
        refusals=assuring.against_verifying(permit),
    )


@permission_required("permits.record_verification", raise_exception=True)
def verification_result(request, number):
    """Record what a verification found, or that nobody answered."""
    verification = _verification(request, number)
    form = ResultForm(request.POST or None)
    if form.is_valid():
        try:
            actions.record_verification(verification, **_facts(form), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            words = _("The result of %(number)s is recorded.") % {"number": verification}
            messages.success(request, words)
            return redirect(verification)
    return _act(
        request,
        verification.permit,
        form,
        heading=_("Record the result of a verification"),
        label=_("Record the result"),
        refusals=assuring.against_adding_result(verification),
        verification=verification,
    )


@permission_required("permits.record_verification", raise_exception=True)
def delivery_new(request, reference):
    """Record a certificate of delivery."""
    permit = _permit(request, reference)
    form = DeliveryForm(request.POST or None, permit=permit)
    if form.is_valid():
        try:
            delivery = actions.record_delivery(**_facts(form), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            words = _("Delivery verification %(certificate)s is recorded.")
            messages.success(request, words % {"certificate": delivery})
            return redirect(f"{permit.get_absolute_url()}#verifications")
    return _act(
        request,
        permit,
        form,
        heading=_("Record a delivery verification"),
        label=_("Record the delivery"),
        refusals=assuring.against_verifying(permit),
    )


@permission_required("permits.record_verification", raise_exception=True)
def utilization_new(request, reference):
    """Record the holder's report on the use of a permit."""
    permit = _permit(request, reference)
    form = UtilizationForm(request.POST or None, permit=permit)
    if form.is_valid():
        try:
            report = actions.record_utilization(permit, **_facts(form), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            words = _("The utilization report for %(period)s is recorded.")
            messages.success(request, words % {"period": report})
            return redirect(f"{permit.get_absolute_url()}#verifications")
    return _act(
        request,
        permit,
        form,
        heading=_("Record a utilization report"),
        label=_("Record the report"),
        refusals=assuring.against_reporting(permit),
    )


def _permit(request, reference):
    visible = Permit.objects.visible_to(request.user).select_related("holder", "end_user")
    return get_object_or_404(visible, reference=reference)


def _verification(request, number):
    visible = Verification.objects.visible_to(request.user).select_related(
        "permit__holder", "asked_of", "shipment", "undertaking__assurance"
    )
    return get_object_or_404(visible, number=number)


def _facts(form):
    """What a form says, as the action takes it."""
    return dict(form.cleaned_data)


def _act(request, permit, form, *, heading, label, refusals, **more):
    """The page of an act on a permit: its form, or everything that stands against it."""
    crumbs = [
        (_("Home"), reverse("home")),
        (_("Register"), reverse("permits:permit_list")),
        (str(permit), permit.get_absolute_url()),
        (heading, ""),
    ]
    context = {
        "permit": permit,
        "form": form,
        "heading": heading,
        "label": label,
        "refusals": refusals,
        "crumbs": crumbs,
        **more,
    }
    return render(request, "permits/verifying.html", context)
