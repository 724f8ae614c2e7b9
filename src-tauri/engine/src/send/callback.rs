//! The text that travels with a send and comes back in its statuses: it ties a message to its command where the answer
//! was lost. The account is part of it, since ids are only known within one.

use domain::{AccountId, CommandId};

/// The longest text that a provider takes (reference 2.1).
const LONGEST: usize = 512;

/// The text for a send.
pub fn text(account: &AccountId, command: &CommandId) -> String {
    format!("{command}@{account}")
}

/// Whether the text for a send is one that a provider takes. Bytes are counted: whoever counts characters finds no more.
pub fn fits(account: &AccountId, command: &CommandId) -> bool {
    text(account, command).len() <= LONGEST
}

/// The command in a text that came back, where it is ours and of this account.
pub fn command<'a>(account: &AccountId, text: &'a str) -> Option<&'a str> {
    let (command, of) = text.rsplit_once('@')?;
    (of == account.as_str()).then_some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_fits_up_to_what_the_provider_takes_with_its_account_counted() {
        let account = AccountId(format!("meta:{}", "1".repeat(295)));
        assert!(fits(&account, &CommandId("c".repeat(211))), "512 in all");
        assert!(!fits(&account, &CommandId("c".repeat(212))));
    }

    #[test]
    fn a_text_names_its_command_to_its_own_account_only() {
        let (tea, coffee) = (AccountId::from("meta:1"), AccountId::from("meta:2"));
        let text = text(&tea, &CommandId::from("c1"));
        assert_eq!(command(&tea, &text), Some("c1"));
        assert_eq!(command(&coffee, &text), None);
        assert_eq!(command(&tea, "something of another program"), None);
        let odd = super::text(&tea, &CommandId::from("with@at"));
        assert_eq!(command(&tea, &odd), Some("with@at"), "whoever gives a command chooses its id");
    }
}
