## What is ready before the meeting, for whoever leads it.
ready-title = Före mötet
ready-lead = Här ser du vad som är klart. Du ser också vad som saknas. Tryck på en rad för att ordna det.
ready-none = Det finns inget möte nu.
ready-all = Allt är klart.
ready-missing-count = { $count ->
    [one] 1 sak är inte klar
   *[other] { $count } saker är inte klara
}
ready-missing = Inte klart
ready-waits = Vänta
ready-kept = Du får inte se det
ready-kept-hint = Du har inte lov att läsa det.
ready-time = När mötet är
ready-no-time = Mötet har ingen tid än.
ready-asked = { $name } har fått frågor
ready-asked-typed = Har svarat själv.
ready-asked-told = { $who } skrev svaren.
ready-asked-waived = Ville inte svara.
ready-not-asked = Ingen har frågat än.
ready-question = Frågan
ready-questions = { $count ->
    [one] Det finns 1 fråga.
   *[other] Det finns { $count } frågor.
}
ready-no-question = Det finns ingen fråga.
ready-asks = Vad vi ber varandra om
ready-asks-not-yet = Alla får se det när mötet har en tid.
ready-unwritten = { $count ->
    [one] 1 har inte skrivit.
   *[other] { $count } har inte skrivit.
}
ready-asks-opens = Alla har skrivit. Alla får se det { $when }.
ready-asks-left = { $count ->
    [one] 1 sak har inget svar.
   *[other] { $count } saker har inget svar.
}
ready-asks-answered = { $count ->
    [0] Ingen bad om hjälp.
    [one] Det har fått svar.
   *[other] Alla { $count } har fått svar.
}
ready-calls = Kallelser
ready-calls-nobody = Ingen är kallad.
ready-calls-unsent = Inte skickat till { $names }.
ready-calls-silent = Inget svar än från { $names }.
ready-calls-late = De skulle ha svarat: { $names }.
ready-calls-answered = { $count ->
    [one] 1 har svarat.
   *[other] Alla { $count } har svarat.
}
ready-declined-title = Uppgifter som fick nej
ready-declined-hint = { $who } sa nej. Välj någon annan. Eller skriv en annan uppgift.
ready-unreached-title = Uppgifter som ingen ser
ready-unreached = Uppgift { $number }
ready-unreached-hint = { $who } får inte se den. Be dem vara med och fråga om lov. Eller välj någon annan.
ready-supporter = Vem { $name } vill ha med sig
ready-no-supporter = Ingen är med.
ready-interpreter = Tolk
ready-interpreter-not-needed = Det behövs ingen tolk.
ready-interpreter-unsaid = Vi vet inte om det behövs en tolk.
ready-interpreter-booked = { $need }. Tolken är bokad.
ready-interpreter-missing = { $need }. Tolken är inte bokad.
ready-takes-part = Hur { $name } är med
ready-takes-part-unknown = Vi vet inte än.
ready-people = Hur många som är där
ready-people-hint = { $come } kommer. Det får vara högst { $most }.
ready-people-unanswered = { $count ->
    [one] 1 har inte svarat.
   *[other] { $count } har inte svarat.
}
ready-consent = Får de veta?
ready-covered = Ja, den dagen.
ready-covered-ends = Ja nu, men inte den dagen.
ready-not-covered = Nej.
ready-to-room = Gå till mötet
