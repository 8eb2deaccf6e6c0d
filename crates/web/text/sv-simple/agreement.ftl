## Agreeing, giving out, following up, closing.
agree-title = Läs planen och bestäm
agree-lead = Läs planen för alla. Stämmer den? Då bestämmer ni.
agree-version = Nummer { $version }, bestämd { $day }
agree-lacks = Det här saknas
agree-mend = Ordna det
agree-nothing-lacks = Allt som ska stå finns med.
agree-unconfirmed = { $count ->
    [one] En sak har inte fått ja än. Ni kan bestämma planen ändå.
   *[other] { $count } saker har inte fått ja än. Ni kan bestämma planen ändå.
}
agree-declined = { $count ->
    [one] 1 uppgift fick nej. Ingen gör den. Välj någon annan eller skriv en annan uppgift. Den som sa nej får inte frågan igen.
   *[other] { $count } uppgifter fick nej. Ingen gör dem. Välj någon annan eller skriv andra uppgifter. De som sa nej får inte frågan igen.
}
agree-responsible = Vem har ansvar
agree-coordinator = Håller ihop planen
agree-lead-unit = Ansvar för hela planen
agree-nobody = Ingen än
agree-follow-up = När ses vi igen?
agree-day = Vilken dag?
agree-time = Vilken tid?
agree-agree = Bestäm planen
agree-gets = Vem får planen
agree-gets-nothing = Får inte läsa något.
agree-until = Du har sagt ja till { $day }
agree-had = Fick planen { $day }
agree-not-given = Får inte planen
agree-to-give = Har inte fått planen än
agree-hand-out = Ge planen till dem
agree-paper = Planen på papper
agree-revise = Ändra planen
agree-revise-reason = Varför ska planen ändras?

follow-title = Hur gick det?
follow-due = Vi ses { $when }
follow-no-version = Planen är inte klar än.
follow-begin = Börja
follow-measures = Blev det så?
follow-did-it = Blev det så?
follow-words = Berätta mer
follow-member = Vem svarar?
follow-member-hint = Skriv det som personen säger.
follow-save = Spara
follow-on = Gå vidare
follow-changed = Vad är annorlunda för { $name } nu?
follow-changed-hint = Skriv så som personen säger det.
follow-next = När ses vi nästa gång?
follow-end = Klart för den här gången
follow-earlier = Förra gångerna

close-title = Sluta med planen
close-closed = Planen slutade { $day }.
close-reopen = Börja med planen igen
close-then = Det här händer sedan
close-then-measures = Ingen får fler frågor här. Ditt stöd finns kvar.
close-then-read = Du kan fortfarande läsa planen.
close-then-again = Det går att börja igen.
close-open = { $count ->
    [one] En sak är inte klar.
   *[other] { $count } saker är inte klara.
}
close-reason = Varför slutar planen?
close-words = Berätta kort
close-words-hint = Vad säger personen själv?
close-do = Sluta med planen

did-it-title = Blev det så?
did-it-lead = Tack. Här är dina svar.
did-it-none = Ingen uppgift har börjat än.
did-it-change = Ändra mitt svar
did-it-answer = Svara
did-it-wishes = Det du ville
did-it-wishes-then = Ni pratar om det här när ni ses.
follow-deviates = Det som inte blev som planen säger
follow-no-deviations = Allt är som planen säger.
agree-no-answer = Det finns inget svar än.
agree-write-answer = Skriv svaret
agree-answer = Vad blir svaret?
agree-answer-hint = Skriv till { $name }. Skriv kort.
agree-end = Sluta mötet
agree-end-hint = Sedan kan ni bestämma planen.
agree-to-room = Tillbaka till rummet
agree-paper-child = För barn. Språk: { $language }.
agree-paper-easy = Planen på lätt svenska.
agree-paper-full = Vanlig version. Språk: { $language }.
agree-print = Öppna papperet
agree-own = Får planen
