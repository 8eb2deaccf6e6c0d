## What every page shares.

language-name = Svenska
site-name = Mina sidor
skip-to-content = Gå till innehållet
language-switch = Språk
leave-page = Lämna sidan
leave-hint = Trycker du tre gånger på skift så lämnar du sidan.
signed-in-as = Inloggad:
sign-out = Logga ut
menu = Meny
back = Tillbaka
help-title = Vill du ha hjälp?
help-call = Ring
help-person = Du får prata med en människa.
accessibility-statement = Så fungerar sidan för alla
footer-note = Sidan visar bara det du får se.
save = Spara
save-and-continue = Spara och gå vidare
change = Ändra
optional = valfritt
choose = Välj
# $label (String) - the name of what is changed
change-what = Ändra { $label }
# $count (Number) - how many characters fit
room-for = Du kan skriva { $count } tecken.
# $count (Number) - how many characters are left
characters-left = Tecken kvar: { $count }
# $count (Number) - how many characters too many
characters-over = Tecken för mycket: { $count }
date-hint = Skriv till exempel 3/3 eller 3 mars 2027.
time-hint = Skriv till exempel 14 eller 14.30.
saved = Sparat
# $name (String) - who said it
words-of = { $name } säger
# $count (Number) - days until something
days-left = { $count ->
    [0] Det är i dag.
    [one] 1 dag kvar
   *[other] { $count } dagar kvar
}
page-was-updated = Sidan har nytt innehåll.
connection-lost = Det går inte att nå sidan. Det du har skrivit finns kvar.
sure-yes = Ja, ta bort
sure-no = Nej, låt stå
