"""Pages of the analysis: explanations that compete, and the matrix of evidence against them."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from investigations.actions import analysing
from investigations.actions.analysing import Judgement
from investigations.forms.analysis import CellForm, ExplanationForm, GridForm, ProposalForm
from investigations.matrix import SORTS, matrix_of
from investigations.models import Evidence, Explanation, Weighing
from investigations.rules import analysis as rules
from investigations.views.investigations import found
from investigations.views.outcomes import outcome
from investigations.views.pages import act_page, crumbs
from permits.forms.orders import ReasonForm
from permits.paging import page_of

ON_ONE_PAGE = 20  # items weighed together


def _question(request, investigation):
    """The question asked for, or the first with explanations; None where none is asked."""
    questions = list(investigation.questions.prefetch_related("explanations").order_by("position"))
    wanted = request.GET.get("question", "")
    chosen = next((each for each in questions if str(each.position) == wanted), None)
    explained = next((each for each in questions if each.explanations.all()), None)
    return questions, chosen or explained or next(iter(questions), None)


def _matrix_address(investigation, question):
    address = reverse("investigations:matrix", args=[investigation.number])
    return f"{address}?question={question.position}"


@permission_required("investigations.view_evidence", raise_exception=True)
def matrix(request, number):
    """Evidence against explanations; what is contrary is always shown."""
    investigation = found(request, number)
    questions, question = _question(request, investigation)
    if question is None:
        raise Http404
    return render(
        request,
        "investigations/matrix.html",
        {
            "investigation": investigation,
            "questions": questions,
            "question": question,
            "position_text": str(question.position),
            "matrix": matrix_of(question, request.user, request.GET.get("sort", "")),
            "sorts": SORTS.items(),
            "refusals": rules.against_proposing(investigation, by=request.user),
            "crumbs": crumbs(investigation, here=_("Matrix")),
        },
    )


@permission_required("investigations.analyse", raise_exception=True)
def matrix_weigh(request, number):
    """Many cells at once: a page of items against the explanations of a question that stand."""
    investigation = found(request, number)
    _questions, question = _question(request, investigation)
    if question is None:
        raise Http404
    explanations = list(question.explanations.standing().select_related("question"))
    visible = Evidence.objects.visible_to(request.user).filter(investigation=investigation)
    page = page_of(visible, keys=["pk"], query=request.GET, size=ON_ONE_PAGE)
    kept = Weighing.objects.filter(explanation__in=explanations, evidence__in=page.rows)
    form = GridForm(
        request.POST or None,
        items=page.rows,
        explanations=explanations,
        kept={(each.evidence_id, each.explanation_id): each for each in kept},
        initial={"seen": analysing.last_weighing(investigation)},
    )
    count = outcome(request, form, lambda given: _weigh(investigation, form, request.user))
    if count:
        words = ngettext("%(count)d cell is weighed.", "%(count)d cells are weighed.", count)
        messages.success(request, words % {"count": count})
        return redirect(_matrix_address(investigation, question))
    return act_page(
        request,
        "investigations/matrix_weigh.html",
        form,
        about=investigation,
        heading=_("Weigh the evidence"),
        label=_("Record the cells that changed"),
        refusals=rules.against_weighing(investigation, [], [], by=request.user),
        question=question,
        explanations=explanations,
        page=page,
        back=_matrix_address(investigation, question),
    )


def _weigh(investigation, form, person):
    given = form.cleaned_data
    return analysing.weigh(
        investigation,
        form.judgements(),
        reason=given["reason"],
        seen=given["seen"],
        by=person,
    )


@permission_required("investigations.view_evidence", raise_exception=True)
def matrix_cell(request, number, item, explanation):
    """One cell, what was said of it before, and, for who may, saying otherwise."""
    investigation = found(request, number)
    visible = Evidence.objects.visible_to(request.user).filter(investigation=investigation)
    item = get_object_or_404(visible.with_state(), number=item)
    explanation = _explanation(investigation, explanation)
    weighing = Weighing.objects.filter(evidence=item, explanation=explanation).first()
    may = request.user.has_perm("investigations.analyse")
    initial = {"seen": analysing.last_weighing(investigation)}
    if weighing:
        initial |= {"bearing": weighing.bearing, "why": weighing.why}
    form = CellForm(request.POST or None if may else None, initial=initial)

    def say(given):
        said = {(item, explanation): Judgement(given["bearing"], given["why"])}
        return analysing.weigh(
            investigation, said, seen=given["seen"], reason=given["why"], by=request.user
        )

    if may and outcome(request, form, say):
        messages.success(request, _("The cell is weighed."))
        return redirect(_matrix_address(investigation, explanation.question))
    return act_page(
        request,
        "investigations/matrix_cell.html",
        form,
        about=investigation,
        heading=_("%(item)s on explanation %(label)s") % {"item": item, "label": explanation.label},
        label=_("Record how it bears"),
        refusals=rules.against_weighing(investigation, [explanation], [item], by=request.user),
        item=item,
        explanation=explanation,
        history=weighing.history.select_related("entry") if weighing else [],
        back=_matrix_address(investigation, explanation.question),
    )


def _explanation(investigation, key):
    ours = Explanation.objects.of_investigation(investigation)
    related = ours.select_related("question__investigation", "proposed_by", "withdrawn_by")
    return get_object_or_404(related, pk=key)


@permission_required("investigations.analyse", raise_exception=True)
def explanation_new(request, number):
    investigation = found(request, number)
    _questions, question = _question(request, investigation)
    form = ProposalForm(
        request.POST or None, investigation=investigation, initial={"question": question}
    )
    proposed = outcome(request, form, lambda given: analysing.propose(**given, by=request.user))
    if proposed:
        messages.success(
            request, _("Explanation %(label)s is proposed.") % {"label": proposed.label}
        )
        return redirect(_matrix_address(investigation, proposed.question))
    return act_page(
        request,
        "investigations/explanation_new.html",
        form,
        about=investigation,
        heading=_("Propose an explanation"),
        label=_("Propose it"),
        refusals=rules.against_proposing(investigation, by=request.user),
    )


@permission_required("investigations.analyse", raise_exception=True)
def explanation_reword(request, number, key):
    investigation = found(request, number)
    explanation = _explanation(investigation, key)
    said = {"text_en": explanation.text_en, "text_fr": explanation.text_fr}
    form = ExplanationForm(request.POST or None, initial=said)
    if outcome(
        request, form, lambda given: analysing.reword(explanation, **given, by=request.user)
    ):
        messages.success(request, _("The explanation is reworded."))
        return redirect(_matrix_address(investigation, explanation.question))
    return act_page(
        request,
        "investigations/explanation_reword.html",
        form,
        about=investigation,
        heading=_("Reword explanation %(label)s") % {"label": explanation.label},
        label=_("Record the wording"),
        refusals=rules.against_rewording(explanation, by=request.user),
        explanation=explanation,
    )


@permission_required("investigations.analyse", raise_exception=True)
def explanation_withdraw(request, number, key):
    investigation = found(request, number)
    explanation = _explanation(investigation, key)
    form = ReasonForm(request.POST or None)
    if outcome(
        request,
        form,
        lambda given: analysing.withdraw_explanation(explanation, **given, by=request.user),
    ):
        messages.success(request, _("The explanation is withdrawn. It stays in the matrix."))
        return redirect(_matrix_address(investigation, explanation.question))
    return act_page(
        request,
        "investigations/explanation_withdraw.html",
        form,
        about=investigation,
        heading=_("Withdraw explanation %(label)s") % {"label": explanation.label},
        label=_("Withdraw the explanation"),
        refusals=rules.against_withdrawing_explanation(explanation, by=request.user),
        explanation=explanation,
    )
