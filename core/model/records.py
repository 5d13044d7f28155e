"""What BE1D and LSUN both know of a school and of its pupils."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.model.identifiers import Ine, Uai
from core.text import title


class Sex(StrEnum):
    """Sexe, as BE1D writes it."""

    FEMALE = "F"
    MALE = "M"


class Level(StrEnum):
    """Niveau of a pupil, from nursery school to the end of primary school, in that order."""

    TPS = "TPS"
    PS = "PS"
    MS = "MS"
    GS = "GS"
    CP = "CP"
    CE1 = "CE1"
    CE2 = "CE2"
    CM1 = "CM1"
    CM2 = "CM2"


class Admission(StrEnum):
    """State of a pupil in BE1D."""

    WAITING = "en attente"
    REGISTERED = "inscrit"
    ELIGIBLE = "mis en admissibilité"
    ACCEPTED = "admission acceptée"
    FINAL = "admission définitive"
    LEFT = "radié"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Postal address: up to four lines, then code postal, commune and pays."""

    lines: tuple[str, ...] = ()
    postcode: str = ""
    town: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phones:
    """Téléphones: domicile, travail, portable. An empty text where there is none."""

    home: str = ""
    work: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    """Responsable. `kinship` is the lien de parenté, `custody` the autorité parentale.

    `custody` is None where no source has said it, which is not « no ».
    """

    civility: str
    family_name: str
    usual_name: str = ""
    first_name: str
    kinship: str = ""
    custody: bool | None = None
    address: Address = Address()
    email: str = ""
    phones: Phones = Phones()

    @property
    def full_name(self) -> str:
        """Civilité, prénom and nom, as messages name a guardian."""
        return " ".join(filter(None, (title(self.civility), self.first_name, self.family_name)))


@dataclass(frozen=True, slots=True)
class Division:
    """The class of a pupil: its BE1D identifier, stable, and its label, free text."""

    id: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """Everything that counts, for the synchronisation, in what is known of a pupil.

    `groups` are his regroupements: a ULIS, a language, a choir, beside his class.
    """

    ine: Ine | None
    family_name: str
    usual_name: str = ""
    first_names: tuple[str, ...]
    sex: Sex
    birth_date: date
    birth_place: str = ""
    division: Division
    groups: tuple[Division, ...] = ()
    level: Level | None
    addresses: tuple[Address, ...] = ()
    email: str = ""
    phones: Phones = Phones()
    guardians: tuple[Guardian, ...] = ()

    @property
    def full_name(self) -> str:
        """« Prénom Nom » as the sheet's messages write it, every first name included."""
        return " ".join((*self.first_names, self.family_name))

    def is_in(self, structure: int) -> bool:
        """Whether this is his class, or one of his regroupements."""
        return structure in {self.division.id, *(group.id for group in self.groups)}


class Field(StrEnum):
    """What an extraction of BE1D may not hold; a responsable's own parts come last."""

    USUAL_NAME = "usual name"
    OTHER_FIRST_NAMES = "other first names"
    FOURTH_FIRST_NAME = "fourth first name"
    BIRTH_PLACE = "birth place"
    DIVISION = "division"
    LEVEL = "level"
    ADDRESSES = "addresses"
    SECOND_ADDRESS = "second address"
    GROUPS = "groups"
    EMAIL = "e-mail"
    PHONES = "phones"
    GUARDIANS = "guardians"
    KINSHIP = "kinship"
    CUSTODY = "custody"


@dataclass(frozen=True, slots=True)
class Registration:
    """A pupil as BE1D has him, and the state of his admission.

    On `missing_fields` BE1D was not heard: what stands there means nothing, and changes nothing.
    `version` is its name for this record as it is, and for no other; empty when it gives none.
    """

    pupil: Pupil
    admission: Admission
    missing_fields: frozenset[Field] = frozenset()
    version: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A pupil of whom LSUN has what BE1D's record of this name says, to the letter or nearly."""

    livret_id: int
    pupil: Pupil
    name: str


@dataclass(frozen=True, slots=True)
class School:
    """A school: its UAI and its name."""

    uai: Uai
    name: str


@dataclass(frozen=True, slots=True)
class Structure:
    """A class as the register lists it, with the levels taught in it (none in a ULIS).

    `is_group` tells a regroupement, whose pupils are each in a class too.
    """

    id: int
    label: str
    levels: tuple[Level, ...]
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Roll:
    """Those whom the register has in one structure."""

    structure: Structure
    registrations: tuple[Registration, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Teacher:
    """Enseignant, and the identifiers of the structures he or she teaches.

    `unread_labels` are the classes that a source gives him or her in words that no class has: what
    he or she teaches is then not wholly known. Who has no name in a source may be anybody.
    """

    civility: str
    family_name: str
    first_name: str
    structures: tuple[int, ...] = ()
    unread_labels: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the source says who this is."""
        return bool(self.family_name and self.first_name)

    @property
    def full_name(self) -> str:
        """Civilité, prénom and nom."""
        return f"{title(self.civility)} {self.first_name} {self.family_name}"
