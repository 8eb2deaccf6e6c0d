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
worklist-no-plans = Du är inte med i en plan än.
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
home-also = Du kan göra det här med
home-waits = De här ska göra något
home-happens = Det här ska hända
home-say = Vill du säga något?
home-ask = Skriv en fråga
home-write = Berätta
home-help = Be om hjälp
home-ring = Vill du fråga något?
home-read = Läs planen
home-none = Du har ingen plan här än.

now-proposed = Någon vill att du ska få en plan. Snart får du veta mer.
now-refused = Det blev ingen plan. Du får fråga varför.
now-assessed = Du får en plan om du vill. Säg ja eller nej.
now-declined = Det blev ett nej. Du får ändra dig.
now-in-conflict = De vuxna tycker olika. Vi hjälper dem.
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
