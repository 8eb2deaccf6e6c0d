## What the installation does by itself, for administrators.
jobs-title = Sådant som datorn gör själv
jobs-lead = Datorn skickar mejl. Datorn håller reda på datum. Ibland går det inte. Då försöker datorn igen. Efter åtta gånger slutar den. Då står det här.
jobs-waiting = { $count ->
    [0] Inget väntar.
    [one] En sak väntar.
   *[other] { $count } saker väntar.
}
jobs-given-up = Det här gick inte
jobs-none = Inget har misslyckats.
jobs-notice = Ett mejl om att något väntar
jobs-test = Ett mejl på prov
jobs-reminder = En påminnelse
jobs-spot-check = En kontroll av loggen
jobs-witness = Ett brev till vittnet
jobs-clock = Ett datum för ett samtycke
jobs-other = Något annat
jobs-tries = { $count ->
    [one] en gång
   *[other] { $count } gånger
}
jobs-error = Datorn skrev:
jobs-again = Försök igen
jobs-gone = Det har redan körts igen. Eller så finns det inte kvar. Här ser du listan som den är nu.
jobs-calendars = Bokning i kalendrar
jobs-drop = Brev till SDK eller digital post
jobs-inbox = Svaren går inte att läsa sedan { $when }. Kontrollera lösenordet.
