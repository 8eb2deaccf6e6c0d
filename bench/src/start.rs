//! From starting the binary to its first answered page, with a database that is there.

use std::path::Path;
use std::time::Instant;

use crate::Fault;
use crate::client::{Connection, Get};
use crate::figures::{Budget, Table, median};
use crate::service::Service;

const ROUNDS: usize = 9;

/// Measure, and add the figure.
pub async fn measure(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let mut took = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let service = Service::start(folder)?;
        let mut connection = Connection::open(service.address).await?;
        connection.exchange(&mut Get::new("/readyz", "none")).await?;
        connection.exchange(&mut Get::new("/sign-in", "none")).await?;
        took.push(began.elapsed().as_secs_f64() * 1e3);
    }
    table.alone("start to the first answered page, 20,000 plans stored", median(took), "ms", Budget::AtMost(200.0));
    Ok(())
}
