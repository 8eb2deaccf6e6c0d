## The meeting.
meeting-title = The meeting
meeting-for = The meeting for { $name }
meeting-open = Open the meeting
meeting-early = The meeting is { $when }. Do you want to open the room now?
meeting-early-today = Not everybody has written yet. Do you want to open the room now?
meeting-early-unwritten = { $count ->
    [one] 1 side has not written what it can and cannot do. It can write until { $until }, but not once the room is open.
   *[other] { $count } sides have not written what they can and cannot do. They can write until { $until }, but not once the room is open.
}
meeting-early-yes = Yes, open the room now
meeting-early-no = No, wait
meeting-no-time = The meeting has no time yet.
meeting-question = The question from { $name }
meeting-no-question = No question has been written. Begin with it.
meeting-kept = There is a question, but it is not shown here.
meeting-write-question = Write the question
meeting-avoid = Not to be raised
meeting-avoid-none = Nothing has been written.
meeting-avoid-kept = There is something not to be raised, but it is not shown here. Ask whoever leads the meeting.
meeting-there = Who is there?
meeting-person-absent = { $name } is not there. Tell them afterwards what you agreed on.
meeting-save-there = Save who is there
meeting-agreed = What we have agreed on
meeting-left = Left to talk about
meeting-nothing-left = Nothing is left.
meeting-notes = Notes
meeting-note = Take a note
meeting-save-note = Save the note
meeting-used = Is in the plan
meeting-becomes = Turn the note into:
meeting-to-measure = Measure
meeting-to-need = Need
meeting-to-goal = Goal
meeting-to-disagreement = Not agreed
meeting-end = End the meeting
meeting-end-hint = After the meeting you finish writing the plan.
