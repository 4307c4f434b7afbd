import type { ThreatClass } from '../graph/kinds.ts';
import { threatClasses } from '../graph/kinds.ts';

/**
 * What a passing arc does to its target.
 * - compromise: the target is taken and attacks from then on
 * - disable: it stops working (a monitor detects nothing, a control stops nothing) and attacks nobody
 * - blind: a monitor or log store records nothing that is of use; it does not attack
 * - disclose: the content of a store is known to the attacker; it does not attack
 */
export type ThreatEffect = 'compromise' | 'disable' | 'blind' | 'disclose';

/** Spoofing, tampering, repudiation, information disclosure, denial of service, elevation of privilege. */
export type StrideLetter = 'S' | 'T' | 'R' | 'I' | 'D' | 'E';

export type ThreatClassCard = {
  readonly family: 'agentic' | 'stride';
  /** The property that is broken, in STRIDE's letters: most agentic classes break several. */
  readonly stride: readonly StrideLetter[];
  readonly effect: ThreatEffect;
  readonly mechanism: string;
};

/** The eleven classes of one simulation. Agentic classes extend STRIDE; they do not replace it. */
export const threatClassCards: Readonly<Record<ThreatClass, ThreatClassCard>> = {
  'memory-poisoning': {
    family: 'agentic',
    stride: ['T'],
    effect: 'compromise',
    mechanism:
      'Hostile content is stored once and bends every later reader, including those that never met the attacker.',
  },
  'intent-manipulation': {
    family: 'agentic',
    stride: ['T', 'E'],
    effect: 'compromise',
    mechanism: 'Content that an agent only reads replaces what it is trying to do.',
  },
  'tool-misuse': {
    family: 'agentic',
    stride: ['E', 'T'],
    effect: 'compromise',
    mechanism:
      'A taken agent turns its tools to harm, and a poisoned tool speaks to the agent through its description and results.',
  },
  'communication-poisoning': {
    family: 'agentic',
    stride: ['S', 'T'],
    effect: 'compromise',
    mechanism:
      'A taken agent persuades its peers, who believe one another far more readily than they believe strangers.',
  },
  'cross-agent-interference': {
    family: 'agentic',
    stride: ['E', 'D'],
    effect: 'compromise',
    mechanism:
      'What components share (hosts, credentials, controls, children) carries the compromise without a message between them.',
  },
  spoofing: {
    family: 'stride',
    stride: ['S'],
    effect: 'compromise',
    mechanism: 'A request is accepted because of the identity it claims.',
  },
  tampering: {
    family: 'stride',
    stride: ['T'],
    effect: 'compromise',
    mechanism: 'Data or code is changed without right.',
  },
  repudiation: {
    family: 'stride',
    stride: ['R'],
    effect: 'blind',
    mechanism: 'What happened can no longer be proven, because the record of it is changed or drowned.',
  },
  'information-disclosure': {
    family: 'stride',
    stride: ['I'],
    effect: 'disclose',
    mechanism: 'Whoever may read a store hands its content on.',
  },
  'denial-of-service': {
    family: 'stride',
    stride: ['D'],
    effect: 'disable',
    mechanism: 'Requests exhaust the one that serves them.',
  },
  'elevation-of-privilege': {
    family: 'stride',
    stride: ['E'],
    effect: 'compromise',
    mechanism: 'Rights that were never given are gained on what one runs on or reaches.',
  },
};

/** The table as docs/model.md shows it. */
export function classTableMarkdown(): string {
  const head = ['class', 'STRIDE', 'effect', 'mechanism'];
  const rows = threatClasses.map((threat) => {
    const { stride, effect, mechanism } = threatClassCards[threat];
    return [`\`${threat}\``, stride.join(' '), effect, mechanism];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export const effectOf = (threat: ThreatClass): ThreatEffect => threatClassCards[threat].effect;

/** Classes whose passing arcs take their target, so that it attacks in turn. */
export const compromisingClasses: readonly ThreatClass[] = threatClasses.filter(
  (threat) => effectOf(threat) === 'compromise',
);
