//! Every part on a few pages, to look at: children's page, question, worklist, meeting room, plan, forms.
//!
//! Only for tests and `examples/gallery.rs`. The people are the fictional families; their words are fixtures, not
//! texts of the interface, and so stand here in Swedish for every language.

use askama::Template;
use jiff::civil::date;

use crate::form::Form;
use crate::language::Language;
use crate::parts::{
    Audience, Cell, Choice, Days, Empty, Moment, Notice, Page, Quote, Row, Rows, Table, Tag, Task, Tasks, Timeline,
    Visit,
};
use crate::text::T;

/// The names of the pages.
pub const VIEWS: [&str; 7] = ["parts", "form", "child", "question", "worklist", "room", "plan"];

macro_rules! views {
    ($($name:ident $path:literal { $($field:ident: $kind:ty),* })*) => {
        $(#[derive(Template)]
        #[template(path = $path)]
        struct $name { page: Page, $($field: $kind),* })*
    };
}

views! {
    Parts "gallery/parts.html" { t: T }
    Forms "gallery/form.html" { t: T, form: Form }
    Child "gallery/child.html" { t: T }
    Question "gallery/question.html" { t: T, form: Form }
    Worklist "gallery/worklist.html" {}
    Room "gallery/room.html" {}
    Plan "gallery/plan.html" {}
}

/// A page of the gallery, or nothing when there is none by that name. `rtl` turns it round.
pub fn view(name: &str, language: Language, rtl: bool) -> Option<String> {
    let visit = Visit::sample(language);
    let t = visit.t;
    let mut page = visit.page("Samlingen");
    if rtl {
        page.dir = "rtl";
    }
    let form = Form::new(language);
    let html = match name {
        "parts" => {
            Parts { page: page.link("/parts", "Delar").link("/form", "Formulär").saved(t.msg_saved()), t }.render()
        }
        "form" => {
            let form = refused(language);
            Forms { page: page.for_whom(Audience::Family).back("/parts").of(&form), t, form }.render()
        }
        "child" => Child { page: page.for_whom(Audience::Child), t }.render(),
        "question" => Question { page: page.for_whom(Audience::Child).back("/child"), t, form }.render(),
        "worklist" => {
            Worklist { page: page.for_whom(Audience::Professional).who("Anna Ek").link("/", "Att göra") }.render()
        }
        "room" => Room { page: page.for_whom(Audience::Room).who("Anna Ek") }.render(),
        "plan" => Plan { page: page.for_whom(Audience::Family) }.render(),
        _ => return None,
    };
    html.ok()
}

/// A form after it was sent with most things wrong.
fn refused(language: Language) -> Form {
    let long = "Jag vill kunna vara i skolan utan ont i magen. ".repeat(6);
    let mut form = Form::filled(
        language,
        [("what", long.as_str()), ("by", "31/2"), ("name", ""), ("answer", "if"), ("who", "school")],
    );
    // Only what the getters note on the form is wanted here.
    let _ =
        (form.text("name", 80), form.text("what", 200), form.date("by", date(2027, 3, 3)), form.choice::<u8>("unit"));
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_drawn_in_every_language() {
        for language in Language::ALL {
            for name in VIEWS {
                let html = view(name, language, false).unwrap();
                assert!(html.contains(&format!("<html lang=\"{}\" dir=\"ltr\">", language.tag())), "{name}");
                assert_eq!(html.matches("<h1>").count(), 1, "{name}");
                assert!(!html.contains("4321 tecken"), "{name}");
                assert_ids_are_unique_and_references_hold(name, &html);
            }
        }
        assert!(view("parts", Language::Sv, true).unwrap().contains("dir=\"rtl\""));
        assert!(view("no such page", Language::Sv, false).is_none());
    }

    fn assert_ids_are_unique_and_references_hold(name: &str, html: &str) {
        let after = |mark: &str| -> Vec<String> {
            html.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
        };
        let ids = after(" id=\"");
        let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: an id is there twice: {ids:?}");
        let lists =
            [after(" aria-describedby=\""), after(" aria-labelledby=\""), after(" for=\""), after("href=\"#")].concat();
        for id in lists.iter().flat_map(|list| list.split(' ')) {
            assert!(unique.iter().any(|known| *known == id), "{name}: nothing has the id {id}");
        }
    }

    #[test]
    fn own_words_are_escaped_and_keep_their_direction() {
        let nasty = "<script>alert(\"'&</script>";
        let quote = Quote::new(nasty).by(nasty).lang("\"><b>").render().unwrap();
        let row = Rows::new(Language::Sv.text(), [Row::new(nasty, nasty).change("\"><b>")]).render().unwrap();
        let table = Table::new(nasty, [nasty]).row([Cell::own(nasty), Cell::link("\"><b>", nasty)]).render().unwrap();
        let form = Form::filled(Language::Sv, [("what", nasty)]);
        let area = form.area("what", nasty).render().unwrap();
        let input = form.input("what", nasty).hint(nasty).render().unwrap();
        for html in [quote, row, table, area, input] {
            assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
        }
        assert!(Quote::new("x").render().unwrap().contains("dir=\"auto\""));
    }

    #[test]
    fn what_was_typed_comes_back_as_it_was() {
        let typed = "\n\n  börjar med tomma rader\r\noch \u{202e}vänder";
        let form = Form::filled(Language::Sv, [("what", typed), ("code", "hemligt")]);
        let area = form.area("what", "Vad").render().unwrap();
        // HTML drops the first line break of a textarea, so there must be one more.
        assert!(area.contains(&format!(">\n{typed}</textarea>")), "{area}");
        assert!(!form.input("code", "Kod").secret().render().unwrap().contains("hemligt"));
    }
}
