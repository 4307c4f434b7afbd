import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import type { PytmFinding, PytmModel, PytmPart } from './model.ts';

/** The threats that pytm found, on the elements and flows that they are about. */
export function findingsOf(
  root: Located,
  parts: readonly PytmPart[],
  drafts: Drafts,
): Pick<PytmModel, 'findings' | 'hasFindings'> {
  const lists = [
    { list: find(root, 'findings'), isExcluded: false },
    { list: find(root, 'excluded_findings'), isExcluded: true },
  ];
  const byNumber = new Map(parts.flatMap(({ key, fields }) => numbersOf(fields).map((id) => [id, key] as const)));
  const byName = new Map(parts.toReversed().map(({ name, key }) => [name, key]));
  const findings = lists.flatMap(({ list, isExcluded }) =>
    listOf(list).flatMap((fields): PytmFinding[] => {
      const target = textOf(find(fields, 'target')) ?? '';
      const on = byNumber.get(textOf(find(fields, 'id')) ?? '') ?? byName.get(target);
      if (on !== undefined) return [{ fields, on, isExcluded }];
      noteNowhere(fields, target, drafts);
      return [];
    }),
  );
  return { findings, hasFindings: lists.some(({ list }) => list !== undefined) };
}

/** Parts list the numbers of what was found on them. */
const numbersOf = (fields: Located): readonly string[] =>
  listOf(find(fields, 'findings')).flatMap((one) => textOf(one) ?? []);

function noteNowhere(fields: Located, target: string, drafts: Drafts): void {
  drafts.ignored.push({
    what: `finding ${textOf(find(fields, 'threat_id')) ?? ''}`.trim().slice(0, 80),
    where: describePlace(fields.at),
    why: `no element or flow is called ${JSON.stringify(target.slice(0, 80))}`,
  });
}
