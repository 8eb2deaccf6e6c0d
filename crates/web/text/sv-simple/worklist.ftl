## The start page.
worklist-title = Att göra
worklist-mine = Du ska göra
worklist-others = Andra ska göra
worklist-meetings = Möten
worklist-plans = Alla planer
worklist-what = Att göra
worklist-whose = Vems plan
worklist-waits-for = Vem
worklist-due = Senast
worklist-when = När
worklist-stage = Hur långt
worklist-steps = Steg
worklist-to-steps = Se stegen
worklist-changed = Ändrad
worklist-nothing = Du har inget att göra nu.
worklist-no-plans = Du kan inte se någon plan just nu.
worklist-figures = Se siffror

home-title = Min sida
home-hello = Hej
home-your-plan = Här är din plan.
home-now = Nu
home-we-meet = Vi ses
home-coming = { $count ->
    [one] 1 person kommer.
   *[other] { $count } personer kommer.
}
home-see-who = Se vilka
home-beside = Din person:
home-beside-you = Du är stöd:
home-beside-of = Stöd:
home-also = Du kan göra det här med
home-elsewhere = Det här går inte att göra här
home-elsewhere-how = Gör det tillsammans med någon, eller logga in själv.
home-waits = De här ska göra något
home-happens = Det här ska hända
home-say = Vill du säga något?
home-ask = Skriv en fråga
home-write = Berätta
home-help = Be om hjälp
home-ring = Vill du fråga något?
home-read = Läs planen
home-to-meeting = Gå till mötet
home-none = Du har ingen plan här än.

now-proposed = Någon vill att du ska få en plan. Snart får du veta mer.
now-refused = Det blev ingen plan. Du får fråga varför.
now-assessed = Du får en plan om du vill. Säg ja eller nej.
now-declined = Det blev ett nej. Du får ändra dig.
now-in-conflict = Ni som bestämmer tycker olika. Vi hjälper er.
now-consented = Du har sagt ja. Nu gör vi oss redo.
now-preparing = Vi gör oss redo för mötet. Din fråga kommer först.
now-called = Vi har bjudit in alla till mötet.
now-meeting = Vi har möte nu.
now-draft = Mötet är slut. Vi skriver planen.
now-agreed = Planen är klar. Snart får alla den.
now-active = Planen gäller nu.
now-follow-up = Vi ser hur det har gått.
now-revision = Vi gör om planen.
now-closed = Planen är slut.
home-waiting-for = Väntar på
now-assessed-others = Det behövs en plan. Nu frågar vi dem som bestämmer om de säger ja.
now-declined-others = Det blev ett nej till planen. Det går att ändra sig.
now-in-conflict-others = De som bestämmer tycker olika. Vi hjälper dem.
now-consented-others = De som bestämmer har sagt ja. Nu gör vi oss redo.
now-met = Mötesdagen har varit. Ingen har skrivit hur mötet gick.
now-late = { $count ->
    [one] 1 sak är inte klar i tid.
   *[other] { $count } saker är inte klara i tid.
}
now-not-done = { $count ->
    [one] 1 sak blev inte gjord.
   *[other] { $count } saker blev inte gjorda.
}
now-unconfirmed = { $count ->
    [one] 1 sak har inte fått ja än.
   *[other] { $count } saker har inte fått ja än.
}
now-declined-measures = { $count ->
    [one] 1 sak fick ett nej.
   *[other] { $count } saker fick ett nej.
}
now-consent-taken-back = Någon tog tillbaka sitt ja till planen. Då får vi inte dela något.
now-follow-up-late = Vi skulle ha sagt hur det gick { $day }. Det är inte gjort än.
