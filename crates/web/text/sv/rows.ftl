## The rows of a plan: needs, goals, measures, disagreements.
rows-title = Planens innehåll
rows-lead = Här står vad som är viktigt, vem som gör vad och vad ni inte är överens om.
# $count (Number) - how many rows are kept from the reader
rows-hidden = { $count ->
    [one] 1 rad till finns i planen. Samtycket låter dig inte läsa den.
   *[other] { $count } rader till finns i planen. Samtycket låter dig inte läsa dem.
}
# $name (String) - the person's first name
rows-needs = Det här är viktigt för { $name }
rows-no-needs = Inget är skrivet ännu. Börja med det som är viktigast för personen.
rows-add-need = Lägg till ett behov
rows-need-title = Behov
rows-drop-need = Ta bort behovet
rows-area = Vilken del av livet gäller det?
rows-own-words = Personens egna ord
rows-own-words-hint = Skriv så som personen säger det.
rows-view = Så ser vi på det, från vår enhet
rows-view-hint = Dina ord står för sig, bredvid personens egna.
rows-goals = Mål
rows-no-goals = Inget mål är skrivet ännu.
rows-add-goal = Lägg till ett mål
rows-goal-title = Mål
rows-change-goal = Ändra målet
rows-drop-goal = Ta bort målet
rows-goal-words = Målet, med personens egna ord
rows-goal-hint = Till exempel: Jag vill kunna vara i skolan hela dagen.
rows-which-need = Vilket behov gäller det?
rows-measures = Vem gör vad
rows-no-measures = Ingen insats är skriven ännu.
rows-add-measure = Lägg till en insats
rows-measure-title = Insats
rows-change-measure = Ändra insatsen
rows-drop-measure = Ta bort insatsen
rows-asked-anew = Om du ändrar insatsen får den som ska göra den frågan igen.
rows-owner = Vem gör det?
rows-what = Vad gör hen?
rows-what-hint = Till exempel: Möter vid dörren varje morgon.
rows-first-day = Från och med
rows-last-day = Senast vilken dag?
rows-notice = Hur märker personen att det blev så?
rows-notice-hint = Till exempel: Lugn morgon fyra dagar av fem.
rows-otherwise = Om det inte går
rows-otherwise-hint = Till exempel: Lisa ringer Anna samma vecka.
rows-more = Mer: startdag, ordning, samordning
rows-waits = Det här ska bli klart först
rows-why = Varför:
rows-if-not = Om det inte går:
rows-coordinating = Är det en uppgift att samordna?
rows-coordinating-yes = Ja, det handlar om att ringa runt, boka eller påminna andra
rows-coordinating-hint = Sådant ska helst inte ligga på föräldrar.
rows-ask-other = Kan någon annan göra det?
rows-anyway = Vi har frågat. Familjen har själv valt att göra det.
# $tasks (Number) - how many open tasks they have
# $name (String) - a guardian's name
rows-burden = { $tasks ->
    [one] { $name } har redan 1 uppgift.
   *[other] { $name } har redan { $tasks } uppgifter.
}
rows-who = Vem
rows-when = När
# $from (String) - first day
# $by (String) - last day
rows-from-by = från { $from }, senast { $by }
# $by (String) - last day
rows-by = senast { $by }
# $name (String) - the person's first name
rows-notices = Så märker { $name } det:
rows-others = Insatser av andra än kommun och region
# $count (Number) - how many measures
rows-others-count = { $count ->
    [one] Planen har 1 insats av någon annan.
   *[other] Planen har { $count } insatser av andra.
}
rows-others-none = Ni har angett att ingen annan gör något.
rows-others-not-said = Lagen kräver att planen säger om någon annan gör något, till exempel skolan eller familjen.
rows-others-say-none = Ingen annan gör något
rows-others-undo = Ändra: någon annan ska göra något
rows-disagreements = Det vi inte är överens om
rows-no-disagreements = Inget är skrivet.
rows-add-disagreement = Skriv vad ni inte är överens om
rows-disagreement-lead = Det är bra att skriva ner. Var och en säger sin mening med egna ord.
rows-sides = Vad säger var och en?
# $row (Number) - which side
rows-side-who = Vem, { $row }
# $row (Number) - which side
rows-side-words = Vad säger hen, { $row }
rows-next = Så går vi vidare:
rows-next-step = Vad händer nu?
rows-next-who = Vem tar nästa steg?
rows-next-when = Senast när?
rows-kind = Vad handlar det om?
rows-kind-hint = Det styr vem som får läsa det.
rows-settle = Skriv hur det löstes
rows-settle-title = Så löstes det
rows-settle-words = Hur löstes det?
rows-settled = Löst
rows-step-taken = Steget är taget
rows-step-hint = Har du gjort det som står som nästa steg? Säg till här.
# $day (String) - the day
rows-stepped = Steget togs { $day }
rows-to-agree = Gå vidare och läs upp planen
# $stage (String) - where the plan stands
rows-not-now = Det går inte att skriva här nu. Planen är: { $stage }. Är planen fastställd får den först tas upp för ändring.
rows-as-it-is = Så står det nu
