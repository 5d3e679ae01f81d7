"""Whether an application states all that the regulations ask for, each missing thing named.

Strategic and military goods: Export Permits Regulations (SOR/97-204), s. 3. Brokering: Brokering
Permit Regulations (SOR/2019-221), s. 1. What only the review needs is advised, not missing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from applications.models import Application, ApplicationLine
from applications.models.applications import ApplicationQuerySet
from applications.models.contents import ContactDetails, ContactRole, DocumentKind, IntermediaryRole
from applications.models.words import ApplicationKind, ControlledGoods
from applications.rules.refusals import Against, Refusal
from regime.rules.scopes import covers, group_of

# Section 3(3)(b): goods of which the Defence Production Act must be considered.
CONSIDERED = ("2", "6", "5504")
FOREST_PRODUCTS = ("5101", "5102", "5103")
# Completeness is asked of at most so many applications for a list of those that lack something.
MOST = 500
# Of a line: the subparagraph that asks, the words, the field, and what is stated if anything.
Asked = tuple[str, str, str, object]


@dataclass(frozen=True)
class Missing:
    """Something that a regulation asks for and the application does not state."""

    paragraph: str
    what: str
    field: str = ""  # of the form, where it is entered
    law: str = ApplicationKind.EXPORT

    @property
    def provision(self) -> str:
        """The paragraph that asks for it, by the short name of its regulations."""
        if self.law == ApplicationKind.BROKERING:
            return _("Brokering Permit Regulations, s. %(paragraph)s") % {
                "paragraph": self.paragraph
            }
        return _("Export Permits Regulations, s. %(paragraph)s") % {"paragraph": self.paragraph}

    @property
    def anchor(self) -> str:
        """The place on the form: a field, or the first row of a part."""
        parts = ("destinations", "consignees", "lines", "documents", "intermediaries")
        return f"{self.field}-0" if self.field in parts else f"id_{self.field}"

    @property
    def label(self) -> str:
        return _("%(what)s (%(provision)s)") % {"what": self.what, "provision": self.provision}


def missing(application: Application) -> list[Missing]:
    """Everything that the regulations ask for and the application lacks, in their order."""
    if application.kind == ApplicationKind.BROKERING:
        return list(_missing_for_brokering(application))
    return list(_missing_for_export(application))


def is_complete(application: Application) -> bool:
    return not missing(application)


def against_incomplete(application: Application) -> list[Against]:
    """Each missing thing as a reason against an act that needs a complete application."""
    return [Against(Refusal.INCOMPLETE, lack.label) for lack in missing(application)]


def advised(application: Application) -> list[str]:
    """What no regulation asks for by name, and the review will."""
    asked = {
        _("The end user."): application.end_user_id,
        _("The class of end user: measures may turn on it."): application.end_user_class,
        _("The end use."): application.end_use.strip(),
        _("The end-use location."): application.end_use_location.strip(),
    }
    if application.kind == ApplicationKind.BROKERING:
        lines = application.lines.all()
        stated = all(line.quantity is not None and line.value is not None for line in lines)
        asked[_("The quantity and value of each line, if available.")] = stated
    return [words for words, stated in asked.items() if not stated]


def incomplete_among(applications: ApplicationQuerySet) -> list[int]:
    """The keys of those that lack something, of the oldest of these applications."""
    oldest = applications.with_contents().order_by("received_at", "pk")[:MOST]
    return [application.pk for application in oldest if missing(application)]


def _missing_for_export(application: Application) -> Iterator[Missing]:
    yield from _where_the_form_differs(application)
    if application.completed_on is None:
        yield Missing("3(2)(a)", _("The date on which the form was completed."), "completed_on")
    yield from _applicant(application, "3(2)(b)")
    if application.exporter_id:
        exporter = application.contact_of(ContactRole.EXPORTER)
        yield from _details(exporter, "3(2)(c)", _("the exporter"), "exporter_", phone=True)
    yield from _consignees(application, "3(2)(d)", contact=True)
    yield from _destination(application, "3(2)(e)")
    yield from _goods(application, "3(2)(f)", _line_for_export)
    if not application.delivery:
        yield Missing("3(2)(g)", _("How the permit is to be sent."), "delivery")
    if not _shows_its_purpose(application):
        yield Missing(
            "3(2)(h)",
            _("One document or fact at least that shows a purpose consistent with the control."),
            "documents",
        )
    if not application.declaration:
        yield Missing("3(3)(a)", _("The declaration against diversion."), "declaration")
    yield from _signature(application, "3(2)")
    yield from _controlled_goods(application)


def _missing_for_brokering(application: Application) -> Iterator[Missing]:
    for lack in _asked_of_brokering(application):
        yield Missing(lack.paragraph, lack.what, lack.field, ApplicationKind.BROKERING)


def _asked_of_brokering(application: Application) -> Iterator[Missing]:
    yield from _signature(application, "1")
    yield from _applicant(application, "1(a)", phone=False)
    if application.applicant_is_person and not application.citizenship.strip():
        yield Missing("1(b)", _("The citizenship of the applicant."), "citizenship")
    if not application.exported_from_id:
        yield Missing("1(c)", _("The country of export of the brokered goods."), "exported_from")
    yield from _transaction(application)
    yield from _destination(application, "1(e)")
    yield from _consignees(application, "1(f)", contact=False)
    yield from _goods(application, "1(g)", _line_for_brokering)
    if not application.brokering_paragraph:
        yield Missing(
            "1(i)", _("The paragraph of the Brokering Control List."), "brokering_paragraph"
        )
    if not application.intended_for:
        yield Missing(
            "1(h)", _("Whether it is for resale or for use by a government."), "intended_for"
        )


def _where_the_form_differs(application: Application) -> Iterator[Missing]:
    """Forest products have a form of their own, and some goods are outside the Regulations."""
    for line in application.lines.all():
        if _within(line, FOREST_PRODUCTS):
            what = _("Line %(line)s: forest products are applied for under section 4, not here.")
            yield Missing("4(1)", what % {"line": line.position}, _of_line(line, "code"))


def _applicant(application: Application, paragraph: str, phone: bool = True) -> Iterator[Missing]:
    given = application.contact_of(ContactRole.APPLICANT)
    yield from _details(
        given,
        paragraph,
        _("the applicant"),
        "applicant_",
        contact=not application.applicant_is_person,
        phone=phone,
    )


def _details(
    given: ContactDetails | None,
    paragraph: str,
    whose: str,
    prefix: str,
    *,
    contact: bool = True,
    phone: bool = False,
) -> Iterator[Missing]:
    """Address, telephone number, e-mail address; the contact person and, with ``phone``, theirs."""
    asked = [
        ("address", _("The address of %(whose)s."), "address_given"),
        ("telephone", _("The telephone number of %(whose)s."), "telephone"),
        ("email", _("The e-mail address of %(whose)s."), "email_given"),
    ]
    if contact:
        asked.append(("contact", _("The contact person of %(whose)s."), "contact"))
    if contact and phone:
        number = _("The telephone number of the contact person of %(whose)s.")
        asked.append(("contact_telephone", number, "contact_telephone"))
    for field, words, stated in asked:
        if given is None or not getattr(given, stated).strip():
            yield Missing(paragraph, words % {"whose": whose}, f"{prefix}{field}")


def _consignees(application: Application, paragraph: str, *, contact: bool) -> Iterator[Missing]:
    consignees = application.consignees.all()
    if not consignees:
        yield Missing(paragraph, _("A consignee."), "consignees")
    for row in consignees:
        whose = _("the consignee %(name)s") % {"name": row.party.name}
        prefix = f"consignees-{row.position - 1}-"
        yield from _details(row, paragraph, whose, prefix, contact=contact, phone=contact)


def _transaction(application: Application) -> Iterator[Missing]:
    """The seller, the purchaser and any other broker of brokered goods."""
    rows = list(application.intermediaries.all())
    roles = {row.role for row in rows}
    if IntermediaryRole.SELLER not in roles:
        yield Missing("1(d)(i)", _("The person that sells the goods."), "intermediaries")
    if IntermediaryRole.PURCHASER not in roles:
        yield Missing("1(d)(ii)", _("The person that purchases the goods."), "intermediaries")
    for row in rows:
        prefix = f"intermediaries-{row.position - 1}-"
        yield from _details(row, "1(d)", row.party.name, prefix, contact=False)


def _destination(application: Application, paragraph: str) -> Iterator[Missing]:
    if not application.destinations:
        yield Missing(paragraph, _("The country of final destination."), "destinations")


def _goods(
    application: Application, paragraph: str, asked_of: Callable[..., Iterator[Asked]]
) -> Iterator[Missing]:
    lines = application.lines.all()
    if not lines:
        yield Missing(paragraph, _("The goods or technology."), "lines")
    for line in lines:
        for sub, words, field, stated in asked_of(application, line):
            if not stated:
                what = _("Line %(line)s: %(what)s") % {"line": line.position, "what": words}
                yield Missing(f"{paragraph}{sub}", what, _of_line(line, field))


def _line_for_export(application: Application, line: ApplicationLine) -> Iterator[Asked]:
    """What is asked of a line: the subparagraph, the words, the field, whether it is there."""
    from_us = covers("5400", line.item_code)
    yield "(i)", _("the country of origin."), "origin", line.origin_id
    yield (
        "(i)",
        _("its share of United States origin, under item 5400."),
        "us_content",
        not from_us or line.us_content is not None,
    )
    yield "(ii)", _("the item number."), "code", line.item_code
    yield "(iii)", _("a description free of trade names."), "description", line.description.strip()
    yield "(iv)", _("the quantity and its unit."), "quantity", line.quantity and line.unit
    yield "(iv)", _("the value."), "value", line.value is not None
    place = line.factory.strip() or application.shipping_point.strip()
    yield "(v)", _("the factory, or the first shipping point in Canada."), "factory", place
    weight = line.mass_kg is not None or line.volume.strip()
    yield "(vi)", _("the approximate mass or volume."), "mass_kg", weight


def _line_for_brokering(_application: Application, line: ApplicationLine) -> Iterator[Asked]:
    yield "(i)", _("the item number."), "code", line.item_code
    yield "(ii)", _("a description free of trade names."), "description", line.description.strip()


def _shows_its_purpose(application: Application) -> bool:
    """Section 3(2)(h): one of its documents, or the supplier, the end use or its location."""
    documents = {row.kind for row in application.documents.all()} - {DocumentKind.OTHER}
    stated = (application.supplier, application.end_use, application.end_use_location)
    return (
        bool(documents) or any(text.strip() for text in stated) or bool(application.rests_on.all())
    )


def _signature(application: Application, paragraph: str) -> Iterator[Missing]:
    if not application.declared_by.strip() or application.declared_on is None:
        yield Missing(paragraph, _("The signature of the form, and its day."), "declared_by")


def _controlled_goods(application: Application) -> Iterator[Missing]:
    """Section 3(3)(b) and (c): the Defence Production Act, and goods of United States origin."""
    lines = application.lines.all()
    status = application.controlled_goods_status
    if not any(_within(line, CONSIDERED) for line in lines):
        return
    if not status:
        what = _("How the goods stand under the Defence Production Act.")
        yield Missing("3(3)(b)", what, "controlled_goods_status")
        return
    if status == ControlledGoods.NOT_CONTROLLED:
        return
    if not application.controlled_goods.strip():
        sub = "(B)" if status == ControlledGoods.NOT_SUBJECT else "(A)"
        what = _("The proof under the Defence Production Act.")
        yield Missing(f"3(3)(b)(i){sub}", what, "controlled_goods")
    american = application.us_controlled_goods or any(
        (line.origin and line.origin.code == "US") or line.us_content for line in lines
    )
    if american and not application.us_authorization.strip():
        yield Missing("3(3)(c)", _("The United States export authorization."), "us_authorization")


def _within(line: ApplicationLine, codes: tuple[str, ...]) -> bool:
    """Whether a line falls under one of these groups or items."""
    code = line.item_code
    return any(str(group_of(code)) == each or covers(each, code) for each in codes)


def _of_line(line: ApplicationLine, field: str) -> str:
    return f"lines-{line.position - 1}-{field}"
