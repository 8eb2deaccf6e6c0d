## Answering for measures.
measures-title = Uppgifterna
measures-lead = Svara på det som är ditt.
measures-take = Ja, jag gör det
measures-decline = Nej
measures-because = Varför går det inte?
measures-send-no = Skicka nej
measures-start = Jag har börjat
measures-finish = Det är klart
measures-undo = Ångra
measures-undo-hint = Blev det fel? Tryck på Ångra.
measures-miss = Det blev inte av
measures-why = Varför blev det inte av?
measures-send-miss = Spara
measures-more = Vill du berätta mer?
measures-none = Du har inget att svara på nu.
