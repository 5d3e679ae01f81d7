"""The notices of an order: seen before it is signed, issued once it is carried out."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from decisions import composing
from decisions.actions import notices as actions
from decisions.forms.notices import IssueForm, PublishForm, SerialForm
from decisions.models import Notice, NoticeKind, NoticeTemplate, Option
from decisions.models.notices import not_told
from decisions.models.templates import LETTER_OF
from decisions.rules import notices as rules
from office.models import Job
from office.views import file_answer
from permits.actions.telling import TELL_OF_ORDER
from permits.models import Order, Party, Permit
from permits.paging import page_of

# The serial number is asked for on the page of the act.
UNKNOWN_SERIAL = 2**31 - 1
PUBLISHED = [NoticeKind.BORDER, NoticeKind.EXPORTERS, NoticeKind.PUBLIC]


@permission_required("decisions.view_notice", raise_exception=True)
def order_notices(request, number):
    """Who is told of an order, in which language and how; what is missing; what went out."""
    order = _order(request, number)
    kind = LETTER_OF[order.kind]
    holders = Party.objects.filter(pk__in=_permits(order).values("holder"))
    counted = dict(_permits(order).order_by().values_list("holder").annotate(Count("pk")))
    page = page_of(holders, keys=("name", "pk"), query=request.GET, size=25)
    notices = Notice.objects.filter(order=order).visible_to(request.user)
    job = Job.objects.filter(kind=TELL_OF_ORDER, about=order.number).order_by("-pk").first()
    shown = notices.select_related("holder", "message__delivery").prefetch_related("events")
    context = {
        "order": order,
        "kind": kind,
        "page": page,
        "rows": [(holder, counted[holder.pk], rules.held_for(holder)) for holder in page],
        "notices": shown.order_by("-pk")[:100],
        "job": job,
        "opens_job": job and Job.objects.visible_to(request.user).filter(pk=job.pk).exists(),
        "acts": _acts(order, request.user),
        "published": PUBLISHED,
        "template": NoticeTemplate.objects.in_use(kind),
        "crumbs": crumbs(order),
    }
    return render(request, "decisions/order_notices.html", context)


@permission_required("decisions.issue_notice", raise_exception=True)
def order_notices_issue(request, number):
    """Have the letters written that no holder has yet."""
    order = _order(request, number)
    refusals = rules.against_letters(order)
    form = IssueForm(request.POST or None)
    if not refusals and form.is_valid():
        try:
            job = actions.issue_letters(order, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The letters are being written and sent."))
            return redirect(job)
    context = {"order": order, "form": form, "refusals": refusals}
    context["crumbs"] = crumbs(order, _("Issue letters"))
    return render(request, "decisions/order_notices_issue.html", context)


@permission_required("decisions.issue_notice", raise_exception=True)
def order_notice_publish(request, number, kind):
    """Issue the list for the border agency, the notice to exporters or the public statement."""
    order, kind = _order(request, number), _kind(kind, PUBLISHED)
    needs_serial = kind == NoticeKind.EXPORTERS
    newest = Notice.objects.aggregate(newest=Max("serial"))["newest"] or 0
    serial = newest + 1 if needs_serial else None
    refusals = rules.against_publishing(order, kind=kind, serial=serial)
    form_class = SerialForm if needs_serial else PublishForm
    form = form_class(request.POST or None, initial={"serial": serial})
    if not refusals and form.is_valid():
        try:
            notice = actions.publish(order, kind, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Notice %(number)s is issued.") % {"number": notice})
            return redirect(notice)
    context = {"order": order, "kind": kind, "form": form, "refusals": refusals}
    context["crumbs"] = crumbs(order, kind.label)
    return render(request, "decisions/order_notice_publish.html", context)


@permission_required("decisions.view_notice", raise_exception=True)
def order_notice_preview(request, number):
    """A notice as it would read now, before anything is signed or sent; also as a PDF."""
    order = _order(request, number)
    kind = _kind_to_read(request, order.kind)
    back = (_("Notices of the order"), reverse("decisions:order_notices", args=[order.number]))
    facts = composing.facts_of(order)
    return _preview(request, kind, facts, _permits(order), [*crumbs(order)[:-1], back])


@permission_required("decisions.view_notice", raise_exception=True)
def order_notice_preview_pdf(request, number):
    """The preview as the document itself, marked as one."""
    order = _order(request, number)
    kind = _kind_to_read(request, order.kind)
    return _preview_pdf(request, kind, composing.facts_of(order), _permits(order))


@permission_required("decisions.view_notice", raise_exception=True)
def option_notice_preview(request, pk):
    """The letter that an option of a memorandum would lead to, before it is signed."""
    option = _option(request, pk)
    decision = option.decision
    way = [
        (_("Home"), reverse("home")),
        (_("Decisions"), reverse("decisions:decision_list")),
        (str(decision), decision.get_absolute_url()),
    ]
    facts = composing.facts_of_option(decision, option)
    permits = decision.permits_concerned()
    kind = _kind_to_read(request, option.effect)
    return _preview(request, kind, facts, permits, way)


@permission_required("decisions.view_notice", raise_exception=True)
def option_notice_preview_pdf(request, pk):
    """The preview of an option's letter as the document itself, marked as one."""
    option = _option(request, pk)
    kind = _kind_to_read(request, option.effect)
    facts = composing.facts_of_option(option.decision, option)
    return _preview_pdf(request, kind, facts, option.decision.permits_concerned())


