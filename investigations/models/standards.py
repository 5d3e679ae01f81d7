"""What a finding can be of, on which standard, how sure, how likely, and where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FindingKind(models.TextChoices):
    USE = "use", _("Use or presence")
    DIVERSION = "diversion", _("Diversion")
    BREACH = "breach", _("Breach of an assurance")
    RISK = "risk", _("Risk under section 7.3")
    OTHER = "other", _("Other")


class Standard(models.TextChoices):
    """How sure one must be; the ladder runs from suspicion to probability."""

    SUSPICION = "reasonable-suspicion", _("Reasonable suspicion")
    GROUNDS = "reasonable-grounds", _("Reasonable grounds to believe")
    BALANCE = "balance-of-probabilities", _("Balance of probabilities")

    @property
    def definition(self):
        """What it asks, in words that stand on the page of every finding."""
        return {
            self.SUSPICION: _("Facts make it possible: more than a hunch, less than belief."),
            self.GROUNDS: _(
                "Compelling and credible information gives an objective basis for believing it."
            ),
            self.BALANCE: _(
                "Clear, convincing and cogent evidence shows it to be more likely than not."
            ),
        }[self]


class Confidence(models.TextChoices):
    LOW = "low", _("Low")
    MODERATE = "moderate", _("Moderate")
    HIGH = "high", _("High")


class Likelihood(models.TextChoices):
    """How likely the thing itself is, in seven steps; apart from confidence in the analysis."""

    REMOTE = "remote", _("Remote (under 5%)")
    VERY_UNLIKELY = "very-unlikely", _("Very unlikely (5 to 20%)")
    UNLIKELY = "unlikely", _("Unlikely (20 to 45%)")
    EVEN = "even", _("Roughly even (45 to 55%)")
    LIKELY = "likely", _("Likely (55 to 80%)")
    VERY_LIKELY = "very-likely", _("Very likely (80 to 95%)")
    ALMOST_CERTAIN = "almost-certain", _("Almost certain (over 95%)")

    @property
    def meets_balance(self):
        """Whether it is more likely than not."""
        return self in (self.LIKELY, self.VERY_LIKELY, self.ALMOST_CERTAIN)


class RiskResult(models.TextChoices):
    """Section 7.4, for one criterion of section 7.3(1)."""

    SUBSTANTIAL = "substantial", _("There is a substantial risk")
    NOT_SUBSTANTIAL = "not-substantial", _("There is no substantial risk")


class FindingStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PEER_REVIEW = "peer-review", _("In peer review")
    ADOPTED = "adopted", _("Adopted")
    NOT_ESTABLISHED = "not-established", _("Not established")
    INCONCLUSIVE = "inconclusive", _("Inconclusive")


OPEN = [FindingStatus.DRAFT, FindingStatus.PEER_REVIEW]


class Stance(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
