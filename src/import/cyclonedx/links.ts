import type { Flow } from '../diagram/diagram.ts';
import type { Located } from '../located.ts';
import type { Dependency } from './dependencies.ts';
import { ownFlows, ownId } from './own-records.ts';
import type { Part } from './part.ts';
import { isData, isHost, isModel } from './roles.ts';
import { runsOnFramework } from './said-kinds.ts';

/**
 * Data that run because a part needs another, or is listed in it.
 * @param said - flows that the bill says outright
 */
export function linksOf(
  parts: readonly Part[],
  dependencies: readonly Dependency[],
  said: readonly Flow[],
): readonly Flow[] {
  // What our own export says of two components says all of it.
  const related = new Set(ownFlows(parts).flatMap(({ from, to }) => [pair(from, to), pair(to, from)]));
  const needed = dependencies
    .filter(({ from, to }) => !related.has(pair(from.key, to.key)))
    .map(({ from, to, spot }) => need(from, to, spot));
  const touched = new Set([...said, ...needed].flatMap(({ from, to }) => [from, to]));
  const listed = new Set(parts);
  return [...needed, ...parts.flatMap((part) => nesting(part, listed, touched))];
}

const pair = (from: string, to: string): string => `${from}\0${to}`;

/** Who needs something asks it and takes what it answers; models learn from data and from other models. */
function need(from: Part, to: Part, spot: Located): Flow {
  const learns = isModel(from) && (isData(to) || isModel(to));
  const [start, end] = learns ? [to, from] : [from, to];
  const isReadOnly = !learns && isData(to);
  return {
    key: `${spot.pointer} ${from.key} ${to.key}`,
    name: `${from.name} ${learns ? 'learns from' : 'depends on'} ${to.name}`,
    from: start.key,
    to: end.key,
    isReadOnly,
    isBidirectional: !learns && !isReadOnly && !isHost(to),
    attributes: learns ? undefined : runsOnFramework(to),
    spot,
  };
}

/** What a container, platform or device holds runs on it; what else is held is used, unless the bill says who uses it. */
function nesting(part: Part, listed: ReadonlySet<Part>, touched: ReadonlySet<string>): readonly Flow[] {
  const { parent, map } = part;
  if (parent === undefined || ownId(part) !== undefined || !listed.has(parent)) return [];
  if (isHost(parent) && !parent.isRoot) return [need(part, parent, map)];
  return touched.has(part.key) ? [] : [need(parent, part, map)];
}
