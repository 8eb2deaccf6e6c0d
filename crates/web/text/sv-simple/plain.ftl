## How easy a text is to read, beside what professionals write for the family.
plain-reading = LIX { $lix }, { $level }. Den längsta meningen har { $words } ord.
plain-very-easy = mycket lätt
plain-easy = lätt
plain-medium = inte så lätt
plain-hard = svår
plain-very-hard = mycket svår
plain-unknown = Alla vet inte vad det är. Skriv hela ordet.
plain-show = Visa om texten är lätt att läsa
