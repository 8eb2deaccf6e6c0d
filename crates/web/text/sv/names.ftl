## What things of the plan are called.
stage-proposed = Föreslagen
stage-refused = Inte behövlig
stage-assessed = Samtycke ska frågas
stage-declined = Tackat nej
stage-in-conflict = Vårdnadshavarna är inte överens
stage-consented = Samtycke finns
stage-preparing = Förbereds
stage-called = Kallelse skickad
stage-meeting = Möte pågår
stage-draft = Planen skrivs
stage-agreed = Fastställd
stage-active = Pågår
stage-follow-up = Följs upp
stage-revision = Ändras
stage-closed = Avslutad

kind-own-words = Det ni själva säger
kind-health = Hälsa och vård
kind-social-care = Stöd från socialtjänsten
kind-school = Skola och förskola
kind-home = Hem och familj
kind-work-money = Arbete och ekonomi

task-assess = Bedöm om en plan behövs
task-ask-consent = Fråga om samtycke
task-consent = Svara om du samtycker
task-help-conflict = Hjälp vårdnadshavarna vidare
task-find-question = Ta reda på frågan
task-call = Kalla till möte
task-answer-call = Svara på kallelsen
task-prepare = Förbered
task-hold-meeting = Håll mötet
task-agree = Fastställ planen
task-hand-out = Lämna ut planen
task-answer-measure = Svara på en insats
task-do-measure = Gör det och säg till
task-finish-measure = Säg till när det är klart
task-take-step = Ta nästa steg där ni inte är överens
task-reach-owner = Den ansvariga kan inte se sin insats
task-mend-measure = En insats fick nej: hitta en ny väg
task-answer-handover = Svara: tar du över?
task-find-owner = Hitta någon som tar över
task-judge-measure = Svara: blev det så?
task-follow-up = Följ upp planen
task-evaluate = Svara på frågor efter mötet (frivilligt)

mandate-guardian = Vårdnadshavare
mandate-god-man = God man
mandate-forvaltare = Förvaltare

standing-asked = Ska tillfrågas
standing-refuses = Säger nej
standing-unreachable = Går inte att nå
standing-prevented = Hindrad
standing-not-asked = Tillfrågas inte, av skyddsskäl

principal-kommun = Kommun
principal-region = Region
principal-school = Skola
principal-other = Annan

summons-called = Kallad
summons-invited = Inbjuden

take-part-whole = Hela mötet
take-part-part = En del av mötet
take-part-remote = Via telefon eller video
take-part-through = Genom någon annan
take-part-absent = Inte med

seen-by-only-me = Bara jag
seen-by-my-supporter = Den jag har valt
seen-by-everybody = Alla på mötet, och de som jobbar på samma ställen
seen-by-everybody-named = Alla på mötet

did-it-yes = Ja
did-it-partly = Delvis
did-it-no = Nej

closing-goal-reached = Målen är nådda
closing-no-longer-joint = Behoven är inte längre gemensamma
closing-persons-wish = Personen vill det
closing-moved = Personen har flyttat
closing-deceased = Personen har avlidit
closing-replaced = En annan plan ersätter den

measure-proposed = Inte bekräftat
measure-taken = Ja, tar det
measure-declined = Sa nej
measure-ongoing = Pågår
measure-done = Klar
measure-not-done = Blev inte av

role-holder = Håller i planen
role-party = Är med
role-family = Familj
who-clock = Systemet

menu-start = Start
menu-measures = Mina insatser
menu-new-plan = Ny plan
menu-directory = Enheter och personer
task-check-protection = Gå igenom vilka som får se
menu-safety = Trygghet
task-answer-times = Svara på tider
task-choose-time = Välj en tid
task-chase-call = Svar på kallelsen saknas
task-expect = Skriv vad ni kan göra
task-answer-ask = Svara på en önskan
