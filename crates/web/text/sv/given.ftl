## Page: what was given out to whom; an authority’s own copy.
given-title = Vad som har lämnats ut
given-lead = Här står vem som har fått planen, när, och på vilken grund. Det som har lämnats ut går inte att hämta tillbaka.
given-lead-unit = Här står vad er enhet har fått, när, och på vilken grund.
given-version = Vad
given-to = Till
given-kinds = Uppgifter
given-ground = Grund
given-when = Dag
given-by-consent = Samtycke
# $names (String) - who consented
given-by-consent-of = Samtycke från { $names }
given-none = Inget har lämnats ut ännu.
given-copies = Kopior som enheter har tagit ut
# $unit (String) - the unit
# $version (String) - number of the version
# $name (String) - who took it out
# $day (String) - when
given-copy = { $unit } tog ut version { $version }: { $name }, { $day }
given-own = Er egen kopia
given-own-lead = Kopian blir en handling hos er. Ni sparar och gallrar den efter era egna regler. Den innehåller det som lämnades ut till er. Familjen ser att ni har tagit ut den.
# $version (String) - number of the version
given-take = Ta ut vår kopia av version { $version }
# $version (String) - number of the version
given-pdf = Version { $version } på papper (PDF)
# $version (String) - number of the version
given-json = Version { $version } som data (JSON)
# $version (String) - number of the version
given-plan = Planen, version { $version }
given-call = Kallelse till mötet
given-call-again = Kallelse, skickad igen
given-call-by-letter = Kallelse, skickad igen som brev
given-call-dropped = Kallelse, brev genom säker digital kommunikation
given-moved-dropped = Ny tid för mötet, brev genom säker digital kommunikation
given-calls = Med en kallelse får enheten veta vem planen gäller. Den får veta varför mötet behövs, och läsa det som samtycket gäller. I notisen om att något väntar står inget om planen.
