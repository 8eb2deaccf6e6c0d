//! The binary `samsyn`: configuration, wiring, worker and commands. The only place where clock, chance, environment and
//! network come from.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]
#![expect(clippy::disallowed_methods, reason = "clock, chance and environment are drawn here and handed down")]

mod calendars;
mod cli;
mod commands;
mod config;
mod demo;
mod drops;
mod inbox;
mod key_places;
mod listening;
mod mail;
mod metrics;
mod oidc;
mod outside;
mod papers;
mod remembered;
mod sealer;
mod serve;
mod smtp;
mod wiring;
mod worker;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};

/// Pages are many short strings; see docs/benchmarks.md for what this allocator saves.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// For how many milliseconds the allocator keeps what was freed before the system gets it back, and where it reads that.
const KEEPS_FREED: (&str, &str) = ("MIMALLOC_PURGE_DELAY", "10");

fn main() -> ExitCode {
    let cli = Cli::parse();
    if matches!(cli.command, Command::Serve | Command::Demo(_)) {
        sparing();
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&format!("no threads could be started: {error}")),
    };
    match runtime.block_on(run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => failed(&fault.to_string()),
    }
}

/// Keeps memory small in what runs for long (docs/benchmarks.md). The allocator reads its one setting from the environment before
/// `main` begins, and to set it from within needs `unsafe`: so the program starts itself once more, in the same process, unless
/// somebody has set it. Where that cannot be, it goes on as it is, with some ten megabytes more.
fn sparing() {
    #[cfg(unix)]
    if std::env::var_os(KEEPS_FREED.0).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        use std::os::unix::process::CommandExt as _;
        let mut all = std::env::args_os();
        let named = all.next().unwrap_or_else(|| program.clone().into_os_string());
        // It returns only when it did not happen.
        let _ = std::process::Command::new(program).arg0(named).args(all).env(KEEPS_FREED.0, KEEPS_FREED.1).exec();
    }
    // Two pages of paper are set no faster by several threads, and each has a heap of its own. Nobody has asked for them before.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
}

/// What went wrong, in words for the operator, with what to do.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

async fn run(cli: Cli) -> Result<(), Fault> {
    if let Command::Demo(demo) = cli.command {
        return demo::run(demo, cli.config.as_deref()).await;
    }
    let config = config::Config::load(cli.config.as_deref())?;
    match cli.command {
        Command::Demo(_) => Ok(()),
        Command::Serve => serve::run(config).await,
        Command::Import { folder } => commands::import::run(&config, &folder).await,
        Command::SignInLink { mail } => commands::sign_in_link::run(&config, &mail).await,
        Command::Paper { plan, language, child, out } => {
            commands::paper::run(&config, plan, &language, child, &out).await
        }
        Command::Export { plan, out } => commands::export::run(&config, plan, out.as_deref()).await,
        Command::Verify { witness, key, seal_only } => commands::verify::run(&config, &witness, &key, seal_only).await,
        Command::Seal { command } => commands::seal::run(&config, command).await,
        Command::Backup { file } => commands::backup::backup(&config, &file).await,
        Command::Restore { file } => commands::backup::restore(&config, &file).await,
        Command::Keys(keys) => commands::keys::run(&config, keys).await,
        Command::Disposal(disposal) => commands::disposal::run(&config, disposal).await,
        Command::CheckConfig => commands::check_config(&config),
    }
}

fn failed(words: &str) -> ExitCode {
    eprintln!("samsyn: {words}");
    ExitCode::FAILURE
}
