## The plan's task list.
steps-title = Steg för steg
steps-lead = Så långt har vi kommit.
steps-assess = Behövs en plan?
steps-people = Vilka är med
steps-consent = Säg ja eller nej
steps-question = Frågan
steps-call = Bjud in till möte
steps-answer = Svara på inbjudan
steps-prepare = Gör dig redo
steps-meeting = Möte
steps-rows = Så ska det bli
steps-agree = Gör klart planen
steps-hand-out = Ge planen till alla
steps-measures = Uppgifterna
steps-follow-up = Hur gick det?
steps-close = Sluta
steps-state-done = Klart
steps-state-next = Nu
steps-state-open = Du kan göra det
steps-state-not-yet = Inte än
steps-state-going = På gång
steps-waits-for = Väntar på { $who }
steps-waits-answers = { $count ->
    [one] Väntar på 1 svar
   *[other] Väntar på { $count } svar
}
steps-lacks = { $count ->
    [one] 1 sak saknas
   *[other] { $count } saker saknas
}
steps-lacking = Det här saknas
steps-mend = Gör det nu
steps-see = Läs planen
steps-refused = Det behövs ingen plan
steps-declined = Nej
steps-proposed = { $unit } har fått förslaget. De svarar senast { $day }.
