## Mail: neutral, nothing about anybody.
mail-notice-subject = Du har ett nytt meddelande
mail-notice-body = Du har ett nytt meddelande. Logga in som du brukar.
mail-link-subject = Din länk
mail-link-body = Här är länken som du bad om. Den går att använda en gång. Har du inte bett om den? Gör ingenting.
mail-checkpoint-subject = Kontrollpunkt
mail-checkpoint-body = Här är en fil från loggen. Spara filen. Den säger inget om någon.
mail-invitation-subject = Möte
mail-invitation-body = Du är bokad på ett möte. Logga in för att se mer.
mail-cancel-body = Det blir inget möte. Logga in för att se mer.
