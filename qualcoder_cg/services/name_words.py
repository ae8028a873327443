"""Words that stand in names or beside them, in English and Spanish, and names that are words as well."""

_PARTICLES = """
    a al and at bin da das de del den der do dos du e el en for i ibn in la las lo los mac mc o of on
    para por san ten the to van von y
"""
_TITLES = """
    a alcalde alcaldesa and arq as at aunt brother but by comadre como compadre companera companero con
    consul coordinador coordinadora coordinator cuando de del delegada delegado deputy diputada diputado
    director directora doctor doctora don dona doña dr dra el en enfermera enfermero father for fray
    from gerente head hermana hermano if in ing ingeniera ingeniero jefa jefe la las lic licenciada
    licenciado los madam madre maestra maestro manager mayor minister ministra ministro miss mother mr
    mrs ms mtra mtro mx nurse of on padre para pero por president presidenta presidente prof profe
    profesor profesora professor que regidor regidora secretaria secretario secretary senador senadora
    senator senor senora senorita señor señora si sir sister sor sr sra srta the tia tio to un una uncle
    when with y
"""
# Given names and surnames that are ordinary words too: alone they are taken out only where they are
# written as a name is.
_COMMON = """
    abril alba amada amado amber angel angeles april arroyo art asuncion august aurora autumn bank banks
    bell benito berry best bill bird bishop black blanca blanco bond bonito booth brown buena bueno bush
    butler caballero cabello cabrera calle calva calvo camino caminos campo campos cano carpenter
    carrera carreras carter casa casas castillo casto celeste cesar chase ciudad clemente colina
    concepcion conde consuelo cook cooper cordero corona cortes costa cross cruz crystal cuesta cueva
    cuevas dawn day dean delgada delgado dolores dorado drew dulce escudero esperanza estrella eve faith
    fe field fields fish fisher flor flores ford fortunato fox franco frank freed fuente fuentes gallo
    gardener gene golden grace gracia gracias grant gray green grey guadalupe guardia guerra guerrera
    guerrero guy hall hand harder hart herrera hierro hill holder honorio hope house hoyos huerta hunt
    hunter ibarra iglesia iglesias inocente iris ivy jack john joy judge julio june justa justo king
    knight lago lake lamb land lane lara law leal leon lily little llanos lobo long love lozano lucero
    luna luz major manso manzano mar marin marina mark marques mason mata maximo may mayo medina mercado
    mercedes mesa milagros miles mills modesto molina monte montes moody moon mora morales morena moreno
    moss mota navarro nieta nieto nieves noble nube ochoa olivares olive olivia olmo pace page palacio
    palacios palma paloma pardo pared paredes park parker parks parra pascual pastor pat paz pearl pena
    penas pera peral perla perpetua pico piedad piedra pilar pinto placido plant plaza pool pope porras
    porter post power powers pozo prado price prospero prudente puente reader real reed reeves remedios
    rey reyes rice rich rio rios rivera riveras rivers roads rob roble robles roca rocio rojas rojo
    romero rosa rosas rose rubia rubio ruby rush sage sala salas salinas salud salvador santo santos
    segura self serrana serrano sharp shepherd short sierra silva singer small smart smith snow socorro
    sol soledad sosa soto sparks speed spring steel stone storm street strong summer sweet tailor tanner
    tapia taylor temple tirado toro torre torres tower trinidad trujillo turner vaca valle valles vega
    vela vera verdad verdugo victoria vidal villa violet virtudes viuda walker wall ward waters wells
    west white will winter wise wolf wood woods worth young zapata zapatero
"""

# Those of them without which no sentence can be made.
FUNCTION = frozenset(("will", "may", "long", "best", "little", "young", "short", "self"))
PARTICLES = frozenset(_PARTICLES.split())
TITLES = frozenset(_TITLES.split())
COMMON = frozenset(_COMMON.split())


def forms_of_one(word: str, known: str) -> bool:
    """Whether two words differ only as the plural or the other gender of one: Mario is not María."""
    if known in COMMON and abs(len(word) - len(known)) == 1:
        return word.rstrip("s") == known.rstrip("s")
    return len(word) == len(known) and word[:-1] == known[:-1] and {word[-1], known[-1]} == {"a", "o"}
