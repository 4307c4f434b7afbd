import { describe, expect, it } from 'vitest';
import type { Belief } from '../../src/graph/belief.ts';
import type { ComponentKind, Direction, RelationKind } from '../../src/graph/kinds.ts';
import {
  componentKinds,
  directions,
  modelTiers,
  relationKindNames,
  relationKinds,
  threatClasses,
} from '../../src/graph/kinds.ts';
import { calibrationEntry } from '../../src/threats/calibration.ts';
import { catalogueThreat } from '../../src/threats/catalogue.ts';
import type { Channel } from '../../src/threats/channels.ts';
import {
  channelFor,
  channelId,
  channels,
  describeChannel,
  parameterOf,
  probabilityOf,
  untrustedContent,
} from '../../src/threats/channels.ts';
import { effectOf } from '../../src/threats/classes.ts';

const beliefsOf = (channel: Channel): readonly Belief[] => modelTiers.map((tier) => probabilityOf(channel, tier));
const named = (id: string): Channel => {
  const found = channels.find((channel) => channelId(channel) === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
};
/** Mean and range of a row that does not go by tier. */
const row = (id: string) => {
  const belief = probabilityOf(named(id), 'mid');
  return belief.form === 'judged' ? [belief.mean, belief.low, belief.high] : belief;
};

describe('the channel table', () => {
  it('has one row per mechanism: ids are unique', () => {
    expect(new Set(channels.map(channelId)).size).toBe(channels.length);
  });

  it.each(channels.map((channel) => [channelId(channel), channel] as const))(
    '%s: its mean lies in its range',
    (_id, channel) => {
      for (const belief of beliefsOf(channel)) {
        expect(belief.form).toBe('judged');
        if (belief.form !== 'judged') continue;
        expect(belief.low).toBeGreaterThanOrEqual(0);
        expect(belief.low).toBeLessThan(belief.mean);
        expect(belief.mean).toBeLessThan(belief.high);
        expect(belief.high).toBeLessThanOrEqual(1);
      }
    },
  );

  it.each(channels.map((channel) => [channelId(channel), channel] as const))(
    '%s: its evidence and threats exist',
    (_id, { evidence, threats, note }) => {
      expect(evidence === 'judgement' || evidence.length > 0).toBe(true);
      for (const id of evidence === 'judgement' ? [] : evidence)
        expect(calibrationEntry(id)?.unit, id).toBe('probability');
      expect(threats.length).toBeGreaterThan(0);
      for (const id of threats) expect(catalogueThreat(id), id).toBeDefined();
      expect(note).not.toBe('');
    },
  );

  it('lets at most one row fit any arc, and channelFor finds it', () => {
    let arcs = 0;
    for (const threat of threatClasses)
      for (const kind of relationKindNames)
        for (const direction of directions)
          for (const source of ['content', 'agent'] as const)
            for (const into of componentKinds)
              for (const role of ['holds', 'accepts', undefined] as const)
                for (const signed of [false, true]) {
                  const fitting = channels.filter((channel) =>
                    fitsByHand(channel, { threat, kind, direction, source, into, role, signed }),
                  );
                  expect(fitting.length).toBeLessThanOrEqual(1);
                  expect(channelFor(threat, kind, direction, { source, into, role, signed })).toBe(fitting[0]);
                  arcs++;
                }
    expect(arcs).toBe(threatClasses.length * relationKindNames.length * 2 * 2 * componentKinds.length * 3 * 2);
  });

  it('compromises only along directions that carry influence', () => {
    for (const channel of channels) {
      if (effectOf(channel.threat) !== 'compromise') continue;
      expect(relationKinds[channel.kind][channel.direction], describeChannel(channel)).not.toBeNull();
    }
  });

  it('compromises along every direction that carries influence', () => {
    for (const kind of relationKindNames) {
      for (const direction of directions) {
        const carried = channels.some(
          (row) => row.kind === kind && row.direction === direction && effectOf(row.threat) === 'compromise',
        );
        expect([kind, direction, carried]).toEqual([kind, direction, relationKinds[kind][direction] !== null]);
      }
    }
  });

  it('has the STRIDE classes along only', () => {
    for (const { threat, direction } of channels) {
      if (
        [
          'spoofing',
          'tampering',
          'repudiation',
          'information-disclosure',
          'denial-of-service',
          'elevation-of-privilege',
        ].includes(threat)
      ) {
        expect(direction).toBe('along');
      }
    }
  });

  it('has a row for each of the eleven classes', () => {
    expect(new Set(channels.map(({ threat }) => threat))).toEqual(new Set(threatClasses));
  });

  it('raises to the attempts exactly the rows by tier, which are those of untrusted content', () => {
    for (const channel of channels) {
      expect(channel.perAttempt).toBe('byTier' in channel.probability);
      if ('byTier' in channel.probability) expect(channel.probability.byTier).toBe(untrustedContent);
    }
    expect(channels.filter(({ perAttempt }) => perAttempt).map(channelId)).toEqual([
      'memory-poisoning/reads/against/content',
      'intent-manipulation/feeds/along/content/agents',
      'intent-manipulation/messages/along/content/agents',
    ]);
  });

  it('makes entry rarer than relay by more than ten times at the frontier', () => {
    const entry = probabilityOf(named('intent-manipulation/feeds/along/content/agents'), 'frontier');
    const relay = probabilityOf(named('communication-poisoning/messages/along/agent'), 'frontier');
    expect(entry).toEqual({ form: 'judged', mean: 0.03, low: 0.005, high: 0.085 });
    expect(relay).toEqual({ form: 'judged', mean: 0.8, low: 0.58, high: 0.9 });
  });

  it('keeps the defaults that the evidence was read for', () => {
    expect(row('memory-poisoning/writes/along')).toEqual([0.5, 0.41, 0.98]);
    expect(row('memory-poisoning/reads/against/agent')).toEqual([0.2, 0.07, 0.38]);
    expect(row('tool-misuse/invokes/along')).toEqual([0.6, 0.27, 0.83]);
    expect(row('tool-misuse/invokes/against')).toEqual([0.36, 0.2, 0.73]);
    expect(row('communication-poisoning/delegates/along')).toEqual([0.9, 0.8, 1]);
    expect(row('communication-poisoning/delegates/against')).toEqual([0.3, 0.16, 0.8]);
    expect(row('cross-agent-interference/runs-on/against')).toEqual([0.95, 0.8, 1]);
  });
});

describe('channelFor', () => {
  const from = (source: 'content' | 'agent', into: ComponentKind, more = {}) => ({
    source,
    into,
    signed: false,
    ...more,
  });
  const idFor = (threat: Channel['threat'], kind: RelationKind, direction: Direction, arc: ReturnType<typeof from>) => {
    const found = channelFor(threat, kind, direction, arc);
    return found === undefined ? undefined : channelId(found);
  };

  it('tells a page that feeds an agent from one that fills a store', () => {
    expect(idFor('intent-manipulation', 'feeds', 'along', from('content', 'orchestrator'))).toBe(
      'intent-manipulation/feeds/along/content/agents',
    );
    expect(idFor('intent-manipulation', 'feeds', 'along', from('content', 'memory'))).toBeUndefined();
    expect(idFor('memory-poisoning', 'feeds', 'along', from('content', 'memory'))).toBe(
      'memory-poisoning/feeds/along/data',
    );
    expect(idFor('memory-poisoning', 'feeds', 'along', from('content', 'agent'))).toBeUndefined();
  });

  it('tells what a stranger says from what a taken peer says', () => {
    expect(idFor('intent-manipulation', 'messages', 'along', from('agent', 'agent'))).toBeUndefined();
    expect(idFor('communication-poisoning', 'messages', 'along', from('content', 'agent'))).toBeUndefined();
    expect(idFor('communication-poisoning', 'messages', 'along', from('agent', 'agent'))).toBe(
      'communication-poisoning/messages/along/agent',
    );
  });

  it('takes a credential from its holders and opens what accepts it, never the other way', () => {
    const holds = { role: 'holds' as const };
    const accepts = { role: 'accepts' as const };
    const cai = 'cross-agent-interference';
    expect(idFor(cai, 'authenticates', 'along', from('agent', 'credential', holds))).toBeDefined();
    expect(idFor(cai, 'authenticates', 'against', from('agent', 'tool', holds))).toBeUndefined();
    expect(idFor(cai, 'authenticates', 'along', from('agent', 'credential', accepts))).toBeUndefined();
    expect(idFor(cai, 'authenticates', 'against', from('agent', 'tool', accepts))).toBeDefined();
  });

  it('lets a signature end spoofing and nothing else', () => {
    for (const kind of ['messages', 'delegates'] as const) {
      expect(idFor('spoofing', kind, 'along', from('agent', 'agent'))).toBeDefined();
      expect(idFor('spoofing', kind, 'along', from('agent', 'agent', { signed: true }))).toBeUndefined();
      expect(idFor('communication-poisoning', kind, 'along', from('agent', 'agent', { signed: true }))).toBeDefined();
    }
  });

  it('discloses stores only and blinds logs only', () => {
    expect(idFor('information-disclosure', 'accesses', 'along', from('agent', 'data-store'))).toBeDefined();
    expect(idFor('information-disclosure', 'accesses', 'along', from('agent', 'host'))).toBeUndefined();
    expect(idFor('repudiation', 'writes', 'along', from('agent', 'log-store'))).toBeDefined();
    expect(idFor('repudiation', 'writes', 'along', from('agent', 'memory'))).toBeUndefined();
  });
});

describe('parameterOf', () => {
  it('gives rows that rest on one unknown one name per tier, and every other row its own', () => {
    const named = channels.map((channel) => parameterOf(channel, 'mid'));
    expect(named.filter((name) => name === 'untrusted content/mid')).toHaveLength(3);
    expect(named.filter((name) => name === 'store write')).toHaveLength(2);
    expect(named.filter((name) => name === 'store read')).toHaveLength(2);
    expect(new Set(named).size).toBe(channels.length - 2 - 1 - 1);
  });

  it('gives rows that share a name one probability', () => {
    for (const tier of modelTiers) {
      const known = new Map<string, Belief>();
      for (const channel of channels) {
        const name = parameterOf(channel, tier);
        expect(known.get(name) ?? probabilityOf(channel, tier)).toEqual(probabilityOf(channel, tier));
        known.set(name, probabilityOf(channel, tier));
      }
    }
  });
});

it('describes a row in one line', () => {
  expect(describeChannel(named('spoofing/messages/along'))).toBe(
    'spoofing, messages along, unless signed: 0.3 (0.05 – 0.7)',
  );
  expect(describeChannel(named('memory-poisoning/reads/against/content'))).toBe(
    'memory-poisoning, reads against, from content: frontier 0.03 (0.005 – 0.085), mid 0.3 (0.01 – 0.48), tuned-against 0.6 (0.25 – 0.81) per attempt',
  );
});

type Arc = {
  threat: Channel['threat'];
  kind: RelationKind;
  direction: Direction;
  source: 'content' | 'agent';
  into: ComponentKind;
  role: 'holds' | 'accepts' | undefined;
  signed: boolean;
};

/** The rule of the table, written out a second time. */
function fitsByHand(row: Channel, arc: Arc): boolean {
  const into: Record<Channel['into'], readonly string[]> = {
    any: componentKinds,
    agents: ['agent', 'orchestrator', 'framework'],
    data: ['memory', 'data-store', 'rag-pipeline'],
    stores: ['memory', 'data-store', 'rag-pipeline', 'log-store', 'registry', 'secret-store'],
    logs: ['log-store'],
  };
  if (row.threat !== arc.threat || row.kind !== arc.kind || row.direction !== arc.direction) return false;
  if (row.source !== 'any' && row.source !== arc.source) return false;
  if (row.unlessSigned && arc.signed) return false;
  if (row.role && row.role !== arc.role) return false;
  return into[row.into].includes(arc.into);
}
