## A stay in hospital and the clocks of going home.
stay-title = På sjukhus
stay-lead = När någon ska hem från sjukhus räknar lagen timmar och dagar. Skriv in tiderna här, så håller Samsyn reda på dem.
stay-clocks = Så ligger tiderna till
stay-note = Skriv in tiderna
stay-ward = Avdelning
stay-admitted = Skrevs in, dag
stay-time = Klockan
stay-day = Dag
stay-leaves = Beräknas komma hem
stay-told = Inskrivningsmeddelandet skickades
stay-contact = Fast vårdkontakt
stay-contact-hint = Den i regionens öppenvård som ska kalla till planering.
stay-ready = Meddelandet om utskrivningsklar skickades
stay-ready-hint = Räknas det som utskrivningsklar inte längre? Ta bort dag och tid.
stay-home = Kom hem
stay-home-hint = Då är tiden på sjukhus slut i planen.
# $when (String) - the last moment
stay-clock-told = Inskrivningsmeddelande, senast { $when }
stay-clock-contact = Fast vårdkontakt, före hemgången
# $day (String) - the last day
stay-clock-call = Kallelse, senast { $day }
# $day (String) - the first day
stay-clock-pays = Kommunen betalar från { $day }.
stay-before-noon = Meddelandet kom senast klockan 12.
stay-after-noon = Meddelandet kom efter klockan 12.
stay-agreed = Enligt er överenskommelse
stay-in-time = I tid
stay-too-late = För sent
stay-not-done = Inte gjort
stay-waits = Väntar
stay-named = Utsedd
stay-pays-now = Gäller nu
stay-pays-not = Ingen har kallat, så kommunen betalar inte
