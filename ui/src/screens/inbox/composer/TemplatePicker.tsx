import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Info } from "lucide-react";
import { useState } from "react";
import { CallOut } from "@/components/index.ts";
import type { ChatDetail, ServiceWindow, TemplateOffer, Timestamp } from "@/host/contract.ts";
import { useTemplates } from "@/host/queries.ts";
import { type Action, useActions } from "@/keys/actions.ts";
import { focusRow } from "../list/ChatList.tsx";
import { compose, openMenu } from "../view.ts";
import { focusComposer } from "../focus.ts";
import type { After } from "./Composer.tsx";
import { matches } from "./template.ts";
import { TemplateForm } from "./TemplateForm.tsx";
import { TemplateList } from "./TemplateList.tsx";
import { ClosedLine } from "./WindowLine.tsx";

/** The composer of a closed window: approved templates, the chosen one as the person will read it, and its blanks. */
export function TemplatePicker({
  detail,
  window,
  minute,
  onSent,
}: {
  detail: ChatDetail;
  window: ServiceWindow;
  minute: Timestamp;
  onSent: (after: After) => void;
}) {
  const { t } = useLingui();
  const chat = detail.row.chat_id;
  const { data, isError } = useTemplates(chat, true);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const offers = data?.offers ?? [];
  const shown = offers.filter(({ template }) => matches(template, query));
  const offer = shown.find((one) => keyOf(one) === chosen) ?? shown.find((one) => one.denial === null) ?? shown[0];
  const back = () => {
    openMenu(null);
    focusComposer();
  };
  const note = () => {
    compose(chat, { note: true });
    focusComposer();
  };
  const open = window.state === "open";
  const actions: Action[] = [
    {
      id: "composer.out",
      title: msg`One step back`,
      group: "chat",
      keyOnly: true,
      run: () => (open ? back() : focusRow(chat)),
    },
    { id: "composer.note", title: msg`Internal note`, group: "chat", keyOnly: true, run: note },
    { id: "composer.templates", title: msg`Back to the text`, group: "chat", keyOnly: true, enabled: open, run: back },
  ];
  useActions(actions);
  return (
    <div className="composer" data-keys="composer">
      <ClosedLine detail={detail} window={window} minute={minute} onNote={note} onBack={back} />
      <KeptDraft detail={detail} window={window} />
      <div className="templates">
        <TemplateList
          offers={shown}
          all={offers.length}
          query={query}
          onQuery={setQuery}
          chosen={offer}
          onChoose={(next) => setChosen(keyOf(next))}
          waits={data === undefined && !isError}
        />
        {offer === undefined ? (
          <p className="templates-none" role="status">
            {isError
              ? t`The templates could not be read. Check the connection in Settings.`
              : data === undefined
                ? null
                : offers.length === 0
                  ? t`There are no approved templates yet. They are made in the WhatsApp Manager.`
                  : t`No template fits what you typed.`}
          </p>
        ) : (
          <TemplateForm key={keyOf(offer)} detail={detail} offer={offer} onSent={onSent} />
        )}
      </div>
    </div>
  );
}

/** A name and a language make a template. */
export function keyOf({ template }: TemplateOffer): string {
  return `${template.name}/${template.language}`;
}

/** What was being written when the window closed is not lost, and said to be so. */
function KeptDraft({ detail, window }: { detail: ChatDetail; window: ServiceWindow }) {
  const body = detail.draft?.body ?? "";
  if (body === "" || detail.draft?.note === true || window.state === "open") return null;
  return (
    <div className="composer-callout">
      <CallOut icon={<Info aria-hidden />}>
        <Trans>Your text is kept as a draft:</Trans>{" "}
        <span className="selectable" dir="auto">
          {body}
        </span>
      </CallOut>
    </div>
  );
}
