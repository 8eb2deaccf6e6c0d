# A menu; every line also works alone. `just` comes from PyPI or Debian 13: see CONTRIBUTING.md.

# the demo, on loopback, with the families in it
run:
    cargo run -- demo

# the inner loop: rules, pages, texts and the shape of the house
test:
    cargo test --workspace --lib --test tidy

# every test that needs nothing started: as `test`, and the store's statements and the journeys
test-all:
    cargo test --workspace

# the store's conformance suite on a PostgreSQL that is started for it
test-pg:
    .ci/pg cargo test --workspace --test conformance

# browser journeys and checks of every page (screenshots in e2e/shots)
e2e *journeys:
    cargo build && npm --prefix e2e ci && node e2e/run.mjs {{journeys}}

# the same on a PostgreSQL that is started for it
e2e-pg *journeys:
    cargo build && npm --prefix e2e ci && SAMSYN_E2E_DATABASE=postgresql node e2e/run.mjs {{journeys}}

# two hundred kills under load, and nothing confirmed is lost
kills:
    SAMSYN_KILLS=200 cargo test --workspace --test journeys a_killed_server -- --nocapture

# ten thousand reminders to a mail server, while the program is killed ten times
reminders:
    SAMSYN_REMINDERS=10000 cargo test --workspace --test journeys every_reminder_is -- --nocapture

# ratios against bare limits; reads nothing but this machine
bench:
    cargo build --profile bench-run -p samsyn -p samsyn-bench && target/bench-run/samsyn-bench

# what a reviewer would nag about
check:
    cargo fmt --check && cargo clippy --workspace --all-targets -- -D warnings && cargo test --workspace --test tidy

# take the new expected files as right (the access matrix and its like), then read the diff
accept:
    cargo run -p samsyn-domain --example accept_matrix && SAMSYN_ACCEPT=1 cargo test --workspace && git diff --stat

# all that CI runs
ci:
    bash .ci/run
