## What the rules refuse: what is wrong, and what to do.
refusal-stale = Planen ändrades medan du skrev. Din text finns kvar här. Läs det nya och spara igen.
refusal-in-the-past = Dagen har redan varit. Välj en dag framåt.
refusal-far-away = Det ligger för långt bort för att stämma. Kontrollera och skriv igen.
refusal-answer-after-meeting = Svaren måste komma före mötet. Välj en tidigare dag.
# $most (Number) - the most rows of one kind
refusal-too-many-rows = Planen har redan { $most } rader av det här slaget. Ta bort en först, eller ring den som håller ihop planen.
refusal-no-such-row = Raden finns inte längre i planen. Ladda om sidan.
refusal-reason-missing = Skriv en kort motivering.
refusal-three-questions = Det finns redan tre frågor. Ta bort en om den här är viktigare.
refusal-already-so = Det är redan gjort.
refusal-already-a-party = Enheten är redan med i planen.
refusal-no-consent-to-plan = Samtycke till planen saknas eller har tagits tillbaka. Utan det kan inget delas.
refusal-called-cannot-decline = Kommun och region som kallas kan inte tacka nej. Kom, eller lämna över till rätt enhet.
refusal-passed-to-itself = Den enheten är redan med. Välj en annan enhet.
refusal-owner-not-in-plan = Den som ska göra det är inte med i planen. Lägg till enheten först.
refusal-not-yours = Det här kan bara den som det gäller ändra.
refusal-kept-for-them = Här står redan något som bara den som skrev det får läsa. Här skrivs inget över det.
refusal-measure-not-there = Insatsen är redan avslutad eller har ett annat läge nu.
refusal-still-owns-measures = Enheten ansvarar för insatser som inte är klara. Flytta dem till någon annan först.
refusal-no-question = Personens egen fråga saknas. Den kommer först.
refusal-nobody-called = Ingen enhet är med ännu. Lägg till minst en.
refusal-no-meeting = Mötet har ingen tid. Välj dag och klockslag.
refusal-meeting-has-been = Mötet har redan varit. Välj en ny tid.
refusal-two-sides = Skriv minst två sidor, var och en med egna ord.
refusal-no-measures = Planen säger inte vilka insatser som behövs.
refusal-no-principals-measures = Planen säger inte vad kommunen eller regionen ansvarar för.
refusal-others-not-said = Planen säger inte om någon annan än kommun och region gör något. Skriv det, eller ange att ingen gör det.
refusal-no-lead = Ingen huvudman har det övergripande ansvaret. Välj en.
refusal-lead-without-duty = Det övergripande ansvaret ligger på en kommun eller en region. Välj en sådan enhet.
refusal-no-coordinator = Ingen håller ihop planen. Välj en person.
refusal-no-follow-up = Planen har ingen dag för uppföljning. Skriv en.
refusal-guardians-disagree = Vårdnadshavarna är inte överens. Planen väntar.
refusal-already-of-age = Personen har fyllt 18 och bestämmer själv.
refusal-maturity-not-assessed = Barnet kan säga ja självt först när ni har bedömt och skrivit ner hur moget barnet är.
refusal-may-not-consent = Den personen kan inte samtycka här.
# $stage (String) - where the plan stands
refusal-not-now = Det steget går inte att ta nu. Planen är: { $stage }.
# $latest (String) - the last day allowed
refusal-too-long-consent = Så länge kan ett samtycke inte gälla här. Välj senast { $latest }.
# $name (String) - the unit's name
refusal-recipient-not-covered = Samtycket omfattar inte { $name }. Fråga om samtycke först.
# $name (String) - the unit's name
refusal-nobody-named = Ingen hos { $name } är insläppt i den skyddade planen, så ingen där skulle se kallelsen. Släpp först in någon med namn.
refusal-outside-mandate = Uppdraget gäller inte allt det. Ta bort kryssen för det som det inte gäller.
refusal-no-paper = Bilden hör inte till något som gäller nu. Välj ett samtycke på papper.
refusal-not-given-out = Versionen har inte lämnats ut till er enhet.
refusal-not-yet = Det har inte hänt än. Välj en tid som har varit.
refusal-not-of-the-region = Välj någon i regionen.
refusal-asked-itself = Välj någon annan. Man kan inte be sig själv.
refusal-already-opened = Svaren har visats för alla. Därför kan ingen ändra sitt svar nu.
refusal-not-open-yet = Det går att svara först när allas svar visas.
# $number (String) - the measure's number in the plan
refusal-no-not-in-print = Någon kan inte leva med insats { $number }. Ändra den. Eller skriv in det med samma ord under det ni inte är överens om.
refusal-already-answered = Frågan har redan fått sitt svar.
refusal-nobody-asks = Det finns inga frågor att svara på nu.
