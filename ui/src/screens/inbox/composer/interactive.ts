import type { Content, InteractiveAction } from "@/host/contract.ts";

/** The kinds of questions that can be answered by a tap. */
export type QuestionKind = InteractiveAction["type"];

/** What stands in the form of a question. */
export interface Question {
  kind: QuestionKind;
  header: string;
  body: string;
  footer: string;
  /** Buttons, or rows of a list; of a link its words. */
  choices: readonly { key: string; words: string }[];
  /** The words on the button of a list. */
  button: string;
  /** The address of a link. */
  url: string;
}

/** An empty question. */
export const emptyQuestion: Question = {
  kind: "buttons",
  header: "",
  body: "",
  footer: "",
  choices: [
    { key: "first", words: "" },
    { key: "second", words: "" },
  ],
  button: "",
  url: "",
};

/** Most choices of each kind (reference 2.2). */
export const MOST_CHOICES: Readonly<Record<QuestionKind, number>> = {
  buttons: 3,
  list: 10,
  link: 1,
  location_request: 0,
};
/** Most characters of a choice (reference 2.2). */
export const MOST_LETTERS: Readonly<Record<QuestionKind, number>> = {
  buttons: 20,
  list: 24,
  link: 20,
  location_request: 0,
};

/** What keeps a question from being sent. */
export type QuestionProblem = "body" | "choices" | "twice" | "button" | "url";

const filledIn = (question: Question) =>
  question.choices.map(({ words }) => words.trim()).filter((words) => words !== "");

/** The first thing that is missing or wrong; the core checks lengths again. */
export function problemOf(question: Question): QuestionProblem | null {
  if (question.body.trim() === "") return "body";
  const choices = filledIn(question);
  if (question.kind !== "location_request" && choices.length === 0) return "choices";
  if (new Set(choices).size < choices.length) return "twice";
  if (question.kind === "list" && question.button.trim() === "") return "button";
  return question.kind === "link" && !/^https?:\/\/\S+$/u.test(question.url.trim()) ? "url" : null;
}

/** The question as a message. Ids of choices are made from their place, so the answer names one of ours. */
export function contentOf(question: Question): Content {
  const { header, footer } = question;
  return {
    kind: "interactive",
    body: question.body.trim(),
    ...(header.trim() === "" || question.kind === "location_request" ? {} : { header: header.trim() }),
    ...(footer.trim() === "" || question.kind === "location_request" ? {} : { footer: footer.trim() }),
    action: actionOf(question),
  };
}

function actionOf(question: Question): InteractiveAction {
  const choices = filledIn(question).map((title, index) => ({ id: `choice-${index + 1}`, title }));
  switch (question.kind) {
    case "buttons":
      return { type: "buttons", buttons: choices };
    case "list":
      return { type: "list", button: question.button.trim(), sections: [{ title: "", rows: choices }] };
    case "link":
      return { type: "link", title: choices[0]?.title ?? "", url: question.url.trim() };
    case "location_request":
      return { type: "location_request" };
  }
}
