## How easy a text is to read, beside what professionals write for the family.
plain-reading = LIX { $lix }, { $level }. The longest sentence has { $words ->
    [one] { $words } word
   *[other] { $words } words
}.
plain-very-easy = very easy
plain-easy = easy
plain-medium = medium
plain-hard = hard
plain-very-hard = very hard
plain-unknown = Not everybody knows what it means. Write it out.
plain-show = Show how easy the text is to read
