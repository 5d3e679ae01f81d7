"""Whatever is pasted into a case is read as it is kept: no text holds what cannot be seen."""

import pytest
from django.urls import reverse

from investigations.models.findings import Finding
from tests import make, make_cases, make_decisions

pytestmark = pytest.mark.django_db

TURNED = "Permit \u202e321000-0202-PX is whole"
WITH_NUL = "pasted\x00from elsewhere"


def refused(answer, field):
    assert answer.status_code == 200
    [words, *_more] = answer.context["form"].errors[field]
    return words


@pytest.mark.parametrize("field", ["statement_en", "reasoning", "would_change", "reason"])
def test_a_finding_says_where_the_invisible_character_stands_and_keeps_what_was_typed(
    sign_in, field
):
    case = make_cases.investigation()
    person = make_cases.judge(case)
    draft = make_cases.finding(case, by=person)
    edit = reverse("investigations:finding_edit", args=[draft.number])
    client = sign_in(person)
    shown = client.get(edit).context["form"]
    typed = {name: shown[name].value() or "" for name in shown.fields}
    typed |= {"reason": "A test", field: TURNED}

    answer = client.post(edit, typed)

    assert "(U+202E), after “Permit ”" in refused(answer, field)
    assert answer.context["form"][field].value() == TURNED
    assert not Finding.objects.filter(statement_en=TURNED).exists()
    client.post(edit, {**typed, field: "As it reads."})
    assert refused(client.post(edit, {**typed, field: WITH_NUL}), field)


def test_a_memorandum_is_read_as_it_is_kept(sign_in):
    decision = make_decisions.memorandum()
    client = sign_in(decision.prepared_by)
    edit = reverse("decisions:decision_edit", args=[decision.number])
    shown = client.get(edit).context["form"]
    typed = {name: shown[name].value() or "" for name in shown.fields}

    answer = client.post(edit, {**typed, "title_en": TURNED, "reason": "A test"})

    assert "(U+202E)" in refused(answer, "title_en")


@pytest.mark.parametrize("bad", [TURNED, WITH_NUL])
def test_a_reason_for_any_act_is_read_as_it_is_kept(sign_in, bad):
    batch = make_decisions.frozen_batch()
    abort = reverse("decisions:batch_abort", args=[batch.number])

    assert refused(sign_in(make.officer()).post(abort, {"reason": bad}), "reason")
    batch.refresh_from_db()
    assert batch.status == "frozen"


def test_letters_of_other_scripts_pass(sign_in):
    batch = make_decisions.frozen_batch()
    abort = reverse("decisions:batch_abort", args=[batch.number])
    sign_in(make.officer()).post(abort, {"reason": "می\u200cخواهم – Şırnak – Հայաստան"})
    batch.refresh_from_db()
    assert batch.status == "aborted"
