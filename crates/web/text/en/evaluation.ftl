## The questions after a meeting and at follow-up. Their words are CC0: anybody may use them for anything.
evaluation-title = After the meeting
evaluation-title-follow-up = After the follow-up
evaluation-lead = It takes half a minute. Answer only what you like. You can answer once.
evaluation-private = Nobody who works with the plan sees what you answer. Answers are counted without names, and shown only when at least five have answered.
evaluation-lead-child = Press one picture on each line. You can skip.
evaluation-private-child = Nobody else sees what you press. The grown-ups only see how many thought what.
evaluation-until = You can answer until { $day }.
evaluation-send = Send
evaluation-nothing = There are no questions for you right now.
evaluation-thanks = Thank you. You have answered.
evaluation-yours = This is what you answered
evaluation-here-not = The answers are not shown here, because somebody else can see the screen. Sign in yourself to read them.
evaluation-one-answer = You have answered already. The first answer stands.
evaluation-number-most = Write a whole number, { $most } at the most.
evaluation-childs = This is what the child answered, and lets you see
evaluation-card = How was the meeting? Answer a few short questions.
evaluation-card-link = Answer the questions
evaluation-take-back = Let nobody else see
evaluation-now-released = The development leader may read your words, without your name.
evaluation-now-shown = Your guardians may see what you answered.

evaluation-step-1 = Not at all
evaluation-step-2 = A little
evaluation-step-3 = Partly
evaluation-step-4 = Mostly
evaluation-step-5 = Wholly
evaluation-step-dont-know = Don't know
evaluation-face-1 = No
evaluation-face-2 = A little
evaluation-face-3 = So-so
evaluation-face-4 = Mostly yes
evaluation-face-5 = Yes

evaluation-child-understood = I understood what the grown-ups talked about.
evaluation-child-listened = They listened to me.
evaluation-child-wanted = Something came out as I wanted.
evaluation-child-next = I know what happens now.
evaluation-child-show = My guardians may see what I answer
evaluation-child-show-hint = Otherwise they do not see it. You can take it back.

evaluation-adult-why = I understood why we had the meeting.
evaluation-adult-who-came = I had a say in who should be there.
evaluation-adult-raised = What I wanted to raise was raised.
evaluation-adult-all-spoke = Everybody got to speak.
evaluation-adult-who-does-what = I know who is to do what and when.
evaluation-adult-whom-to-ask = I know whom to contact if something does not work.
evaluation-adult-for-my-sake = Somebody was there for my sake.

evaluation-professional-ready = My task was done before the meeting.
evaluation-professional-mandate = I had a mandate.
evaluation-professional-reasonable = What was expected of my service was reasonable.
evaluation-professional-equal = All voices weighed the same.
evaluation-minutes-before = Your time before the meeting, in minutes
evaluation-minutes-during = Your time in the meeting, in minutes
evaluation-minutes-after = Your time after the meeting, in minutes

evaluation-follow-up-happened = What was decided has been done.
evaluation-follow-up-less-to-do = I have less to coordinate myself.
evaluation-follow-up-plan-changed = The plan changed when my situation changed.
evaluation-follow-up-of-use = The plan is of use to me.
evaluation-hours-a-week = Your time for coordinating now, in hours a week
evaluation-words = What matters most now?
evaluation-words-hint = Write no names.
evaluation-release = The development leader may read what I write here
evaluation-release-hint = Without your name. Otherwise nobody reads it. You can take it back.
