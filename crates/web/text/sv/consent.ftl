## Pages: consent to the plan and to sharing; no; taking back; where a guardian stands.
consent-title = Samtycke
consent-lead = Det finns två saker att säga ja till: att göra en plan, och vem som får veta vad. Båda går att ångra när som helst.
consent-who = Så här långt
consent-yes = Har sagt ja
consent-no = Har sagt nej
consent-waiting = Har inte svarat
# $day (String) - when
consent-taken-back = Har tagit tillbaka sitt ja { $day }
consent-conflict-title = Ni har svarat olika
consent-conflict = Planen väntar. Det är inget fel på någon av er. Ni kan få hjälp att prata om det, till exempel hos familjerätten. Barnet får sin hjälp under tiden, från var och en.
consent-now = Det här är ni överens om att dela
consent-none = Inget får delas ännu.
consent-none-now = Inget får delas nu.
consent-plan-yes = Att planen görs
# $day (String) - last day
consent-until = till { $day }
# $name (String) - who said yes
consent-by = Ja från { $name }
# $words (String) - what is excluded
consent-not = Om det som inte får delas: { $words }
consent-undo = Ångra
consent-give-title = Säg ja
consent-change-title = Ändra eller förnya
consent-by-label = Vem säger ja?
consent-plan = Planen
consent-plan-tick = Ja, gör en gemensam plan
consent-share = Vem får veta vad?
consent-share-lead = Sätt ett kryss för det som var och en får veta. Tom ruta betyder nej.
consent-recipient = Vem
# $kind (String) - kind of information
# $name (String) - recipient
consent-tick = { $kind }: { $name } får veta
consent-add-party = Saknas någon? Lägg till enheten först
consent-excluded = Är det något som inte får delas?
consent-from = Från och med
consent-to = Till och med
# $months (Number) - how many months
consent-to-hint = Högst { $months } månader. Sedan frågar vi igen.
consent-form = Hur lämnades samtycket?
consent-form-oral = Muntligt, i ett samtal
consent-form-paper = Skriftligt, på papper
consent-basis = När och med vem?
consent-everybody = Alla i listan
consent-everybody-hint = Ett kryss vid Alla i listan gäller för var och en, också där den egna rutan är tom.
# $day (String) - the day of the talk
# $who (String) - the member of staff
consent-basis-usual = Samtal { $day } med { $who }.
consent-basis-hint = Till exempel: samtal 3 mars med Anna Ek.
consent-basis-page = Svarade själv här på sidan
consent-save = Ja, jag samtycker
consent-note = Spara samtycket
consent-refuse-link = Jag vill säga nej
consent-refuse-note = Anteckna ett nej
consent-standing-link = En vårdnadshavare kan inte svara
consent-maturity-link = Barnet kan svara självt
consent-hidden = Samtycket ser bara personen själv, de som bestämmer om det och den som håller ihop planen.
refuse-title = Säg nej
refuse-lead = Du får säga nej. Du får ändå vård och stöd som vanligt. Du kan ändra dig senare.
refuse-by = Vem säger nej?
refuse-reason = Vill du säga varför?
refuse-save = Nej, jag vill inte
withdraw-title = Ångra samtycke
withdraw-lead = Det du tar tillbaka delas inte från och med nu. Resten gäller som förut. Tar du tillbaka ditt ja till planen delas inget mer alls. Du behöver inte säga varför.
withdraw-choose = Vad vill du ta tillbaka?
withdraw-remains = Är det något som ska vara kvar?
withdraw-remains-hint = Skriv till exempel att läraren får veta om tiderna.
withdraw-save = Ta tillbaka
withdraw-nothing = Det finns inget att ta tillbaka.
withdraw-out-title = Det här har redan lämnats ut
withdraw-out-lead = Det går inte att göra ogjort. Men de får inget nytt.
# $version (String) - number of the version
# $name (String) - to whom
# $day (String) - when
withdraw-out = Version { $version } till { $name }, { $day }
withdraw-out-none = Ingen plan har lämnats ut till någon ännu.
standing-title = En vårdnadshavare kan inte svara
standing-nobody = Ingen vårdnadshavare står i planen. Lägg till den som det gäller först.
standing-lead = Använd det här bara när det behövs. Två vårdnadshavare bestämmer annars tillsammans. Skälet sparas.
standing-who = Vem gäller det?
standing-what = Vad har hänt?
standing-reason = Skäl
standing-reason-hint = Vad har ni försökt? Varför kan det inte vänta?
standing-protect = Den som inte tillfrågas av skyddsskäl ser inget av planen.
standing-save = Spara
maturity-title = Barnet svarar självt
maturity-lead = Skriv varför barnet förstår vad det säger ja till. Bedömningen gäller den här planen.
maturity-words = Bedömning av mognad
maturity-now = Så står det nu
maturity-save = Spara
consent-language = Språk i samtalet
consent-language-hint = Till exempel svenska, arabiska eller teckenspråk.
consent-interpreter = Tolk
consent-interpreter-hint = Vem tolkade? Skriv varför om tolk saknades. Ett barn ska aldrig tolka.
# $language (String) - language of the talk
consent-spoke = Samtalet var på { $language }.
# $words (String) - the interpreter
consent-interpreted = Tolk: { $words }.
# $name (String) - a name
consent-left-out = Du tog bort alla kryss för { $name }. Det tar inte tillbaka något. Välj Ångra i listan ovanför, eller sätt tillbaka ett kryss.
consent-plan-left-out = Du tog bort krysset för planen. Det tar inte tillbaka ditt ja. Välj Ångra i listan ovanför, eller sätt tillbaka krysset.
consent-scan-add = Lägg in bilden av pappret
consent-scan-see = Visa pappret
consent-conflict-link = Så kan ni gå vidare
# $name (String) - a name
consent-child-title = Vad { $name } själv tycker
consent-child-none = Det är inte antecknat ännu.
consent-child-kept = Visas inte för vårdnadshavare.
consent-child-link = Skriv vad barnet tycker
consent-child-guardians = Här svarar de som har vårdnaden om dig. Vi säger inget till dem av oss själva. Den som håller ihop planen pratar med dig först.
consent-child-alone = Du kan svara själv om den som håller ihop planen bedömer att du förstår vad du säger ja till. Vi säger inget till dina vårdnadshavare av oss själva.
view-title = Vad barnet självt tycker
view-lead = Barnets egen mening ska höras, vem som än bestämmer. Skriv med barnets ord.
view-words = Med barnets egna ord
view-keep = Får vårdnadshavare läsa det här?
view-keep-tick = Nej, visa det inte för dem
view-save = Spara
scan-title = Lägg in bilden av pappret
# $mb (Number) - megabytes
scan-lead = Ta ett foto av pappret eller välj en bild. Den får vara högst { $mb } megabyte, som PNG eller JPEG.
scan-file = Bild
scan-file-hint = Se till att hela pappret syns och går att läsa.
scan-rows = Vad står på pappret?
# $day (String) - day of the decision
scan-decision = Nämndens beslut { $day }
scan-save = Spara bilden
scan-none = Det finns inget papper att lägga in. Anteckna först ett samtycke på papper.
scan-no-file = Välj en bild av pappret.
# $mb (Number) - megabytes
scan-too-large = Filen är större än { $mb } megabyte. Ta ett nytt foto i mindre storlek.
scan-too-many-dots = Bilden har fler punkter än vi kan läsa. Ta ett nytt foto i mindre storlek.
scan-pdf = Det här är en PDF, och sådana kan inte läggas in. Ta ett foto av pappret i stället.
scan-no-picture = Filen går inte att läsa som en bild. Ta ett foto av pappret, som PNG eller JPEG.
withdraw-all = Ta tillbaka allt
withdraw-who = Vem har ångrat sig?
# $name (String) - a name
withdraw-for = { $name } har ångrat sig. Du antecknar det här.
# $from (String) - first day
# $to (String) - last day
consent-between = från { $from } till { $to }
consent-nobody-others = Ingen kan svara om samtycke än. Den som håller ihop planen ordnar det.
consent-nobody-guardians = Ingen kan svara om samtycke än. Skriv in en vårdnadshavare. Här är det inställt så att barn inte svarar själva. Söker barnet hjälp utan sina vårdnadshavare, prata med er jurist.
consent-nobody-maturity = Ingen kan svara om samtycke än. Skriv in en vårdnadshavare. Söker barnet hjälp självt, bedöm om barnet förstår och kan svara självt. Det gör du längst ner på sidan.
consent-conflict-others-title = De som bestämmer har svarat olika
consent-conflict-others = Planen väntar medan de får hjälp att prata om det. Ingen har gjort fel. Hjälpen fortsätter under tiden, från var och en.
consent-now-waits = Det här finns det ett ja till. Inget delas nu, för alla som bestämmer har inte sagt ja
# $kinds (String) - kinds of information
consent-limited = Ditt uppdrag gäller { $kinds }. Därför svarar du bara om det.
consent-share-lead-changes = Sätt ett kryss för det som var och en får veta. Tom ruta betyder nej. Vill du ta tillbaka allt för någon, välj Ångra i listan ovanför.
consent-child-title-own = Vad du själv tycker
consent-child-no-own = Du har sagt nej till planen
consent-child-no = Har själv sagt nej till planen
consent-child-link-own = Skriv vad du tycker
refuse-then-title = Det här händer om svaret är nej
refuse-then = Ett tidigare ja till planen slutar gälla. De här ser inte planen längre:
refuse-then-nobody = Ett tidigare ja till planen slutar gälla. Just nu delas inget, och inget kommer att delas.
refuse-then-child = Ett barns nej skrivs upp, och de som bestämmer får veta det. Säger de ändå ja kan planen göras.
view-title-own = Vad du själv tycker
view-lead-own = Det du tycker är viktigt, vem som än bestämmer. Skriv med dina egna ord.
view-words-own = Med dina egna ord
view-keep-own = Får dina vårdnadshavare läsa det här?
refuse-then-holder = Den som håller ihop planen ser fortfarande att den finns och vem som har svarat.
# $to (String) - the unit that was called
# $day (String) - when
withdraw-out-call = Kallelse till { $to }, { $day }
