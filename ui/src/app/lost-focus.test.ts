// @vitest-environment jsdom
import { fireEvent } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";

import { keepFocus, regainFocus } from "./lost-focus";

let stop: () => void;

beforeEach(() => {
  document.body.innerHTML = `
    <div data-pane="list"><button id="filter">Filter</button></div>
    <div data-pane="page">
      <button id="open">Open</button>
      <ul>
        <li><button id="first">Anna</button></li>
        <li id="line"><button id="second">Lena</button></li>
        <li><button id="third">Tomás</button></li>
      </ul>
      <p>Words</p>
    </div>`;
  stop = keepFocus();
  at("second").focus();
});

afterEach(() => stop());

const at = (id: string) => document.getElementById(id) as HTMLElement;
const tab = () => fireEvent.keyDown(document.body, { key: "Tab", code: "Tab" });

test("by Tab the focus comes to the line that followed the one that went away with it, or else to the one before", () => {
  at("line").remove();
  expect(tab()).toBe(false);
  expect(document.activeElement).toBe(at("third"));
  at("third").closest("li")?.remove();
  tab();
  expect(document.activeElement).toBe(at("first"));
});

test("where everything around it is gone, it comes back to its pane", () => {
  document.querySelector("ul")?.remove();
  tab();
  expect(document.activeElement).toBe(at("open"));
});

test("Tab is left alone where something has the focus, and after pointing elsewhere", () => {
  expect(tab()).toBe(true);
  at("line").remove();
  fireEvent.pointerDown(document.querySelector("p") as Element);
  expect(tab()).toBe(true);
  expect(document.activeElement).toBe(document.body);
});

test("a dialog keeps the focus; once it is gone, what had the focus before has it", () => {
  const dialog = document.createElement("div");
  dialog.setAttribute("role", "dialog");
  document.body.append(dialog);
  at("second").blur();
  expect(regainFocus()).toBe(false);
  dialog.remove();
  expect(regainFocus()).toBe(true);
  expect(document.activeElement).toBe(at("second"));
});

test("another screen has nothing of it", () => {
  for (const pane of document.querySelectorAll("[data-pane]")) pane.remove();
  expect(tab()).toBe(true);
});
