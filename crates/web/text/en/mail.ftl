## Mail: neutral, nothing about anybody.
mail-notice-subject = You have a new message
mail-notice-body = You have a new message. Sign in as you usually do.
mail-link-subject = Your link
mail-link-body = Here is the link that you asked for. It works once, for 15 minutes. If you did not ask for it, you need not do anything.
mail-checkpoint-subject = Checkpoint
mail-checkpoint-body = A checkpoint of the log's seal is attached. Keep the file with the others. It holds nothing about anybody.
mail-invitation-subject = Meeting
mail-invitation-body = You are booked for a meeting. More stands in Samsyn, when you have signed in.
mail-cancel-body = The meeting is no longer there. More stands in Samsyn, when you have signed in.
