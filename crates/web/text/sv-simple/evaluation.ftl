## The questions after a meeting and at follow-up. Their words are CC0: anybody may use them for anything.
evaluation-title = Efter mötet
evaluation-title-follow-up = Hur har det gått?
evaluation-lead = Det går fort. Svara bara på det du vill. Du kan svara en gång.
evaluation-private = Ingen i planen ser ditt svar. Vi räknar alla svar utan namn.
evaluation-lead-child = Tryck på en bild på varje rad. Du kan hoppa över.
evaluation-private-child = Ingen annan ser vad du trycker på.
evaluation-until = Svara senast { $day }.
evaluation-send = Skicka
evaluation-nothing = Det finns inga frågor nu.
evaluation-thanks = Tack. Du har svarat.
evaluation-yours = Det här svarade du
evaluation-here-not = Svaren syns inte här. Någon annan kan se skärmen. Logga in själv och läs.
evaluation-one-answer = Du har redan svarat. Ditt första svar gäller.
evaluation-number-most = Skriv ett helt tal. Högst { $most }.
evaluation-childs = Barnet svarade så här. Barnet låter dig se.
evaluation-card = Hur var mötet? Svara på några frågor.
evaluation-card-link = Svara på frågorna
evaluation-take-back = Ingen annan får se
evaluation-now-released = En annan person får läsa dina ord. Ditt namn står inte där.
evaluation-now-shown = Dina föräldrar får se ditt svar.

evaluation-step-1 = Nej
evaluation-step-2 = Lite
evaluation-step-3 = Sådär
evaluation-step-4 = Mest ja
evaluation-step-5 = Ja
evaluation-step-dont-know = Vet inte
evaluation-face-1 = Nej
evaluation-face-2 = Lite
evaluation-face-3 = Sådär
evaluation-face-4 = Mest ja
evaluation-face-5 = Ja

evaluation-child-understood = Jag förstod vad de vuxna sa.
evaluation-child-listened = De lyssnade på mig.
evaluation-child-wanted = Det blev något som jag ville.
evaluation-child-next = Jag vet vad som händer nu.
evaluation-child-show = Mina föräldrar får se mitt svar
evaluation-child-show-hint = Annars ser de det inte. Du kan ta tillbaka det.

evaluation-adult-why = Jag förstod varför vi hade mötet.
evaluation-adult-who-came = Jag fick bestämma vilka som kom.
evaluation-adult-raised = Vi pratade om det jag ville.
evaluation-adult-all-spoke = Alla fick prata.
evaluation-adult-who-does-what = Jag vet vem som gör vad och när.
evaluation-adult-whom-to-ask = Jag vet vem jag ska fråga om något går fel.
evaluation-adult-for-my-sake = Någon var där för min skull.

evaluation-professional-ready = Jag var klar före mötet.
evaluation-professional-mandate = Jag fick bestämma det som behövdes.
evaluation-professional-reasonable = De andra bad oss om rimliga saker.
evaluation-professional-equal = Allas ord var lika viktiga.
evaluation-minutes-before = Din tid före mötet, i minuter
evaluation-minutes-during = Din tid i mötet, i minuter
evaluation-minutes-after = Din tid efter mötet, i minuter

evaluation-follow-up-happened = Det som skulle göras blev gjort.
evaluation-follow-up-less-to-do = Jag ordnar mindre själv nu.
evaluation-follow-up-plan-changed = Planen ändrades när mitt liv ändrades.
evaluation-follow-up-of-use = Planen hjälper mig.
evaluation-hours-a-week = Så många timmar i veckan ordnar du saker själv
evaluation-words = Vad är viktigast nu?
evaluation-words-hint = Skriv inga namn.
evaluation-release = En person som gör planerna bättre får läsa det jag skriver
evaluation-release-hint = Ditt namn står inte där. Annars läser ingen det. Du kan ta tillbaka det.
