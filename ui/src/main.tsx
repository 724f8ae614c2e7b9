import "./components/components.css";

import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { paint } from "./app/appearance";
import { speak, systemLanguage } from "./app/i18n";
import { makeClient } from "./host/client";
import { openHost } from "./host/open";

paint("system", matchMedia("(prefers-color-scheme: dark)").matches);
const spoken = speak(systemLanguage());

// The pages' policy forbids styles made by script. React Aria makes none where it finds this element; the rule that it
// would write stands in base.css.
document.head.append(Object.assign(document.createElement("meta"), { id: "react-aria-pressable-style" }));

const root = document.getElementById("root");
if (root !== null) void start(root);

// The door to the core shares code with this file, which therefore must not wait for it while it is read itself.
async function start(place: HTMLElement): Promise<void> {
  const [host] = await Promise.all([openHost(), spoken]);
  createRoot(place).render(<App host={host} client={makeClient()} />);
}
