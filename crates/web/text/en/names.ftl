## What things of the plan are called.
stage-proposed = Proposed
stage-refused = Not needed
stage-assessed = Consent to be asked
stage-declined = Declined
stage-in-conflict = The guardians do not agree
stage-consented = Consent given
stage-preparing = Being prepared
stage-called = Called
stage-meeting = Meeting
stage-draft = Being written
stage-agreed = Agreed
stage-active = In force
stage-follow-up = Being followed up
stage-revision = Being revised
stage-closed = Closed

kind-own-words = What you say yourselves
kind-health = Health and care
kind-social-care = Support from social services
kind-school = School and preschool
kind-home = Home and family
kind-work-money = Work and money

task-assess = Assess whether a plan is needed
task-ask-consent = Ask for consent
task-consent = Say whether you consent
task-help-conflict = Help the guardians on
task-find-question = Find the question
task-call = Call a meeting
task-answer-call = Answer the call
task-prepare = Prepare
task-hold-meeting = Hold the meeting
task-agree = Agree the plan
task-hand-out = Hand out the plan
task-answer-measure = Answer for a measure
task-do-measure = Do it and tell
task-finish-measure = Tell when it is done
task-take-step = Take the next step where you do not agree
task-reach-owner = Whoever answers for a measure cannot see it
task-mend-measure = A measure got a no: find another way
task-answer-handover = Answer: do you take over?
task-find-owner = Find somebody to take over
task-judge-measure = Did it happen?
task-follow-up = Follow up the plan
task-evaluate = Answer questions after the meeting (voluntary)

mandate-guardian = Guardian
mandate-god-man = God man (appointed representative)
mandate-forvaltare = Förvaltare (appointed administrator)

standing-asked = To be asked
standing-refuses = Refuses
standing-unreachable = Cannot be reached
standing-prevented = Prevented
standing-not-asked = Not asked, for protection

principal-kommun = Municipality
principal-region = Region
principal-school = School
principal-other = Other

summons-called = Called
summons-invited = Invited

take-part-whole = The whole meeting
take-part-part = Part of the meeting
take-part-remote = By phone or video
take-part-through = Through somebody else
take-part-absent = Not there

seen-by-only-me = Only me
seen-by-my-supporter = The one I chose
seen-by-everybody = Everybody at the meeting, and those who work at the same places
seen-by-everybody-named = Everybody at the meeting

did-it-yes = Yes
did-it-partly = Partly
did-it-no = No

closing-goal-reached = The goals are reached
closing-no-longer-joint = The needs are no longer joint
closing-persons-wish = The person wishes it
closing-moved = The person has moved
closing-deceased = The person has died
closing-replaced = Another plan replaces it

measure-proposed = Not confirmed
measure-taken = Taken
measure-declined = Declined
measure-ongoing = Ongoing
measure-done = Done
measure-not-done = Not done

role-holder = Holds the plan
role-party = Takes part
role-family = Family
who-clock = The system

menu-start = Start
menu-measures = My measures
menu-new-plan = New plan
menu-directory = Units and people
task-check-protection = Go through who may see
menu-safety = Safety
task-answer-times = Answer about times
task-choose-time = Choose a time
task-chase-call = The call is not answered
task-expect = Write what you can do
task-answer-ask = Answer a wish
