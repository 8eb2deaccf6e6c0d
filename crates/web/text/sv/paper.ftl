## The plan and the call on paper; mail.
paper-document-title = Planen
# $name (String) - whose plan
paper-title = Plan för { $name }
# $version (Number) - counted from 1
# $date (String) - when it was agreed
paper-version = Version { $version }, fastställd { $date }
# $date (String) - when it was printed
paper-no-version = Inte fastställd. Utskriven { $date }
paper-holder = Håller ihop planen
paper-phone = Ring
paper-principal = Har det övergripande ansvaret
paper-next-meeting = Vi ses igen
# $name (String) - first name
paper-questions = Det här frågar { $name }
# $name (String) - first name
paper-goals = Dit vill { $name }
paper-needs = Det här behövs
paper-area = Område
# $name (String) - first name
paper-own-words = Med ord från { $name }
paper-professionals = Med våra ord
paper-measures = Vem gör vad
paper-family-measures = Det familjen gör
paper-other-measures = Det andra gör
paper-number = Nr
paper-what = Vad
paper-who = Vem
paper-when = När
# $name (String) - first name
paper-notice = Så märker { $name } det
paper-if-not = Om det inte går
paper-unconfirmed = Inte bekräftat
paper-disagreements = Det vi inte är överens om
paper-next-step = Nästa steg
paper-consent-label = Samtycke
# $date (String) - last day
paper-consent = Samtycket gäller till { $date }. Du kan ångra dig när du vill.
paper-participants = De här är med
paper-page = Sida PAGE av ALL
paper-unprintable = Tecken som inte går att skriva ut visas som □.
paper-attachment = Planen som data
paper-footer = Visar det som du får se. Lämna inte framme.
# $from (String) - first day
# $to (String) - last day
paper-from-to = { $from } till { $to }
# $date (String) - last day
paper-by = Senast { $date }
# $name (String) - first name
# $date (String) - when
paper-said-yes = { $name } sa ja { $date }.
# $name (String) - first name
# $reason (String) - why not
paper-said-no = { $name } sa nej: { $reason }
# $why (String) - why it was not done
paper-not-done = Blev inte av: { $why }
# $name (String) - who of the family
# $answer (String) - yes, partly, no
paper-happened = Blev det så? { $name }: { $answer }.
# $how (String) - how it was settled
paper-settled = Löst: { $how }
# $minutes (Number) - length
paper-minutes = { $minutes } minuter
paper-letter-title = Möte
paper-letter-call = Kallelse till möte
paper-letter-invitation = Inbjudan till möte
paper-letter-called = Vi kallar er till ett möte om en samordnad individuell plan. Er verksamhet har ansvar för att delta.
paper-letter-invited = Vi bjuder in er till ett möte om en samordnad individuell plan.
paper-letter-yours = Det blir ett möte om planen. Du är välkommen.
paper-letter-moved = Ny tid för mötet
paper-letter-moved-lead = Mötet har fått en ny tid eller en ny plats. Det här gäller nu.
paper-letter-back = Mötet gäller inte längre
# $when (String) - weekday, day and time
paper-letter-back-lead = Mötet { $when } gäller inte längre för er. Ni behöver inte göra något.
paper-letter-why = Därför ses vi
# $name (String) - first name
paper-letter-question = Frågan från { $name }
paper-letter-expected = Det här ber vi er bidra med
paper-letter-mandate = Mandat du behöver ha med dig
paper-letter-meeting = Mötet
paper-letter-place = Var
paper-letter-length = Hur länge
paper-letter-answer-by = Svara senast
paper-letter-how = Så svarar du
paper-letter-answer = Logga in som du brukar, eller ring.
paper-letter-phone = Frågor? Ring
paper-letter-closing = Vänliga hälsningar
paper-answer = Svar
## The child's own paper.
# $name (String) - first name
child-title = Hej { $name }! Här är din plan.
child-asked = Det här frågade du
child-no-answer = Vi har inget svar än. Fråga gärna en gång till.
child-goals = Dit vill du
child-measures = Det här ska hända
child-notice = Så märker du det
child-happened = Blev det så? Ringa in.
child-disagreements = Det här tycker vi olika om
child-contact = Du kan alltid fråga
child-you-do-it = Du gör det.
# $name (String) - first name of who does it
child-does-it = { $name } gör det.
# $name (String) - first name of who does it
child-no-yes = { $name } har inte sagt ja än.
child-footer = Det här är ditt papper. Lägg det där du vill ha det.
## The plan in easy Swedish.
easy-no-answer = Det finns inget svar ännu. Fråga igen.
# $name (String) - who does it
# $unit (String) - for which unit
easy-does-it-from = { $name } från { $unit } gör det.
# $date (String) - the first day
easy-from = Det börjar { $date }.
# $date (String) - the last day
easy-by = Det ska vara klart senast { $date }.
# $name (String) - first name of who does it
easy-said-yes = { $name } har sagt ja.
easy-ongoing = Det har börjat.
easy-done = Det är klart.
easy-call-title = Om något inte blir av
# $name (String) - whom to call
easy-call = Ring { $name }. Du kan också ringa om du undrar något.
easy-needs = Därför gör vi det här
easy-rules = Bra att veta
# $name (String) - who holds the plan together
easy-holds = { $name } håller ihop planen.
# $unit (String) - the unit
# $principal (String) - the authority it belongs to
easy-leads = { $unit } i { $principal } har ansvaret för planen.
easy-longer = Det finns också en längre plan. Säg till om du vill ha den.
