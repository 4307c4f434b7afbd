import type { Belief } from '../graph/belief.ts';
import type { Costs } from '../graph/ecosystem.ts';
import type { DefenceName, Family } from '../graph/kinds.ts';

/** A defence with numbers of its own, for whoever says no others. */
export type Defence = {
  /** Kinds of component that may be it. */
  readonly of: Family;
  /** Of a control: probability that it stops what would have passed; of a monitor: its detection per round. */
  readonly strength: Belief;
  readonly costs: Costs;
  /** Ids of data/calibration.json. */
  readonly evidence: readonly string[];
  readonly note: string;
};

/** Prices are the author's to say; ranges without evidence are our judgement. */
export const defences: Readonly<Record<DefenceName, Defence>> = {
  'adversarial-training': {
    of: 'control',
    strength: { form: 'range', low: 0.3, high: 0.75 },
    costs: { price: 0, falseAlarms: 0, utilityLoss: 0.03 },
    evidence: ['tool-injecagent-finetuned', 'tool-injecagent-base'],
    note: 'training on attacks: fine-tuning cut 0.24 to 0.066 on one benchmark (0.72 stopped); unseen attacks get further, hence the low end; the loss of utility is our judgement',
  },
  'red-teaming': {
    of: 'control',
    strength: { form: 'range', low: 0.1, high: 0.5 },
    costs: { price: 0, falseAlarms: 0, utilityLoss: 0 },
    evidence: [],
    note: 'what was found was mended before it ran: it stops what was tried, which is never all; our judgement',
  },
  'runtime-monitoring': {
    of: 'monitor',
    strength: { form: 'range', low: 0.1, high: 0.68 },
    costs: { price: 0, falseAlarms: 0.015, utilityLoss: 0 },
    evidence: ['mem-detector-tpr', 'com-worm-guard-tpr'],
    note: 'the best off-the-shelf detector found 0.425 to 0.68 of poisoned memories, a replication guard raised false alarms in 0.015 of cases; the low end is our judgement',
  },
};
