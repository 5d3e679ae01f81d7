"""What is found in the first case: used, against an undertaking, and no substantial risk."""

USE = {
    "kind": "use",
    "statement_en": "Imaging sensors exported under Canadian permits were used in the conflict.",
    "statement_fr": "Des capteurs d'imagerie exportés en vertu de licences canadiennes ont été utilisés dans le conflit.",
    "reasoning": "Two independent origins agree: recovered fragments traced by batch, and video placed in time and terrain. The denial gives no particulars.",
    "confidence": "high",
    "likelihood": "almost-certain",
    "would_change": "A serial number on the fragments that belongs to another maker, or proof that the video was taken elsewhere.",
}  # fmt: skip

BREACH = {
    "kind": "breach",
    "statement_en": "The undertaking not to transfer the sensors without consent was not kept.",
    "statement_fr": "L'engagement de ne pas transférer les capteurs sans consentement n'a pas été respecté.",
    "reasoning": "The certificate allows own use in the country of final destination only; use elsewhere is established by the first finding.",
    "confidence": "moderate",
    "likelihood": "very-likely",
    "would_change": "A consent to the transfer given before it, or proof that the sensors were resold by someone else.",
}  # fmt: skip

RISK = {
    "kind": "risk",
    "statement_en": "There is no substantial risk under section 7.4 that exports on the whole would facilitate a serious violation of international humanitarian law.",
    "statement_fr": "Il n'existe pas de risque sérieux au sens de l'article 7.4 que les exportations, dans leur ensemble, facilitent une violation grave du droit international humanitaire.",
    "reasoning": "The evidence is of a breach of assurances, not of violations. Sections 7.3 and 7.4 bind the decision to issue; section 10(1) states no such test.",
    "criterion": "b-i",
    "risk": "not-substantial",
    "mitigation": "Assurances that name re-transfer, verification after shipment, and a dialogue on use.",
    "contrary": "Reports of the place of use were searched for serious violations in which the sensors had a part; none names one.",
    "would_change": "A credible report that ties the sensors to a serious violation.",
    "confidence": "moderate",
}  # fmt: skip
