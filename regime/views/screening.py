"""Screening: the questions that wait, how one is answered, and how parties are screened."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permits.forms.orders import ReasonForm
from permits.models import Party
from permits.paging import grouped, page_of
from regime.actions import screening as actions
from regime.filters import ScreeningFilter
from regime.forms.screening import AnswerForm
from regime.matching import compared
from regime.models import SanctionsEdition, SanctionsName, ScreeningQuestion
from regime.rules import screening as rules
from regime.views.area_lists import crumbs

SCREENING = "regime:screening_list"


@permission_required("regime.view_sanctions", raise_exception=True)
def screening_list(request):
    """Which parties may be listed? Those to be answered, unless the address asks for others."""
    query = request.GET.copy()
    query.setdefault("state", "open")
    visible = ScreeningQuestion.objects.visible_to(request.user)
    asked = ScreeningFilter(query, queryset=visible.with_names())
    context = {
        "filter": asked,
        "page": page_of(asked.qs, keys=["-pk"], query=request.GET),
        "numbers": _numbers(visible),
        "crumbs": crumbs(_("Screening questions")),
    }
    return render(request, "regime/screening_list.html", context)


@permission_required("regime.view_sanctions", raise_exception=True)
def screening_answer(request, pk):
    """The party beside the listed name, what differs, and a person's answer with reasons."""
    visible = ScreeningQuestion.objects.visible_to(request.user).with_names()
    question = get_object_or_404(visible, pk=pk)
    form = AnswerForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(question, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("The answer on %(party)s is recorded.") % {"party": question.party}
            )
            return redirect(SCREENING)
    context = {
        "question": question,
        "form": form,
        "refusals": rules.against_answering(question),
        "compared": compared(question.party_name, question.matched_text),
        "aliases": _aliases(question.name),
        "answers": question.answers(),
        "crumbs": crumbs(question.party_name, (_("Screening questions"), SCREENING)),
    }
    return render(request, "regime/screening_answer.html", context)


@permission_required("regime.screen", raise_exception=True)
def screening_run(request):
    """Screen the parties of the register, or one of them, against all sanctions kept."""
    parties, party = Party.objects.visible_to(request.user), None
    if given := request.GET.get("party"):
        party = get_object_or_404(parties, pk=given if given.isdecimal() else 0)
        parties = parties.filter(pk=party.pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        about = party.name if party else ""
        done = actions.screen(parties, by=request.user, about=about, **form.cleaned_data)
        messages.success(request, _done(done))
        return redirect(party or SCREENING)
    context = {
        "party": party,
        "form": form,
        "consequences": _consequences(parties),
        "cancel_url": party.get_absolute_url() if party else reverse(SCREENING),
        "crumbs": crumbs(_("Screen parties"), (_("Screening questions"), SCREENING)),
    }
    return render(request, "regime/screening_run.html", context)


def _numbers(questions):
    """How many questions are in each state, each number a link to them."""
    states = [
        ("open", _("To be answered")),
        ("same", _("The same person or entity")),
        ("different", _("Somebody else")),
    ]
    return [
        {"label": label, "value": questions.in_state(state).count(), "url": f"?state={state}"}
        for state, label in states
    ]


def _aliases(name):
    """The aliases of a listed name by language."""
    aliases = list(name.aliases.all())
    return [
        (language, [one for one in aliases if one.language == language])
        for language in ("en", "fr")
    ]


def _consequences(parties):
    """What a screening does, in sentences."""
    in_force = SanctionsEdition.objects.not_repealed_on(timezone.localdate())
    editions = in_force.newest_of_each()
    return [
        _("%(parties)s parties are compared with %(names)s names that sanctions list.")
        % {
            "parties": grouped(parties.count()),
            "names": grouped(SanctionsName.objects.filter(edition__in=editions).count()),
        },
        _("Each likeness becomes a question for a person; nothing is decided."),
        _("What was asked before is not asked again, unless the list or the party has a new name."),
    ]


def _done(done):
    asked = ngettext("%(asked)s new question", "%(asked)s new questions", done.asked)
    return _("%(parties)s parties are screened: %(asked)s, %(withdrawn)s withdrawn.") % {
        "parties": grouped(done.parties),
        "asked": asked % {"asked": grouped(done.asked)},
        "withdrawn": grouped(done.withdrawn),
    }
