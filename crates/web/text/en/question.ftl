## Pages: the person's question; signing in.
question-title = The question
question-lead = The meeting begins with what the person wants to ask. Write it in their own words. Three questions at most.
question-none = No question has been written yet.
question-words = Question, in the person's own words
question-hint = For example: How can I be at school without a stomach ache?
question-drop = Take the question away
question-avoid-title = What is not to be raised
question-avoid-lead = Those who may read the person's own words see this. They do not raise it at the meeting.
question-avoid = What we shall not talk about
question-allow = It may be raised after all
question-lead-own = The meeting begins with what you want to ask. Write it in your own words. Three questions at most.
question-words-own = Your question
question-drop-sure = Take the question away? It will no longer stand in the plan.
question-answer-kept = The question is answered. The answer is not shown here, because not everybody may see it.
question-unanswered = Questions that wait for an answer
