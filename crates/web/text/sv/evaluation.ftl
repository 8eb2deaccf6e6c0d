## The questions after a meeting and at follow-up. Their words are CC0: anybody may use them for anything.
evaluation-title = Efter mötet
evaluation-title-follow-up = Efter uppföljningen
evaluation-lead = Det tar en halv minut. Svara bara på det du vill. Du kan svara en gång.
evaluation-private = Ingen som arbetar med planen ser vad du svarar. Svaren räknas ihop utan namn, och visas först när minst fem har svarat.
evaluation-lead-child = Tryck på en bild för varje rad. Du kan hoppa över.
evaluation-private-child = Ingen annan ser vad du trycker på. De vuxna ser bara hur många som tyckte vad.
# $day (String) - the last day
evaluation-until = Du kan svara till och med { $day }.
evaluation-send = Skicka
evaluation-nothing = Det finns inga frågor till dig just nu.
evaluation-thanks = Tack. Du har svarat.
evaluation-yours = Det här svarade du
evaluation-here-not = Svaren visas inte här, för någon annan kan se skärmen. Logga in själv så kan du läsa dem.
evaluation-one-answer = Du har redan svarat. Det första svaret gäller.
# $most (Number) - the most it can be
evaluation-number-most = Skriv ett helt tal, högst { $most }.
evaluation-childs = Det här svarade barnet, och låter dig se
evaluation-card = Hur var mötet? Svara på några korta frågor.
evaluation-card-link = Svara på frågorna
evaluation-take-back = Låt ingen annan se
evaluation-now-released = Utvecklingsledaren får läsa dina ord, utan ditt namn.
evaluation-now-shown = Dina vårdnadshavare får se vad du svarade.

evaluation-step-1 = Inte alls
evaluation-step-2 = Lite
evaluation-step-3 = Delvis
evaluation-step-4 = Mest
evaluation-step-5 = Helt
evaluation-step-dont-know = Vet inte
evaluation-face-1 = Nej
evaluation-face-2 = Lite
evaluation-face-3 = Sådär
evaluation-face-4 = Mest ja
evaluation-face-5 = Ja

evaluation-child-understood = Jag förstod vad de vuxna pratade om.
evaluation-child-listened = De lyssnade på mig.
evaluation-child-wanted = Det blev något som jag ville.
evaluation-child-next = Jag vet vad som händer nu.
evaluation-child-show = Mina vårdnadshavare får se vad jag svarar
evaluation-child-show-hint = Annars ser de det inte. Du kan ta tillbaka det.

evaluation-adult-why = Jag förstod varför vi hade mötet.
evaluation-adult-who-came = Jag var med och bestämde vilka som skulle vara där.
evaluation-adult-raised = Det jag ville ta upp togs upp.
evaluation-adult-all-spoke = Alla fick komma till tals.
evaluation-adult-who-does-what = Jag vet vem som ska göra vad och när.
evaluation-adult-whom-to-ask = Jag vet vem jag kontaktar om något inte fungerar.
evaluation-adult-for-my-sake = Någon var där för min skull.

evaluation-professional-ready = Min uppgift var klar före mötet.
evaluation-professional-mandate = Jag hade mandat.
evaluation-professional-reasonable = Förväntningarna på min verksamhet var rimliga.
evaluation-professional-equal = Alla röster vägde lika.
evaluation-minutes-before = Din tid före mötet, i minuter
evaluation-minutes-during = Din tid i mötet, i minuter
evaluation-minutes-after = Din tid efter mötet, i minuter

evaluation-follow-up-happened = Insatserna har blivit av.
evaluation-follow-up-less-to-do = Jag behöver samordna mindre själv.
evaluation-follow-up-plan-changed = Planen ändrades när min situation ändrades.
evaluation-follow-up-of-use = Planen är till nytta för mig.
evaluation-hours-a-week = Din tid för att samordna nu, i timmar per vecka
evaluation-words = Vad är viktigast nu?
evaluation-words-hint = Skriv inga namn.
evaluation-release = Utvecklingsledaren får läsa det jag skriver här
evaluation-release-hint = Utan ditt namn. Annars läser ingen det. Du kan ta tillbaka det.
