"""Reference data that ships with the application: country names and the Group 2 headings."""

from datetime import timedelta
from hashlib import sha256

from accounts.models import User
from audit import canonical, ledger
from permits import group_2
from permits.codes import sort_key
from permits.country_names import EARLIER_NAMES, OFFICIAL_NAMES, current_names
from permits.models import Act, ControlListEdition, ControlListItem, Country, CountryName
from permits.models.goods import ControlList

CLDR = "Unicode CLDR"
OFFICIAL = "Official use in Canada"


def load_countries(*, by: User | None) -> None:
    """Bring country names up to date. A name that changed stays among the earlier names."""
    with ledger.entry(
        by=by, action=Act.LOAD_COUNTRIES, reason="Country names shipped with the application"
    ):
        known = {country.code: country for country in Country.objects.all()}
        names = current_names()
        Country.objects.bulk_create(
            Country(code=code, name_en=english, name_fr=french)
            for code, (english, french) in sorted(names.items())
            if code not in known
        )
        for code, country in known.items():
            if code in names and (country.name_en, country.name_fr) != names[code]:
                country.name_en, country.name_fr = names[code]
                country.save()
        _add_names(names)


def _add_names(names: dict[str, tuple[str, str]]) -> None:
    """Every name that is not kept yet, with its days: today's name follows the last of before."""
    countries = {country.code: country for country in Country.objects.all()}
    known = set(CountryName.objects.values_list("country__code", "name_en"))
    begins = {code: until + timedelta(days=1) for code, *_names, until, _src in EARLIER_NAMES}
    today = [
        (code, *both, begins.get(code), None, OFFICIAL if code in OFFICIAL_NAMES else CLDR)
        for code, both in names.items()
    ]
    CountryName.objects.bulk_create(
        CountryName(
            country=countries[code],
            name_en=english,
            name_fr=french,
            valid_from=valid_from,
            valid_until=valid_until,
            source=source,
        )
        for code, english, french, valid_from, valid_until, source in [*today, *EARLIER_NAMES]
        if code in countries and (code, english) not in known
    )


def load_group_2(*, by: User | None) -> ControlListEdition:
    """Load the headings of Group 2, once for each edition."""
    digest = sha256(canonical.written(group_2.ITEMS)).hexdigest()
    with ledger.entry(
        by=by, action=Act.LOAD_CONTROL_LIST, reason="Group 2 shipped with the application"
    ):
        edition, created = ControlListEdition.objects.get_or_create(
            control_list=ControlList.GUIDE,
            in_force_from=group_2.IN_FORCE_FROM,
            defaults={
                "instrument": group_2.INSTRUMENT,
                "source": group_2.SOURCE,
                "digest": digest,
            },
        )
        if created:
            ControlListItem.objects.bulk_create(
                ControlListItem(
                    edition=edition,
                    group=2,
                    code=code,
                    sort_key=sort_key(code),
                    text_en=english,
                    text_fr=french,
                )
                for code, (english, french) in group_2.ITEMS.items()
            )
    return edition
