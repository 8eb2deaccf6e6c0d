## What a field says when it cannot be read, and the pages for when something went wrong.

problem-title = Det är något som behöver ändras
problem-title-prefix = Fel:
error-mark = Fel:
error-empty = Skriv något här.
# $over (Number) - how many characters too many
# $max (Number) - how many characters fit
error-too-long = Texten är { $over } tecken för lång. Du kan skriva högst { $max } tecken. Hela din text finns kvar.
error-not-a-date = Skriv en dag, till exempel 3/3 eller 3 mars 2027.
# $day (String) - the day number as understood
# $month (String) - the month's name
error-no-such-day = Det finns ingen { $day } { $month } det året. Skriv en annan dag.
# $from (String) - first year
# $to (String) - last year
error-year = Året ska vara mellan { $from } och { $to }.
error-end-before-start = Slutet ligger före början. Ändra en av dagarna.
error-not-chosen = Välj ett svar.
error-unknown-choice = Svaret finns inte att välja längre. Välj igen.
error-not-a-number = Skriv ett tal med siffror.
# $min (String) - smallest
# $max (String) - largest
error-number-range = Skriv ett tal från { $min } till { $max }.
error-not-a-time = Skriv en tid, till exempel 14 eller 14.30.
error-broken-text = Några tecken gick sönder på vägen. Läs igenom texten och skriv dem igen.
# $label (String) - the field's label
# $problem (String) - what is wrong
error-in-field = { $label } – { $problem }

error-404-title = Sidan finns inte
error-404-what = Det finns inget att visa här.
error-404-do = Gå till startsidan och leta därifrån. Fick du en länk av någon? Be om en ny.
error-404-was-open = Den här sidan var öppen nyss, men är inte längre till för dig. Kanske har ett samtycke tagit slut. Undrar du något? Prata med den som håller ihop planen.
error-403-title = Vi tog inte emot det
error-403-what = Det såg ut att komma från en annan webbplats. Därför sparade vi inget.
error-403-do = Gå tillbaka, ladda om sidan och skicka igen.
error-413-title = Det var för mycket på en gång
error-413-what = Texten är större än vi kan ta emot. Inget är sparat.
error-413-do = Gå tillbaka. Din text finns kvar där. Dela den och skicka en del i taget.
error-400-title = Vi förstod inte det som kom
error-400-what = Något i det du skickade gick sönder på vägen. Inget är sparat.
error-400-do = Gå tillbaka, ladda om sidan och försök igen.
error-429-title = Det var många försök
error-429-what = Vi tar en paus för att ingen ska kunna gissa sig fram.
error-429-do = Vänta en kvart. Försök sedan igen.
error-500-title = Något gick fel hos oss
error-500-what = Felet är vårt. Det du just skickade är kanske inte sparat.
error-500-do = Vänta en stund och försök igen. Hjälper det inte, ring oss och läs upp koden.
error-503-title = Sidan vilar en stund
error-503-what = Just nu kan vi inte svara. Det kan bero på att vi uppdaterar.
error-503-do = Försök igen om några minuter.
error-code = Kod att läsa upp:
error-home = Gå till startsidan
