## Figures for development leaders.
figures-title = Siffror
figures-lead = Så många planer finns i varje steg. Grupper under fem visas inte, så att ingen kan pekas ut.
figures-stage = Steg
figures-count = Antal planer
figures-few = Visas inte
# $total (Number) - all plans
figures-total = Totalt { $total } planer.
