//! One TOML file, and a few settings from the environment over it. `docs/running.md` documents each.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use samsyn_domain::disposal::Disposal;
use samsyn_domain::information::{LogSettings, Settings};
use serde::{Deserialize, Serialize};

use crate::Fault;
use crate::calendars::Calendars;
use crate::drops::Drops;
use crate::inbox::Inbox;
use crate::key_places::KeyPlaces;
use crate::oidc::config::SignIn;

/// What an installation decides.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that people use: `https://…`, without a slash at the end.
    pub public_url: String,
    /// `sqlite:PATH` or `postgres://USER@HOST/NAME`.
    pub database: String,
    /// Where metrics are served, on a network of its own. Without it they are not.
    pub metrics_listen: Option<SocketAddr>,
    /// Whom people ring for help.
    pub help: Option<Help>,
    /// The neutral site that "Lämna sidan" ends on.
    pub exit: String,
    /// How mail is sent.
    pub mail: Mail,
    /// Where replies come to.
    pub inbox: Inbox,
    /// How calendars are read, and what invitations say.
    pub calendars: Calendars,
    /// Where letters are dropped for a forwarder.
    pub drop: Drops,
    /// Where the keys lie that everything personal is encrypted with.
    pub keys: KeyPlaces,
    /// How long plans are kept.
    pub disposal: Disposal,
    /// How people sign in.
    pub sign_in: SignIn,
    /// How history and log are sealed.
    pub seal: Seal,
    /// What the rules leave to the installation.
    pub rules: Settings,
}

/// Whom people ring.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// Who answers.
    pub name: String,
    /// The number.
    pub phone: String,
}

/// How mail is sent: to a folder, or over SMTP.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// The sender's address.
    pub from: String,
    /// Write each mail as a file here instead of sending it.
    pub folder: Option<PathBuf>,
    /// The SMTP server.
    pub server: Option<String>,
    /// Its port; 587 by default.
    pub port: u16,
    /// How the connection is protected: `starttls` (the default), `tls`, or `none` (only for a server on this machine).
    pub security: Security,
    /// The user name, if the server wants one. The password is in the environment: `SAMSYN_SMTP_PASSWORD`.
    pub user: Option<String>,
    /// The password.
    #[serde(skip)]
    pub password: Option<String>,
    /// A file of certificate authorities of your own (PEM), for a mail server on an inner network; then no others are believed.
    pub ca_file: Option<PathBuf>,
}

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// Plain, then TLS; refused if the server cannot.
    #[default]
    Starttls,
    /// TLS from the start.
    Tls,
    /// None: only for a server on this machine.
    None,
}

/// How history and log are sealed, and who is the witness.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Seal {
    /// The name of the log, the first line of every checkpoint; without it, that of `public_url`. Fixed once the key is made.
    pub origin: Option<String>,
    /// The file with the key that signs checkpoints; made at the first start. Without it, `seal.key` beside the erasure
    /// list, where the master key lies too when it is a file.
    pub key_file: Option<PathBuf>,
    /// A checkpoint after so many minutes, when there is something new.
    pub every_minutes: u32,
    /// A folder that the witness takes checkpoints from: a file each, never written over.
    pub witness_folder: Option<PathBuf>,
    /// An address at another principal that gets each checkpoint by mail.
    pub witness_mail: Option<String>,
    /// Public keys of former times, whose checkpoints still hold.
    pub former_keys: Vec<String>,
}

impl Default for Seal {
    fn default() -> Self {
        Self {
            origin: None,
            key_file: None,
            every_minutes: 60,
            witness_folder: None,
            witness_mail: None,
            former_keys: Vec::new(),
        }
    }
}

impl Seal {
    /// The ways on which checkpoints leave the house.
    pub fn ways(&self) -> Vec<&'static str> {
        let folder = self.witness_folder.is_some().then_some("folder");
        folder.into_iter().chain(self.witness_mail.is_some().then_some("mail")).collect()
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: "http://127.0.0.1:8080".to_owned(),
            database: "sqlite:samsyn-data/samsyn.db".to_owned(),
            metrics_listen: None,
            help: None,
            exit: "https://www.smhi.se/".to_owned(),
            mail: Mail::default(),
            inbox: Inbox::default(),
            calendars: Calendars::default(),
            drop: Drops::default(),
            keys: KeyPlaces::default(),
            disposal: Disposal::default(),
            sign_in: SignIn::default(),
            seal: Seal::default(),
            rules: Settings::default(),
        }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            from: "samsyn@localhost.example".to_owned(),
            folder: Some(PathBuf::from("samsyn-data/mail")),
            server: None,
            port: 587,
            security: Security::default(),
            user: None,
            password: None,
            ca_file: None,
        }
    }
}

impl Config {
    /// Reads the file that is named, or `samsyn.toml` here if there is one; then the environment.
    pub fn load(file: Option<&Path>) -> Result<Self, Fault> {
        let here = Path::new("samsyn.toml");
        let text = match file {
            Some(file) => Some(read(file)?),
            None if here.exists() => Some(read(here)?),
            None => None,
        };
        let mut config: Self = match &text {
            Some(text) => toml::from_str(text).map_err(|error| format!("the configuration cannot be read: {error}"))?,
            None => Self::default(),
        };
        config.environment(|name| std::env::var(name).ok())?;
        config.check()?;
        Ok(config)
    }

