"""What waits for a person: the open work of every storey that their roles let them do."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import AmendmentRequest, Application, Consultation, ExemptionClaim
from applications.rules import completeness, waiting
from decisions.models import DECIDED, Batch, Decision, DecisionStatus, Intent
from decisions.models import BatchStatus as Step
from exportcontrol.telling import to_tell
from investigations import basis
from investigations.models import (
    CaseConsultation,
    Challenge,
    Declaration,
    Evidence,
    Finding,
    InformationRequest,
    Investigation,
    PublicVersion,
)
from investigations.models.investigations import ReviewResult
from permits.models import Order, RegisterImport, Verification
from permits.models.imports import ImportStatus
from regime.models import Commitment, MeasureVersion, ScreeningQuestion

SHOWN = 5


@dataclass(frozen=True)
class Waiting:
    """One kind of work: what it is, how much of it there is, and the first few records."""

    title: str
    why: str
    count: int
    records: list

    @property
    def more(self):
        return self.count - len(self.records)


def for_person(user) -> list[Waiting]:
    """The kinds of work that wait for this person now, most binding first; empty ones left out."""
    found = []
    for permission, title, why, records in _kinds(user):
        if user.has_perm(permission):
            count = records.count()
            if count:
                found.append(Waiting(title, why, count, list(records[:SHOWN])))
    return found


def _kinds(user) -> Iterator[tuple[str, str, str, QuerySet]]:
    """Permission, title, explanation and records of each kind of work.

    What a person prepared is not offered to them where a second person must act.
    """
    yield from _to_keep(user)
    yield from _to_sign(user)
    yield from _to_write(user)
    yield from _to_take_in(user)
    yield from _to_amend(user)
    yield from _to_review(user)
    yield from _to_consult(user)
    yield from _to_carry_out(user)
    yield from _to_find_out(user)
    yield from _to_look_through(user)
    yield from _to_inquire(user)
    yield from _to_screen(user)
    yield from _to_verify(user)
    yield from _to_take_up_again(user)
    yield from to_tell(user)


def _to_write(user):
    """Memoranda to complete, and what holders answered, before permits may be cancelled."""
    yield (
        "decisions.add_decision",
        _("Memoranda in draft"),
        _("To be completed and sent to legal review."),
        Decision.objects.filter(status=DecisionStatus.DRAFT),
    )
    yield (
        "decisions.add_decision",
        _("Representations to consider"),
        _("Holders answered a notice of intended cancellation."),
        Intent.objects.filter(representations__considered_at=None, representations__isnull=False)
        .exclude(decision__status__in=DECIDED)
        .distinct(),
    )


def _to_sign(user):
    yield (
        "decisions.sign_decision",
        _("Decisions to sign"),
        _("Memoranda put before the Minister."),
        Decision.objects.waiting_for_signature().exclude(prepared_by=user),
    )
    yield (
        "decisions.give_opinion",
        _("Memoranda in legal review"),
        _("Sent off by their author; your opinion is asked."),
        Decision.objects.in_legal_review().exclude(prepared_by=user),
    )
    yield (
        "decisions.endorse_decision",
        _("Memoranda to put before the Minister"),
        _("With a legal opinion, written by someone else."),
        Decision.objects.to_endorse().exclude(prepared_by=user),
    )
    yield (
        "permits.sign_order",
        _("Orders to sign"),
        _("Drawn up by someone else, waiting for a signature."),
        Order.objects.waiting_for_signature().exclude(prepared_by=user),
    )
    yield (
        "regime.sign_measure",
        _("Measures to sign"),
        _("Versions of measures in draft, whole in both languages."),
        MeasureVersion.objects.waiting_for_signature()
        .exclude(prepared_by=user)
        .select_related("measure"),
    )


def _to_amend(user):
    yield (
        "applications.decide_amendment",
        _("Amendments to decide"),
        _("Requests to amend a permit, recorded by someone else."),
        AmendmentRequest.objects.to_decide().exclude(recorded_by=user).select_related("permit"),
    )


def _to_review(user):
    """Applications and claims to decide, and consultations that wait for an answer."""
    yield (
        "applications.decide_application",
        _("Applications to decide"),
        _("Assessed by someone else; the determination under section 7.4 is made."),
        Application.objects.to_decide().exclude(determination__made_by=user),
    )
    yield (
        "applications.decide_exemption",
        _("Exemption claims to decide"),
        _("Claimed on an application, by someone else."),
        ExemptionClaim.objects.to_decide().exclude(claimed_by=user).select_related("exemption"),
    )
    consultations = Consultation.objects.visible_to(user)
    yield (
        "applications.answer_consultation",
        _("Consultations to answer"),
        _("Put to your office by an officer who reviews an application."),
        consultations.addressed_to(user.office).open(),
    )
    yield (
        "applications.review_application",
        _("Overdue consultations"),
        _("On your applications; record the silence, or ask again."),
        consultations.overdue_on(timezone.localdate()).filter(application__officer=user),
    )


def _to_consult(user):
    """What departments are asked in investigations."""
    in_cases = CaseConsultation.objects.visible_to(user)
    yield (
        "investigations.answer_caseconsultation",
        _("Consultations in cases to answer"),
        _("Put to your office by those who investigate."),
        in_cases.addressed_to(user.office).open().order_by("due_on", "pk"),
    )
    yield (
        "investigations.change_investigation",
        _("Overdue consultations in cases"),
        _(
            "Asked in an investigation, and not answered by their day; remind, or record the"
            " silence."
        ),
        in_cases.overdue_on(timezone.localdate()),
    )


def _to_verify(user):
    yield (
        "permits.record_verification",
        _("Overdue verifications"),
        _("Asked for after shipment, and not answered by their day; record the silence."),
        Verification.objects.overdue_on(timezone.localdate()).select_related("permit"),
    )


def _to_carry_out(user):
    yield (
        "decisions.confirm_batch",
        _("Batches to confirm"),
        _("A second person checks the list and types its count."),
        Batch.objects.filter(status=Step.FROZEN).exclude(prepared_by=user),
    )
    yield (
        "decisions.prepare_batch",
        _("Batches to freeze or execute"),
        _("Prepared or confirmed, and not carried out yet."),
        # What is scheduled waits for its time, not for a person.
        Batch.objects.filter(status__in=[Step.PREPARED, Step.CONFIRMED]).exclude(
            scheduled_for__gt=timezone.now()
        ),
    )
    yield (
        "decisions.prepare_batch",
        _("Signed decisions without a batch"),
        _("The order is signed; no permit is changed yet."),
        Decision.objects.filter(status=DecisionStatus.SIGNED, order__isnull=False)
        .filter(order__status="signed")
        .exclude(batches__status__in=[Step.PREPARED, Step.FROZEN, Step.CONFIRMED])
        .filter(set_asides=None),
    )


def _to_keep(user):
    """Evidence that cannot be relied on until somebody sees to its files."""
    visible = Evidence.objects.visible_to(user)
    yield (
        "investigations.hold_evidence",
        _("Evidence that fails its verification"),
        _("A file does not match its hash, or is harmful: it is in quarantine."),
        visible.failing(),
    )
    yield (
        "investigations.restrict_evidence",
        _("Evidence that waits for the scanner"),
        _("No scanner has judged a file yet: it is in quarantine."),
        visible.waiting_for_scan(),
    )


def _to_find_out(user):
    yield (
        "investigations.adopt_finding",
        _("Findings to adopt"),
        _("Drafted by someone else and found sound by a peer."),
        Finding.objects.to_adopt().exclude(author=user),
    )
    yield (
        "investigations.review_finding",
        _("Findings to review as a peer"),
        _("Drafted by someone else; you say whether they are sound."),
        Finding.objects.to_review().exclude(author=user),
    )
    yield (
        "investigations.release_report",
        _("Public versions to release"),
        _("Another person chose the passages that are withheld."),
        PublicVersion.objects.in_draft().exclude(prepared_by=user),
    )
    if user.has_perm("investigations.adopt_finding"):
        yield (
            "investigations.adopt_finding",
            _("Findings whose basis changed"),
            _("Evidence they rest on was graded again, or changed; say what it means for them."),
            Finding.objects.filter(pk__in=basis.with_pending_changes()),
        )


def _to_look_through(user):
    """Permits, evidence and files that somebody has to look through."""
    yield (
        "investigations.review_permit",
        _("Investigations with permits to review"),
        _("Some permits in scope have no result yet."),
        Investigation.objects.active()
        .annotate(unreviewed=Count("scope", filter=Q(scope__result=ReviewResult.NOT_REVIEWED)))
        .filter(unreviewed__gt=0),
    )
    yield (
        "investigations.grade_evidence",
        _("Evidence to grade"),
        _("Registered, and not graded yet."),
        Evidence.objects.visible_to(user).ungraded().exclude(registered_by=user),
    )
    yield (
        "permits.import_register",
        _("Register files to confirm"),
        _("Uploaded, and not imported yet."),
        RegisterImport.objects.filter(status=ImportStatus.UPLOADED),
    )


def _to_inquire(user):
    """Questions sent and challenges received, interests in cases, and cases that rest."""
    yield (
        "investigations.declare_interest",
        _("Interests to declare"),
        _("You are on the team of these cases, and have not declared an interest or its absence."),
        Investigation.objects.to_declare(user),
    )
    yield (
        "investigations.add_interestruling",
        _("Interests to decide on"),
        _("Declared by people who want to take part in a case."),
        Declaration.objects.to_decide()
        .exclude(person=user)
        .select_related("investigation", "person"),
    )
    yield (
        "investigations.send_request",
        _("Overdue requests for information"),
        _("Sent in a case, and not answered by their day; send a reminder or record the silence."),
        InformationRequest.objects.visible_to(user).overdue().order_by("due_on", "pk"),
    )
    yield (
        "investigations.grade_evidence",
        _("Challenges to answer"),
        _("Brought forward against evidence; whoever did not give the grade answers."),
        Challenge.objects.visible_to(user).unanswered().select_related("evidence"),
    )
    yield (
        "investigations.change_investigation",
        _("Investigations to resume"),
        _("On hold until a day that is past."),
        Investigation.objects.hold_ended_by(timezone.localdate()),
    )


def _to_take_up_again(user):
    """What a precondition held, and what was undertaken in a dialogue."""
    if user.has_perm("applications.review_application"):
        returned = waiting.came_back(Application.objects.with_officer(user))
        yield (
            "applications.review_application",
            _("Applications that came back"),
            _("What they waited for is met or waived; their review goes on."),
            Application.objects.filter(
                pk__in=[each.application.pk for each in returned]
            ).select_related("applicant"),
        )
    yield (
        "regime.keep_dialogue",
        _("Commitments due"),
        _("To be followed up within a week, or overdue."),
        Commitment.objects.due_for_follow_up(timezone.localdate()).select_related("dialogue"),
    )


def _to_screen(user):
    yield (
        "regime.screen",
        _("Screening questions"),
        _("A party's name is like one that sanctions list; a person says whether it is."),
        ScreeningQuestion.objects.visible_to(user).unanswered().with_names(),
    )


def _to_take_in(user):
    """What was received and is not under review: complete, or lacking what is asked."""
    # Permit officers may enter applications too; only intake is asked to complete them.
    reviews, takes_in = "applications.review_application", "applications.import_application"
    if not (user.has_perm(reviews) or user.has_perm(takes_in)):
        return
    received = Application.objects.received().order_by("received_at", "pk")
    incomplete = completeness.incomplete_among(received)
    yield (
        reviews,
        _("Applications to take up"),
        _("Complete, and with no officer yet; the oldest first."),
        received.exclude(pk__in=incomplete).select_related("applicant"),
    )
    yield (
        takes_in,
        _("Incomplete applications"),
        _("Received, and lacking something that the regulations ask for."),
        received.filter(pk__in=incomplete).select_related("applicant"),
    )
