## What is ready before the meeting, for whoever leads it.
ready-title = Before the meeting
ready-lead = This is what is ready and what is missing. Open a line to mend it.
ready-none = There is no meeting to get ready for.
ready-all = All is ready for the meeting.
ready-missing-count = { $count ->
    [one] 1 thing is missing
   *[other] { $count } things are missing
}
ready-missing = Missing
ready-waits = Waits
ready-kept = Not shown to you
ready-kept-hint = Consent does not let your unit read it.
ready-time = When the meeting is
ready-no-time = The meeting has no time yet.
ready-asked = { $name } has been asked
ready-asked-typed = Answered by themselves.
ready-asked-told = { $who } wrote down the answers after a talk.
ready-asked-waived = Did not want to answer before the meeting.
ready-not-asked = Nobody has asked yet.
ready-question = The question for the meeting
ready-questions = { $count ->
    [one] 1 question is written.
   *[other] { $count } questions are written.
}
ready-no-question = No question is written.
ready-asks = What they ask of each other
ready-asks-not-yet = It is shown to all when the meeting has a time.
ready-unwritten = { $count ->
    [one] 1 has not written what they can do.
   *[other] { $count } have not written what they can do.
}
ready-asks-opens = All have written. It is shown to all { $when }.
ready-asks-left = { $count ->
    [one] 1 request has no answer.
   *[other] { $count } requests have no answer.
}
ready-asks-answered = { $count ->
    [0] Nobody asked for anything.
    [one] The only request has its answer.
   *[other] All { $count } have been answered.
}
ready-calls = Calls
ready-calls-nobody = Nobody is called.
ready-calls-unsent = Not sent to { $names }.
ready-calls-silent = No answer yet from { $names }.
ready-calls-late = The last day to answer has passed. No answer from { $names }.
ready-calls-answered = { $count ->
    [one] 1 has answered.
   *[other] All { $count } have answered.
}
ready-declined-title = Measures that got a no
ready-declined-hint = { $who } said no. Choose somebody else, or rewrite the measure.
ready-unreached-title = Measures that nobody sees
ready-unreached = Measure { $number }
ready-unreached-hint = { $who } cannot see it. Call the unit and see to consent, or choose somebody else.
ready-supporter = Whom { $name } wants beside them
ready-no-supporter = Nobody is chosen.
ready-interpreter = Interpreter
ready-interpreter-not-needed = No interpreter is needed.
ready-interpreter-unsaid = Nobody has said whether one is needed.
ready-interpreter-booked = { $need }. One is booked.
ready-interpreter-missing = { $need }. None is booked.
ready-takes-part = How { $name } wants to take part
ready-takes-part-unknown = Nobody knows yet.
ready-people = How many come
ready-people-hint = { $come } in the room, at most { $most } are wished for.
ready-people-unanswered = { $count ->
    [one] 1 has not answered yet.
   *[other] { $count } have not answered yet.
}
ready-consent = Consent for those who come
ready-covered = Consent holds on that day.
ready-covered-ends = Consent ends before the meeting.
ready-not-covered = No consent holds.
ready-to-room = To the meeting
