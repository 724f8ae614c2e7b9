import { useLingui } from "@lingui/react/macro";

import { closeOverlay, useNavigation } from "../../app/navigation";
import { Dialog, Kbd } from "../../components";
import { useRegistry } from "../../keys/actions";
import { chordKeys } from "../../keys/chord";
import { keyMap, type Where } from "../../keys/map";

/** Every key that acts now: those of the open screen first. */
export function KeysSheet() {
  const { t, i18n } = useLingui();
  const actions = useRegistry((state) => state.actions);
  const screen = useNavigation((state) => state.screen);
  const names: Record<Where, string> = {
    anywhere: t`Anywhere`,
    inbox: t`Inbox`,
    composer: t`While writing`,
    message: t`Selected message`,
    mute: t`While muting`,
    quiet: t`In the menu of quiet`,
    digest: t`In the list after a silence`,
    groups: t`Groups`,
    members: t`Members`,
    requests: t`Join requests`,
    consent: t`Consent`,
    record: t`While recording a consent`,
    notifications: t`Notifications`,
    week: t`Block in the week`,
    search: t`Search`,
  };
  const places = [...new Set(keyMap.map(({ where }) => where))];
  places.sort((a, b) => Number(b === screen) - Number(a === screen));
  return (
    <Dialog title={t`Shortcuts`} isOpen onClose={closeOverlay} wide>
      <div className="keys">
        {places.map((where) => {
          const ids = new Set(keyMap.filter((one) => one.where === where).map(({ action }) => action));
          const known = [...ids].filter((id) => actions.has(id));
          return known.length === 0 ? null : (
            <section key={where}>
              <h3>{names[where]}</h3>
              <ul>
                {known.map((id) => (
                  <li key={id}>
                    <span>{i18n._(actions.get(id)?.title ?? { id })}</span>
                    <Chords id={id} where={where} />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}

function Chords({ id, where }: { id: string; where: Where }) {
  const chords = keyMap.filter((one) => one.action === id && one.where === where).map(({ chord }) => chord);
  return (
    <span className="keys__chords">
      {chords.map((chord, index) => (
        <span key={chord}>
          {index > 0 && " · "}
          <Kbd chord={chord} />
          <span className="unseen">{chordKeys(chord)}</span>
        </span>
      ))}
    </span>
  );
}
