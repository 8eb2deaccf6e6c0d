## Pages: the person's question; signing in.
question-title = Din fråga
question-lead = Mötet börjar med din fråga. Skriv som du själv säger det. Du får ha tre frågor.
question-none = Det finns ingen fråga än.
question-words = Din fråga
question-hint = Du kan skriva så här: Hur kan jag vara i skolan utan ont i magen?
question-drop = Ta bort
question-avoid-title = Det här pratar vi inte om
question-avoid-lead = De som får läsa personens ord ser det här. De pratar inte om det på mötet.
question-avoid = Vad vill du inte prata om?
question-allow = Ta bort
question-lead-own = Mötet börjar med det du vill fråga. Skriv som du vill. Högst tre frågor.
question-words-own = Din fråga
question-drop-sure = Ska frågan bort?
question-answer-kept = Det finns ett svar. Men alla får inte se det här.
question-unanswered = Frågor utan svar
