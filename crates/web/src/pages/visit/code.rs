//! A visit code's form: twelve signs in three groups, none that can be taken for another when read aloud or by hand.

/// Five bits each; no 0 and O, no 1 and I.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// How many signs: 60 bits of chance.
const LENGTH: usize = 12;
/// How many signs stand together; guesses are also limited by the first group.
pub const GROUP: usize = 4;

/// A new code from 256 bits of chance, as it is stored and compared: signs alone.
pub fn new(chance: &[u8; 32]) -> String {
    chance[..LENGTH].iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
}

/// As it is read: `K7QF-M2XR-9TBW`.
pub fn grouped(code: &str) -> String {
    let groups: Vec<&str> = (0..code.len()).step_by(GROUP).filter_map(|at| code.get(at..at + GROUP)).collect();
    groups.join("-")
}

/// What somebody typed, as signs alone; `None` when it cannot be a code.
pub fn plain(typed: &str) -> Option<String> {
    let signs: String = typed
        .chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '.'))
        .map(|sign| sign.to_ascii_uppercase())
        .collect();
    (signs.len() == LENGTH && signs.bytes().all(|sign| SIGNS.contains(&sign))).then_some(signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_comes_back_however_it_is_written() {
        let mut chance = [0; 32];
        for (at, byte) in chance.iter_mut().enumerate() {
            *byte = u8::try_from(at * 37 % 256).unwrap();
        }
        let code = new(&chance);
        assert_eq!(code.len(), 12);
        for typed in [grouped(&code), code.to_lowercase(), format!(" {} ", grouped(&code).replace('-', " – "))] {
            assert_eq!(plain(&typed).as_deref(), Some(code.as_str()), "{typed}");
        }
        for wrong in ["", "K7QF", "K7QF-M2XR-9TB0", "K7QF-M2XR-9TBWW", "ÅÄÖ7-M2XR-9TBW", "\u{1F600}\u{1F600}\u{1F600}"]
        {
            assert_eq!(plain(wrong), None, "{wrong}");
        }
    }
}