def _option(request, pk):
    option = get_object_or_404(Option.objects.select_related("decision"), pk=pk)
    if not request.user.has_perm("decisions.view_decision") or option.effect not in LETTER_OF:
        raise Http404
    return option


def _preview(request, kind, facts, permits, way):
    """A page with the preview of a notice: to the holder asked for, or to the first."""
    facts, words = _written(request, kind, facts, permits)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    context = {
        "kind": kind,
        "facts": facts,
        "words": words,
        "template": NoticeTemplate.objects.in_use(kind),
        "missing": rules.held_for(facts.holder) if facts.holder is not None else [],
        "pdf_url": f"pdf/{query}",
        "crumbs": [*way, (_("Preview"), "")],
    }
    return render(request, "decisions/notice_preview.html", context)


def _preview_pdf(request, kind, facts, permits):
    facts, words = _written(request, kind, facts, permits)
    if not words:
        raise Http404
    marking = _("Preview – not issued")
    content = composing.pdf_of(words, facts, dated=timezone.now(), marking=marking)
    return file_answer(content, "application/pdf", f"preview-{facts.order}.pdf")


def _written(request, kind, facts, permits):
    """The facts of a preview and its words; none where there is no template or nobody to tell."""
    template = NoticeTemplate.objects.in_use(kind)
    holder = _holder(request, permits) if kind.is_letter else None
    if holder is not None:
        permits = permits.filter(holder=holder)
    shown = permits.select_related("holder", "destination").order_by("reference")
    facts = facts.of(
        holder=holder,
        permits=list(shown.prefetch_related("lines__item", "joint_destinations__country")[:500]),
        reply_by=timezone.localdate() + actions.REPLY_WITHIN,
    )
    if template is None or (kind.is_letter and holder is None):
        return facts, []
    languages = composing.languages_of(kind, holder)
    known = languages if all(languages) else ((get_language() or "en")[:2],)
    return facts, [composing.words_of(template, facts, language) for language in known]


def _holder(request, permits):
    held = Party.objects.filter(pk__in=permits.values("holder")).order_by("name", "pk")
    asked = request.GET.get("holder", "")
    if not asked:
        return held.first()
    return get_object_or_404(held, pk=asked if asked.isdecimal() and len(asked) < 18 else 0)


def _order(request, number):
    orders = Order.objects.visible_to(request.user).filter(kind__in=LETTER_OF)
    return get_object_or_404(orders.select_related("signed_for"), number=number)


def _permits(order):
    """The permits that an order changed, or that are on its list while it is to be carried out."""
    listed = order.newest_list()
    if order.status == "carried-out":
        listed = order.schedule.carried_out()
    permits = Permit.objects.filter(pk__in=listed.values("permit"))
    decision = getattr(order, "decision", None)
    if decision is not None and order.status == "signed" and not listed.exists():
        permits = decision.permits_concerned()
    return permits


def _kind(asked, offered):
    if asked not in offered:
        raise Http404
    return NoticeKind(asked)


def _kind_to_read(request, effect):
    """The kind of notice asked for, or the letter to holders."""
    letter = LETTER_OF[effect]
    return _kind(request.GET.get("kind", letter), [letter, *PUBLISHED])


def _acts(order, user):
    """The notices that may be issued, each with every reason against it."""
    if not user.has_perm("decisions.issue_notice"):
        return []
    letters = {
        "url": reverse("decisions:order_notices_issue", args=[order.number]),
        "label": _("Issue letters"),
        "refusals": rules.against_letters(order) or _nothing_left(order, LETTER_OF[order.kind]),
    }
    border = _nothing_left(order, NoticeKind.BORDER)
    others = [
        {
            "url": reverse("decisions:order_notice_publish", args=[order.number, kind.value]),
            "label": kind.label,
            "refusals": rules.against_publishing(
                order, kind=kind, serial=UNKNOWN_SERIAL if kind == NoticeKind.EXPORTERS else None
            )
            or (border if kind == NoticeKind.BORDER else []),
        }
        for kind in PUBLISHED
    ]
    return [letters, *others]


def _nothing_left(order, kind):
    """Why nothing of this kind is to be told any more."""
    left = not_told(order.schedule.carried_out(), kind).exists()
    return [] if left else [rules.NoticeRefusal.NOTHING_TO_TELL]


def crumbs(order, act=""):
    """The way from the home page to the notices of an order, or to an act on them."""
    way = [
        (_("Home"), reverse("home")),
        (_("Orders"), reverse("permits:order_list")),
        (str(order), order.get_absolute_url()),
    ]
    here = reverse("decisions:order_notices", args=[order.number]) if act else ""
    return [*way, (_("Notices"), here), *([(act, "")] if act else [])]
