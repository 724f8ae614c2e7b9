import "./profile.css";

import { useLingui } from "@lingui/react/macro";
import { ChevronLeft, CircleAlert, Store } from "lucide-react";

import { errorWords } from "../../../app/errors";
import { Button, CallOut, Empty, Late, Skeleton } from "../../../components";
import type { Account, ProfileLimits, ProfileView } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useProfile } from "../../../host/profile";
import { Section } from "../Section";
import { Picture } from "./Picture";
import { PictureField } from "./PictureField";
import { ProfileForm } from "./ProfileForm";
import { ProfileStanding } from "./ProfileStanding";

/** What people see who tap a number's name: as it stands at WhatsApp, to be changed. */
export function ProfilePage({
  account,
  limits,
  onBack,
}: {
  account: Account;
  limits: ProfileLimits;
  onBack: () => void;
}) {
  const { t, i18n } = useLingui();
  const view = useProfile(account.account_id);
  const name = account.name ?? account.phone ?? t`Number without a name`;
  return (
    <Section
      title={t`Business profile`}
      about={t`What people see in WhatsApp who tap the name of ${name}.`}
      action={
        <Button autoFocus onPress={onBack}>
          <ChevronLeft aria-hidden="true" />
          {t`Back to the numbers`}
        </Button>
      }
    >
      {view.data !== undefined ? (
        <Profile view={view.data} account={account} limits={limits} />
      ) : view.error === null ? (
        <div className="profile__waits" role="status" aria-label={t`Loading…`}>
          <Late>
            <Skeleton width="72px" height="72px" round />
            <Skeleton width="100%" height="56px" />
            <Skeleton width="100%" height="96px" />
          </Late>
        </div>
      ) : (
        <Empty
          icon={<CircleAlert aria-hidden="true" />}
          title={t`The profile could not be read`}
          action={
            <Button pending={view.isFetching ? t`Asking…` : undefined} onPress={() => void view.refetch()}>
              {t`Try again`}
            </Button>
          }
        >
          {i18n._(errorWords(toHostError(view.error).body))}
        </Empty>
      )}
    </Section>
  );
}

function Profile({ view, account, limits }: { view: ProfileView; account: Account; limits: ProfileLimits }) {
  const { t } = useLingui();
  const { about, address, description, email, websites } = view.profile;
  const isEmpty = [about, address, description, email, ...websites].every((text) => text === "");
  return (
    <>
      {isEmpty && (
        <CallOut icon={<Store aria-hidden="true" />}>
          {t`Nothing is filled in yet: people see the name and the number only.`}
        </CallOut>
      )}
      {view.change !== null && <ProfileStanding change={view.change} account={account.account_id} />}
      <div className="settings__card profile__picture">
        <Picture file={view.picture} name={account.name ?? ""} />
        <PictureField account={account.account_id} limits={limits} />
      </div>
      <ProfileForm view={view} account={account.account_id} limits={limits} />
    </>
  );
}
