## The rows of a plan: needs, goals, measures, disagreements.
rows-title = What the plan says
rows-lead = Here is what matters, who does what, and what you do not agree on.
rows-hidden = { $count ->
    [one] The plan has 1 more row. The consent does not let you read it.
   *[other] The plan has { $count } more rows. The consent does not let you read them.
}
rows-needs = This matters to { $name }
rows-no-needs = Nothing has been written yet. Begin with what matters most to the person.
rows-add-need = Add a need
rows-need-title = Need
rows-drop-need = Take the need away
rows-area = Which part of life is it about?
rows-own-words = The person's own words
rows-own-words-hint = Write it as the person says it.
rows-view = How we see it, from our unit
rows-view-hint = Your words stand apart, beside the person's own.
rows-goals = Goals
rows-no-goals = No goal has been written yet.
rows-add-goal = Add a goal
rows-goal-title = Goal
rows-change-goal = Change the goal
rows-drop-goal = Take the goal away
rows-goal-words = The goal, in the person's own words
rows-goal-hint = For example: I want to be able to be at school all day.
rows-which-need = Which need is it about?
rows-measures = Who does what
rows-no-measures = No measure has been written yet.
rows-add-measure = Add a measure
rows-measure-title = Measure
rows-change-measure = Change the measure
rows-drop-measure = Take the measure away
rows-asked-anew = If you change the measure, the one who is to do it is asked again.
rows-owner = Who does it?
rows-what = What do they do?
rows-what-hint = For example: Meets at the door each morning.
rows-first-day = From
rows-last-day = By which day?
rows-notice = How will the person notice that it happened?
rows-notice-hint = For example: A calm morning four days out of five.
rows-otherwise = If it does not work
rows-otherwise-hint = For example: Lisa rings Anna the same week.
rows-more = More: first day, order, coordination
rows-waits = This has to be finished first
rows-why = Why:
rows-if-not = If it does not work:
rows-coordinating = Is it a task of coordinating?
rows-coordinating-yes = Yes, it is about ringing, booking or reminding others
rows-coordinating-hint = It is better that parents do not carry this.
rows-ask-other = Could somebody else do it?
rows-anyway = We have asked. The family chose to do it themselves.
rows-burden = { $tasks ->
    [one] { $name } already has 1 task.
   *[other] { $name } already has { $tasks } tasks.
}
rows-who = Who
rows-when = When
rows-from-by = from { $from }, by { $by }
rows-by = by { $by }
rows-notices = How { $name } notices it:
rows-others = Measures by others than the municipality and the region
rows-others-count = { $count ->
    [one] The plan has 1 measure by somebody else.
   *[other] The plan has { $count } measures by others.
}
rows-others-none = You have said that nobody else does anything.
rows-others-not-said = The law wants the plan to say whether anybody else does something, such as the school or the family.
rows-others-say-none = Nobody else does anything
rows-others-undo = Change: somebody else will do something
rows-disagreements = What we do not agree on
rows-no-disagreements = Nothing has been written.
rows-add-disagreement = Write what you do not agree on
rows-disagreement-lead = It is good to write it down. Each says what they think in their own words.
rows-sides = What does each one say?
rows-side-who = Who, { $row }
rows-side-words = What do they say, { $row }
rows-next = What happens next:
rows-next-step = What happens now?
rows-next-who = Who takes the next step?
rows-next-when = By when?
rows-kind = What is it about?
rows-kind-hint = This decides who may read it.
rows-settle = Write how it was settled
rows-settle-title = How it was settled
rows-settle-words = How was it settled?
rows-settled = Settled
rows-step-taken = The step is taken
rows-step-hint = Have you done what stands as the next step? Say so here.
rows-stepped = The step was taken { $day }
rows-to-agree = Go on and read the plan aloud
rows-not-now = Nothing can be written here now. The plan is: { $stage }. An agreed plan must first be opened for change.
rows-as-it-is = What it says now
