## What is ready before the meeting, for whoever leads it.
ready-title = Inför mötet
ready-lead = Här står vad som är klart och vad som saknas. Öppna en rad för att åtgärda det.
ready-none = Det finns inget möte att göra klart inför.
ready-all = Allt är klart inför mötet.
# $count (Number) - how much is missing
ready-missing-count = { $count ->
    [one] 1 sak saknas
   *[other] { $count } saker saknas
}
ready-missing = Saknas
ready-waits = Väntar
ready-kept = Visas inte för dig
ready-kept-hint = Samtycket låter inte din enhet läsa det.
ready-time = Mötets tid
ready-no-time = Mötet har ingen tid ännu.
# $name (String) - the person's first name
ready-asked = { $name } är tillfrågad
ready-asked-typed = Har svarat själv.
# $who (String) - the member of staff
ready-asked-told = { $who } skrev ner svaren efter ett samtal.
ready-asked-waived = Ville inte svara före mötet.
ready-not-asked = Ingen har frågat ännu.
ready-question = Frågan till mötet
# $count (Number) - how many questions there are
ready-questions = { $count ->
    [one] 1 fråga är skriven.
   *[other] { $count } frågor är skrivna.
}
ready-no-question = Ingen fråga är skriven.
ready-asks = Önskningar till varandra
ready-asks-not-yet = De visas för alla när mötet har en tid.
# $count (Number) - how many sides have written nothing
ready-unwritten = { $count ->
    [one] 1 har inte skrivit vad de kan.
   *[other] { $count } har inte skrivit vad de kan.
}
# $when (String) - weekday, day and time
ready-asks-opens = Alla har skrivit. Det visas för alla { $when }.
# $count (Number) - how many asks have no answer
ready-asks-left = { $count ->
    [one] 1 önskan har inget svar.
   *[other] { $count } önskningar har inget svar.
}
# $count (Number) - how many asks there are
ready-asks-answered = { $count ->
    [0] Ingen bad om något.
    [one] Den enda önskan har fått svar.
   *[other] Alla { $count } har fått svar.
}
ready-calls = Kallelser
ready-calls-nobody = Ingen är kallad.
# $names (String) - units whose call has not gone out
ready-calls-unsent = Inte skickad till { $names }.
# $names (String) - units that have not answered
ready-calls-silent = Inget svar ännu från { $names }.
# $names (String) - units that have not answered in time
ready-calls-late = Svarsdagen har gått. Inget svar från { $names }.
# $count (Number) - how many have answered
ready-calls-answered = { $count ->
    [one] 1 har svarat.
   *[other] Alla { $count } har svarat.
}
ready-declined-title = Insatser som fick nej
# $who (String) - who said no
ready-declined-hint = { $who } sa nej. Välj någon annan, eller skriv om insatsen.
ready-unreached-title = Insatser som ingen ser
# $number (String) - what people call the measure by
ready-unreached = Insats { $number }
# $who (String) - who answers for it
ready-unreached-hint = { $who } kan inte se den. Kalla enheten och ordna samtycke, eller välj någon annan.
# $name (String) - the person's first name
ready-supporter = Vem { $name } vill ha bredvid sig
ready-no-supporter = Ingen är vald.
ready-interpreter = Tolk
ready-interpreter-not-needed = Det behövs ingen tolk.
ready-interpreter-unsaid = Ingen har sagt om tolk behövs.
# $need (String) - the need, in a line
ready-interpreter-booked = { $need }. Tolken är bokad.
# $need (String) - the need, in a line
ready-interpreter-missing = { $need }. Ingen tolk är bokad.
# $name (String) - the person's first name
ready-takes-part = Hur { $name } vill vara med
ready-takes-part-unknown = Ingen vet ännu.
ready-people = Hur många som kommer
# $come (String) - how many come
# $most (String) - how many the person wants in the room at most
ready-people-hint = { $come } i rummet, önskat är högst { $most }.
# $count (Number) - how many parties have not answered
ready-people-unanswered = { $count ->
    [one] 1 har inte svarat ännu.
   *[other] { $count } har inte svarat ännu.
}
ready-consent = Samtycke för dem som kommer
ready-covered = Samtycke gäller den dagen.
ready-covered-ends = Samtycket tar slut före mötet.
ready-not-covered = Inget samtycke gäller.
ready-to-room = Till mötet
