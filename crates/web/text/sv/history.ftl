## What has happened, in sentences. Who did it stands beside.
history-title = Det som har hänt
history-lead = Här ser du vad som har gjorts, och av vem.
history-none = Inget har hänt än.
# $unit (String) - the unit that assesses
history-proposed = Föreslog en plan och bad { $unit } bedöma behovet.
history-assessed = Bedömde att en plan behövs.
history-refused = Bedömde att en plan inte behövs.
history-reopened = Tog upp planen igen.
# $name (String) - a representative
history-representative-named = Skrev in { $name } som företrädare.
# $name (String) - a representative
history-representative-ended = Tog bort { $name } som företrädare.
# $name (String) - a supporter
history-supporter-named = Valde { $name } som stöd.
# $name (String) - a supporter
history-supporter-ended = Tog bort { $name } som stöd.
# $name (String) - who leads
history-facilitator-named = Valde { $name } att leda mötet.
# $name (String) - who holds the plan
history-coordinator-named = Valde { $name } att hålla ihop planen.
# $principal (String) - the principal
history-lead-named = Gav { $principal } det övergripande ansvaret.
# $name (String) - who consents
history-consent-given = { $name } samtyckte till planen.
# $name (String) - who consents
# $recipient (String) - who may see
history-disclosure-given = { $name } samtyckte till att { $recipient } får veta saker.
# $name (String) - who refused
history-consent-refused = { $name } sa nej till planen.
# $name (String) - a guardian
history-standing-noted = Antecknade hur { $name } ställer sig.
history-maturity-assessed = Bedömde att barnet självt kan samtycka.
history-consent-completed = Alla som ska samtycka har gjort det.
history-conflict-arose = Vårdnadshavarna är inte överens.
history-declined = Det blev ett nej till planen.
# $name (String) - who withdrew
history-consent-withdrawn = { $name } tog tillbaka ett samtycke.
history-question-asked = Skrev en fråga till mötet.
history-question-reworded = Skrev om en fråga.
history-question-answered = Skrev svaret på en fråga.
history-question-translated = skrev in en översättning av en fråga
history-question-dropped = Tog bort en fråga.
history-avoid-asked = Skrev något som inte ska tas upp.
history-avoid-dropped = Tog bort något som inte skulle tas upp.
history-preparing-began = Förberedelserna började.
history-prepared = Förberedde sig.
# $name (String) - whose preparation
history-prepared-for = Skrev ner förberedelsen åt { $name } efter ett samtal.
history-preparation-waived = Valde att inte förbereda sig.
history-drawing-laid = Lade till en teckning i förberedelsen.
history-voice-laid = Lade till en röst i förberedelsen.
history-media-shown = Ändrade vem som får se eller höra.
history-media-described = Skrev till vad en teckning visar eller vad en röst säger.
history-media-removed = Tog bort en teckning eller en röst.
# $unit (String) - the unit
history-party-called = Lade till { $unit }, som ska kallas.
# $unit (String) - the unit
history-party-invited = Lade till { $unit }, som ska bjudas in.
# $unit (String) - the unit
history-party-removed = Tog bort { $unit } ur planen.
# $when (String) - the time
history-meeting-planned = Bestämde ett möte: { $when }.
# $when (String) - the time
history-meeting-moved = Flyttade mötet till { $when }.
# $unit (String) - the unit
history-call-sent = Skickade kallelse till { $unit }.
# $unit (String) - the unit
history-call-sent-again = Skickade kallelsen igen till { $unit }.
# $unit (String) - the unit
history-call-by-letter = Skickade kallelsen som brev till { $unit }.
# $unit (String) - the unit
history-letter-to-unit = Skickade kallelsen som brev till { $unit } (SDK).
# $unit (String) - the unit
history-letter-moved-to-unit = Skickade brev om ny tid till { $unit } (SDK).
# $unit (String) - the unit
history-letter-back-to-unit = Skickade brev till { $unit }: mötet gäller inte längre dem.
# $name (String) - somebody of the family
history-letter-to = Skickade brev om mötet till { $name } som digital post.
# $name (String) - somebody of the family
history-letter-moved-to = Skickade brev till { $name } om ny tid. Det gick som digital post.
# $name (String) - somebody of the family
history-letter-back-to = Skickade brev till { $name } om att mötet inte blir av.
# $unit (String) - the unit
# $name (String) - who comes
history-call-coming = { $unit } svarade: { $name } kommer.
# $unit (String) - the unit
history-call-passed-on = { $unit } lämnade över till rätt enhet.
# $unit (String) - the unit
history-call-declined = { $unit } tackade nej.
# $unit (String) - the unit
history-call-waiting = { $unit } ska svara igen.
history-parties-called = Alla kallelser är skickade.
history-meeting-opened = Öppnade mötet.
history-attendance-noted = Antecknade vilka som var med.
history-note-taken = Gjorde en anteckning på mötet.
history-note-used = Förde in en anteckning i planen.
history-meeting-ended = Avslutade mötet.
history-need-added = Skrev in ett behov.
history-need-own-words = Skrev ett behov med egna ord.
history-need-viewed = Skrev sin syn på ett behov.
history-need-dropped = Tog bort ett behov.
history-goal-added = Skrev in ett mål.
history-goal-reworded = Skrev om ett mål.
history-goal-dropped = Tog bort ett mål.
# $name (String) - the owner
history-measure-proposed = Föreslog en insats för { $name }.
history-measure-changed = Ändrade en insats. Den ska bekräftas igen.
history-measure-dropped = Tog bort en insats.
history-measure-taken = Sa ja till en insats.
history-measure-declined = Sa nej till en insats.
history-yes-heard = Hörde ett ja till en insats. Den som ansvarar bekräftar själv.
history-lived-with = Sa om det går att leva med en insats.
history-measure-started = Började med en insats.
history-measure-done = Blev klar med en insats.
history-measure-done-taken-back = Ångrade att en insats var klar.
history-measure-not-done = Berättade att en insats inte blev av.
# $to (String) - a person or a unit
# $number (String) - the measure's number
history-measure-offered = Erbjöd { $to } att ta över insats { $number }.
# $to (String) - a person or a unit
history-holding-offered = Erbjöd { $to } att hålla ihop planen.
# $name (String) - who takes over
# $number (String) - the measure's number
history-measure-taken-over = { $name } tog över insats { $number }.
# $name (String) - who takes over
history-holding-taken-over = { $name } håller ihop planen från och med nu.
# $number (String) - the measure's number
history-measure-not-taken-over = Sa nej till att ta över insats { $number }.
history-holding-not-taken-over = Sa nej till att hålla ihop planen.
# $number (String) - the measure's number
history-measure-offer-withdrawn = Tog tillbaka frågan om att ta över insats { $number }.
history-holding-offer-withdrawn = Tog tillbaka frågan om att hålla ihop planen.
# $name (String) - who left
history-owner-left = { $name } har slutat på sin enhet. Någon annan behöver ta över.
# $name (String) - who answers
# $answer (String) - yes, partly, no
history-measure-judged = { $name } svarade på ”Blev det så?”: { $answer }.
history-others-none = Skrev att ingen annan gör något i planen.
history-others-some = Skrev att också andra gör något i planen.
history-disagreement-written = Skrev ner något vi inte är överens om.
history-disagreement-settled = Skrev att vi är överens om något som var oklart.
history-next-step-taken = Tog nästa steg där vi inte är överens.
# $version (String) - the version
history-agreed = Fastställde planen som version { $version }.
# $version (String) - the version
# $recipient (String) - who got it
history-disclosed = Lämnade ut version { $version } till { $recipient }.
history-activated = Planen började gälla.
history-evaluated = Någon svarade på frågorna efter mötet.
history-follow-up-began = Började följa upp planen.
# $when (String) - the next time
history-follow-up-ended = Blev klar med uppföljningen. Nästa gång: { $when }.
history-revision-began = Började ändra planen.
history-closed = Avslutade planen.
history-turned-18 = Personen fyllde 18 och bestämmer nu själv.
history-protected = Skyddade personens uppgifter.
history-unprotected = Tog bort skyddet av personens uppgifter.
history-moved = Antecknade att personen flyttar.
history-scan-attached = Lade in bilden av ett papper.
history-childs-view-noted = Antecknade vad barnet självt tycker.
# $day (String) - day of the decision
history-board-decided = Antecknade ett beslut från nämnden den { $day }.
# $name (String) - the guardian
history-message-written = Skrev i samtalet med { $name }.
# $name (String) - who consented
# $day (String) - last day
history-consent-ending = Sa till om att samtycket från { $name } slutar gälla { $day }.
# $name (String) - who consented
# $day (String) - last day
history-consent-ended = Samtycket från { $name } slutade gälla. Sista dagen var { $day }.
# $version (String) - number of the version
# $unit (String) - the unit
history-copy-taken = Tog ut en kopia av version { $version } till { $unit }.
# $name (String) - a member of staff
history-let-in = Släppte in { $name } i den skyddade planen.
history-let-out = Stängde ute någon ur den skyddade planen.
history-meeting-cancelled = Mötet ställdes in
# $count (Number) - how many times
history-times-proposed = { $count ->
    [one] En tid för mötet skickades ut
   *[other] { $count } tider för mötet skickades ut
}
history-time-answered = Svarade på en tid
history-times-chosen = En av tiderna valdes
history-times-closed = Frågan om tider avslutades
history-interpreter-needed = Vilken tolk som behövs skrevs in
history-interpreter-not-needed = Det behövs ingen tolk längre
history-interpreter-booked = Tolk är bokad till mötet
history-interpreter-not-booked = Tolken är inte bokad längre
# $unit (String) - the unit
history-call-unanswered = { $unit } hade inte svarat i tid
history-recipient-kept = Lät någon vara kvar i den skyddade planen.
# $ward (String)
history-stay-noted = Skrev in tider på { $ward }.
# $when (String)
history-admission-told = Inskrivningsmeddelandet skickades { $when }.
history-admission-not-told = Tog bort tiden för inskrivningsmeddelandet.
# $name (String)
history-contact-named = { $name } är fast vårdkontakt.
history-contact-none = Det finns ingen fast vårdkontakt längre.
# $when (String)
history-ready = Utskrivningsklar enligt meddelande { $when }.
history-ready-not = Meddelandet om utskrivningsklar togs tillbaka.
# $day (String)
history-went-home = Kom hem { $day }.
history-opening-set = Tiden bestämdes då allas svar om vem som gör vad visas.
# $name (String) - who speaks
history-expectation-written = { $name } skrev vad de kan och inte kan göra.
history-expectation-dropped = Tog bort vad de kan och inte kan göra.
# $from (String) - who asks
# $to (String) - who is asked
history-ask-written = { $from } bad { $to } om något.
history-ask-dropped = Tog bort en önskan.
history-expectations-opened = Allas svar om vem som gör vad visades.
# $name (String) - who answers
history-ask-answered = { $name } svarade på en önskan.
