## The plan's task list.
steps-title = Steps of the plan
steps-lead = This is how far you have come. Open a step to do it.
steps-assess = Assess the need
steps-people = People and responsibility
steps-consent = Consent
steps-question = The question
steps-call = Call a meeting
steps-answer = Answer the call
steps-prepare = Prepare
steps-meeting = Meeting
steps-rows = Needs, goals and measures
steps-agree = Agree the plan
steps-hand-out = Hand out the plan
steps-measures = The measures
steps-follow-up = Follow up
steps-close = Close
steps-state-done = Done
steps-state-next = Next
steps-state-open = Can be done
steps-state-not-yet = Not yet
steps-state-going = Going on
steps-waits-for = Waiting for { $who }
steps-waits-answers = { $count ->
    [one] Waiting for 1 answer
   *[other] Waiting for { $count } answers
}
steps-lacks = { $count ->
    [one] 1 thing is lacking
   *[other] { $count } things are lacking
}
steps-lacking = This is lacking before the plan can be agreed
steps-mend = Mend it
steps-see = Read the plan
steps-refused = Not needed
steps-declined = No
steps-proposed = The proposal has gone to { $unit }. They assess whether a plan is needed, by { $day }.
