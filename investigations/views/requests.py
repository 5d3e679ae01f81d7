"""Pages of requests for information: the list, one request, and what is done about it."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from investigations import actions, languages, rules
from investigations.filters import RequestFilter
from investigations.forms.requests import (
    NoAnswerForm,
    ReminderForm,
    RequestAnswerForm,
    RequestForm,
)
from investigations.models import Evidence, InformationRequest
from investigations.models.requests import ANSWER_KINDS
from investigations.views.acting import done
from investigations.views.investigations import found
from investigations.views.pages import act_page, crumbs
from permits.forms.orders import ReasonForm
from permits.paging import page_of


def found_request(request, number):
    """The request of this number, for those who may see it."""
    visible = InformationRequest.objects.visible_to(request.user)
    related = visible.select_related("investigation", "sent_by").prefetch_related("outcomes")
    return get_object_or_404(related, number=number)


@permission_required("investigations.view_evidence", raise_exception=True)
def request_list(request):
    """Questions sent in all cases, those that are due first at the top."""
    visible = InformationRequest.objects.visible_to(request.user)
    asked = RequestFilter(request.GET, queryset=visible)
    shown = asked.qs.select_related("investigation").prefetch_related("outcomes", "reminders")
    page = page_of(shown, keys=("-due_on", "-pk"), query=request.GET)
    return render(
        request,
        "investigations/request_list.html",
        {"filter": asked, "page": page, "crumbs": crumbs(here=_("Requests for information"))},
    )


@permission_required("investigations.view_evidence", raise_exception=True)
def request_detail(request, number):
    """What was asked of whom, and what came of it."""
    asked = found_request(request, number)
    by = {"by": request.user}
    outcomes = list(asked.outcomes.select_related("evidence", "recorded_by").order_by("pk"))
    seen = Evidence.objects.visible_to(request.user).filter(answers_request__request=asked)
    return render(
        request,
        "investigations/request_detail.html",
        {
            "asked": asked,
            "investigation": asked.investigation,
            "language_name": languages.name_of(asked.language),
            "right_to_left": asked.language in languages.RIGHT_TO_LEFT,
            "outcomes": outcomes,
            "seen": set(seen.values_list("pk", flat=True)),
            "reminders": asked.reminders.select_related("sent_by").order_by("pk"),
            "against_asking_again": rules.against_asking_again(asked, **by),
            "against_hearing": rules.against_hearing(asked, **by),
            "against_giving_up": rules.against_giving_up(asked, **by),
            "crumbs": crumbs(asked.investigation, asked),
        },
    )


@permission_required("investigations.send_request", raise_exception=True)
def request_new(request, number):
    """Put a question to somebody outside."""
    investigation = found(request, number)
    form = RequestForm(request.POST or None)
    return done(
        request,
        form,
        partial(actions.send_request, investigation, by=request.user),
        said=lambda asked: (
            _("Request %(number)s is on record; an answer is due on %(day)s.")
            % {"number": asked, "day": asked.due_on.isoformat()}
        ),
    ) or act_page(
        request,
        "investigations/request_new.html",
        form,
        about=investigation,
        heading=_("Send a request for information"),
        label=_("Record and send"),
        refusals=rules.against_acting(investigation, by=request.user),
    )


@permission_required("investigations.send_request", raise_exception=True)
def request_remind(request, number):
    """Remind an addressee."""
    asked = found_request(request, number)
    form = ReminderForm(request.POST or None, initial={"text": _reminder(asked)})
    return _about(
        request,
        asked,
        form,
        actions.remind_addressee,
        _("The reminder is on record."),
        heading=_("Send a reminder"),
        label=_("Record and send the reminder"),
        refusals=rules.against_asking_again(asked, by=request.user),
    )


@permission_required("investigations.send_request", raise_exception=True)
def request_answer(request, number):
    """Link the item of evidence that keeps the answer."""
    asked = found_request(request, number)
    form = RequestAnswerForm(request.POST or None, asked=asked, reader=request.user)
    return _about(
        request,
        asked,
        form,
        actions.record_answer,
        _("The answer is on record."),
        heading=_("Record an answer"),
        label=_("Record the answer"),
        refusals=rules.against_hearing(asked, by=request.user),
        kind=ANSWER_KINDS[asked.addressee_kind],
        overdue=asked.is_overdue,
    )


@permission_required("investigations.send_request", raise_exception=True)
def request_silence(request, number):
    """Record a refusal or a silence, which becomes evidence of itself and of nothing else."""
    asked = found_request(request, number)
    form = NoAnswerForm(request.POST or None)
    return _about(
        request,
        asked,
        form,
        actions.record_no_answer,
        _("It is on record as evidence that no answer came."),
        heading=_("Record a refusal or silence"),
        label=_("Record it"),
        refusals=rules.against_giving_up(asked, by=request.user),
    )


@permission_required("investigations.send_request", raise_exception=True)
def request_withdraw(request, number):
    """Stop waiting for an answer."""
    asked = found_request(request, number)
    return _about(
        request,
        asked,
        ReasonForm(request.POST or None),
        actions.withdraw_request,
        _("The request is withdrawn."),
        heading=_("Withdraw the request"),
        label=_("Withdraw the request"),
        refusals=rules.against_asking_again(asked, by=request.user),
    )


def _about(request, asked, form, action, said, **page):
    """The page of an act on a request."""
    return done(
        request,
        form,
        partial(action, asked, by=request.user),
        said=lambda _result: said,
        to=asked.get_absolute_url(),
    ) or act_page(
        request,
        f"investigations/{request.resolver_match.url_name}.html",
        form,
        about=asked,
        asked=asked,
        **page,
    )


def _reminder(asked):
    """Words to begin with, for a question in English or in French."""
    facts = {
        "number": asked.number,
        "sent": asked.sent_on.isoformat(),
        "due": asked.due_on.isoformat(),
    }
    words = {
        "en": (
            "On %(sent)s we put questions to you (%(number)s). An answer was due on %(due)s."
            " We ask you to answer."
        ),
        "fr": (
            "Le %(sent)s, nous vous avons adressé des questions (%(number)s). Une réponse était"
            " attendue le %(due)s. Nous vous prions de répondre."
        ),
    }
    return words.get(asked.language, "") % facts
