## The plan on one page.
plan-title = Planen
plan-heading = Plan för
plan-version = Version
plan-agreed = fastställd
plan-not-agreed = Inte fastställd
plan-closed = Planen är avslutad.
plan-holds = håller ihop planen.
plan-nobody-holds = Ingen är vald att hålla ihop planen än.
plan-meeting = Nästa möte:
plan-follow-up = Vi följer upp:
plan-answer = Svara på insatserna
# $name (String) - the person
plan-important = Det här är viktigt för { $name }
plan-needs = Behov och mål
plan-own-words = Med egna ord
plan-goal = Mål:
plan-who-does-what = Vem gör vad
plan-no-measures = Inga insatser är skrivna här än.
plan-principals-do = Det kommunen och regionen gör
plan-family-does = Det familjen gör
plan-you-do = Det här gör du
plan-near-do = Det här gör andra i familjen
plan-helpers-do = Det här gör de som hjälper till
plan-others-do = Det skolan och andra gör
plan-got-a-no = Det här fick nej
plan-no-others = Bara kommunen och regionen gör något i planen.
plan-who = Vem:
plan-when = När:
plan-until = till
plan-latest = senast
# $name (String) - the person
plan-notice = Så märker { $name } det:
plan-otherwise = Om det inte går:
plan-waits-for = Börjar när det här är klart:
plan-unconfirmed = Inte bekräftat
plan-said-yes = sa ja
plan-said-no = sa nej
plan-did-it = Blev det så?
plan-disagreements = Det vi inte är överens om
plan-settled = Löst
plan-unreached = Den ansvariga kan inte se insatsen
plan-unreached-consent = Ordna samtycke
plan-unreached-call = Kalla enheten
plan-unreached-change = Välj någon annan
plan-next-step = Nästa steg:
plan-people = Vilka är med
plan-facilitator = Leder mötet
plan-lead = Det övergripande ansvaret har
plan-consent = Samtycke
plan-consent-until = Samtycke gäller till
plan-consent-regret = Du kan ångra dig när du vill.
plan-consent-link = Se och ändra samtycket
plan-consent-missing = Samtycke till planen saknas. Då får inget delas.
# $count (Number) - rows kept back
plan-hidden = { $count ->
    [one] 1 rad i planen visas inte för dig. Samtycket gäller inte den.
   *[other] { $count } rader i planen visas inte för dig. Samtycket gäller inte dem.
}
plan-versions = Tidigare versioner
plan-more = Mer om planen
plan-print = Skriv ut planen
plan-print-child = Skriv ut barnets version
# $number (String)
plan-earlier = Det här är version { $number }. Den gäller inte längre.
plan-earlier-link = Se den plan som gäller nu
plan-consent-see = Se samtycket
plan-did-it-answer = Blev det så? Svara här
