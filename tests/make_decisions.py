"""Builders of memoranda, decisions and batches that reach a state by acting."""

from datetime import UTC, datetime

from accounts.roles import Role
from audit import ledger
from decisions import actions
from decisions.models import LegalView, OptionEffect
from permits.models import Permit
from tests import make, make_cases

SIGNED_AT = datetime(2021, 4, 12, 14, 0, tzinfo=UTC)

OPTIONS = [
    {
        "effect": OptionEffect.CANCEL,
        "text_en": "Cancel the permits.",
        "text_fr": "Annuler les licences.",
        "risks_en": "Holders lose contracts.",
        "risks_fr": "Des titulaires perdent des contrats.",
        "recommended": True,
    },
    {
        "effect": OptionEffect.REINSTATE,
        "text_en": "Reinstate the permits.",
        "text_fr": "Rétablir les licences.",
        "risks_en": "Holders lose contracts.",
        "risks_fr": "Des titulaires perdent des contrats.",
        "recommended": False,
    },
    {
        "effect": OptionEffect.KEEP,
        "text_en": "Keep the permits suspended while more is learned.",
        "text_fr": "Maintenir la suspension le temps d'en savoir plus.",
        "risks_en": "Holders lose contracts.",
        "risks_fr": "Des titulaires perdent des contrats.",
        "recommended": False,
    },
]


def many_valid_permits(count, **facts):
    """Many permits registered and issued as sets: the register's builder makes them one by one."""
    holder, destination = make.party(), make.country("TR")
    numbers = [next(make.numbers) for _number in range(count)]
    with ledger.entry(by=None, action="permit.register", reason="A test"):
        Permit.objects.bulk_create(
            Permit(
                reference=f"XP-2019-{number:06d}",
                holder=holder,
                destination=destination,
                issued_on=make.ISSUED_ON,
                valid_from=make.ISSUED_ON,
                valid_until=make.VALID_UNTIL,
                **facts,
            )
            for number in numbers
        )
    permits = list(Permit.objects.filter(holder=holder).order_by("pk"))
    make.issue(permits)
    return permits


def texts(**changes):
    return {
        "title_en": "Permits suspended in autumn 2020",
        "title_fr": "Licences suspendues à l'automne 2020",
        "background_en": "The permits were suspended to allow time to assess.",
        "background_fr": "Les licences ont été suspendues pour laisser le temps d'évaluer.",
        **changes,
    }


def option(effect, *, recommended=False, **changes):
    """An option with this effect, whole in both languages."""
    return {**OPTIONS[0], "effect": effect, "recommended": recommended, **changes}


def memorandum(*suspensions, by=None, recommendation=None, options=OPTIONS, **changes):
    """A memorandum in draft on an investigation with an adopted finding."""
    if not suspensions and "population" not in changes:
        suspensions = [make.suspension([make.valid_permit()])]
    return actions.draft(
        recommendation or make_cases.recommendation(make_cases.investigation()),
        suspensions=suspensions,
        options=options,
        by=by or make.director(),
        reason="A test",
        **texts(**changes),
    )


def counsel():
    return make.user(Role.LEGAL_COUNSEL)


def deputy():
    return make.user(Role.DEPUTY_MINISTER)


def in_legal_review(*suspensions, decision=None, **facts):
    """A memorandum sent off by its author."""
    decision = decision or memorandum(*suspensions, **facts)
    return actions.submit(decision, by=decision.prepared_by, reason="A test")


def opined(decision, view=LegalView.SOUND, *, by=None, text="The Act allows each option."):
    return actions.opine(decision, view=view, text=text, by=by or counsel(), reason="A test")


def before_direction(*suspensions, **facts):
    """A memorandum with a legal opinion, before the director general."""
    decision = in_legal_review(*suspensions, **facts)
    opined(decision)
    decision.refresh_from_db()
    return decision


def unheard(*suspensions, **facts):
    """A memorandum before the Minister whose holders have not been heard."""
    decision = before_direction(*suspensions, **facts)
    return actions.endorse(decision, by=deputy(), reason="A test")


def dispensed(decision):
    """The same memorandum, with notice to holders dispensed with."""
    actions.dispense(
        decision,
        reason_en="Delay would defeat the purpose.",
        reason_fr="Un délai irait à l'encontre du but visé.",
        by=decision.prepared_by,
        reason="A test",
    )
    return decision


def submitted(*suspensions, **facts):
    """A memorandum before the Minister, which may be signed."""
    decision = unheard(*suspensions, **facts)
    if decision.options.filter(effect=OptionEffect.CANCEL).exists():
        dispensed(decision)
    return decision


def choice(decision, effect=OptionEffect.CANCEL, **changes):
    """What the Minister's office records of a choice, in the form that signing takes."""
    return {
        "option": decision.options.get(effect=effect),
        "reasons_en": "The assurances were not kept.",
        "reasons_fr": "Les assurances n'ont pas été respectées.",
        "signed_at": SIGNED_AT,
        "effective_at": make.CANCELLED_AT,
        **changes,
    }


def signed(*suspensions, effect=OptionEffect.CANCEL, decision=None, by=None, **changes):
    """A decision signed in the Minister's name, with its order."""
    decision = decision or submitted(*suspensions)
    changes.setdefault("appointment", None)
    changes["appointment"] = changes["appointment"] or make.minister()
    return actions.sign(
        decision,
        by=by or make.ministers_office(),
        reason="A test",
        **choice(decision, effect, **changes),
    )


def prepared_batch(*suspensions, decision=None, by=None, announced=None, **facts):
    return actions.prepare_batch(
        decision or signed(*suspensions, **facts),
        announced=announced,
        by=by or make.officer(),
        reason="A test",
    )


def frozen_batch(*suspensions, **facts):
    batch = prepared_batch(*suspensions, **facts)
    return actions.freeze(batch, by=batch.prepared_by, reason="A test")


def confirmed_batch(*suspensions, **facts):
    batch = frozen_batch(*suspensions, **facts)
    return actions.confirm(
        batch, typed_count=batch.frozen_count, by=make.ministers_office(), reason="A test"
    )


def executed_batch(*suspensions, **facts):
    batch = confirmed_batch(*suspensions, **facts)
    actions.execute(batch, by=batch.prepared_by, reason="A test")
    batch.refresh_from_db()
    return batch
