//! How the programs keep memory.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::sync::Barrier;
use std::thread;

/// What the C library reserves for a heap that is not the first.
const HEAP: u64 = 64 << 20;

/// Heaps beside the first one: each lies at a multiple of its size and begins with a part in use.
fn heaps() -> std::io::Result<usize> {
    let maps = std::fs::read_to_string("/proc/self/maps")?;
    let begin = |line: &str| u64::from_str_radix(line.split('-').next()?, 16).ok();
    let of_heaps = maps.lines().filter(|line| line.contains("rw-p 00000000 00:00 0") && !line.contains('['));
    Ok(of_heaps.filter_map(begin).filter(|begin| begin % HEAP == 0).count())
}

#[test]
fn many_threads_share_two_heaps() {
    host::log::begin();
    let there = Barrier::new(33);
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                let kept = vec![1_u8; 10_000];
                there.wait();
                there.wait();
                drop(kept);
            });
        }
        there.wait();
        let heaps = heaps();
        there.wait();
        assert_eq!(heaps.unwrap(), 1, "beside the first one");
    });
}
