## The meeting.
meeting-title = Mötet
meeting-for = Mötet för { $name }
meeting-open = Börja mötet
meeting-early = Mötet är { $when }. Vill du börja nu?
meeting-early-today = Alla har inte skrivit än. Vill du börja nu?
meeting-early-unwritten = { $count ->
    [one] 1 har inte skrivit än. De kan skriva till { $until }. Men inte när mötet har börjat.
   *[other] { $count } har inte skrivit än. De kan skriva till { $until }. Men inte när mötet har börjat.
}
meeting-early-yes = Ja, börja nu
meeting-early-no = Nej, vänta
meeting-no-time = Mötet har ingen tid än.
meeting-question = { $name } frågar
meeting-no-question = Det finns ingen fråga än. Börja med den.
meeting-kept = Det finns en fråga. Den visas inte här.
meeting-write-question = Skriv frågan
meeting-avoid = Det här pratar vi inte om
meeting-avoid-none = Inget står här.
meeting-avoid-kept = Något ska inte tas upp. Det visas inte här. Fråga den som leder mötet.
meeting-there = Vilka är här?
meeting-person-absent = { $name } är inte här. Berätta efteråt vad ni sa.
meeting-save-there = Spara vilka som är här
meeting-agreed = Det här gör vi
meeting-left = Kvar att prata om
meeting-nothing-left = Inget är kvar.
meeting-notes = Det som sagts
meeting-note = Skriv vad någon säger
meeting-save-note = Spara
meeting-used = Står i planen
meeting-becomes = Gör om det till:
meeting-to-measure = Det här ska göras
meeting-to-need = Det här är viktigt
meeting-to-goal = Det här vill jag
meeting-to-disagreement = Vi tycker inte lika
meeting-end = Sluta mötet
meeting-end-hint = Sedan skriver ni klart planen.
