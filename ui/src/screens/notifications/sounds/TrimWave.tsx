import { useLingui } from "@lingui/react/macro";
import { Slider, SliderThumb, SliderTrack } from "react-aria-components";

import { useSeconds } from "./seconds";
import { Wave } from "./Wave";

const STEP = 50;

/** The wave of a file with two ends that are dragged, or moved by the arrow keys. What is left out is drawn grey. */
export function TrimWave({
  shape,
  length,
  part: [from, to],
  onChange,
}: {
  shape: readonly number[];
  /** In milliseconds. */
  length: number;
  part: [number, number];
  onChange: (part: [number, number], moved: "from" | "to") => void;
}) {
  const { t } = useLingui();
  const seconds = useSeconds();
  const percent = (at: number) => `${(100 * at) / length}%`;
  return (
    <Slider
      className="trim-wave"
      aria-label={t`Part of the file`}
      minValue={0}
      maxValue={length}
      step={Math.min(STEP, length)}
      value={[from, to]}
      onChange={([start = 0, end = length]) => onChange([start, end], start === from ? "to" : "from")}
    >
      <SliderTrack className="trim-wave__track">
        <Wave shape={shape} />
        <span className="trim-wave__out" style={{ insetInlineStart: 0, inlineSize: percent(from) }} />
        <span className="trim-wave__out" style={{ insetInlineEnd: 0, inlineSize: percent(length - to) }} />
        <SliderThumb index={0} className="trim-wave__end" aria-label={t`Begins at ${seconds(from)}`} />
        <SliderThumb index={1} className="trim-wave__end" aria-label={t`Ends at ${seconds(to)}`} />
      </SliderTrack>
    </Slider>
  );
}
