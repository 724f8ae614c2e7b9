import { useLingui } from "@lingui/react/macro";
import { Copy, MapPin } from "lucide-react";
import { IconButton } from "@/components/index.ts";
import type { Location } from "@/host/contract.ts";
import { useCopy } from "../copy.ts";

/** A place: its name, address and coordinates. Nothing is fetched from a map; the link can be copied. */
export function Place({ place }: { place: Location }) {
  const { t } = useLingui();
  const copy = useCopy();
  const coordinates = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
  const link = `https://www.openstreetmap.org/?mlat=${place.latitude}&mlon=${place.longitude}#map=17/${place.latitude}/${place.longitude}`;
  return (
    <span className="card">
      <span className="card-icon" data-tone="danger">
        <MapPin className="inbox-icon-18" aria-hidden />
      </span>
      <span className="card-text">
        <span className="card-title">{place.name ?? t`Location`}</span>
        {place.address ? <span className="card-line">{place.address}</span> : null}
        <span className="card-line">{coordinates}</span>
      </span>
      <IconButton label={t`Copy link to the map`} onPress={() => copy(link, t`Link copied`)}>
        <Copy aria-hidden />
      </IconButton>
    </span>
  );
}
