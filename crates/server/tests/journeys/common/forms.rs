//! The forms of a page as a browser without scripts sees them, and how somebody fills them in.

use super::browser::unescaped;

/// What a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Put there by the page.
    Hidden,
    /// The button that is pressed.
    Button,
    /// A line of text.
    Line,
    /// Several lines.
    Area,
    /// A day.
    Day,
    /// A time of day.
    Time,
    /// A whole number.
    Number,
    /// One of several, or some of them.
    Choice,
    /// A box that stands alone: ticked or not.
    Tick,
}

/// A field, filled in as somebody might.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it takes.
    pub kind: Kind,
    /// Whether the page says that it may be left out.
    pub optional: bool,
    /// What is written in it.
    pub value: String,
}

/// A form with one of its buttons pressed.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Where it is sent.
    pub action: String,
    /// What is sent.
    pub fields: Vec<Field>,
}

impl Filled {
    /// Its fields as they are sent.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect()
    }

    /// What tells forms of one kind apart from others: names and kinds, not values.
    pub fn shape(&self) -> String {
        let fields: Vec<_> = self.fields.iter().map(|field| format!("{}:{:?}", field.name, field.kind)).collect();
        fields.join(" ")
    }
}

/// A tag: its name and its attributes.
struct Tag<'a> {
    name: &'a str,
    inside: &'a str,
    /// The text until the next tag.
    text: &'a str,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        let (_, rest) = self.inside.split_once(&format!(" {name}=\""))?;
        rest.split_once('"').map(|(value, _)| unescaped(value))
    }

    fn has(&self, name: &str) -> bool {
        self.inside.split(' ').any(|word| word == name)
    }
}

fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    for part in html.split('<').skip(1) {
        // A quoted value may hold a `>`; the house's templates escape it.
        let (inside, text) = part.split_once('>').unwrap_or((part, ""));
        let name = inside.split([' ', '\n']).next().unwrap_or_default();
        found.push(Tag { name, inside, text });
    }
    found
}

/// Every form of the page's main part, once for each of its buttons. `path` is the page's own address, `day` a day to write.
pub fn forms(html: &str, path: &str, day: &str) -> Vec<Filled> {
    let main = html.split_once("<main").map_or(html, |(_, rest)| rest);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let all = tags(main);
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        if all[at].name == "form" && all[at].attribute("method").as_deref() == Some("post") {
            let end = (at..all.len()).find(|end| all[*end].name == "/form").unwrap_or(all.len());
            let action = all[at].attribute("action").unwrap_or_else(|| path.to_owned());
            found.extend(with_each_button(&action, fields(&all[at + 1..end], day)));
            at = end;
        }
        at += 1;
    }
    found
}

fn with_each_button(action: &str, (fields, buttons): (Vec<Field>, Vec<Field>)) -> Vec<Filled> {
    let form = |button: Option<&Field>| Filled {
        action: action.to_owned(),
        fields: fields.iter().chain(button).cloned().collect(),
    };
    if buttons.is_empty() { vec![form(None)] } else { buttons.iter().map(|button| form(Some(button))).collect() }
}

/// The fields with values, and the named buttons apart.
fn fields(all: &[Tag<'_>], day: &str) -> (Vec<Field>, Vec<Field>) {
    let (mut fields, mut buttons): (Vec<Field>, Vec<Field>) = (Vec::new(), Vec::new());
    let (mut optional, mut hint) = (false, "");
    for (at, tag) in all.iter().enumerate() {
        // "(valfritt)" stands in a span of its own within the label or legend before the field.
        match tag.name {
            "label" if !tag.inside.contains("class=\"option\"") => optional = false,
            "legend" => optional = false,
            "p" if tag.inside.contains("class=\"hint\"") => hint = tag.text,
            "span" if tag.text.contains("(valfritt)") => optional = true,
            _ => {}
        }
        let Some(name) = tag.attribute("name") else { continue };
        let value = tag.attribute("value").unwrap_or_default();
        let mut add = |kind: Kind, value: String| {
            fields.push(Field { name: name.clone(), kind, optional, value });
        };
        match (tag.name, tag.attribute("type").as_deref()) {
            ("button", _) => buttons.push(Field { name, kind: Kind::Button, optional: true, value }),
            ("input", Some("hidden")) => add(Kind::Hidden, value),
            ("input", Some("radio" | "checkbox")) => {
                let chosen = tag.has("checked");
                if let Some(field) = fields.iter_mut().find(|field| field.name == name) {
                    field.kind = Kind::Choice;
                    if chosen {
                        field.value = value;
                    }
                } else {
                    let alone = tag.inside.contains("type=\"checkbox\"");
                    let kind = if alone { Kind::Tick } else { Kind::Choice };
                    fields.push(Field { name, kind, optional, value });
                }
            }
            ("input", _) => {
                let kind = kind_of(tag, &name, hint);
                let example = match kind {
                    Kind::Day => day,
                    Kind::Time => "14.30",
                    Kind::Number => "45",
                    _ => "0980-31 92 43", // a name as well as a number
                };
                add(kind, if value.is_empty() { example.to_owned() } else { value });
            }
            ("textarea", _) => {
                let written = unescaped(tag.text.trim());
                add(
                    Kind::Area,
                    if written.is_empty() { format!("Några ord om {name}") } else { format!("{written} Och mer.") },
                );
            }
            ("select", _) => {
                let options: Vec<_> = all[at + 1..]
                    .iter()
                    .take_while(|tag| tag.name != "/select")
                    .filter(|tag| tag.name == "option")
                    .collect();
                let chosen = options.iter().find(|option| option.has("selected"));
                let first =
                    options.iter().find(|option| option.attribute("value").is_some_and(|value| !value.is_empty()));
                add(Kind::Choice, chosen.or(first).and_then(|option| option.attribute("value")).unwrap_or_default());
            }
            _ => {}
        }
    }
    (fields, buttons)
}

/// What a line takes is told by its hint.
fn kind_of(tag: &Tag<'_>, name: &str, hint: &str) -> Kind {
    if tag.attribute("inputmode").as_deref() == Some("numeric") {
        return Kind::Number;
    }
    let hinted = tag.attribute("aria-describedby").is_some_and(|ids| ids.contains(&format!("{name}-hint")));
    match hint {
        "Skriv till exempel 3/3 eller 3 mars 2027." if hinted => Kind::Day,
        "Skriv till exempel 14 eller 14.30." if hinted => Kind::Time,
        _ => Kind::Line,
    }
}
