## What the installation does by itself, for administrators.
jobs-title = What is done by itself
jobs-lead = Samsyn sends notices and reminders and keeps track of dates. What fails is tried again, less and less often. After eight attempts it stands here.
jobs-waiting = { $count ->
    [0] Nothing waits to be done.
    [one] One thing waits to be done.
   *[other] { $count } things wait to be done.
}
jobs-given-up = What failed
jobs-none = Nothing has failed.
jobs-notice = A notice that something waits
jobs-test = A test notice
jobs-reminder = A reminder
jobs-spot-check = A draw of lines for checking the log
jobs-witness = A checkpoint for the witness
jobs-clock = A date that touches a consent
jobs-other = Something else
jobs-tries = { $count ->
    [one] tried once
   *[other] tried { $count } times
}
jobs-error = The program wrote:
jobs-again = Try again
jobs-gone = It was tried again already, or is not there any more. Here is the list as it is now.
jobs-calendars = Booking in calendars
jobs-drop = Letter to SDK or digital post
jobs-inbox = The mailbox for replies cannot be read since { $when }. Check the server and the password.
