## Dates in words. Code fills in numbers and names; the order of the words is the language's own.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

date = { $day } { $month } { $year }

date-short = { $day } { $month }

weekday-date = { $weekday } { $date }

moment = { $date } at { $time }

today = today
tomorrow = tomorrow
yesterday = yesterday

in-one-day = in { $days } day

in-days = in { $days } days

late-one-day = { $days } day late

late-days = { $days } days late
