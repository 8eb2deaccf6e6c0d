## Pages: signing in.
sign-in-title = Logga in
sign-in-lead = Skriv din e-postadress. Du får en länk som du loggar in med.
sign-in-mail = E-postadress
sign-in-send = Skicka länken
sign-in-sent = Om adressen finns hos oss har vi skickat en länk. Den fungerar en gång och i 15 minuter.
sign-in-link-lead = Tryck på knappen för att logga in.
sign-in-link-over = Länken fungerar inte längre
sign-in-link-again = En länk går att använda en gång och i 15 minuter. Be om en ny.
sign-in-choose-title = Välj vem du är
sign-in-choose-lead = Det här är en provmiljö med påhittade personer. Inget här är på riktigt.
sign-in-families = Familjer
sign-in-staff = De som arbetar
