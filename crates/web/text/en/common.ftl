language-name = English
site-name = My pages
skip-to-content = Skip to content
language-switch = Language
leave-page = Leave this page
leave-hint = Press Shift three times to leave this page.
signed-in-as = Signed in:
sign-out = Sign out
menu = Menu
back = Back
help-title = Would you like help?
help-call = Call
help-person = You will talk to a person.
accessibility-statement = How this site works for everyone
footer-note = You see only what you are allowed to see.
save = Save
save-and-continue = Save and continue
change = Change
optional = optional
choose = Choose
change-what = Change { $label }
room-for = You can write { $count } characters.
characters-left = Characters left: { $count }
characters-over = Characters too many: { $count }
date-hint = For example 3/3 or 3 March 2027. The day comes first.
time-hint = For example 14 or 14.30.
saved = Saved
words-of = { $name } says
days-left = { $count ->
    [0] It is today.
    [one] 1 day left
   *[other] { $count } days left
}
page-was-updated = This page has new content.
connection-lost = The page cannot be reached. What you have written is still here.
sure-yes = Yes, take away
sure-no = No, leave it
