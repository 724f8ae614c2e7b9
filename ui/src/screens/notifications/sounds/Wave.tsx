const WIDTH = 3;
const HIGH = 20;
const LEAST = 2;

/** How loud a sound is over its length, drawn as bars; those that were heard already are in the accent. */
export function Wave({ shape, heard = 0 }: { shape: readonly number[]; heard?: number }) {
  const bars = shape.map((loud, at) => ({ at: at * (WIDTH + 1), high: Math.max(LEAST, (loud / 100) * HIGH) }));
  const done = heard * bars.length;
  return (
    <svg
      className="wave"
      viewBox={`0 0 ${bars.length * (WIDTH + 1)} ${HIGH}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bars.map(({ at, high }, index) => (
        <rect
          key={at}
          className={index < done ? "wave__bar wave__bar--heard" : "wave__bar"}
          x={at}
          y={(HIGH - high) / 2}
          width={WIDTH - 1}
          height={high}
          rx={1}
        />
      ))}
    </svg>
  );
}
