## Agreeing, giving out, following up, closing.
agree-title = Read aloud and agree
agree-lead = Read the plan aloud to everybody. Is it right? Then agree it.
agree-version = Version { $version }, agreed { $day }
agree-lacks = This is missing
agree-mend = See to it
agree-nothing-lacks = The plan has all that the law asks for.
agree-unconfirmed = { $count ->
    [one] 1 measure is not confirmed. The plan can be agreed anyway. The one who is to do it is asked again.
   *[other] { $count } measures are not confirmed. The plan can be agreed anyway. Those who are to do them are asked again.
}
agree-declined = { $count ->
    [one] 1 measure got a no, and nobody does it. Choose somebody else, or rewrite it. The one who said no is not asked again.
   *[other] { $count } measures got a no, and nobody does them. Choose somebody else, or rewrite them. Those who said no are not asked again.
}
agree-responsible = Responsibility
agree-coordinator = Holds the plan together
agree-lead-unit = Has the overall responsibility
agree-nobody = Nobody is chosen
agree-follow-up = When do we meet again?
agree-day = Day of the follow-up
agree-time = Time
agree-agree = Agree the plan
agree-gets = Who gets the plan
agree-gets-nothing = Gets nothing. No consent covers them.
agree-until = By consent up to and including { $day }
agree-had = Got the plan { $day }
agree-not-given = Is not given out
agree-to-give = Not given out yet
agree-hand-out = Give the plan out
agree-paper = Open the plan as paper
agree-revise = Change the plan
agree-revise-reason = Why does the plan need to change?

follow-title = Follow-up
follow-due = Follow-up { $when }
follow-no-version = The plan has not been agreed yet. So there is nothing to follow up.
follow-begin = Begin the follow-up
follow-measures = Did it happen?
follow-did-it = Did it happen?
follow-words = Tell us more
follow-member = Whose answer do you write?
follow-member-hint = Write what the person says.
follow-save = Save the answers
follow-on = Go on
follow-changed = What has changed for { $name }?
follow-changed-hint = Write it in the person's own words.
follow-next = When do we meet next?
follow-end = End the follow-up
follow-earlier = Earlier follow-ups

close-title = Close the plan
close-closed = The plan was closed { $day }.
close-reopen = Take the plan up again
close-then = What happens then
close-then-measures = Nobody is asked about the measures here any more. Support that is already granted is not affected.
close-then-read = The person and the family can read the plan for as long as it is kept.
close-then-again = The plan can be taken up again.
close-open = { $count ->
    [one] 1 measure is not finished.
   *[other] { $count } measures are not finished.
}
close-reason = Why is the plan closed?
close-words = Say briefly why
close-words-hint = What does the person say about ending it?
close-do = Close the plan

did-it-title = Did it happen?
did-it-lead = Thank you. This is what you answered.
did-it-none = No measure has begun yet.
did-it-change = Change my answer
did-it-answer = Answer
did-it-wishes = What you wanted
did-it-wishes-then = At the follow-up you talk about what became of this.
follow-deviates = What deviates just now
follow-no-deviations = No measure is overdue or got a no, and all who were called have come.
agree-no-answer = No answer is written.
agree-write-answer = Write the answer
agree-answer = What does the meeting answer?
agree-answer-hint = Write to { $name }, in short sentences. The answer stands first in the plan.
agree-end = End the meeting
agree-end-hint = Then you agree the plan here.
agree-to-room = Back to the room
agree-paper-child = The child's version. Language: { $language }.
agree-paper-easy = The plan in easy Swedish.
agree-paper-full = Usual version. Language: { $language }.
agree-print = Open the paper
agree-own = Gets the plan
