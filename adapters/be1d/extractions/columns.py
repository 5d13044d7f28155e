"""Every column that an extraction may have, in each spelling that was met, with its meaning.

Source: the headers of real ONDE and BE1D extractions and of public programs that read them. Those
of custom extractions vary. `docs/extractions.md` is made from this table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.text import without_accents


class Need(Enum):
    """Whether a file can do without a column."""

    REQUIRED = "obligatoire"
    OPTIONAL = "facultative"
    REPEATED = "répétée, obligatoire"
    REPEATED_OPTIONAL = "répétée, facultative"


@dataclass(frozen=True, slots=True)
class Column:
    """A column under our name, what it says (in French, for the documentation), its headers."""

    name: str
    meaning: str
    need: Need
    headers: tuple[str, ...]

    @property
    def is_repeated(self) -> bool:
        """Whether it stands once for each child of a responsable, or class of a teacher."""
        return self.need in (Need.REPEATED, Need.REPEATED_OPTIONAL)

    @property
    def is_needed(self) -> bool:
        """Whether a file without it is refused."""
        return self.need in (Need.REQUIRED, Need.REPEATED)


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of extraction; those that are `unused` are known, and not for us."""

    title: str
    columns: tuple[Column, ...]
    unused: tuple[str, ...]

    @property
    def names(self) -> dict[str, Column]:
        """The column of each header, without accents, blanks and case."""
        return {
            without_accents(header): column for column in self.columns for header in column.headers
        }


def _required(name: str, meaning: str, *headers: str) -> Column:
    return Column(name, meaning, Need.REQUIRED, headers)


def _optional(name: str, meaning: str, *headers: str) -> Column:
    return Column(name, meaning, Need.OPTIONAL, headers)


def _address(rank: int) -> tuple[Column, ...]:
    which = "sa première adresse" if rank == 1 else "sa seconde adresse"
    bare = ("Adresse", "Code postal", "Commune", "Pays") if rank == 1 else ()
    street, postcode, town, country = bare or ("",) * 4
    return tuple(
        _optional(f"{name} {rank}", f"{meaning} de {which}", *filter(None, headers))
        for name, meaning, headers in (
            ("street", "la voie", (f"Adresse{rank}", street)),
            (
                "postcode",
                "le code postal",
                (f"Cp{rank}", f"Code postal {rank}", postcode, "CP" * (rank == 1)),
            ),
            ("town", "la commune", (f"Commune{rank}", town)),
            ("country", "le pays", (f"Pays{rank}", country)),
        )
    )


_PUPILS = Layout(
    "élèves",
    (
        _required(
            "family_name",
            "le nom de famille",
            "Nom élève",
            "Nom de l'élève",
            "Nom de famille élève",
            "Nom de famille",
        ),
        _required(
            "first_name", "le premier prénom", "Prénom élève", "Prénom de l'élève", "Premier prénom"
        ),
        _required(
            "birth_date",
            "la date de naissance",
            "Date naissance",
            "Date de naissance",
            "Né(e) le",
            "Date de naissance élève",
        ),
        _required("sex", "le sexe : M, F ou H", "Sexe"),
        _required(
            "division",
            "le nom de la classe",
            "Libellé classe",
            "Classe",
            "Classe ou regroupement",
            "Libellé de la classe",
        ),
        _optional(
            "usual_name",
            "le nom d'usage",
            "Nom d'usage élève",
            "Nom usage élève",
            "Nom d'usage de l'élève",
            "Nom d'usage",
        ),
        _optional("ine", "l'INE", "INE", "Identifiant National Élève", "Numéro INE", "N° INE"),
        _optional(
            "division_id",
            "l'identifiant de la classe dans ONDE",
            "Identifiant classe",
            "Identifiant de la classe",
        ),
        _optional("level", "le niveau", "Niveau"),
        *_address(1),
        *_address(2),
        _optional(
            "second_name",
            "le deuxième prénom",
            "Deuxième prénom",
            "2ème prénom",
            "Prénom 2",
            "Second prénom",
        ),
        _optional(
            "third_name", "le troisième prénom", "Troisième prénom", "3ème prénom", "Prénom 3"
        ),
        _optional(
            "birth_place",
            "la commune de naissance",
            "Commune de naissance",
            "Commune naissance",
            "Lieu de naissance",
        ),
        _optional(
            "state",
            "l'état de son admission",
            "État",
            "État élève",
            "État de l'élève",
            "État d'admission",
        ),
    ),
    unused=(
        "Cycle",
        "Attestation fournie",
        "Autorisation associations",
        "Autorisations associations",
        "Autorisation photo",
        "Autorisations photos",
        "Décision de passage",
        "Département de naissance",
        "Département naissance",
        "Dept naissance",
        "Pays de naissance",
        "Pays naissance",
        "Date d'inscription",
        "Date inscription",
        "Regroupement",
        "Regroupements",
        "Regroupement(s)",
        "Dispositif",
        "Dispositifs",
        "Dispositif(s)",
    ),
)


