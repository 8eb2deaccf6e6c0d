## Mail: neutral, nothing about anybody.
mail-notice-subject = Du har ett nytt meddelande
mail-notice-body = Du har ett nytt meddelande. Logga in som du brukar.
mail-link-subject = Din länk
mail-link-body = Här är länken som du bad om. Den fungerar en gång och i 15 minuter. Har du inte bett om den? Då behöver du inte göra något.
mail-checkpoint-subject = Kontrollpunkt
mail-checkpoint-body = En kontrollpunkt för loggens sigill är bifogad. Spara filen tillsammans med de andra. Den innehåller inga uppgifter om någon.
mail-invitation-subject = Möte
mail-invitation-body = Du är bokad på ett möte. Mer står i Samsyn, när du har loggat in.
mail-cancel-body = Mötet är inte kvar. Mer står i Samsyn, när du har loggat in.
