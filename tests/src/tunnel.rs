//! A stand-in for the program that opens tunnels. It says what the real one says, and its address is the door itself: by one
//! name of this machine at the first start, by the other at the second.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::patience;
use crate::{Result, WorldError};

const PROGRAM: &str = r#"#!/usr/bin/env bash
# cloudflared tunnel --no-autoupdate --url http://127.0.0.1:PORT
folder=$(dirname "$0")
env | grep -c '^SWITCHBOARD_' >"$folder/variables"
for word in "$@"; do url=$word; done
echo $$ >>"$folder/started"
(($(wc -l <"$folder/started") % 2)) && url=${url/127.0.0.1/localhost}
exec >&2
echo "2026-11-26T14:06:46Z INF Requesting new quick Tunnel on trycloudflare.com..."
echo "2026-11-26T14:06:49Z INF +--------------------------------------------------------------------------------------------+"
echo "2026-11-26T14:06:49Z INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |"
printf '2026-11-26T14:06:49Z INF |  %-90s|\n' "$url"
echo "2026-11-26T14:06:49Z INF +--------------------------------------------------------------------------------------------+"
exec sleep 600
"#;

/// The program in a folder of its own, for the beginning of a `PATH`.
#[derive(Debug)]
pub struct Cloudflared {
    folder: PathBuf,
}

impl Cloudflared {
    /// Lays it into a folder.
    pub fn lay(folder: &Path) -> Result<Self> {
        let failed = |source| WorldError::File { doing: "laying a program", source };
        let folder = folder.join("programs");
        fs::create_dir_all(&folder).map_err(failed)?;
        let program = folder.join("cloudflared");
        fs::write(&program, PROGRAM).map_err(failed)?;
        fs::set_permissions(&program, Permissions::from_mode(0o755)).map_err(failed)?;
        Ok(Self { folder })
    }

    /// A `PATH` on which it is found.
    pub fn path(&self) -> String {
        let path = std::env::var("PATH").unwrap_or_default();
        format!("{}:{path}", self.folder.display())
    }

    /// Process ids of all starts, in order.
    pub fn starts(&self) -> Vec<String> {
        let started = fs::read_to_string(self.folder.join("started")).unwrap_or_default();
        started.lines().map(str::to_owned).collect()
    }

    /// How many variables of ours it was started with.
    pub fn variables(&self) -> Option<u32> {
        fs::read_to_string(self.folder.join("variables")).ok()?.trim().parse().ok()
    }

    /// Waits until none of its processes runs.
    pub async fn is_gone(&self) -> Result<()> {
        patience::until("the end of every tunnel", patience::LONG, || async {
            let left: Vec<String> =
                self.starts().into_iter().filter(|id| Path::new("/proc").join(id).exists()).collect();
            Ok(patience::seen(left.is_empty(), || left.join(", ")))
        })
        .await
    }
}