def _of_guardian(name: str, meaning: str, need: Need, *headers: str) -> Column:
    """A column headed « … responsable », « … du responsable », or with its bare name."""
    spelt = [
        spelling
        for header in headers
        for spelling in (f"{header} responsable", f"{header} du responsable", header)
    ]
    return Column(name, f"{meaning} du responsable", need, tuple(spelt))


def _of_child(name: str, meaning: str, need: Need, *headers: str) -> Column:
    """A column headed « … enfant » before 2019, « … élève » or « … de l'élève » since."""
    spelt = [
        spelling
        for header in headers
        for spelling in (
            f"{header} enfant",
            f"{header} élève",
            f"{header} de l'élève",
            f"{header} de l'enfant",
            f"{header} enfants",
            f"{header} élèves",
        )
    ]
    return Column(name, f"{meaning} de l'enfant", need, tuple(spelt))


_GUARDIANS = Layout(
    "responsables",
    (
        _of_guardian("civility", "la civilité", Need.OPTIONAL, "Civilité"),
        _of_guardian("family_name", "le nom", Need.REQUIRED, "Nom", "Nom de famille"),
        _of_guardian("usual_name", "le nom d'usage", Need.OPTIONAL, "Nom usage", "Nom d'usage"),
        _of_guardian("first_name", "le prénom", Need.REQUIRED, "Prénom"),
        _of_guardian("street", "la voie de l'adresse", Need.OPTIONAL, "Adresse"),
        _of_guardian("postcode", "le code postal", Need.OPTIONAL, "CP", "Code postal"),
        _of_guardian("town", "la commune", Need.OPTIONAL, "Commune"),
        _of_guardian("country", "le pays", Need.OPTIONAL, "Pays"),
        _of_guardian("email", "le courriel", Need.OPTIONAL, "Courriel", "Adresse mail", "Mail"),
        _of_guardian("home", "le téléphone du domicile", Need.OPTIONAL, "Téléphone domicile"),
        _of_guardian("work", "le téléphone du travail", Need.OPTIONAL, "Téléphone travail"),
        _of_guardian("mobile", "le téléphone portable", Need.OPTIONAL, "Téléphone portable"),
        _of_child("child_family_name", "le nom de famille", Need.REPEATED, "Nom de famille", "Nom"),
        _of_child(
            "child_usual_name", "le nom d'usage", Need.REPEATED_OPTIONAL, "Nom d'usage", "Nom usage"
        ),
        _of_child("child_first_name", "le prénom", Need.REPEATED, "Prénom"),
        _of_child("child_class", "la classe", Need.REPEATED_OPTIONAL, "Classes", "Classe"),
        Column(
            "child_birth_date",
            "la date de naissance de l'enfant",
            Need.REPEATED_OPTIONAL,
            (
                "Date de naissance élève",
                "Date de naissance enfant",
                "Date de naissance de l'élève",
                "Date naissance élève",
                "Date naissance enfant",
                "Date de naissance",
                "Né(e) le",
            ),
        ),
    ),
    unused=(
        "Numéro de poste",
        "PCS",
        "Communication adresses",
        "Communication adresse",
        "Lien de parenté",
        "Autorité parentale",
    ),
)

_TEACHERS = Layout(
    "enseignants",
    (
        _required("civility", "la civilité", "Civilité"),
        _required("family_name", "le nom", "Nom", "Nom de famille"),
        _required("first_name", "le prénom", "Prénom"),
        Column(
            "class",
            "une de ses classes",
            Need.REPEATED,
            ("Classe", "Classe ou regroupement", "Classes"),
        ),
    ),
    unused=(
        "Nom usage",
        "Nom d'usage",
        "Adresse",
        "CP",
        "Code postal",
        "Commune",
        "Pays",
        "Courriel",
        "Téléphone domicile",
        "Téléphone portable",
        "Directeur",
        "Intervenant",
        "Regroupement",
        "Regroupements",
        "Regroupement(s)",
    ),
)


class Kind(Enum):
    """The three extractions that a directeur can get."""

    PUPILS = _PUPILS
    GUARDIANS = _GUARDIANS
    TEACHERS = _TEACHERS


_RECOGNISED = 0.4
"""The share of its needed columns (0 to 1) above which a header is that of an extraction."""


def kind_of(header: Sequence[str]) -> Kind | None:
    """Which extraction this is the header of; None when it has few columns of any."""
    shares = {kind: _share_found(header, kind.value) for kind in Kind}
    kind = max(shares, key=shares.__getitem__)
    return kind if shares[kind] > _RECOGNISED else None


def _share_found(header: Sequence[str], layout: Layout) -> float:
    needed = {column.name for column in layout.columns if column.is_needed}
    found = {column.name for text in header if (column := column_of(text, layout)) is not None}
    return len(needed & found) / len(needed)


def column_of(header: str, layout: Layout) -> Column | None:
    """The column of a header; a repeated one may be numbered."""
    letters = without_accents(header)
    column = layout.names.get(letters)
    if column is not None:
        return column
    numbered = layout.names.get(letters[:-1]) if letters[-1:].isdecimal() else None
    return numbered if numbered is not None and numbered.is_repeated else None
