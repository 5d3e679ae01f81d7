"""Group 2 of the Export Control List: items 2-1 to 2-22, in both languages.

The regulation incorporates these items by reference from "A Guide to Canada's Export Control
List"; their numbering is that of the Wassenaar Munitions List, ML1 to ML22. These are headings to
classify by, in our own words: the wording in law is the Guide's.
"""

from datetime import date

INSTRUMENT = "Guide, Group 2"
IN_FORCE_FROM = date(2020, 10, 1)
SOURCE = "A Guide to Canada's Export Control List, Group 2 – Munitions: headings"

ITEMS = {
    "2-1": (
        "Smooth-bore weapons under 20 mm, and other arms of 12.7 mm or less",
        "Armes à canon lisse de moins de 20 mm et autres armes de 12,7 mm ou moins",
    ),
    "2-2": (
        "Smooth-bore weapons of 20 mm or more, and other weapons over 12.7 mm",
        "Armes à canon lisse de 20 mm ou plus et autres armes de plus de 12,7 mm",
    ),
    "2-3": ("Ammunition and fuze-setting devices", "Munitions et dispositifs de réglage de fusées"),
    "2-4": (
        "Bombs, torpedoes, rockets, missiles and related equipment",
        "Bombes, torpilles, roquettes, missiles et matériel connexe",
    ),
    "2-5": (
        "Fire control, surveillance and warning equipment",
        "Matériel de conduite de tir, de surveillance et d'alerte",
    ),
    "2-6": ("Ground vehicles and components", "Véhicules terrestres et composants"),
    "2-7": (
        "Chemical agents, biological agents, riot control agents and related materials",
        "Agents chimiques, agents biologiques, agents antiémeutes et matières connexes",
    ),
    "2-8": (
        "Energetic materials and related substances",
        "Matières énergétiques et substances connexes",
    ),
    "2-9": (
        "Vessels of war, naval equipment and accessories",
        "Navires de guerre, matériel naval et accessoires",
    ),
    "2-10": (
        "Aircraft, unmanned aerial vehicles, aero-engines and aircraft equipment",
        "Aéronefs, véhicules aériens sans équipage, moteurs et matériel d'aéronef",
    ),
    "2-11": (
        "Electronic equipment and spacecraft not controlled elsewhere",
        "Matériel électronique et véhicules spatiaux non visés ailleurs",
    ),
    "2-12": (
        "High-velocity kinetic energy weapon systems",
        "Systèmes d'armes à énergie cinétique à grande vitesse",
    ),
    "2-13": (
        "Armoured or protective equipment and constructions",
        "Matériel et constructions blindés ou de protection",
    ),
    "2-14": (
        "Equipment for military training or simulation",
        "Matériel d'entraînement ou de simulation militaires",
    ),
    "2-15": (
        "Imaging or countermeasure equipment for military use",
        "Matériel d'imagerie ou de contre-mesures à usage militaire",
    ),
    "2-16": (
        "Forgings, castings and other unfinished products",
        "Pièces forgées, pièces de fonderie et autres produits non finis",
    ),
    "2-17": (
        "Miscellaneous equipment, materials and libraries",
        "Matériel, matières et bibliothèques divers",
    ),
    "2-18": ("Production equipment and components", "Matériel de production et composants"),
    "2-19": ("Directed energy weapon systems", "Systèmes d'armes à énergie dirigée"),
    "2-20": ("Cryogenic and superconductive equipment", "Matériel cryogénique et supraconducteur"),
    "2-21": ("Software", "Logiciels"),
    "2-22": ("Technology", "Technologie"),
}  # fmt: skip
