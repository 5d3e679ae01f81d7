"""The whole chain by browser, each act by the person whose act it is."""

from datetime import datetime, timedelta

from django.utils import timezone

CAST = [
    "officer", "investigator", "policy", "director", "counsel", "deputy", "minister", "auditor",
    "administrator",
]  # fmt: skip
SUSPENDED_FROM = "2023-11-06T00:00"
CANCELLED_FROM = "2024-06-03T00:00"
WHY = "The browser tests replay the chain."


def record(number):
    """The last part of an address, which is the number of the record it shows."""
    return number.split("?")[0].rstrip("/").split("/")[-1]


def numbers_of(person):
    """The numbers that the page reconciles, by their labels."""
    items = person.page.locator(".numbers__item").all()
    pairs = [item.inner_text().split("\n") for item in items]
    return {pair[0].strip(): int(pair[-1]) for pair in pairs}


def listed(person):
    """The numbers of the permits in the table of the page."""
    return person.page.locator("tbody th[scope=row] a").all_inner_texts()


def row(person, field):
    """What the first row about a field says, from left to right."""
    rows = person.page.locator("tbody tr", has=person.page.get_by_text(field, exact=True))
    return " ".join(rows.first.inner_text().split())


def tick(person, *words, count):
    """Choose the rows of the register that hold all these words; there are so many of them."""
    rows = person.page.locator("tbody tr")
    for each in words:
        rows = rows.filter(has_text=each)
    assert rows.count() == count
    for row in rows.all():
        row.locator("input[type=checkbox]").check()


def test_from_suspicion_to_cancelled_permits_without_javascript(visitor):
    cast = {
        name: visitor(name, javascript=False, language="fr-ca" if name == "minister" else "en-ca")
        for name in CAST
    }
    the_officer_looks_whom_an_order_would_reach(cast["officer"])
    order = the_officer_draws_up_a_suspension(cast["officer"])
    the_director_signs_it(cast["director"], order)
    inquiry = the_investigator_opens_an_investigation(cast["investigator"], order)
    for judge in ("investigator", "policy", "director"):
        declares_no_interest(cast[judge], inquiry)
    items = the_investigator_registers_evidence(cast["investigator"], inquiry)
    the_director_grades_it(cast["director"], items)
    finding = the_investigator_drafts_a_finding(cast["investigator"], inquiry, items)
    the_author_puts_it_to_a_peer(cast["investigator"], finding)
    a_peer_finds_it_sound(cast["policy"], finding)
    the_director_adopts_it(cast["director"], finding)
    the_investigator_recommends(cast["investigator"], inquiry, finding)
    decision = the_director_sends_a_memorandum_to_legal_review(cast["director"], inquiry, order)
    the_counsel_gives_an_opinion(cast["counsel"], decision)
    the_deputy_puts_it_before_the_minister(cast["deputy"], decision)
    the_director_dispenses_with_notice(cast["director"], decision)
    the_minister_s_office_decides_in_french(cast["minister"], decision)
    batch = the_officer_freezes_a_batch(cast["officer"], decision)
    the_director_confirms_it(cast["director"], batch)
    permit = the_officer_executes_it(cast["officer"], batch)
    the_auditor_reads_what_was_done(cast["auditor"], batch, permit)
    an_administrator_has_no_case_pages(cast["administrator"], permit, inquiry, decision, batch)
    for person in cast.values():
        assert person.complaints == []


def the_officer_looks_whom_an_order_would_reach(officer):
    officer.go("/").follow("Register")
    officer.answer(q="Turkey").press("Apply filters")
    by_the_old_name = listed(officer)
    officer.answer(q="Türkiye").press("Apply filters")
    assert listed(officer) == by_the_old_name
    assert "40 results" in officer.text

    officer.go("/permits/?q=Turkey&status=cancelled")
    officer.answer(all=True).press("Draw up a suspension")
    assert "None of the permits chosen can be reached by this order." in officer.text
    officer.go("/permits/?q=Turkey").answer(all=True).press("Draw up a suspension")
    officer.answer(effective_at=SUSPENDED_FROM).press("Show whom it reaches at this time")
    assert "There is a problem" not in officer.text
    assert "6 permits will be suspended from 6 November 2023, 00:00 (Ottawa)." in officer.text
    assert "34 permits are out of reach:" in officer.text
    assert "The permit is already cancelled. (29)" in officer.text


