## Figures for development leaders.
figures-title = Siffror
figures-lead = Siffrorna räknas medan arbetet pågår. De visas för hela kvartal och halvår som har tagit slut.
figures-hidden = Grupper under fem visas inte. Det gör inte heller siffror som skulle röja dem. Ingen person och ingen plan går att se här.
figures-csv = Hämta som tabell (CSV)
figures-six = Sex siffror
figures-as-table = Som tabell
figures-few = Visas inte
# $n (String) - of how many
figures-of = av { $n }
# $value (String) - the value in words
# $n (String) - of how many
figures-cell = { $value } (av { $n })
# $no (String) - 1 to 4
# $year (String) - the year
figures-quarter = Kvartal { $no } { $year }
# $year (String) - the year
figures-first-half = Första halvåret { $year }
# $year (String) - the year
figures-second-half = Andra halvåret { $year }
figures-in-percent = %
figures-in-days = dagar
figures-in-minutes = minuter
figures-in-hours = timmar

figures-days-to-meeting = Dagar från behov till möte
figures-child-asked = Barnet tillfrågat
figures-asks-answered = Önskningar besvarade före mötet
figures-yes-in-time = Ansvarigs ja inom 7 dagar
figures-done-in-time = Klart i tid
figures-it-happened = Familjen: det blev så
figures-days-to-meeting-means = Mittersta värdet av dagarna från förslaget tills det första mötet tog slut. Räknas i kvartalet då mötet tog slut. Från två veckor i hela veckor.
figures-child-asked-means = Andel möten om någon under 18 år, där barnet hade blivit tillfrågat före mötets slut: det hade förberett sig, valt att låta bli, sagt sin mening eller ställt en egen fråga.
figures-asks-answered-means = Andel önskningar mellan parterna som hade fått svar när mötet började.
figures-yes-in-time-means = Andel insatser där den ansvarige sade ja inom 7 dagar. Räknas i kvartalet då den sjunde dagen inföll. En ändrad insats räknas på nytt.
figures-done-in-time-means = Andel insatser som någon hade tagit och som var klara på sin sista dag. Räknas i kvartalet då den sista dagen inföll.
figures-it-happened-means = Andel insatser där familjen svarade ja på frågan om det blev så. Familjens sista svar i kvartalet räknas.
figures-step-means = Mittersta värdet av dagarna i steget, bland planer som lämnade det. Räknas när steget lämnas.
figures-said-means = Andel som svarade 4 eller 5 av 5, bland dem som svarade. Den som svarade vet inte räknas inte.
figures-number-means = Mittersta värdet av det som svarades. Från 20 i steg om fem.

figures-column-quarter = Kvartal
figures-column-value = Värde
figures-column-n = Antal
figures-column-unit = Enhet
figures-stage = Steg
figures-column-left = Lämnade steget
figures-column-days = Tid i steget
figures-column-standing = Står där nu
figures-column-item = Påstående
figures-column-agree = Svarade 4–5
figures-steps = Var planer fastnar
# $half (String) - the half-year
figures-steps-lead = { $half }: hur många som lämnade steget, och det mittersta antalet dagar. Sist står hur många planer som är i steget nu.
# $total (Number) - all plans
figures-total = Totalt { $total } planer.
figures-units = Enheter bredvid varandra
# $half (String) - the half-year
figures-units-lead = { $half }, i bokstavsordning. En plan räknas hos enheten som fick frågan om den.
figures-units-none = Ingen enhet har tillräckligt många för att visas.
figures-answers = Svar efter möten
# $half (String) - the half-year
figures-answers-lead = { $half }. Andel som svarade 4 eller 5 av 5.
figures-form-child = Barn
figures-form-adult = Vuxna och föräldrar
figures-form-professional = De som arbetar
figures-form-follow-up = Vid uppföljning
figures-words = Med egna ord
figures-words-lead = Vad är viktigast nu? Den som skrev har valt att du får läsa.

figures-dictionary-title = Vad siffrorna betyder
figures-dictionary-lead = Filen har en rad för varje siffra som sidan visar, och inget mer.
figures-columns = Kolumnerna i filen
figures-all = Alla siffror
figures-column-column = Kolumn
figures-column-meaning = Betyder
figures-column-key = Namn i filen
figures-column-name = På sidan
figures-means-figure = Vilken siffra, med namnet i tabellen nedan.
figures-means-period = Kvartal (2026Q1) eller halvår (2026H1).
figures-means-group = Enheten. Tomt för alla tillsammans.
figures-means-shown = yes när siffran visas, too_few när gruppen är för liten eller skulle röja en liten grupp, none när inget finns.
figures-means-value = Värdet, ett heltal.
figures-means-counted-in = Vad värdet räknas i: percent, median_days, median_minutes eller median_hours.
figures-means-n = Hur många värdet är räknat på.
figures-parquet = Hämta med datatyper (Parquet)
figures-means-begins = Periodens första dag.
figures-means-ends = Periodens sista dag.
# $version (String) - its number
figures-dictionary-version = Version { $version } av de här förklaringarna. Samma nummer står i Parquet-filen.
