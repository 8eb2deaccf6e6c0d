## Page: when guardians do not agree; messages with one of them; decisions of the board.
conflict-title = När ni inte är överens
conflict-lead = En har sagt ja till planen och en har sagt nej. Det är inget fel. Planen väntar, och inget delas under tiden.
conflict-over = Ni är inte längre oense om planen. Det som skrevs här finns kvar.
conflict-go-on-title = Hjälpen fortsätter
conflict-go-on = Var och en ger sin vård och sitt stöd som vanligt. De gör det var för sig, utan att dela något med varandra:
conflict-talk-title = Få hjälp att prata
conflict-talk = Familjerätten i kommunen har samtal för föräldrar som inte är överens. De är frivilliga och kostar inget. Fråga den som håller ihop planen.
conflict-law-title = Det här säger lagen
conflict-law-together = Två vårdnadshavare bestämmer tillsammans om sitt barn. Barnets egen vilja väger mer ju äldre det blir. (Föräldrabalken 6 kap. 11 och 13 §§)
conflict-law-prevented = Den ena får bestämma ensam om den andra är borta, sjuk eller annars förhindrad, och det inte kan vänta. Det gäller inte beslut som är avgörande för barnets framtid, om inte barnets bästa klart kräver det. (6 kap. 13 §)
conflict-law-board = När bara den ena säger ja får socialnämnden besluta om vissa insatser, om barnets bästa kräver det. Det gäller psykiatrisk eller psykologisk undersökning och behandling, öppna insatser, kontaktperson och vissa insatser enligt LSS. (6 kap. 13 a §)
conflict-reading-title = Så läser vi lagen. Det är inte prövat
conflict-reading = En samordnad plan står inte i den listan. Vi läser det så att nämnden kan besluta om en insats, men inte säga ja till planen i någons ställe. Fråga er jurist.
conflict-decisions = Beslut från nämnden
conflict-decisions-none = Inget beslut är antecknat.
conflict-decision-lead = Beslutet antecknas här så att alla vet vad som gäller. Det ändrar inte vem som bestämmer om planen.
conflict-decision-on = Beslutets dag
conflict-decision-words = Vad nämnden beslutade
conflict-decision-save = Anteckna beslutet
# $name (String) - a name
conflict-messages = Samtal med { $name }
conflict-messages-mine = Samtal med den som håller ihop planen
# $name (String) - a name
conflict-private = Det här läser bara { $name } och den som håller ihop planen.
# $name (String) - a name
conflict-words = Skriv till { $name }
conflict-words-mine = Skriv till den som håller ihop planen
conflict-send = Skicka
conflict-title-others = När de som bestämmer inte är överens
conflict-lead-others = En har sagt ja till planen och en har sagt nej. Planen väntar, och inget delas under tiden. Här ser du hur du kan hjälpa dem vidare.
conflict-over-others = De är inte längre oense om planen. Det som skrevs här finns kvar.
conflict-talk-others = Familjerätten i kommunen har samtal för föräldrar som inte är överens. De är frivilliga och kostar inget. Berätta om dem.
