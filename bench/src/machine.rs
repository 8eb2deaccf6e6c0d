//! What Linux tells of the machine and of processes. Elsewhere the figures are 0.

use std::fs;

use crate::figures::float;

/// The processor, how many, the load of others at the start, and this program's version.
pub fn describe() -> String {
    let info = read("/proc/cpuinfo");
    let name = info
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown", |(_, name)| name);
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or("unknown");
    let kernel = read("/proc/sys/kernel/osrelease");
    format!("{name}, {processors} processors, Linux {}, load before {load}", kernel.trim())
}

/// Seconds of processor time that a process (or "self") has used, summed over its threads, in nanoseconds' steps.
pub fn cpu_seconds(process: &str) -> f64 {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let nanos = threads.filter_map(|thread| {
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    });
    float(nanos.sum()) / 1e9
}

/// Resident memory of a process now and at most so far, in MB (10^6 bytes).
pub fn resident(process: u32) -> (f64, f64) {
    let status = read(&format!("/proc/{process}/status"));
    let of = |key: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
        let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().unwrap_or_default();
        float(kilobytes) * 1024.0 / 1e6
    };
    (of("VmRSS:"), of("VmHWM:"))
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default()
}
