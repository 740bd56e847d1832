"""What the demo's meetings were about and what they taught. Invented; nobody is named."""

from reflection.themes import Theme

# Theme: (what the group wanted to find out, what it taught them beyond the case).
THEMES = {
    Theme.TASKS: [
        (
            "Hvordan finner vi oppgaver som passer?",
            "Vi spør for tidlig om stilling. Når vi spør hva som blir liggende på en travel dag,"
            " kommer det oppgaver ingen hadde tenkt på.",
        ),
        (
            "Når er en oppgave for liten?",
            "En liten oppgave som blir gjort ferdig hver dag, gjør mer enn en stor som deles "
            "opp. Vi lar mentor velge den første.",
        ),
    ],
    Theme.DAILY_RHYTHM: [
        (
            "Hva gjør vi når morgenene er tunge?",
            "Vi har lagt oppmøtet tidlig av gammel vane. Flere arbeidsplasser har mest å gjøre "
            "etter klokka elleve.",
        ),
    ],
    Theme.DEMANDS: [
        (
            "Hvor tydelige er vi om hva som ventes?",
            "Vi beskytter for mye. Der mentor sa rett ut hva jobben krever, ble det roligere for"
            " alle.",
        ),
        (
            "Når skal kravene økes?",
            "Vi ventet på at noen skulle bli klare. Nå avtaler vi et nytt krav i hvert møte, og "
            "ser.",
        ),
    ],
    Theme.MENTOR_AND_CANDIDATE: [
        (
            "Hva gjør at en mentor og en kandidat finner tonen?",
            "Den som står nærmest i arbeidet, er oftere rett mentor enn den som har ansvaret på "
            "papiret.",
        ),
    ],
    Theme.MENTOR_SUPPORT: [
        (
            "Hva trenger mentorene av oss?",
            "Mentorene vil vite når vi ringer, mer enn hvor ofte. En avtalt dag er bedre enn "
            "mange uventede telefoner.",
        ),
        (
            "Hvem støtter mentor når det røyner på?",
            "Vi tok for gitt at lederen på arbeidsplassen visste om tiden mentor brukte. Nå spør"
            " vi om det i oppstartsmøtet.",
        ),
    ],
    Theme.COLLEAGUES: [
        (
            "Hvordan blir man en av kollegene?",
            "Lunsjen betyr mer enn opplæringen den første uka. Vi spør hvem man skal spise "
            "sammen med.",
        ),
    ],
    Theme.LANGUAGE: [
        (
            "Hva kan læres på jobben av språk?",
            "Vi skilte språk og arbeid for lenge. Ord som brukes hver dag på lageret, sitter "
            "etter to uker.",
        ),
    ],
    Theme.TRAINING: [
        (
            "Når bør vi snakke om fagbrev?",
            "Målet om fagbrev gjør det lettere å holde ut kjedelige oppgaver. Vi tar det opp "
            "tidligere.",
        ),
    ],
    Theme.OUTSIDE_WORK: [
        (
            "Hva må være på plass utenfor jobben?",
            "Vi trodde alt måtte ordnes først. Ofte ble det lettere å ordne resten etter at "
            "jobben var i gang.",
        ),
    ],
    Theme.GRANTS: [
        (
            "Når hjelper tilskudd, og når er det i veien?",
            "Søknaden kom før samtalen om hva arbeidsplassen trengte. Nå snakker vi om penger "
            "til slutt.",
        ),
    ],
    Theme.WHOM_TO_FOLLOW: [
        (
            "Hvem er det vi aldri spør?",
            "Vi har valgt dem vi tror lykkes. Nå ser vi på hvem som har ønsket seg noe og ikke "
            "blitt spurt.",
        ),
        (
            "Hva sier vi til dem som får mindre?",
            "Å si høyt at noen får mer en periode, er lettere enn å forklare hvorfor alle får "
            "litt.",
        ),
    ],
    Theme.FINDING_WORKPLACES: [
        (
            "Hvor ser vi etter arbeidsplasser?",
            "Vi ringer de samme. En kollega kjente tre arbeidsplasser resten av oss aldri har "
            "besøkt.",
        ),
    ],
    Theme.EMPLOYERS: [
        (
            "Hva vil arbeidsgivere vite av oss?",
            "Vi selger for mye i første samtale. De som fikk fortelle om egen hverdag først, "
            "ringte tilbake.",
        ),
        (
            "Hva gjorde vi da det gikk bra?",
            "Besøk uten noen bestemt kandidat gjorde den neste henvendelsen enkel. Det tar tid, "
            "men vi henter den inn.",
        ),
    ],
    Theme.HELPERS: [
        (
            "Når kobler vi på andre?",
            "Vi koblet på helse da det hadde stoppet opp. Et møte tidlig hadde spart alle for "
            "venting.",
        ),
    ],
    Theme.OUR_WAY_OF_WORKING: [
        (
            "Hvilke vaner virker ikke lenger?",
            "Vi avklarer lenge før noen får prøve. Vi vil snu rekkefølgen for noen få, og se hva"
            " vi lærer.",
        ),
        (
            "Hva stjeler tiden vår?",
            "Mye av tiden går til møter om framdrift. To av dem er slått sammen, og en formiddag"
            " er holdt fri til besøk.",
        ),
    ],
}
CASE_NOTES = [
    "Gruppa prøvde å se det fra mentors side. Vi hadde mest snakket om det som ikke går.",
    "Nøkkelspørsmål: Hva skjer hvis vi ikke gjør noe denne uka? Svar: Trolig går det bra.",
    "Tre forslag ble stående. Den som la fram saken, velger selv.",
    "Vi tok for gitt at avstanden var problemet. Det var det ingen som hadde spurt om.",
]
OTHER_ITEMS = ["Nytt fra markedskontakten", "Hva er nytt i fylket?", "Besøk hos arbeidsplassen"]
CALLED = ["K.", "S.", "M.", "«Snekkeren»", "T.", "«Lageret»", "A.", "J."]
CANCELLED = ["Vinterferie", "For mange er på kurs"]
TIME_OFF = ["Juleferie", "Sommerferie"]
BROUGHT = "«Sykkelen»"
