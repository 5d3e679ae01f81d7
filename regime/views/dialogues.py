"""Pages of dialogues: the list, one dialogue, and what is put on its record."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from permits.paging import page_of
from regime.actions import dialogues as actions
from regime.filters import DialogueFilter
from regime.forms.dialogues import (
    CommitmentForm,
    ConclusionForm,
    DialogueForm,
    FollowUpForm,
    MeetingForm,
)
from regime.models import Commitment, Dialogue, FollowUp, MeasureVersion, Meeting, Precondition
from regime.models.dialogues import Side
from regime.rules import dialogues as rules


def found(request, number):
    """The dialogue of this number, for those who may see it."""
    visible = Dialogue.objects.visible_to(request.user).with_state(timezone.localdate())
    related = visible.select_related("country", "opened_by", "closed_by", "precondition__version")
    return get_object_or_404(related, number=number)


@permission_required("regime.view_dialogue", raise_exception=True)
def dialogue_list(request):
    visible = Dialogue.objects.visible_to(request.user).with_state(timezone.localdate())
    asked = DialogueFilter(
        request.GET, queryset=visible.select_related("country", "precondition__version__measure")
    )
    page = page_of(asked.qs, keys=["-pk"], query=request.GET)
    return render(request, "regime/dialogue_list.html", {"filter": asked, "page": page})


@permission_required("regime.view_dialogue", raise_exception=True)
def dialogue_detail(request, number):
    dialogue = found(request, number)
    meetings = list(_meetings(dialogue))
    return render(
        request,
        "regime/dialogue_detail.html",
        {
            "dialogue": dialogue,
            "meetings": meetings,
            "agreed": [row for meeting in meetings for row in meeting.agreed.all()],
            "commitments": _commitments(dialogue),
            "preconditions": dialogue.preconditions(),
            "against_changing": rules.against_changing(dialogue),
            "against_closing": rules.against_closing(dialogue),
            "crumbs": crumbs(dialogue),
        },
    )


def _meetings(dialogue):
    """The meetings, the newest first, each with its offices by side."""
    related = Meeting.objects.filter(dialogue=dialogue).select_related("entry")
    known = related.prefetch_related("participants", "agreed__assurance__issuer")
    for meeting in known.order_by("-held_on", "-pk"):
        present = meeting.participants.all()
        sides = [(side.label, [one for one in present if one.side == side]) for side in Side]
        meeting.sides = [(label, offices) for label, offices in sides if offices]
        yield meeting


def _commitments(dialogue):
    followed = Prefetch("follow_ups", FollowUp.objects.select_related("entry").order_by("-pk"))
    return dialogue.commitments.select_related("meeting").prefetch_related(followed)


@permission_required("regime.keep_dialogue", raise_exception=True)
def dialogue_new(request):
    versions = MeasureVersion.objects.visible_to(request.user).approved()
    offered = Precondition.objects.filter(version__in=versions).select_related("version__measure")
    form = DialogueForm(
        request.POST or None, preconditions=offered, initial=_for_precondition(request, offered)
    )
    if request.method == "POST" and form.is_valid():
        try:
            dialogue = actions.open_dialogue(**form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Dialogue %(number)s is open.") % {"number": dialogue})
            return redirect(dialogue)
    heading = _("Open a dialogue")
    context = {"form": form, "heading": heading, "crumbs": crumbs(here=heading)}
    return render(request, "regime/dialogue_new.html", context)


def _for_precondition(request, offered):
    """What is known from the start of a dialogue on the precondition that the address names."""
    wanted = request.GET.get("precondition", "")
    chosen = next((each for each in offered if str(each.pk) == wanted), None)
    if chosen is None:
        return {}
    named = chosen.version.destinations.select_related("country").first()
    return {"precondition": chosen, "country": named.country.code if named else None}


@permission_required("regime.keep_dialogue", raise_exception=True)
def meeting_new(request, number):
    dialogue = found(request, number)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.record_meeting(dialogue, **form.meeting(), by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            said = _("The meeting of %(day)s is on record.")
            messages.success(request, said % {"day": meeting.held_on.isoformat()})
            return redirect(dialogue)
    return act_page(
        request,
        "regime/meeting_new.html",
        form,
        about=dialogue,
        heading=_("Record a meeting"),
        label=_("Record the meeting"),
        refusals=rules.against_changing(dialogue),
    )


@permission_required("regime.keep_dialogue", raise_exception=True)
def commitment_new(request, number):
    dialogue = found(request, number)
    form = CommitmentForm(request.POST or None, dialogue=dialogue)
    if request.method == "POST" and form.is_valid():
        try:
            commitment = actions.record_commitment(dialogue, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            said = _("The commitment is on record, due on %(day)s.")
            messages.success(request, said % {"day": commitment.due_on.isoformat()})
            return redirect(commitment)
    return act_page(
        request,
        "regime/commitment_new.html",
        form,
        about=dialogue,
        heading=_("Record a commitment"),
        label=_("Record the commitment"),
        refusals=rules.against_changing(dialogue),
    )


@permission_required("regime.keep_dialogue", raise_exception=True)
def commitment_follow_up(request, number, pk):
    dialogue = found(request, number)
    commitment = get_object_or_404(
        Commitment.objects.select_related("dialogue"), dialogue=dialogue, pk=pk
    )
    form = FollowUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            now = actions.follow_up(commitment, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            said = _("The follow-up is on record. The commitment: %(outcome)s.")
            messages.success(request, said % {"outcome": now.get_outcome_display()})
            return redirect(commitment)
    return act_page(
        request,
        "regime/commitment_follow_up.html",
        form,
        about=dialogue,
        heading=_("Follow up a commitment"),
        label=_("Record the follow-up"),
        refusals=rules.against_following_up(commitment),
        commitment=commitment,
    )


@permission_required("regime.keep_dialogue", raise_exception=True)
def dialogue_close(request, number):
    dialogue = found(request, number)
    form = ConclusionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            closed = actions.close(dialogue, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Dialogue %(number)s is closed.") % {"number": closed})
            return redirect(closed)
    return act_page(
        request,
        "regime/dialogue_close.html",
        form,
        about=dialogue,
        heading=_("Close the dialogue"),
        label=_("Close the dialogue"),
        refusals=rules.against_closing(dialogue),
    )


def act_page(request, template, form, *, about, heading, label, refusals, **more):
    """The page of an act on a dialogue: its form, or everything that stands against it."""
    context = {
        "form": form,
        "dialogue": about,
        "heading": heading,
        "label": label,
        "refusals": refusals,
        "crumbs": crumbs(about, heading),
        **more,
    }
    return render(request, template, context)


def crumbs(dialogue=None, here=""):
    """The way from the home page to a dialogue, or to an act on it."""
    way = [(_("Home"), reverse("home")), (_("Dialogues"), reverse("regime:dialogue_list"))]
    if dialogue is not None:
        way.append((str(dialogue), dialogue.get_absolute_url()))
    if not here:
        here, _address = way.pop()
    return [*way, (here, "")]
