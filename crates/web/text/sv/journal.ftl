## The plan as text, to copy into a journal.
journal-title = Kopiera till journalen
journal-lead = Här är planen som ren text. Markera allt och kopiera. Det syns i loggen att du tog ut texten.
journal-text = Planen som text
journal-file = Hämta som textfil
journal-plan = Samordnad individuell plan för
journal-title-family = Spara en kopia
journal-lead-family = Här är planen som ren text. Markera allt och kopiera, eller hämta den som fil. Det syns i loggen att du tog ut texten.
