import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";

import { Button, Empty } from "../components";
import { errorWords } from "./errors";

/** Keeps the frame when a screen cannot be drawn: says so in the screen's place, and draws it anew on request. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return <Broken again={() => this.setState({ broken: false })} />;
  }
}

function Broken({ again }: { again: () => void }) {
  const { i18n, t } = useLingui();
  return (
    <Empty
      icon={<CircleAlert aria-hidden="true" />}
      title={i18n._(errorWords({ code: "internal", retry: { retry: "never" } }))}
      action={
        <Button kind="primary" onPress={again}>
          {t`Try again`}
        </Button>
      }
    />
  );
}
