//! What the papers say.

mod fixture;
mod json;
mod pdf;
mod reader;
mod table;
