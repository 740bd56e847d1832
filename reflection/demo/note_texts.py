"""What stands in the demo's joint notes, a text for each of the headings that are shipped."""

_VISITS = (
    "Vi har holdt onsdag formiddag fri til besøk. Noen ganger ble det ett besøk, andre ganger tre."
)
_TOGETHER = "To og to har vært ute sammen. Den ene snakket, den andre så seg rundt."
SIDE_BY_SIDE = (
    "Mentorene vil vite når vi ringer. En fast dag gjør at de samler opp det de lurer på.",
    "Mentorene vil vite når vi ringer, og at vi ringer også når alt går bra.",
)
SIDE_BY_SIDE_IN = 1
# The versions of each section, the first one first.
BEING_WRITTEN = [
    [_VISITS, f"{_VISITS}\n\n{_TOGETHER}"],
    [
        "Mentorene vil vite når vi ringer.",
        f"{SIDE_BY_SIDE[0]}\n\n{SIDE_BY_SIDE[1]}\n\n"
        "Arbeidsgiverne fortalte mer da vi kom uten noen bestemt sak.",
    ],
    [
        "Flere enn vi trodde, ville prøve noe annet enn sist.",
        "Flere enn vi trodde, ville prøve noe annet enn sist. Vi hadde sluttet å spørre.\n\n"
        "Det ble lettere å snakke om det vanskelige ute på en arbeidsplass enn på kontoret.",
    ],
    [
        "Møtene har begynt med det felles temaet. Det var uvant, og så ble det en vane.\n\n"
        "Lederen har sagt høyt hva som kan vente. Det gav ro.",
    ],
    ["Det er fortsatt mye å skrive, og det samme blir skrevet flere steder."],
    [],
]
AGREED = {
    "nb": [
        "Vi har fulgt opp noen få tettere, og sagt høyt at andre får mindre en periode.",
        "Første samtale bør handle om arbeidsplassen, og ikke om oss. De som fikk fortelle om egen "
        "hverdag, ringte tilbake.",
        "Vi ventet lenge på at noen skulle bli klare. De som fikk prøve først, ble klarere av det.",
        "Tre rundt bordet er nok til å tenke sammen. Lederen kom til hvert andre møte, og lyttet.",
        "Tiden. Vi har også vaner som var gode før: mye kartlegging, og lite prøving.",
        "Fast formiddag til besøk. Temaet først i møtene. Vi inviterer en mentor til høsten.",
    ],
    "nn": [
        "Vi har vore meir ute, og mindre på kontoret. Kvar har besøkt to nye arbeidsplassar.",
        "Ein fast dag å ringje er betre enn mange uventa telefonar.",
        "Dei fleste ønskjer seg noko. Det tek tid før dei seier det.",
        "Vi har lært mest når to reiser ut saman. Leiaren har gitt rom for det.",
        "Ytingane tek mykje av tida. Avstandane er store.",
        "Vi held fram med å reise to og to, og skriv ned kva vi lærer same dag.",
    ],
}
