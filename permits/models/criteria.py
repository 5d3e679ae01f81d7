"""The mandatory considerations of the Act, which assessments and findings name alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Criterion(models.TextChoices):
    """The mandatory considerations of section 7.3(1), each answered on its own."""

    PEACE = "a", _("(a) Peace and security")
    HUMANITARIAN_LAW = "b-i", _("(b)(i) Serious violation of international humanitarian law")
    HUMAN_RIGHTS = "b-ii", _("(b)(ii) Serious violation of international human rights law")
    TERRORISM = "b-iii", _("(b)(iii) Offence under conventions on terrorism")
    ORGANIZED_CRIME = (
        "b-iv",
        _("(b)(iv) Offence under conventions on transnational organized crime"),
    )
    GENDER_BASED_VIOLENCE = (
        "b-v",
        _("(b)(v) Serious acts of gender-based violence, or against women and children"),
    )

    @property
    def question(self):
        return {
            self.PEACE: _("Would the goods contribute to peace and security, or undermine it?"),
            self.HUMANITARIAN_LAW: _(
                "Could they be used to commit or facilitate a serious violation of international"
                " humanitarian law?"
            ),
            self.HUMAN_RIGHTS: _(
                "Could they be used to commit or facilitate a serious violation of international"
                " human rights law?"
            ),
            self.TERRORISM: _(
                "Could they be used to commit or facilitate an offence under international"
                " conventions or protocols on terrorism?"
            ),
            self.ORGANIZED_CRIME: _(
                "Could they be used to commit or facilitate an offence under international"
                " conventions or protocols on transnational organized crime?"
            ),
            self.GENDER_BASED_VIOLENCE: _(
                "Could they be used to commit or facilitate serious acts of gender-based violence,"
                " or of violence against women and children?"
            ),
        }[self]
