## Agreeing, giving out, following up, closing.
agree-title = Läs upp och fastställ
agree-lead = Läs upp planen för alla. Stämmer det? Då fastställer ni den.
# $version (Number) - which version
# $day (String) - the day it was agreed
agree-version = Version { $version }, fastställd { $day }
agree-lacks = Det här saknas
agree-mend = Ordna det
agree-nothing-lacks = Planen har allt som lagen kräver.
# $count (Number) - how many measures
agree-unconfirmed = { $count ->
    [one] 1 insats är inte bekräftad. Planen kan fastställas ändå. Den som ska göra insatsen får frågan igen.
   *[other] { $count } insatser är inte bekräftade. Planen kan fastställas ändå. De som ska göra insatserna får frågan igen.
}
# $count (Number) - how many measures
agree-declined = { $count ->
    [one] 1 insats har fått nej, och ingen gör den. Byt vem som gör den, eller skriv om den. Den som sa nej får inte frågan igen.
   *[other] { $count } insatser har fått nej, och ingen gör dem. Byt vem som gör dem, eller skriv om dem. De som sa nej får inte frågan igen.
}
agree-responsible = Ansvar
agree-coordinator = Håller ihop planen
agree-lead-unit = Har det övergripande ansvaret
agree-nobody = Ingen är vald
agree-follow-up = När ses vi igen?
agree-day = Dag för uppföljning
agree-time = Klockslag
agree-agree = Fastställ planen
agree-gets = Vem får planen
agree-gets-nothing = Får inget. Inget samtycke omfattar dem.
# $day (String) - the consent's last day
agree-until = Enligt samtycke till och med { $day }
# $day (String) - when
agree-had = Fick planen { $day }
agree-not-given = Lämnas inte ut
agree-to-give = Inte utlämnad ännu
agree-hand-out = Lämna ut planen
agree-paper = Öppna planen som papper
agree-revise = Ändra planen
agree-revise-reason = Varför behöver planen ändras?

follow-title = Uppföljning
# $when (String) - the day and time
follow-due = Uppföljning { $when }
follow-no-version = Planen är inte fastställd ännu. Då finns inget att följa upp.
follow-begin = Börja uppföljningen
follow-measures = Blev det så?
follow-did-it = Blev det så?
follow-words = Berätta mer
follow-member = Vems svar skriver du?
follow-member-hint = Skriv det som personen själv säger.
follow-save = Spara svaren
follow-on = Gå vidare
# $name (String) - the person's first name
follow-changed = Vad har ändrats för { $name }?
follow-changed-hint = Skriv med personens egna ord.
follow-next = När ses vi nästa gång?
follow-end = Avsluta uppföljningen
follow-earlier = Tidigare uppföljningar

close-title = Avsluta planen
# $day (String) - when it was closed
close-closed = Planen avslutades { $day }.
close-reopen = Ta upp planen igen
close-then = Det här händer sedan
close-then-measures = Ingen får fler frågor om insatserna här. Stöd som redan är beviljat påverkas inte.
close-then-read = Personen och familjen kan läsa planen så länge den sparas.
close-then-again = Det går att ta upp planen igen.
# $count (Number) - how many measures are not finished
close-open = { $count ->
    [one] 1 insats är inte klar.
   *[other] { $count } insatser är inte klara.
}
close-reason = Varför avslutas planen?
close-words = Berätta kort
close-words-hint = Vad säger personen själv om att sluta?
close-do = Avsluta planen

did-it-title = Blev det så?
did-it-lead = Tack. Här är det du har svarat.
did-it-none = Ingen insats har börjat än.
did-it-change = Ändra mitt svar
did-it-answer = Svara
did-it-wishes = Det du ville
did-it-wishes-then = Vid uppföljningen pratar ni om vad som har hänt med det här.
follow-deviates = Det som avviker just nu
follow-no-deviations = Ingen insats är försenad eller har fått nej, och alla som skulle komma har kommit.
agree-no-answer = Inget svar är skrivet.
agree-write-answer = Skriv svaret
agree-answer = Vad svarar mötet?
# $name (String) - first name
agree-answer-hint = Skriv till { $name }, med korta meningar. Svaret står överst i planen.
agree-end = Avsluta mötet
agree-end-hint = Sedan fastställer ni planen här.
agree-to-room = Tillbaka till rummet
# $language (String) - the language's own name
agree-paper-child = Barnets version. Språk: { $language }.
agree-paper-easy = Planen på lätt svenska.
# $language (String) - the language's own name
agree-paper-full = Vanlig version. Språk: { $language }.
agree-print = Öppna papperet
agree-own = Får planen
