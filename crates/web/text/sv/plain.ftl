## How easy a text is to read, beside what professionals write for the family.
# $lix (Number) - words per sentence plus per cent of long words
# $level (String) - how hard that is
# $words (Number) - words in the longest sentence
plain-reading = LIX { $lix }, { $level }. Längsta meningen har { $words } ord.
plain-very-easy = mycket lätt
plain-easy = lätt
plain-medium = medel
plain-hard = svår
plain-very-hard = mycket svår
plain-unknown = Alla vet inte vad det betyder. Skriv ut det.
plain-show = Visa hur lätt texten är att läsa
