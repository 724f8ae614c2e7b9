import type { BusinessProfile, FileBytes, ProfileChangeView, Refused } from "../contract";
import { HostError } from "../host";
import type { Around } from "./alerts/alerts";
import type { Answers } from "./fake";

const POLAR: BusinessProfile = {
  about: "Loose leaf tea, weighed by hand",
  address: "12 Birch Lane",
  description: "A small tea shop with a long counter.",
  email: "hello@polartea.example",
  websites: ["https://polartea.example/"],
  vertical: "RETAIL",
};

/** The business profiles of the made-up numbers. A test may set any of it before it is asked. */
export class FakeProfiles {
  profile: BusinessProfile = POLAR;
  picture: FileBytes | null = null;
  /** The picture that was put here last. */
  added: FileBytes | null = null;
  change: ProfileChangeView | null = null;
  /** Why WhatsApp does not take a change. */
  refuses: Refused | null = null;
  /** Whether a change gets no answer. */
  holds = false;
  /** Why the profile cannot be had. */
  away: HostError | null = null;
}

/** Answers to everything about business profiles. */
export type ProfileAnswers = Pick<Answers, "profile" | "profile_picture_add" | "profile_save" | "profile_seen">;

/** The commands about business profiles. */
export function profileAnswers(profiles: FakeProfiles, around: Around, operator: string): ProfileAnswers {
  const changed = (): Record<symbol, never> => {
    around.changed("profiles");
    return {};
  };
  return {
    profile: () => {
      if (profiles.away !== null) throw profiles.away;
      const { profile, picture, change } = profiles;
      return { profile, picture, change };
    },
    profile_picture_add: ({ base64 }) => {
      profiles.added = { mime: "image/png", base64 };
      return { file: "fake-picture" };
    },
    profile_save: ({ change }) => {
      const { refuses: refused, holds } = profiles;
      const phase = holds ? "saving" : refused === null ? "saved" : "refused";
      profiles.change = { change, phase, unconfirmed: holds, refused, operator, at: around.now() };
      const { picture, ...words } = change;
      const said = Object.entries(words).filter(([, value]) => value !== null);
      if (phase === "saved") profiles.profile = { ...profiles.profile, ...Object.fromEntries(said) };
      if (phase === "saved" && picture !== null) profiles.picture = profiles.added;
      return changed();
    },
    profile_seen: () => {
      profiles.change = null;
      return changed();
    },
  };
}
