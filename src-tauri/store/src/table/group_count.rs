//! How many groups there are. The row is kept in step by triggers, so that nothing is counted for a screen.

use crate::console::Read;
use crate::error::StoreError;
use crate::statement::Statement;

pub(crate) const SCHEMA: &str = "
CREATE TABLE group_count ( -- how many groups there are, kept by the triggers below; projected
    list TEXT PRIMARY KEY, -- all
    groups INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER group_came AFTER INSERT ON group_chat WHEN NEW.deleted = 0 BEGIN
    INSERT INTO group_count (list, groups) VALUES ('all', 1) ON CONFLICT (list) DO UPDATE SET groups = groups + 1;
END;
CREATE TRIGGER group_went AFTER DELETE ON group_chat WHEN OLD.deleted = 0 BEGIN
    UPDATE group_count SET groups = groups - 1 WHERE list = 'all';
    DELETE FROM group_count WHERE groups = 0;
END;
CREATE TRIGGER group_deleted AFTER UPDATE OF deleted ON group_chat WHEN NEW.deleted <> OLD.deleted BEGIN
    INSERT INTO group_count (list, groups) VALUES ('all', OLD.deleted - NEW.deleted)
        ON CONFLICT (list) DO UPDATE SET groups = groups + OLD.deleted - NEW.deleted;
    DELETE FROM group_count WHERE groups = 0;
END;
";

const TOTAL: Statement =
    Statement::new("read how many groups there are", "SELECT groups FROM group_count WHERE list = 'all'");

pub(crate) const STATEMENTS: &[&Statement] = &[&TOTAL];

/// How many groups there are; a deleted one is not counted.
///
/// # Errors
/// When it cannot be read.
pub fn total(r: &Read<'_>) -> Result<u32, StoreError> {
    Ok(TOTAL.first(r.connection, [], |row| row.get(0))?.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use domain::{ChatId, GroupId};

    use super::total;
    use crate::console::Write;
    use crate::error::StoreError;
    use crate::table::{chat_change, group_chat};
    use crate::town::{at, desk, shop};

    fn founded(w: &Write<'_>, name: &str, position: i64) -> Result<ChatId, StoreError> {
        let group = GroupId::from(name);
        let chat = chat_change::with_group(w, &shop(), &group, ChatId::at(position, 0), at(position))?;
        for _told_twice in 0..2 {
            group_chat::put(w, chat, &shop(), &group)?;
        }
        Ok(chat)
    }

    #[test]
    fn a_group_counts_once_until_it_is_deleted() {
        desk()
            .console
            .write(|w| {
                assert_eq!(total(w)?, 0);
                let (tea, cups) = (founded(w, "GRP_TEA", 1)?, founded(w, "GRP_CUPS", 2)?);
                assert_eq!(total(w)?, 2);
                for _told_twice in 0..2 {
                    group_chat::delete(w, tea)?;
                }
                assert_eq!(total(w)?, 1);
                group_chat::delete(w, cups)?;
                assert_eq!(total(w)?, 0);
                Ok(())
            })
            .unwrap();
    }
}
