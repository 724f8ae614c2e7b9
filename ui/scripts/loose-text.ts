import { parse } from "@babel/parser";

/** Text of the screen that stands in the code and not in a catalogue. */
export interface LooseText {
  line: number;
  text: string;
}

/** Attributes whose value a person reads or hears. */
const READ = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "aria-valuetext",
  "alt",
  "title",
  "placeholder",
  "label",
  "text",
  "words",
  "about",
  "name",
  "help",
  "error",
  "reason",
  "pending",
]);

/** Finds words between tags and in attributes that are read, and anything in Cyrillic, outside of messages. */
export function looseText(code: string): LooseText[] {
  const tree = parse(code, { sourceType: "module", plugins: ["jsx", "typescript"] });
  const found: LooseText[] = [];
  walk(tree.program as unknown as Node, false, found);
  return found;
}

interface Node {
  type: string;
  loc?: { start: { line: number } } | null;
  [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

function walk(node: Node, inMessage: boolean, found: LooseText[]): void {
  const inside = inMessage || isMessage(node);
  const text = inside ? null : looseIn(node);
  if (text !== null) found.push({ line: node.loc?.start.line ?? 0, text });
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, inside, found);
  }
}

const hasLetters = (text: string) => /\p{L}{2,}/u.test(text.replace(/&\w+;/g, ""));
const isCyrillic = (text: string) => /\p{Script=Cyrillic}{2,}/u.test(text);

function looseIn(node: Node): string | null {
  if (node.type === "JSXText" && hasLetters(String(node["value"]))) return String(node["value"]).trim();
  if (node.type === "JSXAttribute") return looseAttribute(node);
  if (node.type === "StringLiteral" && isCyrillic(String(node["value"]))) return String(node["value"]);
  if (node.type === "TemplateElement") {
    const raw = String((node["value"] as { raw?: unknown }).raw);
    return isCyrillic(raw) ? raw : null;
  }
  return null;
}

function looseAttribute(node: Node): string | null {
  const { name, value } = node as unknown as { name: Node; value: unknown };
  if (!READ.has(String(name["name"])) || !isNode(value) || value.type !== "StringLiteral") return null;
  const text = String(value["value"]);
  return hasLetters(text) && /[\sA-ZА-ЯЁ]/.test(text) ? text : null;
}

const MACROS = new Set(["t", "msg", "plural", "select", "selectOrdinal", "defineMessage"]);
const ELEMENTS = new Set(["Trans", "Plural", "Select", "SelectOrdinal"]);

function isMessage(node: Node): boolean {
  const named = (value: unknown, names: ReadonlySet<string>) => isNode(value) && names.has(String(value["name"]));
  if (node.type === "TaggedTemplateExpression") return named(node["tag"], MACROS);
  if (node.type === "CallExpression") return named(node["callee"], MACROS);
  if (node.type !== "JSXElement") return false;
  return named((node["openingElement"] as Node)["name"], ELEMENTS);
}
