## Pages: call the parties; answer a call.
call-title = Kallelse
call-lead = Kommun och region kallas och ska komma. Andra bjuds in. Alla får veta varför just de behövs.
call-parties = Vilka ska vara med?
call-none = Ingen är med ännu.
call-covered = Samtycke finns
call-not-covered = Samtycke saknas
call-not-sent = Inte skickad
# $day (String) - when the call was sent
call-sent = Skickad { $day }
call-expected = Ska bidra med
call-mandate = Behöver kunna besluta om
call-waiting = Väntar på svar
# $name (String) - who comes
call-coming = { $name } kommer
call-passed = Lämnade över till rätt enhet
call-declined = Kommer inte
call-letter = Öppna brevet
call-ask-consent = Fråga om samtycke
call-let-in = Släpp in någon
call-remove = Ta bort från planen
call-add = Lägg till en enhet
call-unit = Enhet
call-more-units = Lägg till flera på en gång
# $number (Number) - which of the units
call-unit-more = Enhet { $number }
call-expected-usual = Berätta vad ni kan göra, vad ni inte kan göra och vad ni behöver av de andra.
call-expected-label = Vad ska enheten bidra med?
call-expected-hint = Skriv konkret. Till exempel: berätta om väntetiden och vad ni kan börja med.
call-mandate-label = Vad behöver den som kommer få besluta om?
call-add-save = Lägg till
call-meeting = När och var?
# $when (String) - day and time
# $minutes (String) - length
call-meeting-now = { $when }, { $minutes } minuter
call-date = Dag
call-time = Klockslag
call-minutes = Längd i minuter
call-minutes-hint = Tomt betyder 60 minuter, och 90 minuter med tolk.
call-place = Plats eller länk
call-place-hint = Välj gärna en plats där personen är trygg.
call-place-protected = Platsen sägs på telefon, för uppgifterna är skyddade.
call-interpreter = Tolk, vilket språk?
# $language (String) - language of the interpreter
call-interpreter-now = Tolk: { $language }
call-answer-by = Svara senast
call-meeting-save = Spara tiden
call-send-title = Skicka
call-lacks = Det här behövs först
call-mend = Ordna
call-preview = Så här ser det ut
call-question = Frågan för mötet
call-preview-note = I e-posten står bara att det finns något nytt. Resten ser de när de har loggat in.
call-send = Skicka kallelserna
call-all-sent = Alla kallelser är skickade.
call-remove-title = Ta bort en enhet
call-remove-lead = Enheten ser inte planen efter det här.
call-remove-reason = Varför?
answer-title = Svara på kallelsen
answer-not-sent = Kallelsen är inte skickad ännu.
answer-called = Ni är kallade. Kommun och region ska komma, eller lämna över till rätt enhet. Därför går det inte att tacka nej.
answer-invited = Ni är inbjudna. Ni får tacka nej, med en motivering.
answer-when = När
answer-where = Var
answer-by-day = Svara senast
answer-now = Ert svar
answer-come-title = Vi kommer
answer-who = Vem kommer?
answer-mandate = Vad får hen besluta om?
answer-mandate-hint = Till exempel: kan boka tid och starta samtal.
answer-come = Vi kommer
answer-pass-title = Vi är fel enhet
answer-pass-lead = Ni hittar rätt enhet hos er huvudman. Den får kallelsen i stället.
answer-unit = Rätt enhet
answer-pass = Lämna över
answer-decline-title = Vi kan inte komma
answer-reason = Varför?
answer-reason-hint = Visas för alla som är med.
answer-decline = Tacka nej
call-calendar-yes = Kalendern har svarat ja. Den som kommer ska också svara här, med vad hen får besluta.
call-calendar-perhaps = Kalendern har svarat kanske.
call-calendar-no = Kalendern har svarat nej. Ring enheten.
call-bounced = E-posten till enheten kommer tillbaka. Be den som sköter registret att rätta adressen. Ring, eller skicka brevet.
call-not-yet = E-posten har inte gått iväg än. Vi försöker igen.
call-given-up = E-posten gick inte iväg. Skicka igen, eller skicka brevet.
call-not-dropped = Brevet till enhetens funktionsadress (SDK) har inte gått iväg än. Vi försöker igen.
call-drop-given-up = Brevet till enhetens funktionsadress (SDK) gick inte iväg. Skicka igen, eller skicka brevet på papper. Driften ser vad som är fel.
# $name (String) - somebody of the family
call-post-not-yet = Brevet till { $name } som digital post har inte gått iväg än. Vi försöker igen.
# $name (String) - somebody of the family
call-post-given-up = Brevet till { $name } som digital post gick inte iväg. Ring, eller skicka brev på papper.
call-again = Skicka igen
call-by-letter = Jag har skickat brevet
# $day (String) - when the call went once more
call-sent-again = Skickad igen { $day }
# $day (String) - when the call went as a letter
call-sent-by-letter = Skickad som brev { $day }
