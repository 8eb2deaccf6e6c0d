## Answering for measures.
measures-title = Insatserna
measures-lead = Svara för det som är ditt. Alla i planen ser svaret.
measures-take = Jag tar det
measures-decline = Nej, för att …
measures-because = Varför går det inte, och vem kan i stället?
measures-send-no = Skicka nej
measures-start = Har börjat
measures-finish = Klart
measures-undo = Ångra
measures-undo-hint = Tryckte du fel? Ångra, så är insatsen igång igen.
measures-miss = Blev inte av
measures-why = Varför blev det inte av?
measures-send-miss = Spara att det inte blev av
measures-more = Vill du berätta mer?
measures-none = Du har ingen insats att svara på just nu.
