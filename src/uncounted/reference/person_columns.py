"""What the columns of lists of victims are usually called."""

from __future__ import annotations

from uncounted.model.person import Role

# Folded names (lower-case Latin letters and digits, words parted by spaces).
_NAMES: dict[Role, str] = {
    "name": "name|full name|fullname|victim name|name of victim|person name|name full|complete name|name ar|name en|"
    "name ar raw|arabic name|english name|nom complet|nombre completo|nombre y apellido|nombres y apellidos",
    "given": "given|given name|first|first name|firstname|forename|fname|prenom|nombre|nombres|given names",
    "father": "father|father name|fathers name|middle|middle name|second name|patronymic|otchestvo",
    "grandfather": "grandfather|grandfather name|grandfathers name|third name",
    "family": "family|family name|last|last name|lastname|lname|surname|apellido|apellidos|nom de famille|fourth name",
    "other name": "alias|nickname|other name|other names|kunya|nom de guerre|maiden name",
    "birth": "birth|birth date|birthdate|birthday|date of birth|dob|born|born on|date birth|date naissance|"
    "date de naissance|fecha de nacimiento|fecha nacimiento",
    "birth year": "birth year|year of birth|yob|born year|by|annee de naissance",
    "birth month": "birth month|month of birth|bm",
    "birth day": "birth day|day of birth|bd",
    "death": "death|death date|date of death|dod|died|died on|killed on|date killed|date of killing|date|incident date|"
    "event date|date of incident|martyrdom date|date of martyrdom|date deces|date de deces|fecha de muerte|fecha",
    "death year": "death year|year of death|year killed|year",
    "death month": "death month|month of death|month",
    "death day": "death day|day of death|day",
    "age": "age|age at death|age years|age in years|edad",
    "sex": "sex|gender|sexe|sexo|genero|genre",
    "place": "place|place of death|location|city|town|village|district|governorate|province|region|municipality|county|"
    "state|country|suburb|neighbourhood|neighborhood|admin1|admin2|adm1|adm2|area|lugar|municipio|departamento|ville",
    "latitude": "lat|latitude",
    "longitude": "lon|long|lng|longitude",
    "key": "id|key|record|record id|unique id|rec id|no|nr|number|serial|serial number|index|row|ref|reference|case id|"
    "id of victim|person id|numero",
    "ignore": "",
}
OBVIOUS: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names.split("|") if name}
PREFIXES = ("victim s ", "victims ", "victim ")