def the_officer_draws_up_a_suspension(officer):
    officer.go("/permits/")
    tick(officer, "Turkey", "2025-05-18", "Valid", count=2)
    officer.press("Next")
    tick(officer, "Turkey", "2024-02-10", "Valid", count=1)
    tick(officer, "Norway", "2019-01-31", count=1)
    officer.press("Draw up a suspension")
    officer.answer(effective_at=SUSPENDED_FROM, title_en="Suspension of three permits")
    officer.press("Show whom it reaches at this time")
    assert "1 permit is out of reach:" in officer.text
    officer.press("Draw up the order")
    assert "There is a problem" in officer.text
    assert officer.page.input_value("[name=title_en]") == "Suspension of three permits"

    officer.answer(
        title_fr="Suspension de trois licences",
        ground_en="To allow time to assess a report.",
        ground_fr="Pour laisser le temps d'évaluer un signalement.",
        review_on="2024-02-06",
        reason=WHY,
    ).press("Draw up the order")
    assert "is drawn up, with 3 permits on its schedule." in officer.text
    assert "the order waits for the signature of a person with authority" in officer.text
    order = record(officer.path)
    assert officer.status_of(f"/permits/orders/{order}/sign/") == 403
    return order


def the_director_signs_it(director, order):
    director.go("/").follow(order).follow("Sign")
    director.choose("Helen MacLeod").answer(signed_at=SUSPENDED_FROM).press("Continue")
    assert "3 permits will be suspended from 6 November 2023, 00:00 (Ottawa)." in director.text
    assert "Instrument of delegation (fictional) 2018-04" in director.text
    assert "This is recorded under your name." in director.text
    director.answer(reason=WHY).press("Sign and carry out")
    assert f"Order {order} is signed and carried out: 3 permits changed." in director.text


def the_investigator_opens_an_investigation(investigator, order):
    investigator.go(f"/permits/orders/{order}/").follow("Open an investigation on this order")
    investigator.answer(
        title="Trainer parts at an undeclared airfield",
        allegation="A report says that parts were fitted at an airfield that nobody declared.",
        allegation_source="Regional press (fictional)",
        learned_on="2023-11-01",
        questions="Were parts fitted there?\nWho sent them?",
        reason=WHY,
    ).press("Open the investigation")
    number = record(investigator.path)
    assert f"Investigation {number} is open." in investigator.text

    investigator.follow("Ask a further question")
    investigator.answer(text="Was the end user told?", reason=WHY).press("Ask the question")
    assert "Question 3 is asked." in investigator.text
    investigator.follow("Review 3 permits")
    investigator.answer(whole=True, result="concern", reason=WHY).press("Record the review")
    assert "3 permits are reviewed." in investigator.text
    return number


def declares_no_interest(person, inquiry):
    person.go(f"/investigations/{inquiry}/").follow("Team and interests")
    person.follow("Declare your interests")
    person.answer(has_interest="none").press("Record the declaration")
    assert "It is on record that you have no interest in this case." in person.text


def the_investigator_registers_evidence(investigator, inquiry):
    items = []
    for kind, title, facts in [
        ("image", "Photograph of a hangar", {}),
        ("shipping-record", "Waybill", {"reference": "WB-1 (fictional)"}),
    ]:
        investigator.go(f"/investigations/{inquiry}/").follow("Register evidence")
        investigator.answer(kind=kind).press("Go on")
        investigator.answer(
            **facts,
            title=title,
            source="Regional press (fictional)",
            summary="Shows the parts.",
            captured_at="2023-11-02T09:30",
            uploads={
                "name": f"{kind}.txt",
                "mimeType": "text/plain",
                "buffer": f"FICTIONAL: {title}".encode(),
            },
            reason=WHY,
        ).press("Register the evidence")
        assert "is registered." in investigator.text
        items.append(record(investigator.path))
    return items


