## The plan as text, to copy into a journal.
journal-title = Kopiera planen
journal-lead = Här är planen som text. Du kan kopiera den. Vi sparar att du tog den.
journal-text = Planen som text
journal-file = Hämta texten
journal-plan = Plan för
journal-title-family = Spara en kopia
journal-lead-family = Här är planen som text. Du kan kopiera den. Du kan hämta den som fil.
