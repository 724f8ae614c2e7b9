import type { BusinessProfile, ProfileChange, ProfileLimits, ProfileView } from "../../../host/contract";

/** What is changed of a profile: each field as it is typed, and one line for each page in the web. */
export type ProfileFields = BusinessProfile;

/** What may be wrong with a field. */
export type ProfileProblem = "empty" | "too_long" | "no_email" | "no_website";

/** A field that has something wrong with it; of pages in the web, which. */
export type ProfileProblems = Partial<Record<"about" | "address" | "description" | "email", ProfileProblem>> & {
  websites: (ProfileProblem | undefined)[];
};

/** A change that changes nothing. */
export const NOTHING: ProfileChange = {
  about: null,
  address: null,
  description: null,
  email: null,
  websites: null,
  vertical: null,
  picture: null,
};

/** Letters as WhatsApp counts them. */
export const lengthOf = (text: string) => [...text.trim()].length;

/** The words of a profile with what was decided, as far as it is not done: so nothing that was typed is lost. */
export function decidedOf({ profile, change }: ProfileView): ProfileFields {
  if (change === null || change.phase === "saved") return profile;
  const said = Object.entries(change.change).filter(([name, value]) => name !== "picture" && value != null);
  return { ...profile, ...Object.fromEntries(said) };
}

/** What the fields are compared with: what is on its way is not asked for again. */
export function baseOf(view: ProfileView): ProfileFields {
  return view.change?.phase === "saving" ? decidedOf(view) : view.profile;
}

/** What is to be another; none where nothing is. */
export function changeOf(base: ProfileFields, fields: ProfileFields): ProfileChange | null {
  const change = { ...NOTHING };
  for (const name of ["about", "address", "description", "email", "vertical"] as const) {
    if (fields[name].trim() !== base[name].trim()) change[name] = fields[name].trim();
  }
  const pages = fields.websites.map((page) => page.trim()).filter((page) => page !== "");
  if (pages.join("\n") !== base.websites.join("\n")) change.websites = pages;
  return Object.values(change).every((value) => value === null) ? null : change;
}

/** What WhatsApp would not take, as far as it is known. */
export function problemsOf(fields: ProfileFields, limits: ProfileLimits): ProfileProblems {
  const problems: ProfileProblems = { websites: [] };
  for (const name of ["about", "address", "description", "email"] as const) {
    if (lengthOf(fields[name]) > limits[name]) problems[name] = "too_long";
  }
  if (fields.about.trim() === "") problems.about = "empty";
  const email = fields.email.trim();
  if (email !== "" && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/u.test(email)) problems.email = "no_email";
  problems.websites = fields.websites.map((typed) => {
    const page = typed.trim();
    if (page === "") return undefined;
    if (lengthOf(page) > limits.website) return "too_long";
    return /^https?:\/\/[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?$/u.test(page) ? undefined : "no_website";
  });
  return problems;
}

/** Whether anything is wrong. */
export function isWrong({ websites, ...rest }: ProfileProblems): boolean {
  return Object.keys(rest).length > 0 || websites.some((problem) => problem !== undefined);
}
