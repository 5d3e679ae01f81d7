"""The holders of the first case are heard before their permits are cancelled."""

from datetime import date

from accounts.models import User
from decisions import actions as decisions
from decisions.models import Decision
from exportcontrol.demonstration.people import REASON
from exportcontrol.demonstration.register import at

# What holders answer to the notice of intent, and what is made of it.
ANSWERS = [
    (
        date(2021, 3, 31),
        "FICTIONAL. We ask that deliveries already paid for be allowed to leave before any cancellation.",
        "Delivery is what the assurances no longer support. Goods that had left before the suspension are not touched.",
        "La livraison est précisément ce que les assurances ne permettent plus. Les marchandises parties avant la suspension ne sont pas visées.",
    ),
    (
        date(2021, 4, 7),
        "FICTIONAL. Our spare parts are not sensors and were never on the aircraft in question.",
        "The permits rest on the same assurer, in whose undertakings confidence is lost.",
        "Les licences reposent sur le même garant, dont les engagements ont perdu toute crédibilité.",
    ),
]


def hear(decision: Decision, people: dict[str, User]) -> None:
    """Notice of the intended cancellation; two holders answer, and are answered."""
    intent = decisions.notify_intent(
        decision,
        text_en="The Minister intends to cancel the suspended permits: sensors exported under them were used beyond the country of final destination, against the assurances given.",
        text_fr="Le ministre entend annuler les licences suspendues : des capteurs exportés en vertu de celles-ci ont été utilisés hors du pays de destination finale, contrairement aux assurances données.",
        notified_on=date(2021, 3, 25),
        respond_by=date(2021, 4, 8),
        by=people["director"],
        reason="The holders are heard before their permits are cancelled.",
    )
    for holder, (day, text, english, french) in zip(
        intent.holders().order_by("pk"), ANSWERS, strict=False
    ):
        said = decisions.record_representation(
            intent,
            holder=holder,
            received_on=day,
            text=text,
            by=people["officer"],
            reason=REASON,
        )
        decisions.consider(
            said,
            answer_en=english,
            answer_fr=french,
            by=people["director"],
            reason="Considered before the decision.",
            considered_at=at(date(2021, 4, 9), 15),
        )
