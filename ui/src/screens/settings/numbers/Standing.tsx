import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import { useFormat } from "../../../app/format";
import { Chip } from "../../../components";
import { useNow } from "../../../host/clock";
import type { Account, StandingView } from "../../../host/contract";
import { LightLine } from "../LightLine";
import type { LightTone } from "../LightRow";
import { standingWords, type Tone } from "./standing-words";

/** In this order within the same gravity. */
const ORDER: readonly Tone[] = ["danger", "warn", "ok", "plain"];

/** How a number stands at the provider: what is wrong first, each line with what to do. */
export function Standing({ account }: { account: Account }) {
  const now = useNow(10_000);
  const lines = account.standing
    .filter((one) => isShown(one, now))
    .map((one) => ({ one, words: standingWords(one.says) }));
  const gravity = (tone: Tone) => ORDER.indexOf(tone);
  return (
    <>
      {lines
        .toSorted((a, b) => Math.min(gravity(a.words.tone), 2) - Math.min(gravity(b.words.tone), 2))
        .map(({ one, words }) => (
          <StandingLine key={`${one.says.fact} ${one.says.subject}`} told={one} words={words} />
        ))}
      {account.api !== null && <Version api={account.api} now={now} />}
    </>
  );
}

/** What is over is left out, and what says only that all is well beside another line that says it. */
function isShown({ says }: StandingView, now: number): boolean {
  if (says.until != null && says.until <= now) return false;
  return !(says.fact === "alert" && says.detail === "NONE");
}

function StandingLine({ told, words }: { told: StandingView; words: ReturnType<typeof standingWords> }) {
  const { i18n } = useLingui();
  const format = useFormat();
  const { fact, value, detail, until } = told.says;
  const number = fact === "limit" ? Number(value) : Number.NaN;
  const name = detail != null && ["new_name", "username"].includes(fact) ? `${i18n._(words.name)}: ${detail}` : null;
  return (
    <LightLine
      tone={lit(words.tone)}
      name={name ?? i18n._(words.name)}
      {...(words.about === undefined ? {} : { about: i18n._(words.about) })}
    >
      <Said tone={words.tone}>{Number.isNaN(number) ? i18n._(words.value) : format.number(number)}</Said>
      {until != null && (
        <span className="quiet">
          <Trans>until {format.moment(until)}</Trans>
        </span>
      )}
      {fact === "ban" && detail != null && <span className="quiet">{detail}</span>}
    </LightLine>
  );
}

/** The light of a tone: what only says something has none. */
function lit(tone: Tone): LightTone {
  return tone === "plain" ? "none" : tone;
}

function Said({ tone, children }: { tone: Tone; children: ReactNode }) {
  if (tone === "plain" || tone === "ok") return <span className="quiet numbers">{children}</span>;
  return <Chip tone={tone}>{children}</Chip>;
}

function Version({ api, now }: { api: NonNullable<Account["api"]>; now: number }) {
  const { t, i18n } = useLingui();
  const ends = api.ends_at;
  const soon = ends !== null && ends - now < SOON;
  return (
    <LightLine
      tone={soon ? "warn" : "ok"}
      name={t`Version of WhatsApp's interface`}
      {...(soon ? { about: t`Install a newer Switchboard before that day.` } : {})}
    >
      <Said tone={soon ? "warn" : "plain"}>
        {ends === null ? (
          api.name
        ) : (
          <Trans>
            {api.name}, until {i18n.date(ends, { dateStyle: "long", timeZone: "UTC" })}
          </Trans>
        )}
      </Said>
    </LightLine>
  );
}

/** Half a year: what is not updated until then stops working. */
const SOON = 183 * 24 * 60 * 60 * 1000;
