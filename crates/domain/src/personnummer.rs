//! Personnummer and Samordningsnummer: form, date and check digit (folkbokföringslagen 18 §; Skatteverket SKV 704).

use jiff::civil::Date;

/// A valid personnummer or samordningsnummer, twelve digits `YYYYMMDDNNNC`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Personnummer(String);

// Not derived: a number must not end up in a log by way of a debug print.
impl std::fmt::Debug for Personnummer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Personnummer(…)")
    }
}

/// Why something typed is no personnummer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotANumber {
    /// Not ten or twelve digits with an optional sign before the last four.
    Form,
    /// The date does not exist or lies ahead of `today`.
    Date,
    /// The check digit (Luhn, modulus 10) is wrong.
    CheckDigit,
}

impl Personnummer {
    /// Takes `YYYYMMDD-NNNC`, `YYYYMMDDNNNC`, `YYMMDD-NNNC` or `YYMMDD+NNNC` (over 99 years old).
    ///
    /// # Errors
    /// [`NotANumber`] says which part is wrong.
    pub fn parse(typed: &str, today: Date) -> Result<Self, NotANumber> {
        let typed = typed.trim();
        let (date, rest, plus) = split(typed).ok_or(NotANumber::Form)?;
        let short = if date.len() == 8 { &date[2..] } else { date };
        let year = if date.len() == 8 { number(&date[..4]) } else { century(short, plus, today) };
        let (month, day) = (number(&short[2..4]), number(&short[4..6]));
        // A samordningsnummer adds 60 to the day.
        let day = if day > 60 { day - 60 } else { day };
        let born = civil(year, month, day).ok_or(NotANumber::Date)?;
        if born > today {
            return Err(NotANumber::Date);
        }
        if !luhn(&format!("{short}{rest}")) {
            return Err(NotANumber::CheckDigit);
        }
        Ok(Self(format!("{year:04}{}{rest}", &short[2..])))
    }

    /// Twelve digits, as FHIR and RIV-TA want them.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The date of birth.
    pub fn born(&self) -> Option<Date> {
        let day = number(&self.0[6..8]);
        civil(number(&self.0[..4]), number(&self.0[4..6]), if day > 60 { day - 60 } else { day })
    }

    /// Whether it is a samordningsnummer.
    pub fn is_samordningsnummer(&self) -> bool {
        number(&self.0[6..8]) > 60
    }
}

fn split(typed: &str) -> Option<(&str, &str, bool)> {
    if !typed.is_ascii() || typed.len() < 10 {
        return None;
    }
    let (front, rest) = typed.split_at(typed.len() - 4);
    let plus = front.ends_with('+');
    let date = front.strip_suffix(['-', '+']).unwrap_or(front);
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    (digits(date) && digits(rest) && (date.len() == 8 && !plus || date.len() == 6)).then_some((date, rest, plus))
}

fn number(digits: &str) -> i32 {
    digits.bytes().fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'))
}

/// The latest year with these two digits that is not ahead of today; one hundred years earlier with a plus sign.
fn century(short: &str, plus: bool, today: Date) -> i32 {
    let two = number(&short[..2]);
    let this = i32::from(today.year()) / 100 * 100 + two;
    let year = if this > i32::from(today.year()) { this - 100 } else { this };
    if plus { year - 100 } else { year }
}

fn civil(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn luhn(ten: &str) -> bool {
    let sum: i32 = ten
        .bytes()
        .enumerate()
        .map(|(place, digit)| {
            let value = i32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    sum % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_table_of_numbers() {
        // Skatteverket's published test numbers, and faults made from them.
        let today = date(2026, 11, 22);
        let of = |typed: &str| Personnummer::parse(typed, today).map(|n| n.digits().to_owned());
        assert_eq!(of("18960202-9812"), Ok("189602029812".into()));
        assert_eq!(of("960202+9812"), Ok("189602029812".into()));
        assert_eq!(of("199002222397"), Ok("199002222397".into()));
        assert_eq!(of("900222-2397"), Ok("199002222397".into()));
        assert_eq!(of("20000125-2386"), Ok("200001252386".into()));
        assert_eq!(of("199002222398"), Err(NotANumber::CheckDigit));
        assert_eq!(of("199002302397"), Err(NotANumber::Date));
        assert_eq!(of("299002222397"), Err(NotANumber::Date));
        for broken in ["", "1990", "19900222239x", "１９９００２２２２３９７", "1990-0222-2397", "19900222+2397"]
        {
            assert_eq!(of(broken), Err(NotANumber::Form), "{broken}");
        }
    }
}