    fn environment(&mut self, variable: impl Fn(&str) -> Option<String>) -> Result<(), Fault> {
        let address = |name: &str| match variable(name) {
            Some(text) => text.parse().map(Some).map_err(|_| format!("{name} is not an address such as 0.0.0.0:8080")),
            None => Ok(None),
        };
        if let Some(listen) = address("SAMSYN_LISTEN")? {
            self.listen = listen;
        }
        if let Some(listen) = address("SAMSYN_METRICS_LISTEN")? {
            self.metrics_listen = Some(listen);
        }
        if let Some(url) = variable("SAMSYN_DATABASE") {
            self.database = url;
        }
        if let Some(url) = variable("SAMSYN_PUBLIC_URL") {
            self.public_url = url;
        }
        if let Some(store) = variable("SAMSYN_KEY_STORE") {
            self.keys.store = Some(store);
        }
        self.mail.password = variable("SAMSYN_SMTP_PASSWORD");
        if let Some(imap) = &mut self.inbox.imap {
            imap.password = variable("SAMSYN_IMAP_PASSWORD");
        }
        self.sign_in.environment(variable);
        Ok(())
    }

    fn check(&self) -> Result<(), Fault> {
        if !self.public_url.starts_with("http") || self.public_url.ends_with('/') {
            return Err("public_url is the address people use, without a slash at the end: https://sip.example".into());
        }
        if !self.exit.starts_with("https://") {
            return Err("exit is the address of a neutral site: https://…".into());
        }
        if self.mail.folder.is_none() && self.mail.server.is_none() {
            return Err("mail: set a server, or a folder to write to".into());
        }
        if self.calendars.seconds == 0 || self.calendars.largest == 0 {
            return Err("calendars: seconds and largest are at least 1".into());
        }
        if let Some(fault) = self.inbox.fault() {
            return Err(fault.into());
        }
        if let Some(fault) = self.disposal.fault() {
            return Err(format!("disposal: {fault}").into());
        }
        self.keys.at(&self.database)?;
        let fewest = LogSettings::FEWEST_YEARS;
        if self.rules.log.keep_years < fewest {
            return Err(format!("rules.log: keep_years is at least {fewest} (HSLF-FS 2016:40)").into());
        }
        if self.rules.log.check_days == 0 || self.rules.log.check_lines == 0 {
            return Err(
                "rules.log: spot checks cannot be switched off; check_days and check_lines are at least 1".into()
            );
        }
        self.seal_key()?;
        if self.seal.every_minutes == 0 {
            return Err("seal: every_minutes is at least 1".into());
        }
        if self.rules.life_areas.is_empty() {
            return Err("rules: the list of life areas is empty".into());
        }
        if self.rules.plain_words.iter().any(|entry| entry.word.trim().is_empty()) {
            return Err("rules: one of the plain_words has no word".into());
        }
        self.sign_in.check()
    }

    /// The file with the key that signs checkpoints.
    ///
    /// # Errors
    /// When the places of the keys cannot be read.
    pub fn seal_key(&self) -> Result<PathBuf, Fault> {
        match &self.seal.key_file {
            Some(file) => Ok(file.clone()),
            None => Ok(self.keys.at(&self.database)?.erased.with_file_name("seal.key")),
        }
    }

    /// Whether visitors come by https.
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

fn read(file: &Path) -> Result<String, Fault> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_told() {
        let fault = toml::from_str::<Config>("lisen = \"127.0.0.1:80\"").unwrap_err().to_string();
        assert!(fault.contains("lisen"), "{fault}");
    }

    #[test]
    fn the_environment_goes_before_the_file() {
        let mut config: Config = toml::from_str("database = \"sqlite:a.db\"").unwrap();
        config.environment(|name| (name == "SAMSYN_DATABASE").then(|| "sqlite:b.db".to_owned())).unwrap();
        assert_eq!(config.database, "sqlite:b.db");
        assert!(config.environment(|name| (name == "SAMSYN_LISTEN").then(|| "nowhere".to_owned())).is_err());
    }

    #[test]
    fn what_cannot_work_is_refused_at_the_start() {
        for wrong in [
            "[rules.log]\nkeep_years = 4\n",
            "[rules.log]\ncheck_days = 0\n",
            "[[rules.plain_words]]\nword = \" \"\nplain = \"x\"\n",
            "public_url = \"https://a.example/\"",
            "exit = \"http://a.example\"",
            "[mail]\nfrom = \"a@b.example\"\n",
            "[inbox]\nmaildir = \"x\"\n[inbox.imap]\nserver = \"imap.sip.example\"\nuser = \"a\"\n",
            "[inbox.imap]\nserver = \"imap.sip.example\"\nuser = \"a\"\nbare = true\n",
        ] {
            let mut config: Config = toml::from_str(wrong).unwrap();
            if wrong.starts_with("[mail]") {
                config.mail.folder = None;
            }
            assert!(config.check().is_err(), "{wrong}");
        }
        assert!(Config::default().check().is_ok());
    }

    #[test]
    fn the_documented_configuration_is_whole() {
        let text = include_str!("../../../docs/samsyn.toml");
        let config: Config = toml::from_str(text).unwrap();
        assert!(config.check().is_ok());
    }
}
