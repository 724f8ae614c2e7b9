import { expect, test } from "vitest";

import { looseText } from "./loose-text.ts";

const texts = (code: string) => looseText(code).map(({ text }) => text);

test("words between tags and in attributes that are read are found", () => {
  expect(texts('const a = <p title="Not delivered">Send now</p>;')).toEqual(["Not delivered", "Send now"]);
});

test("Cyrillic anywhere in the code is found", () => {
  expect(texts('const a = "Отправить"; const b = `до ${a} часов`;')).toContain("Отправить");
});

test("messages, names of classes and signs are not", () => {
  const code = "const a = <p className='row big' title={t`Not delivered`}><Trans>Send now</Trans> · 12</p>; msg`Ещё`;";
  expect(texts(code)).toEqual([]);
});
