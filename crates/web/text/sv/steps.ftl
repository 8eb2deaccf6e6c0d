## The plan's task list.
steps-title = Stegen i planen
steps-lead = Så långt har ni kommit. Öppna ett steg för att göra det.
steps-assess = Bedöm behovet
steps-people = Personer och ansvar
steps-consent = Samtycke
steps-question = Frågan
steps-call = Kalla till möte
steps-answer = Svara på kallelsen
steps-prepare = Förbered dig
steps-meeting = Möte
steps-rows = Behov, mål och insatser
steps-agree = Fastställ planen
steps-hand-out = Lämna ut planen
steps-measures = Insatserna
steps-follow-up = Följ upp
steps-close = Avsluta
steps-state-done = Klart
steps-state-next = Nästa
steps-state-open = Kan göras
steps-state-not-yet = Går inte än
steps-state-going = Pågår
# $who (String) - who is waited for
steps-waits-for = Väntar på { $who }
# $count (Number) - how many have not answered
steps-waits-answers = { $count ->
    [one] Väntar på 1 svar
   *[other] Väntar på { $count } svar
}
# $count (Number) - how much is lacking
steps-lacks = { $count ->
    [one] 1 sak saknas
   *[other] { $count } saker saknas
}
steps-lacking = Det här saknas innan planen kan fastställas
steps-mend = Åtgärda
steps-see = Läs planen
steps-refused = Behövs inte
steps-declined = Nej
# $unit (String) - the unit that assesses
# $day (String) - the last day
steps-proposed = Förslaget är hos { $unit }. De ser om en plan behövs, senast { $day }.
