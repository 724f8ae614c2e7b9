import type { BreakthroughId, ExceptionRow, Fields, Level, LevelFields, NotificationRules, Outcome } from "./contract";

/** A level that sets nothing. */
export const UNSET: Fields = {
  sound: null,
  volume: null,
  banner: null,
  badge: null,
  preview: null,
  importance: null,
  attention: null,
};

/** Whether a level sets nothing. */
export function isUnset(fields: Fields): boolean {
  return Object.values(fields).every((value) => value === null);
}

/** Whether two names of levels name the same one. */
export function sameLevel(one: Level, other: Level): boolean {
  return one.level === other.level && ("id" in one ? one.id : null) === ("id" in other ? other.id : null);
}

/** What a level sets, over what stood before. */
export function laid(outcome: Outcome, fields: Fields): Outcome {
  return {
    sound: fields.sound ?? outcome.sound,
    volume: fields.volume ?? outcome.volume,
    banner: fields.banner ?? outcome.banner,
    badge: fields.badge ?? outcome.badge,
    preview: fields.preview ?? outcome.preview,
    importance: fields.importance ?? outcome.importance,
    attention: fields.attention ?? outcome.attention,
  };
}

/**
 * The rules as they will be once a level is kept; shown before the core has answered. What a field that is taken away
 * falls back to only the core knows, so until its answer the old one stands there.
 */
export function withLevel(rules: NotificationRules, { level, fields }: LevelFields): NotificationRules {
  switch (level.level) {
    case "app": {
      // What a kind sets itself stays above what is set for everything.
      const kinds = rules.kinds.map((row) => ({ ...row, outcome: laid(laid(row.outcome, fields), row.fields) }));
      return { ...rules, app: fields, kinds };
    }
    case "groups":
      return { ...rules, groups: fields };
    case "group_kind": {
      const kinds = rules.group_kinds.map((row) =>
        row.kind === level.id
          ? { ...row, fields, message: laid(row.message, fields), mention: laid(row.mention, fields) }
          : row,
      );
      return { ...rules, group_kinds: kinds };
    }
    case "kind": {
      const kinds = rules.kinds.map((row) =>
        row.kind === level.id ? { ...row, fields, outcome: laid(row.outcome, fields) } : row,
      );
      return { ...rules, kinds };
    }
    case "account":
    case "label": {
      const others = rules.levels.filter((one) => !sameLevel(one.level, level));
      return { ...rules, levels: isUnset(fields) ? others : [...others, { level, fields }] };
    }
    case "chat":
    case "contact":
      return rules;
  }
}

/** Rows of exceptions as they will be. A row that sets nothing any more stays until the core takes it out. */
export function withException(rows: readonly ExceptionRow[], { level, fields }: LevelFields): ExceptionRow[] {
  return rows.map((row) => (sameLevel(row.level, level) ? { ...row, fields } : row));
}

/** The exceptions to silence in another order. */
export function reordered(rules: NotificationRules, order: readonly BreakthroughId[]): NotificationRules {
  const place = ({ breakthrough_id }: { breakthrough_id: BreakthroughId }) => order.indexOf(breakthrough_id);
  return { ...rules, breakthroughs: rules.breakthroughs.toSorted((one, other) => place(one) - place(other)) };
}
