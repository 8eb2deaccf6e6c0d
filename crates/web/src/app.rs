//! What every handler may use. The server fills it in: clock, chance, paper and mail come from outside.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use samsyn_domain::access::PlanView;
use samsyn_domain::disposal::Disposal;
use samsyn_domain::ids::No;
use samsyn_domain::information::Settings;
use samsyn_domain::plan::Moment;
use samsyn_store::{Stay, Store};

use crate::calendars::ReadBusy;
use crate::language::Language;
use crate::limits::Limits;
use crate::live::Signals;
use crate::providers::Providers;

/// How people sign in here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// By choosing a person: only in `samsyn demo`.
    ChoosePerson,
    /// By a one-time link that is mailed; beside it by the identity providers, if there are any.
    MailedLink,
    /// By an identity provider alone.
    Providers,
}

/// How long a session may rest before it ends (`docs/decisions/0013`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stays {
    /// Somebody in private life.
    pub family: SignedDuration,
    /// Somebody at work.
    pub staff: SignedDuration,
    /// Whoever has the meeting's page open.
    pub meeting: SignedDuration,
}

impl Default for Stays {
    fn default() -> Self {
        let (family, staff) = (SignedDuration::from_mins(15), SignedDuration::from_mins(30));
        Self { family, staff, meeting: SignedDuration::from_mins(60) }
    }
}

impl Stays {
    /// How long a session may rest after a page at this address.
    pub fn at(&self, path: &str) -> Stay {
        let page = path.split('?').next().unwrap_or_default();
        let meets = ["/meeting", "/room", "/room/lead", "/room/mine"].iter().any(|end| page.ends_with(end));
        if page.starts_with("/plans/") && meets {
            return Stay { family: self.meeting, staff: self.meeting };
        }
        Stay { family: self.family, staff: self.staff }
    }
}

/// Which paper is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperOf {
    /// The plan.
    Plan,
    /// The plan for the child whom it is about.
    Child,
    /// The call to this party, as a letter.
    Letter(No),
}

/// A paper could not be made; says which step, never whose paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPaper(pub &'static str);

/// Makes a paper of what somebody may see: PDF bytes. Takes tens of milliseconds of CPU: call it off the event loop.
pub type Papers = dyn Fn(&PlanView, PaperOf, Language, Timestamp) -> Result<Vec<u8>, NoPaper> + Send + Sync;

/// A mail to be sent now: address and the one-time address of the house that it holds.
#[derive(Clone, Debug)]
pub struct LinkMail {
    /// To whom.
    pub to: String,
    /// The path of the link, with its token.
    pub path: String,
    /// In which language.
    pub language: Language,
}

/// Sends a sign-in link. Resolves to whether the mail was handed over.
pub type SendLink = dyn Fn(LinkMail) -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync;

/// The house, as handlers know it.
#[derive(Clone)]
pub struct App {
    /// All that is stored.
    pub store: Arc<Store>,
    /// What the installation decides.
    pub settings: Arc<Settings>,
    /// When what each authority keeps may be destroyed.
    pub disposal: Arc<Disposal>,
    /// Signals to open pages.
    pub signals: Signals,
    /// The time now.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// 256 bits of chance.
    pub chance: Arc<dyn Fn() -> [u8; 32] + Send + Sync>,
    /// Makes papers.
    pub papers: Arc<Papers>,
    /// Sends sign-in links.
    pub send_link: Arc<SendLink>,
    /// Reads the calendars that staff share.
    pub busy: Arc<ReadBusy>,
    /// How people sign in.
    pub sign_in: SignIn,
    /// The identity providers.
    pub providers: Providers,
    /// How long a session may rest.
    pub stays: Stays,
    /// Reverse proxies on other machines that are believed about whom they speak for.
    pub proxies: Arc<[IpAddr]>,
    /// How often somebody may try.
    pub limits: Arc<Limits>,
    /// Where people live: Europe/Stockholm.
    pub zone: TimeZone,
    /// Whether a page's visitors come by https.
    pub https: bool,
    /// Whether letters to people in private life can be dropped as digital post here.
    pub digital_post: bool,
    /// The address that people use, without a slash at the end: for letters.
    pub public_url: Arc<str>,
}

impl App {
    /// The time now.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The day in Sweden at that time.
    pub fn day(&self, now: Timestamp) -> Date {
        now.to_zoned(self.zone.clone()).date()
    }

    /// The moment at which something is judged.
    pub fn moment(&self, now: Timestamp) -> Moment<'_> {
        Moment { now, today: self.day(now), settings: &self.settings }
    }

    /// A fresh id, from the server's chance (UUID version 7, RFC 9562).
    pub fn new_id(&self) -> uuid::Uuid {
        let chance = (self.chance)();
        let mut random = [0; 10];
        random.copy_from_slice(&chance[..10]);
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_sits_in_a_meeting_has_its_time_on_each_of_its_pages() {
        let stays = Stays::default();
        for page in ["meeting", "room", "room/lead", "room/mine", "room/mine?a=1"] {
            assert_eq!(stays.at(&format!("/plans/x/{page}")).family, stays.meeting, "{page}");
        }
        for page in ["/plans/x", "/plans/x/rows", "/room", "/plans/x/room/other"] {
            assert_eq!(stays.at(page).family, stays.family, "{page}");
        }
    }
}
