## What the installation does by itself, for administrators.
jobs-title = Sådant som görs av sig självt
jobs-lead = Samsyn skickar meddelanden och påminnelser och håller reda på datum. Det som inte går försöker Samsyn igen, glesare och glesare. Efter åtta försök står det här.
# $count (Number) - jobs not done yet
jobs-waiting = { $count ->
    [0] Inget väntar på att bli gjort.
    [one] En sak väntar på att bli gjord.
   *[other] { $count } saker väntar på att bli gjorda.
}
jobs-given-up = Det som inte gick
jobs-none = Inget har misslyckats.
jobs-notice = Ett meddelande om att något väntar
jobs-test = Ett provmeddelande
jobs-reminder = En påminnelse
jobs-spot-check = En dragning av rader för kontroll av loggen
jobs-witness = En kontrollpunkt till vittnet
jobs-clock = Ett datum som påverkar ett samtycke
jobs-other = Något annat
# $count (Number) - how often it was tried
jobs-tries = { $count ->
    [one] försökt en gång
   *[other] försökt { $count } gånger
}
jobs-error = Programmet skrev:
jobs-again = Försök igen
jobs-gone = Det har redan körts igen, eller så finns det inte längre. Här är listan som den är nu.
jobs-calendars = Bokning i kalendrar
jobs-drop = Brev till SDK eller digital post
# $when (String) - the first day and time
jobs-inbox = Brevlådan för svar går inte att läsa sedan { $when }. Kontrollera server och lösenord.
