import data from './data/calibration.json' with { type: 'json' };

/** One published number about attacks on agents or their defence. */
export type CalibrationEntry = {
  /** `tool-mcptox-average`. */
  readonly id: string;
  /** An agentic threat class. */
  readonly class: string;
  /** What part of an attack was measured: `write`, `retrieve`, `act`, `entry`, `relay`, `defence-residual` … */
  readonly stage: string;
  readonly quantity: string;
  readonly value: number;
  readonly range?: readonly number[];
  /** `probability`, `share`, `ratio`, `turns`, `points` … */
  readonly unit: string;
  /** Systems, models and conditions of the measurement. */
  readonly setting: string;
  readonly source: {
    readonly title: string;
    readonly authors?: string;
    readonly year: number;
    readonly arxiv?: string;
  };
  /** Whether the paper's own text, its abstract, or somebody's notes on it were read. */
  readonly evidence: string;
  readonly seenIn: string;
  readonly note?: string;
};

// The cast is checked by a test: TypeScript reads a JSON list as a union of its entries' exact shapes.
export const calibration = data as readonly unknown[] as readonly CalibrationEntry[];

export const calibrationEntry = (id: string): CalibrationEntry | undefined => byId.get(id);

/** `Wang et al. (2025), MCPTox …, arXiv 2508.14925`. */
export const citationOf = ({ source: { authors, year, title, arxiv } }: CalibrationEntry): string =>
  `${authors === undefined ? '' : `${authors} `}(${year}), ${title}${arxiv === undefined ? '' : `, arXiv ${arxiv}`}`.trim();

const byId: ReadonlyMap<string, CalibrationEntry> = new Map(calibration.map((entry) => [entry.id, entry]));
