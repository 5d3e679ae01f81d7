"""Pages of challenges to evidence: recording one, reading it, and answering it."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from investigations import actions, rules
from investigations.forms.challenges import ChallengeAnswerForm, ChallengeForm
from investigations.models import Challenge
from investigations.views.acting import done
from investigations.views.evidence import found_item
from investigations.views.pages import act_page, crumbs


def found_challenge(request, number):
    """The challenge of this number, for those who may see the item."""
    visible = Challenge.objects.visible_to(request.user).select_related(
        "evidence__investigation",
        "document_item",
        "received_by",
        "answer__answered_by",
        "answer__grade",
    )
    return get_object_or_404(visible, number=number)


@permission_required("investigations.view_evidence", raise_exception=True)
def challenge_detail(request, number):
    """What was brought forward against an item, and what was answered."""
    challenge = found_challenge(request, number)
    item = challenge.evidence
    return render(
        request,
        "investigations/challenge_detail.html",
        {
            "challenge": challenge,
            "item": item,
            "investigation": item.investigation,
            "against_replying": rules.against_replying(challenge, by=request.user),
            "crumbs": crumbs(item.investigation, item, challenge),
        },
    )


@permission_required("investigations.add_evidence", raise_exception=True)
def challenge_new(request, number):
    """Record what a party brings forward against an item."""
    item = found_item(request, number)
    form = ChallengeForm(request.POST or None, evidence=item, reader=request.user)
    return done(
        request,
        form,
        partial(actions.challenge, item, by=request.user),
        said=lambda challenge: _("Challenge %(number)s is recorded.") % {"number": challenge},
    ) or act_page(
        request,
        "investigations/challenge_new.html",
        form,
        about=item,
        heading=_("Record a challenge"),
        label=_("Record the challenge"),
        refusals=rules.against_tracing(item, by=request.user),
    )


@permission_required("investigations.grade_evidence", raise_exception=True)
def challenge_answer(request, number):
    """Answer a challenge, with its effect on the grade."""
    challenge = found_challenge(request, number)
    form = ChallengeAnswerForm(
        request.POST or None, evidence=challenge.evidence, reader=request.user
    )
    return done(
        request,
        form,
        partial(actions.answer_challenge, challenge, by=request.user),
        said=lambda answer: (
            _("Challenge %(number)s is answered: %(effect)s.")
            % {"number": challenge, "effect": answer.get_effect_display()}
        ),
        to=challenge.get_absolute_url(),
    ) or act_page(
        request,
        "investigations/challenge_answer.html",
        form,
        about=challenge,
        heading=_("Answer a challenge"),
        label=_("Record the answer"),
        refusals=rules.against_replying(challenge, by=request.user),
        challenge=challenge,
        item=challenge.evidence,
    )
