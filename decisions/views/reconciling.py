"""The numbers of a batch that reconcile, its lines, and what may follow its execution."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from decisions import rules
from decisions.models import BatchStatus
from permits import rules as register_rules
from permits.paging import Page

LINES = 50
# A longer list is tried on the page made for that: every permit on it is asked about.
TRIED_AT_SIGHT = 10_000


def outcomes_of(batch, answer=""):
    """The list with what became of each permit, or only those with one answer."""
    rows = batch.schedule().select_related("permit__holder", "outcome").order_by("pk")
    asked = {"executed": rows.carried_out, "refused": rows.refused}.get(answer)
    return asked() if asked else rows


def tried_at_sight(batch):
    """The dry run of a list that waits, unless it is too long to be tried each time it is shown."""
    waits = batch.status in (BatchStatus.FROZEN, BatchStatus.CONFIRMED)
    if waits and batch.frozen_count <= TRIED_AT_SIGHT:
        return rules.dry_run(batch, size=LINES)
    return None


def with_reasons(rows):
    """Each row of the list with the reasons kept with its outcome."""
    return [(row, register_rules.refusals_in(row.outcome)) for row in rows]


def numbers_of(batch, tried, done):
    """The numbers that reconcile, each leading to its permits."""
    dry_run = reverse("decisions:batch_dry_run", args=[batch.number])
    outcomes = reverse("decisions:batch_outcomes", args=[batch.number])
    if batch.announced is not None:
        yield {"label": _("Announced"), "value": batch.announced}
    if batch.frozen_count is None:
        yield {"label": _("In question now"), "value": permits_to_list(batch).count()}
        return
    if batch.excluded_count:
        left_out = reverse("decisions:decision_exclude", args=[batch.decision.number])
        yield {"label": _("Excluded"), "value": batch.excluded_count, "url": left_out}
    whole = outcomes if batch.status == BatchStatus.EXECUTED else dry_run
    yield {"label": _("On the list"), "value": batch.frozen_count, "url": whole}
    if tried:
        yield {"label": _("Eligible"), "value": tried.eligible, "url": f"{dry_run}?answer=eligible"}
        yield _exception(_("Refused"), tried.refused, f"{dry_run}?answer=refused")
    if done:
        executed = f"{outcomes}?answer=executed"
        label = pgettext("permits", "Executed")
        yield {"label": label, "value": done.carried_out, "url": executed}
        yield _exception(_("Refused"), done.refused, f"{outcomes}?answer=refused")


def _exception(label, value, url):
    return {"label": label, "value": value, "url": url, "danger": value > 0}


def comparison_of(batch, done):
    """What was announced against what is on the list and what was executed, in words."""
    if batch.announced is None or batch.frozen_count is None:
        return
    yield _against_announced(
        batch.frozen_count - batch.announced,
        _("As many permits are on the list as were announced."),
        _("On the list: %(count)s more than announced."),
        _("On the list: %(count)s fewer than announced."),
    )
    if done:
        yield _against_announced(
            done.carried_out - batch.announced,
            _("As many permits were executed as were announced."),
            _("Executed: %(count)s more than announced."),
            _("Executed: %(count)s fewer than announced."),
        )


def _against_announced(difference, equal, more, fewer):
    words = equal if difference == 0 else more if difference > 0 else fewer
    return words % {"count": abs(difference)}


def page_number(text):
    readable = text.isascii() and text.isdecimal() and len(text) < 10
    return max(1, int(text)) if readable else 1


def numbered_page(lines, asked, total, answer):
    """The pager of a list that is read from its start each time: its pages have numbers."""
    last = max(1, -(-total // LINES))
    kept = f"answer={answer}&" if answer else ""

    def address(number, offered):
        return f"?{kept}page={number}" if offered else ""

    return Page(
        rows=lines,
        count=total,
        first_url=address(1, asked > 1),
        previous_url=address(min(asked - 1, last), asked > 1),
        next_url=address(asked + 1, asked < last),
        last_url=address(last, asked < last),
    )


def refused_by_reason(batch):
    return register_rules.refused_by_reason(batch.order, batch.list_number)


def permits_to_list(batch):
    """What would be put on the list of a batch now."""
    return batch.refused_before() if batch.reruns else batch.decision.permits_to_reach()


def after_execution(batch, user):
    """What may follow: what was refused is tried again, what was wrong is corrected."""
    if batch.schedule().refused().exists() and user.has_perm("decisions.prepare_batch"):
        yield {
            "url": reverse("decisions:batch_rerun", args=[batch.number]),
            "label": _("Rerun what was refused"),
            "refusals": rules.against_rerunning(batch),
        }
    if user.has_perm("decisions.add_decision"):
        yield {
            "url": f"{reverse('decisions:decision_new')}?corrects={batch}",
            "label": _("Draft a correction"),
            "refusals": [],
        }
