## The start page.
worklist-title = To do
worklist-mine = Waiting for me
worklist-others = Waiting for others
worklist-meetings = Coming meetings
worklist-plans = All plans
worklist-what = To do
worklist-whose = Whose plan
worklist-waits-for = Waiting for
worklist-due = By
worklist-when = When
worklist-stage = Stage
worklist-steps = Steps
worklist-to-steps = See the steps
worklist-changed = Changed
worklist-nothing = Nothing is waiting for you right now.
worklist-no-plans = There is no plan that you can see right now. Plans show here when you are part of them and the consent holds.
worklist-figures = See figures

home-title = My page
home-hello = Hello
home-your-plan = Here is your plan.
home-now = Now
home-we-meet = We meet
home-coming = { $count ->
    [one] 1 person has said they are coming.
   *[other] { $count } people have said they are coming.
}
home-see-who = See who
home-beside = Your person:
home-beside-you = You are there as support:
home-beside-of = Support person:
home-also = You can also do this
home-elsewhere = This waits for you too, but it is not done here
home-elsewhere-how = You can do it together with somebody you work with, or when you sign in by yourself.
home-waits = These people have something to do
home-happens = This is going to happen
home-say = Do you want to say something?
home-ask = Write a question
home-write = Tell us how you want it
home-help = Ask for help
home-ring = Do you want to ask something?
home-read = Read the plan
home-to-meeting = Go to the meeting
home-none = You have no plan here yet. When somebody invites you, it will show here.

now-proposed = Somebody has asked for a plan. Soon you will know if there will be one.
now-refused = There will be no plan. You can ask why.
now-assessed = A plan is needed. Now we need to know whether you say yes.
now-declined = You have said no to a plan. You can change your mind whenever you like.
now-in-conflict = Those of you who decide do not agree. We will help you on.
now-consented = You have said yes. Now it is time to prepare the meeting.
now-preparing = We are preparing the meeting. Your question comes first.
now-called = Everybody has been invited to the meeting.
now-meeting = The meeting is going on.
now-draft = The meeting is over. We are writing the plan.
now-agreed = The plan is ready. Soon everybody will have it.
now-active = The plan is in force.
now-follow-up = We are looking at how it has gone.
now-revision = We are changing the plan.
now-closed = The plan is closed.
home-waiting-for = Waiting for
now-assessed-others = A plan is needed. Now we ask those who decide whether they say yes.
now-declined-others = The answer was no. It can be changed.
now-in-conflict-others = Those who decide do not agree. We will help them on.
now-consented-others = Those who decide have said yes. Now it is time to prepare the meeting.
now-met = The day of the meeting has passed. It is not written down how it went.
now-late = { $count ->
    [one] 1 thing is late.
   *[other] { $count } things are late.
}
now-not-done = { $count ->
    [one] 1 thing did not happen.
   *[other] { $count } things did not happen.
}
now-unconfirmed = { $count ->
    [one] Nobody has said yes to 1 thing yet.
   *[other] Nobody has said yes to { $count } things yet.
}
now-declined-measures = { $count ->
    [one] 1 thing got a no.
   *[other] { $count } things got a no.
}
now-consent-taken-back = Consent to the plan was taken back. Nothing may be shared.
now-follow-up-late = The plan should have been followed up on { $day }. That is not done yet.
