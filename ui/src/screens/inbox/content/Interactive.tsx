import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { ClipboardList, ExternalLink, List, MapPin, MessageSquareReply, ShoppingCart } from "lucide-react";
import type {
  Answer as AnswerContent,
  Choice,
  Interactive as InteractiveContent,
  InteractiveAction,
} from "@/host/contract.ts";
import { Words } from "./Words.tsx";

/** A message that can be answered by a tap: its words and what the person can tap. */
export function Interactive({ content }: { content: InteractiveContent }) {
  return (
    <>
      {content.header ? (
        <span className="bubble-text bubble-header" dir="auto">
          {`${content.header}\n`}
        </span>
      ) : null}
      <Words text={content.body} />
      {content.footer ? (
        <span className="bubble-text bubble-footer" dir="auto">
          {`\n${content.footer}`}
        </span>
      ) : null}
      <Taps action={content.action} />
    </>
  );
}

function Taps({ action }: { action: InteractiveAction }) {
  const { t } = useLingui();
  switch (action.type) {
    case "buttons":
      return (
        <ul className="choices" aria-label={t`Buttons`}>
          {action.buttons.map((button) => (
            <li key={button.id} className="choice">
              {button.title}
            </li>
          ))}
        </ul>
      );
    case "list":
      return (
        <ul className="choices" aria-label={action.button}>
          <li className="choice">
            <List className="inbox-icon-14" aria-hidden /> {action.button}
          </li>
          {action.sections
            .flatMap((section) => section.rows)
            .map((row) => (
              <Row key={row.id} row={row} />
            ))}
        </ul>
      );
    case "link":
      return (
        <ul className="choices" aria-label={t`Buttons`}>
          <li className="choice" title={action.url}>
            <ExternalLink className="inbox-icon-14" aria-hidden /> {action.title}
            <small>{action.url}</small>
          </li>
        </ul>
      );
    case "location_request":
      return (
        <ul className="choices" aria-label={t`Buttons`}>
          <li className="choice">
            <MapPin className="inbox-icon-14" aria-hidden /> <Trans>Send location</Trans>
          </li>
        </ul>
      );
  }
}

function Row({ row }: { row: Choice }) {
  return (
    <li className="choice choice-row">
      {row.title}
      {row.description ? <small>{row.description}</small> : null}
    </li>
  );
}

/** What a person tapped. */
export function Answer({ content }: { content: AnswerContent }) {
  return (
    <>
      <span className="bubble-mark">
        <MessageSquareReply className="inbox-icon-12" aria-hidden />
        <Trans>Tapped a button</Trans>
      </span>
      <Words text={content.title} />
      {content.description ? (
        <span className="bubble-text bubble-footer" dir="auto">
          {`\n${content.description}`}
        </span>
      ) : null}
    </>
  );
}

/** A form that was filled in. */
export function Form({ content }: { content: { name: string | null; body: string | null; response: string } }) {
  return (
    <>
      <span className="bubble-mark">
        <ClipboardList className="inbox-icon-12" aria-hidden />
        {content.name ?? <Trans>Form</Trans>}
      </span>
      {content.body ? <Words text={content.body} /> : null}
      <dl className="form-answers">
        {answersOf(content.response).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function answersOf(response: string): [string, string][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(response);
  } catch {
    return [["", response]];
  }
  if (typeof parsed !== "object" || parsed === null) return [["", response]];
  return Object.entries(parsed)
    .filter(([name]) => name !== "flow_token")
    .map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
}

/** An order from the catalogue. */
export function Order({ content }: { content: { text: string | null; items: number } }) {
  return (
    <>
      <span className="bubble-mark">
        <ShoppingCart className="inbox-icon-12" aria-hidden />
        <Plural value={content.items} one="Order, # product" other="Order, # products" />
      </span>
      {content.text ? <Words text={content.text} /> : null}
    </>
  );
}
