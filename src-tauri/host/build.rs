//! Has every program with a core begin by setting how the C library keeps memory.

fn main() {
    println!("cargo:rerun-if-changed=src/arenas.c");
    let of = |name| std::env::var(name).unwrap_or_default();
    if of("CARGO_CFG_TARGET_OS") == "linux" && of("CARGO_CFG_TARGET_ENV") == "gnu" {
        // Nothing calls it, and without this the linker would leave it out.
        println!("cargo:rustc-link-lib=static:+whole-archive=arenas");
        cc::Build::new().cargo_metadata(false).file("src/arenas.c").compile("arenas");
        println!("cargo:rustc-link-search=native={}", of("OUT_DIR"));
    }
}
