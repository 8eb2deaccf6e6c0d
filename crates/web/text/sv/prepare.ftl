## Page: prepare for the meeting.
prepare-title = Förbered
prepare-title-child = Gör dig redo
prepare-lead-child = Svara på det du vill. Du kan hoppa över frågor.
prepare-lead-family = Skriv det som är viktigt för er. Svara bara på det ni vill. Du väljer vem som får se varje svar.
prepare-lead-work = Skriv kort, så att familjen förstår. Ingen läser andras svar före sitt eget.
prepare-face = Välj en bild
prepare-more = Vill du berätta mer?
prepare-seen = Vem får se det här?
prepare-danger = Om du skriver att du är i fara måste en vuxen hjälpa dig.
prepare-take-part = Hur vill du vara med?
prepare-most-people = Högst hur många i rummet?
prepare-save = Spara
prepare-waive = Jag vill inte förbereda mig
prepare-waived = Du har valt att inte förbereda dig. Du kan ändra dig.
# $name (String) - whose preparation it is
prepare-of = Förberedelse för { $name }
prepare-of-lead = Skriv det som sades i samtalet, med personens egna ord. Det står att du har skrivit.
# $name (String) - who typed it
prepare-typed = { $name } har skrivit själv. Då kan ingen annan ändra.
prepare-waive-of = Personen vill inte förbereda sig
prepare-for-others = Skriv åt någon efter ett samtal
prepare-not-now = Det går inte att förbereda sig just nu.
prepare-others = Det andra har delat
prepare-others-none = Ingen har delat något ännu.
# $name (String) - who wrote it down
prepare-written-by = Ifyllt av { $name } efter samtal
prepare-chose-not = Valde att inte förbereda sig
prepare-hidden = En del svar visas bara för dem som de är till för.
