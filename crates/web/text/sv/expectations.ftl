## Pages: who does what, before the meeting.
expect-title = Vem gör vad?
expect-lead = Alla skriver var för sig vad de kan, vad de inte kan och vad de ber andra om. Ingen ser de andras svar innan alla visas samtidigt.
expect-no-meeting = När mötet har en tid står det här när svaren visas för alla.
# $when (String) - weekday, day and time
expect-opens = Visas för alla { $when }. Efter det kan ingen ändra sitt svar.
# $when (String) - weekday, day and time
expect-opened = Visades för alla { $when }.
expect-who-has = Vem har svarat?
expect-written = Har svarat
expect-not-written = Inte svarat
# $due (String) - how far off the last day is
expect-not-written-due = Inte svarat, visas { $due }
expect-nothing = Skrev inget
expect-about = Det här gäller det
expect-whole = Planen som helhet
expect-nobody-wrote = Ingen skrev något här.
# $name (String) - the person's first name
expect-family = { $name } och familjen
expect-who = Vem
expect-can = Vi kan göra
expect-cannot = Vi kan inte göra
expect-why = Varför inte?
expect-why-hint = Behövs om ni skrev något som ni inte kan göra. Annars kan rutan vara tom.
expect-instead = Vem i planen kan i stället?
expect-whom = Någon annan som kan i stället
# $name (String) - who could instead
expect-instead-is = Fråga i stället: { $name }
expect-asks = Vi ber om
expect-asks-lead = Varje önskan går till en enda mottagare. De får den när allas svar visas, och svarar före mötet.
# $name (String) - who is asked
expect-asks-of = ber { $name }:
expect-to = Vem ber ni?
expect-ask-words = Vad ber ni om?
expect-ask = Lägg till
expect-drop = Ta bort
expect-fill-in = Fyll i vår rad
expect-write-title = Vår rad
expect-write-lead = Skriv kort, så att familjen förstår. Ni kan ändra tills svaren visas för alla.
expect-write-lead-lent = Skriv kort, så att familjen förstår. Det du sparar visas inte här igen förrän alla får se svaren. Det är sparat, men det ändras inte här.
# $name (String) - whose words they are
expect-for = Efter ett samtal med { $name }
expect-shut = Svaren har visats för alla, eller så har mötet ingen tid. Därför kan raden inte ändras nu.
expect-phrases = Färdiga fraser från ert uppdrag
expect-phrases-can = Lägg till det här
expect-phrases-cannot = Färdig fras: det här gör vi inte
expect-remit-why = Det ingår inte i vårt uppdrag.
expect-their-remit = Det här gör de andra inte
# $what (String) - what the unit does not do
# $name (String) - who does it instead
expect-outside = Det ser ut att ligga utanför uppdraget. De skriver att de inte gör: { $what }. Fråga i stället: { $name }.
expect-sure = Bara du ser det här
expect-send-anyway = Skicka ändå
expect-answer = Svara
expect-answer-title = Svara på en önskan
# $name (String) - who asks
expect-from-asks = { $name } ber er om det här:
expect-told-by = Vem sa svaret?
expect-yes = Ja
expect-yes-if = Ja, om
expect-no = Nej
expect-if = Om vad?
expect-if-hint = Skriv det om ni svarar ”Ja, om”.
expect-no-hint = Skriv det om ni svarar nej.
expect-ask-instead = Fråga i stället
expect-send = Skicka svaret
expect-unanswered = Väntar på svar
expect-unsent = Skickas när allas svar visas
expect-answer-hidden = Besvarad. Samtycket låter dig inte läsa svaret.
# $count (Number) - how many asks are left
expect-left = Kvar att prata om: { $count }
expect-nothing-left = Allt har fått ett ja
# $yes (Number) - how many said yes
# $terms (Number) - how many said yes, if
# $no (Number) - how many said no
# $none (Number) - how many have no answer
expect-answers = Svar på det som parterna ber om: { $yes } ja, { $terms } ja med villkor, { $no } nej, { $none } utan svar.
expect-no-asks = Ingen har bett någon annan om något.
expect-hidden = En del visas bara för dem som samtycket omfattar.
expect-differences = Här går det isär
expect-differences-lead = Bara du som leder mötet ser det här.
expect-no-differences = Inget går isär i det som är skrivet.
# $from (String) - who asks
# $to (String) - who is asked
# $words (String) - what is asked
# $cannot (String) - what the asked one cannot
expect-crosses = { $from } ber { $to } om: ”{ $words }”. { $to } skriver att de inte kan: ”{ $cannot }”.
# $one (String) - a side
# $other (String) - another side
# $about (String) - what it is about
expect-each-other = { $one } och { $other } säger var för sig att den andra gör det. Det gäller: ”{ $about }”.
# $about (String) - what it is about
expect-nobody = Ingen har skrivit att de kan något. Det gäller: ”{ $about }”.
## Pages: what each unit does and does not.
remit-title = Uppdragskatalogen
remit-lead = Vad varje enhet gör och inte gör. Enheten håller den aktuell själv.
remit-one-title = Uppdrag
remit-written = Finns
remit-none = Inget skrivet än
remit-old = Behöver gås igenom
remit-does = Det här gör enheten
remit-does-not = Det här gör enheten inte
remit-instead = Fråga i stället
# $number (Number) - which line
remit-not-line = Gör inte, rad { $number }
# $number (Number) - which line
remit-instead-line = Fråga i stället, rad { $number }
remit-refers = Vem kan hänvisa hit?
remit-waiting = Vanlig väntetid
remit-source = Var står det?
remit-source-hint = Till exempel ett beslut, en överenskommelse eller en webbsida.
remit-reviewed = När gick ni igenom det senast?
# $day (String) - the day
remit-reviewed-on = Genomgånget { $day }.
remit-not-yet = Dagen har inte varit än.
remit-edit = Ändra
remit-edit-title = Ändra uppdraget
remit-edit-lead = Skriv korta rader. De blir färdiga fraser när kollegor skriver vad ni kan och inte kan.
remit-does-hint = En sak på varje rad.
remit-does-not-hint = Skriv också vem man kan fråga i stället.
# $most (Number) - the most lines
remit-too-many = Det får vara högst { $most } rader.
