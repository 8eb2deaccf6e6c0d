## Pages: signing in.
sign-in-title = Sign in
sign-in-lead = Write your mail address. You get a link to sign in with.
sign-in-mail = Mail address
sign-in-send = Send the link
sign-in-sent = If we know the address, we have sent a link. It works once, for 15 minutes.
sign-in-link-lead = Press the button to sign in.
sign-in-link-over = The link no longer works
sign-in-link-again = A link works once and for 15 minutes. Ask for a new one.
sign-in-choose-title = Choose who you are
sign-in-choose-lead = This is a demonstration with invented people. Nothing here is real.
sign-in-families = Families
sign-in-staff = Professionals
