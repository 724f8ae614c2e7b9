//! Makes the TypeScript of the contract: every type, and one interface that maps a command's name to its types.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use schemars::JsonSchema;
use ts_rs::{Config, TS, TypeVisitor};

use crate::change::ChangeBatch;
use crate::command::{Line, Visitor, visit};
use crate::error::ErrorBody;

/// The text of the generated file.
#[must_use]
pub fn typescript() -> String {
    let mut page = Page { config: Config::new().with_large_int("number"), ..Page::default() };
    visit(&mut page);
    page.see::<ErrorBody>();
    page.see::<ChangeBatch>();
    page.text()
}

#[derive(Default)]
struct Page {
    config: Config,
    seen: HashSet<TypeId>,
    declarations: BTreeMap<String, String>,
    commands: String,
    asks: Vec<&'static str>,
}

impl Page {
    fn see<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let doc = T::docs().unwrap_or_default();
            self.declarations.insert(T::ident(&self.config), format!("{doc}export {}\n", T::decl(&self.config)));
        }
        T::visit_dependencies(self);
    }

    fn text(&self) -> String {
        let declarations = self.declarations.values().cloned().collect::<Vec<_>>().join("\n");
        let asks = self.asks.iter().map(|name| format!("  \"{name}\",\n")).collect::<String>();
        format!(
            "// Made by `cargo run -p contract --bin contract-typescript` from the table of commands. Do not edit.\n\n\
             {declarations}\n/** Every command: what goes in, what comes out. */\nexport interface Commands {{\n{}}}\n\n\
             /** Name of a command. */\nexport type CommandName = keyof Commands;\n\n\
             /** The commands that change nothing. */\nexport const asks = [\n{asks}] as const satisfies readonly CommandName[];\n",
            self.commands
        )
    }
}

impl TypeVisitor for Page {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.see::<T>();
    }
}

impl Visitor for Page {
    fn command<Q: TS + JsonSchema + 'static, R: TS + JsonSchema + 'static>(&mut self, line: Line) {
        self.see::<Q>();
        self.see::<R>();
        R::visit_generics(self);
        let (request, response) = (Q::name(&self.config), R::name(&self.config));
        // Writing into a String cannot fail.
        let _ = writeln!(
            self.commands,
            "  /** {} */\n  {}: {{ request: {request}; response: {response} }};",
            line.doc.trim(),
            line.name
        );
        if line.nature.asks() {
            self.asks.push(line.name);
        }
    }
}
