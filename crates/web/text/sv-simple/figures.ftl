## Figures for development leaders.
figures-title = Siffror
figures-lead = Så många planer finns det. Små grupper visas inte.
figures-stage = Steg
figures-count = Antal
figures-few = Visas inte
figures-total = Det finns { $total } planer.