def the_director_grades_it(director, items):
    for item in items:
        director.go("/").follow(item).follow("Grade it")
        director.answer(reliability="B", credibility="2", reason=WHY).press("Record the grade")
        assert f"{item} is graded B2." in director.text


def the_investigator_drafts_a_finding(investigator, inquiry, items):
    investigator.go(f"/investigations/{inquiry}/").follow("Answer question 1")
    investigator.answer(
        kind="use",
        standard="balance-of-probabilities",
        statement_en="Parts were fitted at the airfield.",
        statement_fr="Des pièces ont été montées à l'aérodrome.",
        reasoning="The waybill and the photograph agree.",
        would_change="A waybill of another sender.",
        confidence="moderate",
        likelihood="likely",
        reason=WHY,
    ).press("Save the draft")
    finding = record(investigator.path)
    for item, stance in zip(items, ["for", "against"], strict=True):
        investigator.follow("Cite evidence")
        investigator.page.select_option(
            "[name=evidence]", investigator.page.locator("option", has_text=item).inner_text()
        )
        investigator.answer(stance=stance, why="It shows where they went.")
        investigator.press("Cite the evidence")
        assert f"{item} is cited." in investigator.text
    assert "You wrote this finding; another person must close it." in investigator.text
    assert "fewer than two independent origins" in investigator.text
    assert investigator.status_of(f"/investigations/findings/{finding}/adopt/") == 403

    investigator.follow("Edit the draft")
    investigator.answer(exception="The waybill is the carrier's own.", reason=WHY)
    investigator.press("Save the draft")
    assert "fewer than two independent origins" not in investigator.text
    assert "Excepted, with a reason" in investigator.text
    return finding


def the_author_puts_it_to_a_peer(investigator, finding):
    investigator.go(f"/investigations/findings/{finding}/").follow("Put it to peer review")
    investigator.answer(reason=WHY).press("Put it to peer review")
    assert f"{finding} is in peer review." in investigator.text
    assert "You wrote some of this finding" in investigator.reason_against("Review it as a peer")


def a_peer_finds_it_sound(policy, finding):
    policy.go("/").follow(finding).follow("Review it as a peer")
    assert "Evidence against (1)" in policy.text
    policy.answer(result="sound", comments="I read both items.").press("Record the review")
    assert f"You found {finding} sound." in policy.text


def the_director_adopts_it(director, finding):
    director.go("/").follow(finding).follow("Adopt the finding")
    assert "Evidence against (1)" in director.text
    director.answer(reason=WHY).press("Adopt the finding")
    assert f"{finding} is adopted, and frozen." in director.text


def the_investigator_recommends(investigator, inquiry, finding):
    investigator.go(f"/investigations/findings/{finding}/")
    frozen = "The finding is adopted or closed, and frozen."
    assert frozen in investigator.reason_against("Edit the draft")
    assert frozen in investigator.reason_against("Cite evidence")
    investigator.go(f"/investigations/{inquiry}/").follow("Recommend to the Minister")
    assert "Parts were fitted at the airfield." in investigator.text
    investigator.answer(
        text_en="Cancel the permits.", text_fr="Annuler les licences.", reason=WHY
    ).press("Make the recommendation")
    assert "The recommendation is made, in both languages." in investigator.text


def the_director_sends_a_memorandum_to_legal_review(director, inquiry, order):
    director.go(f"/investigations/{inquiry}/").follow("Draft a memorandum")
    assert "Annuler les licences." in director.text
    assert director.page.get_by_role("checkbox", name=order).is_checked()
    director.answer(
        title_en="Three permits to Türkiye",
        title_fr="Trois licences vers la Türkiye",
        background_en="Parts were fitted at an airfield that nobody declared.",
        background_fr="Des pièces ont été montées à un aérodrome non déclaré.",
        option_1_effect="cancel",
        option_1_text_en="Cancel the permits.",
        option_1_text_fr="Annuler les licences.",
        option_1_risks_en="The holders lose contracts.",
        option_1_risks_fr="Les titulaires perdent des contrats.",
        option_2_effect="reinstate",
        option_2_text_en="Reinstate the permits.",
        option_2_risks_en="More parts may be sent on.",
        option_2_risks_fr="D'autres pièces pourraient être réexpédiées.",
        recommended="1",
        reason=WHY,
    ).press("Save draft")
    decision = record(director.path)
    missing = "The text of an option is missing in one language."
    assert missing in director.reason_against("Send to legal review")
    director.follow("Edit")
    director.answer(option_2_text_fr="Rétablir les licences.", reason=WHY).press("Save draft")
    director.follow("Send to legal review")
    director.answer(reason=WHY).press("Send to legal review")
    assert f"Memorandum {decision} is in legal review." in director.text
    return decision


