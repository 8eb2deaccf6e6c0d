## Pages: signing in.
sign-in-title = Logga in
sign-in-lead = Skriv din mejladress. Då får du en länk i ett mejl. Tryck på den.
sign-in-mail = Din mejladress
sign-in-send = Skicka
sign-in-sent = Titta i din mejl. Där finns en länk. Den går att använda en gång.
sign-in-link-lead = Tryck på knappen.
sign-in-link-over = Länken är för gammal
sign-in-link-again = Du behöver en ny länk.
sign-in-choose-title = Vem är du?
sign-in-choose-lead = Det här är på låtsas. Ingen här finns på riktigt.
sign-in-families = Familjer
sign-in-staff = De som jobbar
