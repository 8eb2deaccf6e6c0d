## Figures for development leaders.
figures-title = Figures
figures-lead = How many plans stand where. Groups under five are not shown, so that nobody can be singled out.
figures-stage = Step
figures-count = Plans
figures-few = Not shown
figures-total = { $total } plans in all.