def the_counsel_gives_an_opinion(counsel, decision):
    counsel.go("/").follow(decision).follow("Give the legal opinion")
    counsel.choose("Lawful, with concerns")
    counsel.answer(text="Say why no notice is given.", reason=WHY).press("Give the opinion")
    assert f"Memorandum {decision} is before the director general." in counsel.text


def the_deputy_puts_it_before_the_minister(deputy, decision):
    deputy.go("/").follow(decision).follow("Put before the Minister")
    assert "Say why no notice is given." in deputy.text
    deputy.answer(reason=WHY).press("Put before the Minister")
    assert f"Memorandum {decision} is before the Minister." in deputy.text


def the_director_dispenses_with_notice(director, decision):
    director.go(f"/decisions/{decision}/")
    assert "No notice of an intended cancellation is given yet" in director.text
    director.follow("Dispense with notice")
    director.answer(
        reason_en="The parts would be sent on.",
        reason_fr="Les pièces seraient réexpédiées.",
        reason=WHY,
    ).press("Dispense with notice")
    assert "Notice to holders is dispensed with." in director.text


def the_minister_s_office_decides_in_french(minister, decision):
    minister.go("/").follow(decision).follow("Consigner la décision")
    minister.choose("1. Annuler").choose("Robert Ashdown")
    minister.answer(
        reasons_en="The parts went where nobody had declared.",
        signed_at=CANCELLED_FROM,
        effective_at=CANCELLED_FROM,
        reason="Décision du ministre, consignée.",
    ).press("Continuer")
    assert "Il y a un problème" in minister.text
    minister.answer(reasons_fr="Les pièces sont allées là où rien n'avait été déclaré.")
    minister.press("Continuer")
    assert "3 juin 2024" in minister.text
    assert "il vise 2 licences" in minister.text
    assert "Les pièces sont allées là où rien n'avait été déclaré." in minister.text
    minister.press("Signer la décision")
    assert f"La décision {decision} est signée" in minister.text


def the_officer_freezes_a_batch(officer, decision):
    officer.go("/").follow(decision).follow("Prepare a batch")
    assert "3 permits are in question." in officer.text
    officer.answer(announced="3", reason=WHY).press("Prepare")
    batch = record(officer.path)
    officer.follow("Freeze the list").answer(reason=WHY).press("Freeze the list")
    assert f"The list of batch {batch} is frozen with 3 permits." in officer.text
    officer.follow("Dry run of 3 permits")
    assert numbers_of(officer) == {"Announced": 3, "On the list": 3, "Eligible": 2, "Refused": 1}
    assert "The permit expired before the order took effect." in officer.text
    assert officer.status_of(f"/decisions/batches/{batch}/confirm/") == 403
    return batch


def the_director_confirms_it(director, batch):
    director.go("/").follow(batch).follow("Confirm")
    director.answer(typed_count="4", reason=WHY).press("Confirm the list")
    assert "The number typed is not the number of permits on the list." in director.text
    assert director.page.input_value("[name=typed_count]") == "4"
    assert director.page.input_value("[name=reason]") == WHY
    director.answer(typed_count="3").press("Confirm the list")
    assert f"Batch {batch} is confirmed. It may be executed." in director.text


