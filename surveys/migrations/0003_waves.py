from django.db import migrations

# The first text people agree to. What follows are versions researchers write themselves.
NB = """\
Undersøkelsen er frivillig. Svarer du ikke, får det ingen følger for deg.

Slik går det med svaret ditt: Det blir forseglet idet du sender det, og ligger lukket til undersøkelsen er over. Da blir svarene åpnet samlet, i tilfeldig rekkefølge, og bare når det er minst seks. Er det færre, blir de slettet uten at noen har lest dem. Går undersøkelsen uten siste dag, blir svarene åpnet etter hvert halvår.

Forskerne leser svarene når de er åpnet. Da følger verken navn, kode, lenke, kontor eller tidspunkt med. Til da er svaret fortrolig; etterpå er det anonymt så lenge du ikke selv skriver noe du kan kjennes igjen på. Lederne og kollegene dine, Nav og arbeidsgivere får bare se tall for grupper på minst seks.

Ingen får vite om akkurat du har svart. Vi teller hvor mange som har fått kode eller lenke, og hvor mange som har svart, og viser tallene først når undersøkelsen er over.

Når du har sendt svaret, kan du ikke trekke det tilbake, verken før eller etter at det er åpnet: Ingen kan finne igjen hvilket svar som er ditt.

Dette kan vi ikke verne mot: Den som driver systemet og bytter ut programmet mens det er i bruk, eller leser minnet i maskinen idet du sender, kan lese svaret da. Andre som bruker telefonen eller maskinen din, kan se det du skriver til du har sendt det."""

NN = """\
Undersøkinga er frivillig. Svarer du ikkje, får det ingen følgjer for deg.

Slik går det med svaret ditt: Det blir forsegla idet du sender det, og ligg lukka til undersøkinga er over. Då blir svara opna samla, i tilfeldig rekkjefølgje, og berre når det er minst seks. Er det færre, blir dei sletta utan at nokon har lese dei. Går undersøkinga utan siste dag, blir svara opna etter kvart halvår.

Forskarane les svara når dei er opna. Då følgjer verken namn, kode, lenkje, kontor eller tidspunkt med. Til då er svaret fortruleg; etterpå er det anonymt så lenge du ikkje sjølv skriv noko du kan kjennast att på. Leiarane og kollegaene dine, Nav og arbeidsgivarar får berre sjå tal for grupper på minst seks.

Ingen får vite om akkurat du har svart. Vi tel kor mange som har fått kode eller lenkje, og kor mange som har svart, og viser tala først når undersøkinga er over.

Når du har sendt svaret, kan du ikkje trekkje det tilbake, verken før eller etter at det er opna: Ingen kan finne att kva for eit svar som er ditt.

Dette kan vi ikkje verne mot: Den som driv systemet og byter ut programmet medan det er i bruk, eller les minnet i maskina idet du sender, kan lese svaret då. Andre som bruker telefonen eller maskina di, kan sjå det du skriv til du har sendt det."""

EN = """\
The survey is voluntary. Not answering has no consequences for you.

This is what happens to your answer: it is sealed when you send it, and stays closed until the survey is over. Then the answers are opened together, in random order, and only if there are at least six. If there are fewer, they are deleted and nobody has read them. If the survey has no last day, the answers are opened after each half-year.

The researchers read the answers when they are opened. No name, code, link, office or time comes with them. Until then your answer is confidential; afterwards it is anonymous as long as you write nothing yourself that you can be recognised by. Your leaders and colleagues, Nav and employers only see numbers for groups of at least six.

Nobody learns whether you in particular have answered. We count how many have got a code or a link, and how many have answered, and show the numbers only when the survey is over.

When you have sent your answer you cannot take it back, neither before nor after it is opened: nobody can find out which answer is yours.

This we cannot protect against: whoever runs the system and replaces the program while it is in use, or reads the machine's memory as you send, can read the answer then. Others who use your phone or computer can see what you write until you have sent it."""


# A text that somebody has agreed to stays what it was.
REFUSE = """
CREATE FUNCTION surveys_consent_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A consent text is never changed: % refused', TG_OP;
END $$;
CREATE TRIGGER consent_refuses_change BEFORE UPDATE OR DELETE ON surveys_consenttext
    FOR EACH ROW EXECUTE FUNCTION surveys_consent_refuses();
"""
ALLOW = """
DROP TRIGGER consent_refuses_change ON surveys_consenttext;
DROP FUNCTION surveys_consent_refuses();
"""


def write_the_first_text(apps, schema_editor):
    consents = apps.get_model("surveys", "ConsentText").objects
    consents.create(number=1, text_nb=NB, text_nn=NN, text_en=EN)


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0002_sealed'),
    ]

    operations = [
        migrations.RunPython(write_the_first_text, migrations.RunPython.noop),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
