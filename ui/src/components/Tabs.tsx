import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as Group } from "react-aria-components";

import { Counter } from "./Counter";

/** One tab and its page. */
export interface TabPage<T extends string> {
  id: T;
  words: string;
  /** How much is in it: a quiet number. */
  count?: number;
  page: ReactNode;
}

/** Pages of one screen under a line of names. Arrow keys move, Enter or Space opens. */
export function Tabs<T extends string>({
  label,
  pages,
  value,
  onChange,
  end,
}: {
  label: string;
  pages: readonly TabPage<T>[];
  value: T;
  onChange: (value: T) => void;
  /** Stands at the end of the line of names. */
  end?: ReactNode;
}) {
  return (
    <Group
      className="tabs"
      keyboardActivation="manual"
      selectedKey={value}
      onSelectionChange={(key) => {
        const page = pages.find(({ id }) => id === key);
        if (page !== undefined) onChange(page.id);
      }}
    >
      <div className="tabs__line">
        <TabList className="tabs__list" aria-label={label}>
          {pages.map(({ id, words, count }) => (
            <Tab key={id} id={id} className="tabs__tab">
              {words}
              {count === undefined ? null : <Counter value={count} quiet />}
            </Tab>
          ))}
        </TabList>
        {end}
      </div>
      {pages.map(({ id, page }) => (
        <TabPanel key={id} id={id} className="tabs__page">
          {page}
        </TabPanel>
      ))}
    </Group>
  );
}
