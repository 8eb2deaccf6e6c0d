## Pages: a child prepares, one question at a time; drawings and voices; on paper; how others see it.
version = Så vill jag svara
version-pictures = Bilder
version-cards = Kort
version-text = Text
card-friends = Kompisar
card-home = Hemma
card-school = Skolan
card-adult = En vuxen
card-play = Leka och spela
card-quiet = Lugn och ro
card-body = Kroppen
card-sleep = Sova
question-with-me = Vem vill du ha med dig?
prepare-cards = Välj ett eller flera kort
# $at (Number) - which question
# $all (Number) - how many there are
prepare-progress = Fråga { $at } av { $all }
prepare-listen = Lyssna
prepare-write = Skriv
prepare-draw = Rita
prepare-speak = Prata in
prepare-skip = Hoppa över
prepare-clear = Ta bort mitt svar
prepare-begin = Börja
prepare-go-on = Fortsätt
prepare-preview = Se vad andra ser
prepare-on-paper = På papper
prepare-together = Det som bara är för dig visas inte på den här skärmen. Det sparas ändå. Du kan läsa det när du loggar in själv.
prepare-unseen = Det som bara är för personen kan du inte läsa när du har sparat. Ett tomt fält tar inte bort det.
prepare-told-by = Vem berättade?
prepare-told-on = Vilken dag pratade ni?
# $name (String) - who wrote it down
# $day (String) - the day of the talk
# $told (String) - who told it
prepare-noted = Ifyllt av { $name } efter samtal { $day }. { $told } berättade.
how-title = Så vill jag ha mötet
readers-title = De här kan läsa det som är för alla:
# $unit (String) - a place where people work
readers-unit = De som jobbar på { $unit }
# $names (String) - those who are known by name
# $unit (String) - where they work
readers-named = { $names }, och de som jobbar på samma ställe: { $unit }
how-lead = Det här får de som är med på mötet läsa. De som jobbar på samma ställen som de får också läsa det.
how-lead-named = De som är med på mötet får läsa det här.
# $name (String) - the supporter
how-my-person = Din person: { $name }
preview-title = Så ser andra det
preview-lead = Här ser du vad var och en ser av det du har svarat.
# $name (String) - one or more who see the same
preview-of = Så här ser { $name } det
# $unit (String) - a place where people work
preview-unit = de som jobbar på { $unit }
preview-nothing = Ser inget av det du har svarat.
preview-done = Klar
preview-change = Ändra
mark-only-me = Bara du ser det här
mark-chosen = Bara du och den som är vald ser det här
media-drawing = En teckning
media-voice = En röst
media-words = Skriv vad den visar eller säger
media-words-hint = Det står bredvid, med ditt namn. Teckningen eller rösten finns alltid kvar.
media-words-save = Lägg till
# $name (String) - who wrote it
media-words-by = Skrivet av { $name }
media-manage-drawing = Mer om teckningen
media-manage-voice = Mer om rösten
media-remove = Ta bort
media-nothing = Rita eller välj en fil först.
media-no-voice = Det är ingen inspelning som vi kan spara. Spela in här, eller välj en ljudfil från din telefon.
media-broken-voice = Filen är trasig eller tom. Spela in en gång till.
media-film = Det här är en film. Välj en fil med bara ljud.
media-too-long = Inspelningen är längre än två minuter. Spela in en som är kortare.
# $most (Number) - how many there is room for
media-no-room = Det får plats { $most } teckningar och röster. Ta bort någon först.
lay-title-draw = Rita
lay-title-voice = Prata in
lay-full = Det får inte plats fler teckningar och röster. Ta bort någon först.
lay-sheet = Ett vitt papper att rita på med finger eller mus. Använder du tangenter kan du välja en bild i stället.
lay-colour = Färg
colour-black = Svart
colour-red = Röd
colour-blue = Blå
colour-green = Grön
colour-yellow = Gul
lay-undo = Ångra
lay-picture = Eller välj en bild
# $megabytes (Number) - the largest file
lay-picture-hint = Du kan ta ett foto av en teckning på papper. Högst { $megabytes } megabyte.
lay-record = Börja prata
lay-stop = Sluta
# $seconds (Number) - how many are left
lay-left = Kvar: { $seconds } sekunder
lay-again = Ta bort och börja om
lay-without = Det går inte att spela in här. Du kan välja en ljudfil i stället, eller skriva.
lay-voice = Eller välj en ljudfil
# $megabytes (Number) - the largest file
lay-voice-hint = Högst två minuter och { $megabytes } megabyte.
paper-form-lead = Skriv ut sidan med webbläsaren. Pappret visar också det som bara är för dig.
paper-form-blank = Ett tomt papper
paper-form-told = Vem berättade:
paper-form-day = Dag:
draw-of-title = Lägg in en teckning från samtalet
draw-of-lead = Har barnet ritat när ni pratade? Ta ett foto av teckningen och lägg in det här. Barnet bestämmer vem som får se den.
draw-of-question = Till vilken fråga?
unseen-code = Det du sparar, och som inte är för alla, visas inte här igen. Du är ju inne med en kod. Det är sparat.
unseen-here = Här finns ett sparat svar som inte visas här.
unseen-change = Svaret ändras när du har loggat in själv på en egen enhet.
unseen-ring = Kan du inte det, så ring
unseen-not-saved = Här finns redan ett sparat svar. Det du skrev nu sparades inte.
