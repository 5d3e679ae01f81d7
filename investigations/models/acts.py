"""What is done in an investigation, in the words of the record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    OPEN = "investigation.open", _("Open investigation")
    ADD_PERMITS = "investigation.add_permits", _("Add permits to the scope")
    ASK = "investigation.ask", _("Ask a question")
    REVIEW = "investigation.review_permit", _("Review permits in scope")
    CONCLUDE = "investigation.conclude", _("Conclude investigation")
    REOPEN = "investigation.reopen", _("Reopen investigation")
    REGISTER_EVIDENCE = "evidence.register", _("Register evidence")
    GRADE_EVIDENCE = "evidence.grade", _("Grade evidence")
    READ_EVIDENCE = "evidence.read", _("Open an evidence file")
    VERIFY_EVIDENCE = "evidence.verify", _("Verify the files of evidence")
    DRAFT_FINDING = "finding.draft", _("Draft finding")
    EDIT_FINDING = "finding.edit", _("Edit a draft finding")
    CITE = "finding.cite", _("Cite evidence in a finding")
    WITHDRAW_CITATION = "finding.withdraw_citation", _("Withdraw a citation")
    ADOPT_FINDING = "finding.adopt", _("Adopt finding")
    CLOSE_FINDING = "finding.close", _("Close finding without adopting it")
    RECOMMEND = "investigation.recommend", _("Recommend")
