import { z } from 'zod';
import { type LeadingScenario, LIVE_VERSION, type LiveState } from './live-state.ts';

const count = z.number().int().nonnegative();
const interval = z.tuple([z.number(), z.number()]);
const names = z.array(z.string());

const radius = z.object({ size: count, mean: z.number(), ci95: interval, touched: z.number(), touchedCi95: interval });
/** As much of a blast radius as is drawn. */
const fullRadius = radius.extend({
  sd: z.number(),
  p50: z.number(),
  p95: z.number(),
  max: z.number(),
  untouched: z.number(),
  belief95: interval.nullable(),
  histogram: z.array(z.tuple([count, z.number()])),
});

const schema = z.object({
  liveVersion: z.literal(LIVE_VERSION),
  engine: z.string(),
  process: z.object({ pid: z.number().int().positive(), host: z.string() }),
  name: z.string(),
  seed: z.number(),
  components: count,
  relations: count,
  phase: z.enum(['simulating', 'writing']),
  progress: z.object({ done: count, total: count }),
  elapsedMs: z.number().nonnegative(),
  precision: z.number().nullable(),
  scenarioCount: count,
  scenarios: z.array(
    z.object({
      id: z.string(),
      model: z.string(),
      entry: names,
      threats: names,
      worlds: count,
      total: radius,
      layers: z.record(z.string(), z.object({ size: count, mean: z.number() })),
      trail: z.array(z.tuple([count, z.number(), z.number(), z.number()])),
    }),
  ),
  leading: z
    .object({ id: z.string(), total: fullRadius.loose(), layers: z.record(z.string(), fullRadius.loose()) })
    .nullable(),
});

/**
 * What a run wrote about itself; undefined if it is something else. Folders come from elsewhere too: what is drawn from
 * them is looked at first.
 */
export function parseLiveState(text: string): LiveState | undefined {
  try {
    const { data } = schema.safeParse(JSON.parse(text));
    if (data === undefined) return undefined;
    // The schema names what is drawn of a blast radius, and lets the rest through.
    return { ...data, leading: data.leading as LeadingScenario | null } as LiveState;
  } catch {
    return undefined;
  }
}
