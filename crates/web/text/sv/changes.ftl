## What changed from one version to the next.
changes-title = Vad som ändrats
# $number (String) - which version
changes-lead = Det här är nytt eller ändrat sedan version { $number }.
changes-none = Inget av det du ser har ändrats.
changes-measure-new = Ny insats:
changes-measure = Ändrad insats:
changes-measure-gone = Borttagen insats:
changes-need-new = Nytt behov:
changes-need = Ändrat behov:
changes-need-gone = Borttaget behov:
changes-goal-new = Nytt mål:
changes-goal = Ändrat mål:
changes-goal-gone = Borttaget mål:
changes-disagreement-new = Nytt som vi inte är överens om:
changes-disagreement = Ändrat, det vi inte är överens om:
changes-disagreement-gone = Borttaget, det vi inte är överens om:
changes-settled = Nu är vi överens:
changes-what = Vad
changes-from = Från
changes-by = Senast
changes-notice = Så märks det
changes-beside = Bredvid varandra
changes-row = Rad
# $number (String) - which version
changes-before = Version { $number }
changes-now = Nu
changes-was = förut:
# $number (String) - which version
changes-since = Ändrat sedan version { $number }
changes-link = Se ändringarna bredvid varandra
