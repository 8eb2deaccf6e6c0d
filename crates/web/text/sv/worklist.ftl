## The start page.
worklist-title = Att göra
worklist-mine = Väntar på mig
worklist-others = Väntar på andra
worklist-meetings = Kommande möten
worklist-plans = Alla planer
worklist-what = Att göra
worklist-whose = Vems plan
worklist-waits-for = Väntar på
worklist-due = Senast
worklist-when = När
worklist-stage = Läge
worklist-steps = Steg
worklist-to-steps = Se stegen
worklist-changed = Ändrad
worklist-nothing = Inget väntar på dig just nu.
worklist-no-plans = Det finns ingen plan som du kan se just nu. Planer syns här när du är med i dem och samtycket gäller.
worklist-figures = Se siffror

home-title = Min sida
home-hello = Hej
home-your-plan = Här är din plan.
home-now = Nu
home-we-meet = Vi ses
# $count (Number) - how many come
home-coming = { $count ->
    [one] 1 person har sagt att den kommer.
   *[other] { $count } personer har sagt att de kommer.
}
home-see-who = Se vilka
home-beside = Din person:
home-beside-you = Du är med som stöd:
home-beside-of = Stödperson:
home-also = Du kan också göra det här
home-elsewhere = Det här väntar också på dig, men det görs inte här
home-elsewhere-how = Det går att göra tillsammans med någon ni jobbar med, eller när du loggar in själv.
home-waits = De här har något att göra
home-happens = Det här ska hända
home-say = Vill du säga något?
home-ask = Skriv en fråga
home-write = Berätta hur du vill ha det
home-help = Be om hjälp
home-ring = Vill du fråga något?
home-read = Läs planen
home-to-meeting = Gå till mötet
home-none = Du har ingen plan här än. När någon bjuder in dig syns den här.

now-proposed = Någon har bett om en plan. Snart får du veta om det blir en.
now-refused = Det blev ingen plan. Du kan fråga varför.
now-assessed = En plan behövs. Nu behöver vi få veta om ni säger ja.
now-declined = Ni har sagt nej till en plan. Ni kan ändra er när ni vill.
now-in-conflict = Ni som ska bestämma tycker olika. Vi hjälper er vidare.
now-consented = Ni har sagt ja. Nu är det dags att förbereda mötet.
now-preparing = Vi förbereder mötet. Din fråga kommer först.
now-called = Vi har bjudit in alla till mötet.
now-meeting = Mötet pågår.
now-draft = Mötet är slut. Vi skriver planen.
now-agreed = Planen är klar. Snart får alla den.
now-active = Planen gäller.
now-follow-up = Vi ser efter hur det har gått.
now-revision = Vi ändrar planen.
now-closed = Planen är avslutad.
home-waiting-for = Väntar på
now-assessed-others = En plan behövs. Nu frågar vi dem som bestämmer om de säger ja.
now-declined-others = Det blev ett nej till planen. Svaret går att ändra.
now-in-conflict-others = De som ska bestämma tycker olika. Vi hjälper dem vidare.
now-consented-others = De som bestämmer har sagt ja. Nu är det dags att förbereda mötet.
now-met = Mötesdagen har gått. Det är inte skrivet hur mötet gick.
# $count (Number) - how many measures
now-late = { $count ->
    [one] 1 sak är sen.
   *[other] { $count } saker är sena.
}
# $count (Number) - how many measures
now-not-done = { $count ->
    [one] 1 sak blev inte av.
   *[other] { $count } saker blev inte av.
}
# $count (Number) - how many measures
now-unconfirmed = { $count ->
    [one] 1 sak har ingen sagt ja till än.
   *[other] { $count } saker har ingen sagt ja till än.
}
# $count (Number) - how many measures
now-declined-measures = { $count ->
    [one] 1 sak har fått ett nej.
   *[other] { $count } saker har fått ett nej.
}
now-consent-taken-back = Samtycket till planen är taget tillbaka. Då får inget delas.
# $day (String) - the day of the follow-up
now-follow-up-late = Planen skulle ha följts upp { $day }. Det är inte gjort än.
