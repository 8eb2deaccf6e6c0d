## The list for whoever manages a unit.
unit-title = Deviations of the unit
unit-lead = This is what has not gone as the plan says. You see only plans that the unit may know of.
unit-own = Our unit
unit-others = Others, in plans that we hold together
unit-none = Nothing deviates just now.
unit-plan = Plan
unit-what = What
unit-who = Who
unit-since = Since
unit-holder-left = Needs somebody to take over
unit-measure-late = Measure { $number } is overdue
unit-measure-missed = Measure { $number } was not done
unit-call-unanswered = Has not answered the call
unit-party-absent = Did not come to the meeting
unit-owner-left = Measure { $number } needs somebody to take over
unit-measure-declined = Measure { $number } got a no
