## What things of the plan are called.
stage-proposed = Någon har bett om en plan
stage-refused = Det blev ingen plan
stage-assessed = Vi ska fråga dig om det är okej
stage-declined = Det blev ett nej
stage-in-conflict = De vuxna är inte överens
stage-consented = Du har sagt ja
stage-preparing = Vi gör oss redo
stage-called = Vi har bjudit in alla
stage-meeting = Vi har möte nu
stage-draft = Vi skriver planen
stage-agreed = Planen är klar
stage-active = Planen gäller nu
stage-follow-up = Vi ser hur det gick
stage-revision = Vi gör en ny plan
stage-closed = Planen är slut

kind-own-words = Det du själv säger
kind-health = Kroppen och hur du mår
kind-social-care = Hjälp från socialtjänsten
kind-school = Skolan
kind-home = Hemma
kind-work-money = Jobb och pengar

task-assess = Säg om det behövs en plan
task-ask-consent = Fråga om det är okej
task-consent = Säg ja eller nej
task-help-conflict = Hjälp de vuxna att bli överens
task-find-question = Skriv frågan
task-call = Bjud in till möte
task-answer-call = Svara på inbjudan
task-prepare = Gör dig redo
task-hold-meeting = Ha mötet
task-agree = Gör klart planen
task-hand-out = Ge planen till alla
task-answer-measure = Säg ja eller nej till en uppgift
task-do-measure = Gör uppgiften
task-finish-measure = Säg till när uppgiften är klar
task-take-step = Gör nästa sak där ni tycker olika
task-reach-owner = Någon får inte se sin uppgift
task-mend-measure = Någon sa nej. Hitta ett annat sätt
task-answer-handover = Svara: tar du över?
task-find-owner = Hitta någon som tar över
task-judge-measure = Blev det så?
task-follow-up = Se hur det gick
task-evaluate = Svara på frågor om mötet

mandate-guardian = Förälder eller annan vårdnadshavare
mandate-god-man = God man
mandate-forvaltare = Förvaltare

standing-asked = Ska få frågan
standing-refuses = Säger nej
standing-unreachable = Går inte att nå
standing-prevented = Kan inte svara nu
standing-not-asked = Får inte frågan, för att skydda någon

principal-kommun = Kommun
principal-region = Region
principal-school = Skola
principal-other = Annan

summons-called = Ska komma
summons-invited = Inbjuden

take-part-whole = Hela mötet
take-part-part = En del av mötet
take-part-remote = I telefon eller video
take-part-through = Någon annan pratar för mig
take-part-absent = Inte med

seen-by-only-me = Bara jag
seen-by-my-supporter = Min person
seen-by-everybody = Alla på mötet, och de som jobbar på samma ställen
seen-by-everybody-named = Alla på mötet

did-it-yes = Ja
did-it-partly = Lite
did-it-no = Nej

closing-goal-reached = Det blev som vi ville
closing-no-longer-joint = Det behövs inte längre
closing-persons-wish = Du vill sluta
closing-moved = Du har flyttat
closing-deceased = Personen är död
closing-replaced = Det finns en ny plan

measure-proposed = Väntar på ja
measure-taken = Sa ja
measure-declined = Sa nej
measure-ongoing = På gång
measure-done = Klar
measure-not-done = Blev inte av

role-holder = Håller i planen
role-party = Är med
role-family = Familj
who-clock = Datorn

menu-start = Start
menu-measures = Mina uppgifter
menu-new-plan = Ny plan
menu-directory = Enheter och personer
task-check-protection = Bestäm vem som får se
menu-safety = Trygghet
task-answer-times = Svara på tider
task-choose-time = Välj en tid
task-chase-call = Svar på kallelsen saknas
task-expect = Skriv vad ni kan göra
task-answer-ask = Svara på en fråga
