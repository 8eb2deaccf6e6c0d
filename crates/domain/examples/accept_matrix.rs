//! Takes the matrix of access as it now is for right: writes `src/access/matrix.expected`. Read the diff afterwards.

#[path = "../tests/support/mod.rs"]
mod support;

fn main() -> std::io::Result<()> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/access/matrix.expected");
    std::fs::write(path, support::matrix::printed())
}
