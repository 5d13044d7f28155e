"""The JSON of the contract: its types and lengths, and the way to core records and back.

What does not fit is a decoding error; texts are cleaned on their way in.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from core.model.identifiers import Ine
from core.model.records import (
    Address,
    Admission,
    Division,
    Guardian,
    Level,
    Phones,
    Pupil,
    Registration,
    Sex,
    Structure,
    Teacher,
)
from core.rules.plausibility import is_birth_date
from core.text import clean

Name = Annotated[str, Meta(max_length=100, pattern=r"\S")]
Text = Annotated[str, Meta(max_length=100)]
Identifier = Annotated[int, Meta(ge=1, le=2_147_483_647)]
# The length too: to Python's `$`, a line break may follow.
IneText = Annotated[str, Meta(pattern="^[0-9]{9}[0-9A-Z][A-Z]$", max_length=11)]
FewLines = Annotated[list[Text], Meta(max_length=4)]
Tag = Annotated[str, Meta(pattern="^[!#-~]{1,64}$", max_length=64)]
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]


def _are_different(items: Sequence[object]) -> bool:
    return all(item not in items[:rank] for rank, item in enumerate(items))


class Adresse(msgspec.Struct, frozen=True):
    """An address."""

    lignes: FewLines
    code_postal: Text
    commune: Text
    pays: Text

    @classmethod
    def of(cls, address: Address) -> "Adresse":
        """As the contract writes it."""
        return cls(list(address.lines), address.postcode, address.town, address.country)

    def record(self) -> Address:
        """As the core knows it."""
        return Address(
            lines=tuple(map(clean, self.lignes)),
            postcode=clean(self.code_postal),
            town=clean(self.commune),
            country=clean(self.pays),
        )


class Telephones(msgspec.Struct, frozen=True):
    """Phone numbers."""

    domicile: Text
    travail: Text
    portable: Text

    @classmethod
    def of(cls, phones: Phones) -> "Telephones":
        """As the contract writes them."""
        return cls(phones.home, phones.work, phones.mobile)

    def record(self) -> Phones:
        """As the core knows them."""
        return Phones(
            home=clean(self.domicile), work=clean(self.travail), mobile=clean(self.portable)
        )


class Responsable(msgspec.Struct, frozen=True):
    """A guardian."""

    civilite: Text
    nom_famille: Name
    nom_usage: Text
    prenom: Name
    lien_parente: Text
    autorite_parentale: bool
    adresse: Adresse
    courriel: Text
    telephones: Telephones

    @classmethod
    def of(cls, guardian: Guardian) -> "Responsable":
        """As the contract writes him."""
        return cls(
            civilite=guardian.civility,
            nom_famille=guardian.family_name,
            nom_usage=guardian.usual_name,
            prenom=guardian.first_name,
            lien_parente=guardian.kinship,
            autorite_parentale=bool(guardian.custody),
            adresse=Adresse.of(guardian.address),
            courriel=guardian.email,
            telephones=Telephones.of(guardian.phones),
        )

    def record(self) -> Guardian:
        """As the core knows him."""
        return Guardian(
            civility=clean(self.civilite),
            family_name=clean(self.nom_famille),
            usual_name=clean(self.nom_usage),
            first_name=clean(self.prenom),
            kinship=clean(self.lien_parente),
            custody=self.autorite_parentale,
            address=self.adresse.record(),
            email=clean(self.courriel),
            phones=self.telephones.record(),
        )


class Classe(msgspec.Struct, frozen=True):
    """The class of a pupil, or one of his regroupements."""

    identifiant: Identifier
    libelle: Name

    def record(self) -> Division:
        """As the core knows it."""
        return Division(self.identifiant, clean(self.libelle))


class Eleve(msgspec.Struct, frozen=True):
    """A pupil, and the state of his admission."""

    ine: IneText | None
    nom_famille: Name
    nom_usage: Text
    prenoms: Annotated[list[Name], Meta(min_length=1, max_length=10)]
    sexe: Sex
    date_naissance: date
    lieu_naissance: Text
    classe: Classe
    regroupements: Annotated[list[Classe], Meta(max_length=20)]
    niveau: Level | None
    adresses: Annotated[list[Adresse], Meta(max_length=4)]
    courriel: Text
    telephones: Telephones
    responsables: Annotated[list[Responsable], Meta(max_length=20)]
    etat: Admission

    def __post_init__(self) -> None:
        """Refuse, as a decoding error, what no pupil can be."""
        if not is_birth_date(self.date_naissance, date.today()):  # noqa: DTZ011 - where he was born
            raise ValueError("date_naissance")
        if not (_are_different(self.responsables) and _are_different(self.regroupements)):
            raise ValueError("responsables, regroupements")

    @classmethod
    def of(cls, registration: Registration) -> "Eleve":
        """As the contract writes him."""
        pupil = registration.pupil
        return cls(
            ine=pupil.ine and str(pupil.ine),
            nom_famille=pupil.family_name,
            nom_usage=pupil.usual_name,
            prenoms=list(pupil.first_names),
            sexe=pupil.sex,
            date_naissance=pupil.birth_date,
            lieu_naissance=pupil.birth_place,
            classe=Classe(pupil.division.id, pupil.division.label),
            regroupements=[Classe(group.id, group.label) for group in pupil.groups],
            niveau=pupil.level,
            adresses=list(map(Adresse.of, pupil.addresses)),
            courriel=pupil.email,
            telephones=Telephones.of(pupil.phones),
            responsables=list(map(Responsable.of, pupil.guardians)),
            etat=registration.admission,
        )

    def record(self) -> Registration:
        """As the core knows him."""
        pupil = Pupil(
            ine=Ine(self.ine) if self.ine else None,
            family_name=clean(self.nom_famille),
            usual_name=clean(self.nom_usage),
            first_names=tuple(map(clean, self.prenoms)),
            sex=self.sexe,
            birth_date=self.date_naissance,
            birth_place=clean(self.lieu_naissance),
            division=self.classe.record(),
            groups=tuple(group.record() for group in self.regroupements),
            level=self.niveau,
            addresses=tuple(address.record() for address in self.adresses),
            email=clean(self.courriel),
            phones=self.telephones.record(),
            guardians=tuple(guardian.record() for guardian in self.responsables),
        )
        return Registration(pupil, self.etat)


class Identite(msgspec.Struct, frozen=True):
    """The civil identity that a search asks for."""

    nom: Name
    prenom: Name
    sexe: Sex
    date_naissance: date
    lieu_naissance: Text = ""


class StructureEcole(msgspec.Struct, frozen=True):
    """A structure of the school; `empreinte` is that of its pupils (`roll_digest`)."""

    identifiant: Identifier
    libelle: Name
    niveaux: list[Level]
    regroupement: bool
    empreinte: Digest | msgspec.UnsetType = msgspec.UNSET

    @classmethod
    def of(cls, structure: Structure) -> "StructureEcole":
        """As the contract writes it."""
        return cls(structure.id, structure.label, list(structure.levels), structure.is_group)

    def record(self) -> Structure:
        """As the core knows it."""
        label = clean(self.libelle)
        return Structure(self.identifiant, label, tuple(self.niveaux), self.regroupement)


class Enseignant(msgspec.Struct, frozen=True):
    """A teacher, and the structures he or she teaches."""

    civilite: Text
    nom: Name
    prenom: Name
    structures: list[Identifier]

    @classmethod
    def of(cls, teacher: Teacher) -> "Enseignant":
        """As the contract writes him or her."""
        return cls(
            teacher.civility, teacher.family_name, teacher.first_name, list(teacher.structures)
        )

    def record(self) -> Teacher:
        """As the core knows him or her."""
        return Teacher(
            civility=clean(self.civilite),
            family_name=clean(self.nom),
            first_name=clean(self.prenom),
            structures=tuple(self.structures),
        )
