//! What the hub is told when it is started.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Switchboard without a window: takes webhooks on a public address and serves the screen to a browser on this machine.
#[derive(Debug, Clone, Parser)]
#[command(name = "switchboard-hub", version, about)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

/// What the hub can do.
#[derive(Debug, Clone, Subcommand)]
pub enum Task {
    /// Serves until it is told to end. Its first line on stdout is JSON: listen, ui, token.
    ///
    /// Secrets come from SWITCHBOARD_ACCESS_TOKEN, SWITCHBOARD_APP_SECRET and SWITCHBOARD_VERIFY_TOKEN, on a folder that is
    /// paired with a hub from SWITCHBOARD_HUB_TOKEN, or from the system's keyring.
    Serve(Place),
    /// Counts what lies in a data folder. Only reads.
    Inspect {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// On one line.
        #[arg(long)]
        json: bool,
        /// With a hash of each table that is made from the journal: a hub and a console that has everything of it have the
        /// same ones. Reads everything.
        #[arg(long)]
        tables: bool,
    },
    /// Makes everything but the journal anew from the journal.
    Rebuild {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
    /// Makes a backup of a data folder in one file, also while it is served. Keys of a provider are not in it. Beside it stands
    /// from then on who is erased, by hashes that name nobody: keep both together.
    Backup {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// The file to write.
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
    /// Restores a backup into a data folder in which nothing is yet. Whoever was erased since is known from the folder whose
    /// place it takes, or from the list beside the backup, and is erased when the folder is served. What waited to be sent may
    /// have left since and does not leave by itself.
    Restore {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// The folder whose place it takes.
        #[arg(long, value_name = "DIR")]
        replaces: Option<PathBuf>,
        /// The backup.
        #[arg(value_name = "FILE")]
        from: PathBuf,
    },
    /// Checks the consent ledger: whether an entry was changed, taken out, moved or put in, and by whom it is signed. Only
    /// reads. Ends with failure where something is wrong.
    Verify {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// A head that was exported before with `head`: only it tells a ledger that was written anew with the right key.
        #[arg(long, value_name = "FILE")]
        head: Option<PathBuf>,
        /// On one line, as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Prints the signed head of the consent ledger as JSON, to be kept elsewhere for a later check.
    Head {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
    /// Signs the consent ledger as it stands, while nobody serves the folder: after a backup was restored, the key was lost
    /// or the folder moved. Check it before: what was changed until then can be told no more.
    Sign {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
    /// Prints a code that pairs one console with the hub that serves this folder, once, within ten minutes.
    Pair {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// What the console is called here.
        #[arg(long, default_value = "console")]
        name: String,
        /// Host and port at which the console finds the hub, where it is not the address for consoles as it was named.
        #[arg(long, value_name = "HOST:PORT")]
        address: Option<String>,
    },
    /// Pairs a new data folder with the hub of a code. From then on `serve` shows what the hub has, and decides nothing. What
    /// the hub knows this console by is made and goes to the system's keyring; where there is none it is what
    /// SWITCHBOARD_HUB_TOKEN says, here and at each start: 64 hexadecimal digits (openssl rand -hex 32).
    Join {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// What `pair` printed on the hub.
        code: String,
    },
    /// Lists the consoles of the hub that serves this folder, as JSON.
    Consoles {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
    /// Makes a console's token worth nothing from now on.
    Revoke {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// Its number, as `consoles` lists it.
        id: i64,
    },
    /// Prints every command with its types as JSON Schema.
    Contract,
}

/// Where it serves, and from what.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// Folder of everything that is kept.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Address for webhooks (/webhooks/meta) and /health, and nothing else. Port 0 picks one. A folder that is paired with a
    /// hub needs none: nothing comes to it.
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// Address for the screen and the contract. It must be one address that a browser can name.
    #[arg(long, value_name = "ADDR", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))]
    pub ui: SocketAddr,
    /// Certificate of the address for webhooks, PEM, with those between it and its root. It is read again when it changes.
    /// Without one the address speaks plain HTTP: for a reverse proxy on the same machine.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_certificate: Option<PathBuf>,
    /// The certificate's private key, PEM.
    #[arg(long, value_name = "FILE", requires = "tls_certificate")]
    pub tls_key: Option<PathBuf>,
    /// File to write the token of the screen's address to at each start, readable by its owner only: for whoever reads
    /// /metrics.
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// Address for consoles that are paired with this hub, over TLS. Off where it is not named.
    #[arg(long, value_name = "ADDR")]
    pub consoles: Option<SocketAddr>,
    /// Address of the provider's API, where it is not the provider's own.
    #[arg(long, value_name = "URL")]
    pub api_base: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(words: &[&str]) -> Result<Task, clap::Error> {
        Arguments::try_parse_from([&["switchboard-hub"], words].concat()).map(|arguments| arguments.task)
    }

    #[test]
    fn serving_needs_a_folder_and_an_address_and_keeps_the_screen_on_this_machine() {
        let Ok(Task::Serve(place)) = task(&["serve", "--data", "d", "--listen", "0.0.0.0:8080"]) else {
            panic!("it serves")
        };
        assert!(place.ui.ip().is_loopback(), "unless another address is named");
        assert_eq!((place.listen.map(|listen| listen.port()), place.api_base), (Some(8080), None));
        let half = ["serve", "--data", "d", "--listen", "0.0.0.0:443", "--tls-certificate", "shop.pem"];
        assert!(task(&half).is_err(), "a certificate is of no use without its key");
        let Ok(Task::Serve(console)) = task(&["serve", "--data", "d"]) else { panic!("a console listens to nobody") };
        assert_eq!(console.listen, None, "an address to listen on is named, never guessed");
    }

    #[test]
    fn the_other_tasks_are_known_by_their_words() {
        assert!(matches!(
            task(&["inspect", "--data", "d", "--json"]),
            Ok(Task::Inspect { json: true, tables: false, .. })
        ));
        assert!(matches!(task(&["rebuild", "--data", "d"]), Ok(Task::Rebuild { .. })));
        assert!(matches!(task(&["verify", "--data", "d"]), Ok(Task::Verify { head: None, json: false, .. })));
        assert!(matches!(task(&["head", "--data", "d"]), Ok(Task::Head { .. })));
        assert!(matches!(task(&["pair", "--data", "d"]), Ok(Task::Pair { address: None, .. })));
        assert!(matches!(task(&["join", "--data", "d", "hub:1/aa/bb"]), Ok(Task::Join { .. })));
        assert!(matches!(task(&["consoles", "--data", "d"]), Ok(Task::Consoles { .. })));
        assert!(matches!(task(&["revoke", "--data", "d", "3"]), Ok(Task::Revoke { id: 3, .. })));
        assert!(matches!(task(&["contract"]), Ok(Task::Contract)));
    }
}
