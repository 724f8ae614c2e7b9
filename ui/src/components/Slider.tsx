import { type ReactNode, useState } from "react";
import { Slider as Range, SliderThumb, SliderTrack } from "react-aria-components";

/** An amount between two ends. It is taken when it is let go, so that dragging does not give a hundred commands. */
export function Slider({
  label,
  icon,
  value,
  onChange,
  min = 0,
  max = 100,
  step = 5,
}: {
  /** What it is the amount of, for screen readers. */
  label: string;
  icon?: ReactNode;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
}) {
  const [moving, setMoving] = useState<number | null>(null);
  return (
    <Range
      className="slider"
      aria-label={label}
      minValue={min}
      maxValue={max}
      step={step}
      value={moving ?? value}
      onChange={(next) => setMoving(next)}
      onChangeEnd={(next) => {
        setMoving(null);
        onChange(next);
      }}
    >
      {icon}
      <SliderTrack className="slider__track">
        {({ state }) => (
          <>
            <span className="slider__fill" style={{ inlineSize: `${state.getThumbPercent(0) * 100}%` }} />
            <SliderThumb className="slider__thumb" />
          </>
        )}
      </SliderTrack>
    </Range>
  );
}
