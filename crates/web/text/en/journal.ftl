## The plan as text, to copy into a journal.
journal-title = Copy to the journal
journal-lead = Here is the plan as plain text. Select all and copy. The log shows that you took the text out.
journal-text = The plan as text
journal-file = Download as a text file
journal-plan = Coordinated individual plan for
journal-title-family = Save a copy
journal-lead-family = Here is the plan as plain text. Mark everything and copy, or download it as a file. The log shows that you took the text out.
