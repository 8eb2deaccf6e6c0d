## The meeting.
meeting-title = Mötet
# $name (String) - the person's first name
meeting-for = Mötet för { $name }
meeting-open = Öppna mötet
# $when (String) - weekday, day and time
meeting-early = Mötet är { $when }. Vill du öppna rummet nu?
meeting-early-today = Alla har inte skrivit än. Vill du öppna rummet nu?
# $count (Number) - how many sides
# $until (String) - weekday, day and time
meeting-early-unwritten = { $count ->
    [one] 1 part har inte skrivit vad de kan och inte kan. Den kan skriva till { $until }, men inte när rummet är öppet.
   *[other] { $count } parter har inte skrivit vad de kan och inte kan. De kan skriva till { $until }, men inte när rummet är öppet.
}
meeting-early-yes = Ja, öppna rummet nu
meeting-early-no = Nej, vänta
meeting-no-time = Mötet har ingen tid ännu.
# $name (String) - the person's first name
meeting-question = Frågan från { $name }
meeting-no-question = Ingen fråga är skriven. Börja med den.
meeting-kept = Det finns en fråga, men den visas inte här.
meeting-write-question = Skriv frågan
meeting-avoid = Tas inte upp
meeting-avoid-none = Inget är skrivet.
meeting-avoid-kept = Det finns sådant som inte ska tas upp, men det visas inte här. Fråga den som leder mötet.
meeting-there = Vilka är med?
# $name (String) - the person's first name
meeting-person-absent = { $name } är inte med. Berätta efteråt vad ni kom fram till.
meeting-save-there = Spara vilka som är med
meeting-agreed = Det vi kommit överens om
meeting-left = Kvar att prata om
meeting-nothing-left = Inget är kvar.
meeting-notes = Anteckningar
meeting-note = Anteckna
meeting-save-note = Spara anteckningen
meeting-used = Finns i planen
meeting-becomes = Gör om anteckningen till:
meeting-to-measure = Insats
meeting-to-need = Behov
meeting-to-goal = Mål
meeting-to-disagreement = Inte överens
meeting-end = Avsluta mötet
meeting-end-hint = Efter mötet skriver ni klart planen.
