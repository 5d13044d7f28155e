"""Common words that the demonstration is drawn from; no combination means a real person."""

GIRLS = (
    "Adèle", "Agathe", "Alma", "Alya", "Ambre", "Anna", "Assia", "Capucine", "Charlotte", "Clara",
    "Éléonore", "Élise", "Fatou", "Inaya", "Iris", "Jeanne", "Juliette", "Léonie", "Lina", "Lou",
    "Louise", "Luna", "Maëlys", "Manon", "Margaux", "Mia", "Mila", "Nina", "Nour", "Olivia",
    "Romane", "Sarah", "Sofia", "Victoire", "Yasmine",
)  # fmt: skip

BOYS = (
    "Aaron", "Amir", "Antoine", "Arthur", "Axel", "Basile", "Clément", "Côme", "Eden", "Eliott",
    "Ethan", "Gabriel", "Ibrahim", "Imran", "Isaac", "Ismaël", "Kaïs", "Liam", "Maël", "Malo",
    "Marius", "Martin", "Mathis", "Naël", "Noah", "Nolan", "Oscar", "Paul", "Robin", "Sacha",
    "Samuel", "Théo", "Tiago", "Timéo", "Victor",
)  # fmt: skip

MOTHERS = (
    "Amélie", "Anaïs", "Aurélie", "Caroline", "Céline", "Delphine", "Élodie", "Émilie", "Fatima",
    "Hélène", "Julie", "Karima", "Laure", "Mélanie", "Nadia", "Pauline", "Sandrine", "Sophie",
    "Stéphanie", "Virginie",
)  # fmt: skip

FATHERS = (
    "Alexandre", "Benoît", "Cédric", "Christophe", "David", "Fabrice", "Guillaume", "Jérôme",
    "Julien", "Karim", "Laurent", "Mehdi", "Mickaël", "Nicolas", "Olivier", "Philippe", "Rachid",
    "Sébastien", "Thomas", "Vincent",
)  # fmt: skip

FAMILY_NAMES = (
    "ADAM", "ANDRÉ", "BAILLY", "BENALI", "BERGER", "BERTRAND", "BLANC", "BOUCHER", "BRUN", "CAMARA",
    "CARPENTIER", "CHARPENTIER", "CLÉMENT", "DA SILVA", "DENIS", "DIALLO", "DUBOIS", "DUMONT",
    "DURAND", "DUVAL", "FERREIRA", "FOURNIER", "GARCIA", "GARNIER", "GUÉRIN", "GUILLOT", "HADDAD",
    "HENRY", "HUBERT", "JOLY", "KLEIN", "LACROIX", "LE GALL", "LEGRAND", "LEMAIRE", "LOPEZ",
    "MARIE", "MARTINEZ", "MASSON", "MEUNIER", "MEYER", "MICHEL", "MOREL", "NGUYEN", "NOËL",
    "OLIVIER", "PEREIRA", "PHILIPPE", "PICARD", "PIERRE", "POIRIER", "RICHARD", "RIVIÈRE",
    "ROBIN", "ROCHE", "ROUX", "SANCHEZ", "SCHMITT", "SIMON", "TRAORÉ", "VASSEUR", "VIDAL",
    "VINCENT",
)  # fmt: skip

STREETS = (
    "allée des Acacias", "avenue de la République", "chemin du Lavoir", "impasse des Cerisiers",
    "place de l'Église", "rue de la Fontaine", "rue des Écoles", "rue des Lilas", "rue du Moulin",
    "rue Victor-Hugo",
)  # fmt: skip

TOWNS = (("96120", "Valtilleul"), ("96130", "Saint-Aubin-des-Tilleuls"), ("96140", "Brévanne"))
"""Code postal and commune; no département has the number 96."""

BIRTH_PLACES = ("Angers", "Bordeaux", "Dijon", "Lille", "Lyon", "Nantes", "Rennes", "Toulouse")
