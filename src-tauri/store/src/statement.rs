//! One SQL statement with the words for what it does. Tables list theirs, so that a test can ask SQLite how each is
//! answered.

use std::ops::ControlFlow;

use rusqlite::{CachedStatement, Connection, Params, Row};

use crate::error::{StoreError, sqlite};

/// A statement that is never built at run time.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    /// What it does, as the rest of "could not ...".
    pub doing: &'static str,
    /// Its text.
    pub sql: &'static str,
}

impl Statement {
    pub const fn new(doing: &'static str, sql: &'static str) -> Self {
        Self { doing, sql }
    }

    fn prepare<'c>(&self, connection: &'c Connection) -> Result<CachedStatement<'c>, StoreError> {
        if cfg!(test) {
            assert!(crate::schema::knows(self), "a statement that no table lists: {}", self.sql);
        }
        connection.prepare_cached(self.sql).map_err(sqlite(self.doing))
    }

    /// Every row.
    pub fn all<T>(
        &self,
        connection: &Connection,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.prepare(connection)?;
        let rows = statement.query_map(params, map).map_err(sqlite(self.doing))?;
        rows.collect::<rusqlite::Result<Vec<T>>>().map_err(sqlite(self.doing))
    }

    /// The first row, if there is one.
    pub fn first<T>(
        &self,
        connection: &Connection,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.prepare(connection)?;
        let mut rows = statement.query(params).map_err(sqlite(self.doing))?;
        let row = rows.next().map_err(sqlite(self.doing))?;
        row.map(map).transpose().map_err(sqlite(self.doing))
    }

    /// Hands over row after row without keeping one, until `each` says that it has seen enough.
    pub fn walk(
        &self,
        connection: &Connection,
        params: impl Params,
        mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<ControlFlow<()>>,
    ) -> Result<(), StoreError> {
        let mut statement = self.prepare(connection)?;
        let mut rows = statement.query(params).map_err(sqlite(self.doing))?;
        while let Some(row) = rows.next().map_err(sqlite(self.doing))? {
            if each(row).map_err(sqlite(self.doing))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Writes, and says how many rows were touched.
    pub fn run(&self, connection: &Connection, params: impl Params) -> Result<usize, StoreError> {
        self.prepare(connection)?.execute(params).map_err(sqlite(self.doing))
    }
}
