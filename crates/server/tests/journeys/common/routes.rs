//! The map of addresses, read from the source, so that no page is forgotten.

/// An address with holes, and whether a form is sent to it.
#[derive(Clone, Debug)]
pub struct Route {
    /// As it stands in the source: `/plans/{plan}/question`.
    pub pattern: String,
    /// Whether it is looked at.
    pub get: bool,
    /// Whether a form is sent to it.
    pub post: bool,
}

impl Route {
    /// The address with its holes filled: `{plan}` with the plan, `{member}` with the person, all others with `no`.
    pub fn filled(&self, plan: &str, no: &str) -> String {
        let parts = self.pattern.split('/').map(|part| match part {
            "{plan}" => plan,
            "{member}" if no == "1" => "person",
            "{no}" if no == "1" && self.pattern.ends_with("/letters/{no}") => "1.pdf",
            "{seat}" if no == "1" => "person.pdf",
            hole if hole.starts_with('{') => no,
            word => word,
        });
        parts.collect::<Vec<_>>().join("/")
    }

    /// Whether this is the route of an address. A word goes before a hole, as in the router.
    pub fn leads_to(&self, path: &str) -> bool {
        let (own, other): (Vec<_>, Vec<_>) = (self.pattern.split('/').collect(), path.split('/').collect());
        let fits = |(hole, word): (&&str, &&str)| hole == word || (hole.starts_with('{') && *word != "new");
        own.len() == other.len() && own.iter().zip(&other).all(fits)
    }
}

/// Every address of the pages.
pub fn routes() -> Vec<Route> {
    let text = include_str!("../../../../web/src/routes.rs");
    let found = text.split(".route(").skip(1).filter_map(|rest| {
        // To the parenthesis that closes the call.
        let mut depth = 1;
        let end = rest.find(|c: char| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        })?;
        let call = &rest[..end];
        let pattern = call.split('"').nth(1)?.to_owned();
        let handlers = call.split_once("\",")?.1;
        let named = |method: &str| {
            handlers
                .match_indices(method)
                .any(|(at, _)| !handlers[..at].ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c)))
        };
        Some(Route { pattern, get: named("get("), post: named("post(") })
    });
    let found: Vec<Route> = found.collect();
    assert!(found.len() > 8 && found.iter().any(|route| route.post), "routes.rs is written otherwise than before");
    found
}

/// The addresses that name a plan.
pub fn of_plans() -> Vec<Route> {
    routes().into_iter().filter(|route| route.pattern.contains("{plan}")).collect()
}