def the_officer_executes_it(officer, batch):
    officer.go("/").follow(batch).follow("Execute")
    assert "2 permits will be cancelled" in officer.text
    officer.answer(reason=WHY).press("Continue").press("Execute the batch")
    assert f"Batch {batch} is executed: 2 permits changed." in officer.text
    assert "1 permit on the list was refused." in officer.text
    assert numbers_of(officer) == {"Announced": 3, "On the list": 3, "Executed": 2, "Refused": 1}
    assert "Executed: 1 fewer than announced." in officer.text
    officer.follow("2")
    permit = listed(officer)[0]
    officer.follow(permit)
    assert "Cancelled" in officer.page.locator("h1").inner_text()
    return permit


def the_auditor_reads_what_was_done(auditor, batch, permit):
    auditor.go("/").follow("Audit").answer(record=batch).press("Apply filters")
    auditor.follow(row(auditor, "Execute batch").split()[0])
    assert "Julien Roy" in auditor.text
    assert WHY in auditor.text
    assert row(auditor, permit) == f"{permit} Changed Status Suspended Cancelled"

    auditor.go(f"/permits/{permit}/").follow("Every change of this record")
    cancelled = auditor.page.locator("#versions ~ * time").first.get_attribute("datetime")
    before = timezone.localtime(datetime.fromisoformat(cancelled) - timedelta(seconds=1))
    auditor.answer(day=f"{before:%Y-%m-%d}", time=f"{before:%H:%M:%S}").press("Show")
    assert row(auditor, "Status") == "Status Suspended Cancelled Differs"
    assert auditor.status_of("/decisions/batches/new/") == 403


def an_administrator_has_no_case_pages(administrator, permit, inquiry, decision, batch):
    for page in [
        "/permits/",
        f"/permits/{permit}/",
        f"/investigations/{inquiry}/",
        f"/decisions/{decision}/",
        f"/decisions/batches/{batch}/",
        "/audit/",
    ]:
        assert administrator.status_of(page) in {403, 404}, page


def test_who_draws_up_an_order_sees_why_another_person_signs_it(visitor):
    director = visitor("director", javascript=False)
    director.go("/permits/?q=Norway")
    director.answer(all=True).press("Draw up a suspension")
    director.answer(effective_at="2018-09-03T00:00").press("Show whom it reaches at this time")
    director.answer(
        title_en="Suspension",
        title_fr="Suspension",
        ground_en="To allow time.",
        ground_fr="Pour laisser du temps.",
        review_on="2018-12-03",
        reason=WHY,
    ).press("Draw up the order")
    order = record(director.path)
    another = "You drew this order up; another person must sign it."
    assert another in director.reason_against("Sign")
    director.go(f"/permits/orders/{order}/sign/")
    assert another in director.reason_against("Continue")
    director.go(f"/permits/orders/{order}/").follow("Withdraw")
    director.answer(reason=WHY).press("Withdraw")
    assert f"Order {order} is withdrawn." in director.text
    assert director.complaints == []


def test_with_javascript_rows_are_chosen_together_and_counted_as_they_are_ticked(visitor):
    officer = visitor("officer").go("/permits/?q=Norway")
    count = officer.page.locator("[data-selected-count]")
    every_row = officer.page.get_by_label("Choose all rows")
    every_row.check()
    assert count.inner_text() == "3 permits chosen on this page"
    officer.page.locator("tbody input[type=checkbox]").first.uncheck()
    assert count.inner_text() == "2 permits chosen on this page"
    assert every_row.evaluate("box => box.indeterminate")
    officer.press("Draw up a suspension")
    assert "2 permits are out of reach:" in officer.text
    assert officer.complaints == []


def test_the_language_switch_stays_on_the_page_and_keeps_what_was_asked(visitor):
    officer = visitor("officer").go("/permits/?q=Norway&sort=number")
    numbers = listed(officer)
    officer.speak("fr-ca")
    assert officer.path == "/permits/?q=Norway&sort=number"
    assert "Registre des licences" in officer.text
    assert listed(officer) == numbers != []
    assert officer.page.input_value("[name=q]") == "Norway"
    officer.speak("en-ca")
    assert "Register of permits" in officer.text
    assert officer.complaints == []
