import { channelEvidence } from '../analyse/channel-evidence.ts';
import { describePlace } from '../base/errors.ts';
import type { ArcDraft } from '../compile/arc-draft.ts';
import type { Expanded } from '../compile/expand.ts';
import { type Belief, describeBelief, evidenceOf } from '../graph/belief.ts';
import type { Component, Provenance, RelationNamed } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';
import { channelId } from '../threats/channels.ts';
import { cited } from './cited.ts';
import type { Evidence } from './evidence.ts';
import { evidenceOfDefence } from './evidence-of-defence.ts';

/** The channel of an arc, then its trust, hardening and controls where the file says them. */
export function evidenceOfArc(
  { channel, relation, direction, target }: ArcDraft,
  controls: readonly { readonly id: ComponentId; readonly effectiveness: Belief; readonly approves: boolean }[],
  { nodes, nodesOf }: Expanded,
): Evidence[] {
  const { basis, sources } = channelEvidence(channel);
  const hardened = nodes[target]?.component;
  const texts = basis === 'judgement' ? [channel.row.note] : basis === 'literature' ? sources.map(cited) : sources;
  return [
    { of: channelId(channel.row), value: describeBelief(channel.belief), basis, texts },
    ...unless(
      1,
      `trust of ${relation.id}`,
      relation.trust[direction],
      'provenance' in relation ? (relation.provenance as Provenance) : undefined,
    ),
    ...(hardened === undefined
      ? []
      : unless(0, `hardening of ${hardened.id}`, hardened.hardening, hardened.provenance)),
    ...controls.map(({ id, effectiveness, approves }): Evidence => {
      if (approves) return { of: id, value: describeBelief(effectiveness), basis: 'yours', texts: [APPROVAL] };
      const control = nodes[nodesOf.get(id)?.[0] ?? -1]?.component;
      return evidenceOfDefence(id, effectiveness, control) ?? said(id, effectiveness, control?.provenance);
    }),
  ];
}

const APPROVAL = 'the factor autonomy: what is not left to the agent needs approval';

export function evidenceOfWatch(
  { id, detection, provenance }: RelationNamed<'monitors'>,
  monitor: Component | undefined,
): Evidence {
  const of = `detection of ${id}`;
  return evidenceOfDefence(of, detection, monitor) ?? said(of, detection, provenance);
}

const unless = (usual: number, of: string, belief: Belief, provenance: Provenance | undefined): Evidence[] =>
  belief.form === 'number' && belief.value === usual ? [] : [said(of, belief, provenance)];

function said(of: string, belief: Belief, provenance: Provenance | undefined): Evidence {
  const isOwn = provenance === undefined || provenance.certainty === 'declared';
  return {
    of,
    value: describeBelief(belief),
    basis: isOwn ? 'yours' : 'assumed',
    texts: [
      ...(provenance === undefined ? [] : [describePlace({ ...provenance.at, column: undefined })]),
      ...(isOwn || provenance.rule === undefined ? [] : [provenance.rule]),
      ...evidenceOf(belief),
    ],
  };
}
