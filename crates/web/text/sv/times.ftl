## Pages: times for the meeting.
times-title = Tider för mötet
times-lead = Tryck på det som stämmer för varje tid. Du kan ändra dig.
# $day (String) - last day to answer
times-by = Svara senast { $day }.
times-your-answer = Ditt svar:
times-yes = Jag kan
times-no = Jag kan inte
times-can = Kan
times-cannot = Kan inte
times-silent = Inget svar än
# $yes (Number) - how many can
# $no (Number) - how many cannot
# $silent (Number) - how many have not answered
times-counts = { $yes } kan, { $no } kan inte, { $silent } har inte svarat.
times-book = Boka den här tiden
times-who = Vilka kan?
times-note-hint = Fick du svaret på telefon? Skriv in det här.
times-none = Det finns inga tider att svara på nu.
times-booked = Mötet är
times-ask = Fråga alla om en tid
times-others = Fråga om andra tider
times-close = Sluta fråga
times-cancel = Ställ in mötet
times-cancel-lead = Alla får veta att något har hänt. Mötet tas bort ur deras kalendrar. Kallelserna skickas på nytt när det finns en ny tid.
times-cancel-reason = Varför ställs mötet in?
times-new-title = Fråga om tider
times-new-lead = Välj högst tre tider. Alla får samma fråga och svarar med ett tryck, även familjen.
# $language (String) - language of the interpreter
times-with-interpreter = Tolk: { $language }. Mötet blir en och en halv gång så långt.
times-seek-title = Sök tider när alla är lediga
times-nobody-shares = Ingen som är med delar sin kalender. Vi kan ändå föreslå tider på arbetsdagar.
times-calendars = Vems kalendrar ska vi titta i?
times-calendars-hint = Vi ser bara när någon är upptagen, aldrig med vad.
times-weeks = Hur många veckor framåt?
times-work = Arbetstid
times-work-from = Från
times-work-until = Till
times-safe = Tider som är trygga för familjen
times-safe-hint = Fråga familjen. Tomt betyder att alla tider går bra.
times-safe-from = Från klockan
times-safe-until = Till klockan
times-school = Och skoldagen?
times-school-any = Spelar ingen roll
times-school-within = Mötet ska vara under skoltid
times-school-outside = Mötet ska vara utanför skoltid
times-school-from = Skolan börjar
times-school-until = Skolan slutar
times-school-hint = Tomt betyder klockan 8 till 14.
times-travel-label = Restid i minuter
times-travel-hint = Så länge före och efter ska alla vara lediga.
times-seek = Sök tider
# $count (Number) - how many times
# $read (Number) - how many calendars
times-found = { $count ->
    [one] Vi hittade en tid.
   *[other] Vi hittade { $count } tider.
} Lästa kalendrar: { $read }.
times-found-none = Vi hittade ingen tid som passar allt. Sök längre fram, välj en kortare tid eller skriv in en tid själv.
times-three = Tiderna
times-three-lead = Ändra hur du vill. En tid räcker.
times-first = Första tiden
times-second = Andra tiden
times-third = Tredje tiden
times-send = Skicka frågan till alla
times-one-free = Den som delar sin kalender är ledig
# $count (Number) - how many share their calendar
times-all-free = Alla { $count } som delar sin kalender är lediga
times-morning = På förmiddagen
times-afternoon = På eftermiddagen
times-in-school = Under skoltid
times-outside-school = Utanför skoltid
times-safe-hours = På en tid som är trygg för familjen
# $minutes (Number) - minutes on the way
times-travel = Med { $minutes } minuters restid före och efter
interpreter-title = Tolk
interpreter-needed = Behövs tolk?
interpreter-lead = Fråga familjen vad de vill ha. Med tolk blir mötet en och en halv gång så långt.
interpreter-language = Språk
interpreter-dialect = Dialekt eller variant
interpreter-dialect-hint = Till exempel: syrisk arabiska, badinani.
interpreter-wish = Vem vill familjen helst ha?
interpreter-way = Hur ska tolken vara med?
interpreter-any = Spelar ingen roll
interpreter-woman = En kvinna
interpreter-man = En man
interpreter-on-site = På plats
interpreter-phone = På telefon
interpreter-video = På video
interpreter-none = Det behövs ingen tolk
interpreter-booking = Bokning
# $when (String) - weekday, day and time of the meeting
interpreter-for = Gäller mötet { $when }.
interpreter-booked = Tolken är bokad
interpreter-not-booked = Ingen tolk är bokad
interpreter-book = Tolken är bokad nu
interpreter-unbook = Tolken är inte bokad längre
