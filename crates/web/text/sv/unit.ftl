## The list for whoever manages a unit.
unit-title = Enhetens avvikelser
unit-lead = Här står det som inte gått som planen säger. Du ser bara planer som enheten får veta om.
unit-own = Vår enhet
unit-others = Andra, i planer som vi håller ihop
unit-none = Inget avviker just nu.
unit-plan = Plan
unit-what = Vad
unit-who = Vem
unit-since = Sedan
unit-holder-left = Behöver någon som tar över
# $number (String) - the measure's number
unit-measure-late = Insats { $number } är försenad
# $number (String) - the measure's number
unit-measure-missed = Insats { $number } blev inte av
unit-call-unanswered = Har inte svarat på kallelsen
unit-party-absent = Kom inte till mötet
# $number (String) - the measure's number
unit-owner-left = Insats { $number } behöver någon som tar över
# $number (String) - the measure's number
unit-measure-declined = Insats { $number } fick nej
