## Pages: the person's question; signing in.
question-title = Frågan
question-lead = Mötet börjar med det som personen själv vill fråga. Skriv med personens egna ord. Högst tre frågor.
question-none = Ingen fråga är skriven ännu.
question-words = Fråga, med personens egna ord
question-hint = Till exempel: Hur kan jag vara i skolan utan ont i magen?
question-drop = Ta bort frågan
question-avoid-title = Det här tas inte upp
question-avoid-lead = De som får läsa personens egna ord ser det här. De tar inte upp det på mötet.
question-avoid = Det här ska vi inte prata om
question-allow = Det får tas upp ändå
question-lead-own = Mötet börjar med det som du själv vill fråga. Skriv med dina egna ord. Högst tre frågor.
question-words-own = Din fråga
question-drop-sure = Ska frågan tas bort? Den står då inte längre i planen.
question-answer-kept = Frågan är besvarad. Svaret visas inte här, eftersom inte alla får se det.
question-unanswered = Frågor som väntar på svar
# $who (String) - who translated it
# $words (String) - what it says
question-translation = { $who } har översatt: { $words }
question-translate = Lägg till en översättning
question-translation-words = Det här står det på svenska
question-translator = Vem har översatt?
question-translator-hint = Namn, och om det är en tolk. De egna orden står alltid kvar först.
