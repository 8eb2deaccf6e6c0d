//! The commands, as `samsyn --help` tells them to a newcomer.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use samsyn_domain::ids::PlanId;

/// One plan for one person, made together by everybody who helps.
///
/// New here? `samsyn demo` opens the service on this machine with invented families in it. Nothing else is needed.
/// To run it for real: write a configuration (docs/running.md), `samsyn import` your units and staff, then `samsyn serve`.
#[derive(Debug, Parser)]
#[command(name = "samsyn", version)]
pub struct Cli {
    /// The configuration file (TOML). Without it: `samsyn.toml` in this folder, if there is one, else the defaults.
    #[arg(long, global = true, env = "SAMSYN_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Try it: the service on this machine, with invented families at different points of the way.
    Demo(Demo),
    /// Run the service.
    Serve,
    /// Read principals, units, staff and people from a folder of CSV files (docs/directory.md).
    Import {
        /// The folder with principals.csv, units.csv, staff.csv, people.csv, remits.csv.
        folder: PathBuf,
    },
    /// Print a sign-in link for the account with this mail address: works once, for 15 minutes.
    SignInLink {
        /// The mail address of a member of staff or a person in the directory.
        mail: String,
    },
    /// Write a whole plan as PDF (PDF/A-3a and PDF/UA-1).
    Paper {
        /// The plan's id, as in its address.
        plan: PlanId,
        /// The language: sv, sv-simple or en.
        #[arg(long, default_value = "sv")]
        language: String,
        /// The version made for the child whom the plan is about.
        #[arg(long)]
        child: bool,
        /// Where to write it.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Write a whole plan with its story as JSON.
    Export {
        /// The plan's id, as in its address.
        plan: PlanId,
        /// Where to write it; without it, to the terminal.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Judge the seal, tell every story again from its events, and compare with what is stored.
    Verify {
        /// A folder with checkpoints that a witness keeps, beside that of the configuration.
        #[arg(long, value_name = "FOLDER")]
        witness: Vec<PathBuf>,
        /// The public key of the checkpoints, as `samsyn seal key` printed it, where its file is not at hand.
        #[arg(long, value_name = "KEY")]
        key: Vec<String>,
        /// Judge the seal alone: a copy of the database is enough, without the keys of what is encrypted.
        #[arg(long)]
        seal_only: bool,
    },
    /// The seal: its public key, proofs for others, thinning the access log out.
    Seal {
        /// What to do with it.
        #[command(subcommand)]
        command: SealCommand,
    },
    /// Write a backup, also while the service runs.
    Backup {
        /// The file to write; it must not exist.
        file: PathBuf,
    },
    /// Put a backup into an empty database.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// The keys that everything personal is encrypted with.
    #[command(subcommand)]
    Keys(Keys),
    /// Statutory disposal (gallring): what is due, and its destruction.
    #[command(subcommand)]
    Disposal(Disposal),
    /// Read the configuration and say what is in force.
    CheckConfig,
}

/// What to do with the keys.
#[derive(Debug, Subcommand)]
pub enum Keys {
    /// How it stands: the version of the master key in force, how many keys there are, what was done with them.
    Status,
    /// Wrap all keys under a new version of the master key, also while the service runs.
    Rotate,
    /// Print a new version of the master key, for whoever keeps it in the environment or behind a command.
    New,
    /// Write a backup of the key store, also while the service runs. The master key is not in it: keep that apart.
    Backup {
        /// The file to write; it must not exist.
        file: PathBuf,
    },
    /// Put a backup of the key store into an empty one.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Say that the rows about who somebody is are right as they are in the database now: each gets its stamp anew at the next start.
    /// After `samsyn verify` named rows, and somebody has looked at each of them.
    BelieveRows,
}

/// What to do about disposal.
#[derive(Debug, Subcommand)]
pub enum Disposal {
    /// The plans whose longest clock has run out, and those that are held. With --done: the receipts of what was destroyed.
    List {
        /// What was destroyed, instead of what is due.
        #[arg(long)]
        done: bool,
    },
    /// Approve that plans are destroyed at the next `run`.
    Approve {
        /// The plans' ids.
        #[arg(required = true)]
        plans: Vec<PlanId>,
    },
    /// Keep a plan although its clock runs out.
    Hold {
        /// The plan's id.
        plan: PlanId,
        /// Why; encrypted with the plan.
        #[arg(long)]
        reason: String,
    },
    /// End a hold.
    Release {
        /// The plan's id.
        plan: PlanId,
        /// Why; encrypted with the plan.
        #[arg(long)]
        reason: String,
    },
    /// Destroy what was approved: for good.
    Run,
}

/// What to do with the seal.
#[derive(Debug, Subcommand)]
pub enum SealCommand {
    /// Print the public key that checkpoints are judged by: give it to whoever is your witness, by another way.
    Key,
    /// Write the proof that a row is in the log, as files that any verifier of C2SP logs reads.
    Prove(Prove),
    /// Take lines of the access log away that are older than `rules.log.keep_years` say, at least five; their leaves are kept.
    Thin {
        /// The first day that is kept, when more shall stay.
        #[arg(long, value_name = "DAY")]
        before: Option<jiff::civil::Date>,
    },
}

/// What to prove.
#[derive(Debug, Args)]
pub struct Prove {
    /// A line of the access log, by its id.
    #[arg(long, value_name = "ID")]
    pub line: Option<uuid::Uuid>,
    /// An event, by its plan …
    #[arg(long)]
    pub plan: Option<PlanId>,
    /// … and its number in the story.
    #[arg(long, value_name = "NUMBER")]
    pub seq: Option<u32>,
    /// An older checkpoint: prove, too, that the newest one continues it.
    #[arg(long, value_name = "FILE")]
    pub since: Option<PathBuf>,
    /// The folder to write the files into.
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
}

/// How to run the demonstration.
#[derive(Debug, Args)]
pub struct Demo {
    /// Where to listen. Only this machine can reach it.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The folder for its database and its mail. Without it: a folder of its own that is removed when you stop.
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// Start with the directory alone, no stories.
    #[arg(long)]
    pub empty: bool,
    /// A database other than a SQLite file in the data folder: `postgres://…`.
    #[arg(long, hide = true)]
    pub database: Option<String>,
    /// A key store other than a SQLite file in the data folder, which other processes on that database share.
    #[arg(long, hide = true)]
    pub key_store: Option<String>,
    /// For tests: let `POST /test/clock` move the service's clock.
    #[arg(long, hide = true)]
    pub movable_clock: bool,
}
