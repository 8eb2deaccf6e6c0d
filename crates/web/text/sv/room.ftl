## The room of an open meeting: one screen for all, one view for whoever leads, and one's own.
room-parts = Mötets delar
room-part-opening = Inledning
room-part-now = Nu
room-part-needs = Behov
room-part-sum-up = Sammanfatta
room-part-closing = Avsluta
# $minutes (Number) - minutes left of the part
room-left = { $minutes } min kvar av den här delen
# $minutes (Number) - minutes beyond the part
room-over = { $minutes } min över tiden
room-speaks = Nu pratar
room-nobody-speaks = Ingen särskild. Rundan är klar, eller har inte börjat.
room-then = Sedan
room-next = Nästa i rundan
room-pause = Paus
room-paused = Paus. Klockan står still.
room-resume = Vi fortsätter
room-helps-school = hjälper till med skolan
room-helps-kommun = hjälper till med stöd från kommunen
room-helps-region = hjälper till med hälsan
room-helps-other = hjälper till med annat
room-yes-heard = Sa ja i rummet, bekräftar själv sedan
# $count (Number) - how many rows
room-hidden = { $count ->
    [one] En rad visas inte här, eftersom inte alla i rummet får se den.
   *[other] { $count } rader visas inte här, eftersom inte alla i rummet får se dem.
}
# $name (String) - first name of the one who says no
# $number (String) - the measure's number in the plan
room-cannot-live = { $name } kan inte leva med insats { $number } nu:
room-put-in-print = Skriv in det i planen
room-to-lead = Min vy som mötesledare
room-to-mine = Min egen vy
room-to-shared = Bilden som alla ser
room-to-plan = Till planen
room-read-back = Läs upp och bekräfta
room-not-open = Inget möte pågår just nu.
room-lead-title = Leda mötet
room-lead-lead = Det här är bara för dig som leder. Visa det inte för de andra.
room-wishes = Någon vill något
room-no-wishes = Ingen har tryckt på något.
room-wishes-turn = vill säga något.
room-wishes-pause = vill ha paus.
room-wishes-unclear = förstår inte.
room-give = Ge ordet
room-explained = Det är klart nu
room-check = Be någon säga med egna ord vad ni har kommit fram till.
room-did-check = Det har vi gjort
room-holds-all = Du leder, antecknar och ansvarar för de flesta insatserna. Be någon annan ta en av uppgifterna.
room-share = Hur samtalet delas
# $family (String) - percent
# $others (String) - percent
room-balance = Familjen { $family } %, vi andra { $others } %
room-share-none = Det är för tidigt att räkna.
room-share-hint = Räknas när du trycker på Nästa. Bara den här siffran sparas, aldrig hur länge en person har pratat.
room-limits = Därför visar den gemensamma skärmen inte allt
# $name (String) - first name
# $kinds (String) - kinds of information
room-limit = { $name } får inte se: { $kinds }
room-limits-consent = Be om samtycke
room-limits-there = Ändra vilka som är med
room-unheard = Vem har sagt ja?
room-hear = Sa ja i rummet
room-hear-hint = Den som ansvarar bekräftar själv sedan, med ett tryck.
room-mine-title = Mitt möte
room-you-speak = Nu är det din tur.
room-you-next = Du är nästa.
room-no-seat = Du är inte antecknad som med på mötet.
room-my-turn = Min tur
room-unclear = Jag förstår inte
room-wish-hint = Bara den som leder mötet ser vad du trycker på.
room-can-you-live = Kan du leva med det här nu?
room-yes = Ja
room-you-can = Du kan leva med det
room-you-cannot = Du kan inte leva med det
room-no-because = Nej, för att …
room-why-not = Varför inte?
room-send-no = Skicka
room-my-cards = Mina kort
room-somebody-was-first = Någon annan hann trycka före dig. Så här är det nu.
