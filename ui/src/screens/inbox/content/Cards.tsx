import { useLingui } from "@lingui/react/macro";
import { Copy, ContactRound } from "lucide-react";
import { IconButton } from "@/components/index.ts";
import type { ContactCard } from "@/host/contract.ts";
import { useCopy } from "../copy.ts";

/** Contact cards that were sent. */
export function Cards({ cards }: { cards: readonly ContactCard[] }) {
  return cards.map((card) => <Card key={`${card.name} ${card.phones.join()}`} card={card} />);
}

function Card({ card }: { card: ContactCard }) {
  const { t } = useLingui();
  const copy = useCopy();
  const lines = [...new Set([card.company ?? "", ...card.phones, ...card.emails])].filter((line) => line !== "");
  return (
    <span className="card">
      <span className="card-icon">
        <ContactRound className="inbox-icon-18" aria-hidden />
      </span>
      <span className="card-text">
        <span className="card-title">{card.name}</span>
        {lines.map((line) => (
          <span key={line} className="card-line">
            {line}
          </span>
        ))}
      </span>
      <IconButton
        label={t`Copy card: ${card.name}`}
        onPress={() => copy([card.name, ...lines].join("\n"), t`Card copied`)}
      >
        <Copy aria-hidden />
      </IconButton>
    </span>
  );
}
