## The rows of a plan: needs, goals, measures, disagreements.
rows-title = Det här står i planen
rows-lead = Här står vad som är viktigt. Här står vem som gör vad.
rows-hidden = { $count ->
    [one] Det finns 1 rad till. Du får inte läsa den.
   *[other] Det finns { $count } rader till. Du får inte läsa dem.
}
rows-needs = Det här är viktigt för { $name }
rows-no-needs = Inget står här än.
rows-add-need = Skriv något som är viktigt
rows-need-title = Det här är viktigt
rows-drop-need = Ta bort
rows-area = Vad handlar det om?
rows-own-words = Egna ord
rows-own-words-hint = Skriv så som du säger det.
rows-view = Så tänker vi som jobbar
rows-view-hint = Det står bredvid de egna orden.
rows-goals = Det här vill jag
rows-no-goals = Inget står här än.
rows-add-goal = Skriv vad du vill
rows-goal-title = Det här vill jag
rows-change-goal = Ändra det jag vill
rows-drop-goal = Ta bort
rows-goal-words = Vad vill du?
rows-goal-hint = Du kan skriva så här: Jag vill ha en kompis.
rows-which-need = Vad hör det till?
rows-measures = Vem gör vad
rows-no-measures = Inget står här än.
rows-add-measure = Skriv vad någon ska göra
rows-measure-title = Det här ska göras
rows-change-measure = Ändra det som ska göras
rows-drop-measure = Ta bort
rows-asked-anew = Om du ändrar frågar vi en gång till. Då får personen svara ja eller nej.
rows-owner = Vem gör det?
rows-what = Vad ska göras?
rows-what-hint = Du kan skriva så här: Möter vid dörren.
rows-first-day = Första dagen
rows-last-day = Vilken dag ska det vara klart?
rows-notice = Hur märks det?
rows-notice-hint = Du kan skriva så här: Det är lugnt på morgonen.
rows-otherwise = Om det inte går
rows-otherwise-hint = Du kan skriva så här: Lisa ringer Anna.
rows-more = Mer om det här
rows-waits = Det här ska bli klart först
rows-why = Varför:
rows-if-not = Om det inte går:
rows-coordinating = Ska någon ringa och boka?
rows-coordinating-yes = Ja, ringa eller boka
rows-coordinating-hint = Helst inte en förälder.
rows-ask-other = Kan någon annan göra det?
rows-anyway = Vi har frågat. Familjen vill göra det själv.
rows-burden = { $tasks ->
    [one] { $name } har redan 1 sak att göra.
   *[other] { $name } har redan { $tasks } saker att göra.
}
rows-who = Vem
rows-when = När
rows-from-by = från { $from }, klart { $by }
rows-by = klart { $by }
rows-notices = Så märker { $name } det:
rows-others = Gör någon annan något?
rows-others-count = { $count ->
    [one] Ja, 1 sak görs av någon annan.
   *[other] Ja, { $count } saker görs av andra.
}
rows-others-none = Nej, ingen annan gör något.
rows-others-not-said = Kommun och region gör en del. Gör någon annan något? Det ska stå i planen.
rows-others-say-none = Nej, ingen annan
rows-others-undo = Jo, någon annan gör något
rows-disagreements = Det vi inte tycker lika om
rows-no-disagreements = Inget står här.
rows-add-disagreement = Skriv vad ni inte tycker lika om
rows-disagreement-lead = Alla får tycka olika. Skriv vad var och en tycker.
rows-sides = Vad tycker ni?
rows-side-who = Vem, nummer { $row }
rows-side-words = Vad säger personen, nummer { $row }
rows-next = Så gör vi nu:
rows-next-step = Vad gör vi nu?
rows-next-who = Vem gör det?
rows-next-when = Vilken dag ska det vara klart?
rows-kind = Vad handlar det om?
rows-kind-hint = Då vet vi vem som får läsa.
rows-settle = Skriv hur det blev
rows-settle-title = Så blev det
rows-settle-words = Hur blev det?
rows-settled = Löst
rows-step-taken = Jag har gjort det
rows-step-hint = Har du gjort nästa sak? Tryck här.
rows-stepped = Gjort { $day }
rows-to-agree = Gå vidare och läs planen
rows-not-now = Det går inte att skriva här nu. Planen är: { $stage }.
rows-as-it-is = Så står det nu
