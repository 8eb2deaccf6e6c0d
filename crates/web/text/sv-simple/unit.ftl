## The list for whoever manages a unit.
unit-title = Det som inte blev som planen säger
unit-lead = Här står det som inte blev av. Du ser bara planer som enheten får veta om.
unit-own = Vår enhet
unit-others = Andra, i planer som vi håller ihop
unit-none = Allt är som det ska just nu.
unit-plan = Plan
unit-what = Vad
unit-who = Vem
unit-since = Sedan
unit-holder-left = Någon behöver ta över
unit-measure-late = Uppgift { $number } är sen
unit-measure-missed = Uppgift { $number } blev inte av
unit-call-unanswered = Har inte svarat på kallelsen
unit-party-absent = Kom inte till mötet
unit-owner-left = Någon behöver ta över uppgift { $number }
unit-measure-declined = Uppgift { $number } fick nej
