language-name = Lätt svenska
site-name = Mina sidor
skip-to-content = Gå till texten
language-switch = Språk
leave-page = Lämna sidan
leave-hint = Tryck på skift tre gånger. Då stängs sidan.
signed-in-as = Du är:
sign-out = Logga ut
menu = Meny
back = Gå tillbaka
help-title = Vill du ha hjälp?
help-call = Ring
help-person = En person svarar.
accessibility-statement = Sidan ska funka för alla
footer-note = Här ser du bara det du får se.
save = Spara
save-and-continue = Spara. Gå vidare.
change = Ändra
optional = du får hoppa över
choose = Välj
change-what = Ändra { $label }
room-for = Du kan skriva { $count } tecken.
characters-left = Så många tecken till får du skriva: { $count }
characters-over = Så många tecken ska du ta bort: { $count }
date-hint = Skriv så här: 3/3 eller 3 mars 2027.
time-hint = Skriv så här: 14 eller 14.30.
saved = Nu är det sparat
words-of = { $name } säger
days-left = { $count ->
    [0] Det är i dag.
    [one] 1 dag kvar
   *[other] { $count } dagar kvar
}
page-was-updated = Det finns något nytt här.
connection-lost = Sidan svarar inte. Din text finns kvar.
sure-yes = Ja, ta bort
sure-no = Nej
