## Handing over a measure, or holding the plan together.
handing-title-measure = Lämna över en insats
handing-title-holding = Lämna över ansvaret att hålla ihop planen
handing-lead = Det gäller först när den andra säger ja. Till dess är det som förut.
# $name (String) - who has left
handing-left = { $name } har slutat på sin enhet. Någon annan behöver ta över.
handing-to = Vem ska ta över?
handing-to-hint = Välj en person, eller en enhet där den som säger ja tar över.
# $unit (String) - a unit
handing-whole-unit = { $unit }: den som säger ja
handing-nobody = Ingen annan i planen kan ta över. Bjud först in enheten till planen.
handing-words = Vad behöver den veta som tar över?
handing-offer = Fråga
# $name (String) - who is asked
# $day (String) - when
handing-waits = { $name } fick frågan { $day } och har inte svarat.
handing-withdraw = Ta tillbaka frågan
# $name (String) - who said no
handing-declined = { $name } sa nej:
handing-answer-title = Tar du över?
# $name (String) - who offers it
handing-asks-measure = { $name } frågar om du tar över den här insatsen.
# $name (String) - who offers it
handing-asks-holding = { $name } frågar om du kan hålla ihop planen.
handing-holding-means = Du blir den som familjen ringer. Du ser till att planen följs upp.
handing-phone = Ditt telefonnummer, som familjen kan ringa
handing-take = Jag tar över
handing-not = Nej, för att …
handing-because = Varför går det inte, och vem kan i stället?
handing-send-no = Skicka nej
handing-then = Familjen får veta vem som tar över.
handing-link = Lämna över till någon annan
# $name (String) - who is asked
handing-asked = { $name } har fått frågan om att ta över
# $name (String) - who has left
handing-gone = { $name } har slutat. Vi söker någon som tar över.
