## Answering for measures.
measures-title = The measures
measures-lead = Answer for what is yours. Everybody in the plan sees the answer.
measures-take = I will do it
measures-decline = No, because …
measures-because = Why is it not possible, and who could do it instead?
measures-send-no = Send no
measures-start = Has begun
measures-finish = Done
measures-undo = Undo
measures-undo-hint = Was it a mistake? Undo, and the measure goes on again.
measures-miss = Not done
measures-why = Why was it not done?
measures-send-miss = Save that it was not done
measures-more = Would you like to tell more?
measures-none = You have no measure to answer for right now.
