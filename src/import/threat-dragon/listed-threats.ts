import { describePlace } from '../../base/errors.ts';
import { type ListedThreat, type Severity, severities } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { describeForm, find, type Located, listOf, textOf } from '../located.ts';
import { shownName, shownText } from '../shown-name.ts';
import type { Cell } from './cell.ts';
import { isOwnThreat } from './own-marks.ts';

/** The threats of a cell that somebody listed; those of what is no part of the graph are noted. @param isPart - it is an element or a flow */
export function listedThreats(
  { key, name, cell, facts }: Cell,
  isPart: boolean,
  drafts: Drafts,
): readonly ListedThreat[] {
  return threatsIn(facts, cell).flatMap((threat) => {
    const where = describePlace(threat.at);
    if (threat.form !== 'map') {
      const found = describeForm(threat);
      drafts.warnings.push({ at: threat.at, expected: 'a threat as an object', found, fix: 'It is left out.' });
      return [];
    }
    const title = shownText(textOf(find(threat, 'title')) ?? '', LONGEST_TITLE);
    if (isOwnThreat(threat)) return [];
    if (!isPart) {
      const why = `${name === '' ? 'the part that it is of' : shownName(name)} is left out`;
      drafts.ignored.push({ what: `threat ${JSON.stringify(title)}`, where, why });
      return [];
    }
    const category = shownName(textOf(find(threat, 'type')) ?? '');
    const status = statusOf(threat, drafts);
    const own = { severity: severityOf(threat), ...(isDeniable(category) ? { classes: [] } : {}) };
    return [{ title, category, on: key, status, ...own, spot: threat }];
  });
}

/** Threat Dragon keeps threats with the flags; its schema has them in the cell. */
const threatsIn = (facts: Located, cell: Located): readonly Located[] =>
  [...new Set([facts, cell])].flatMap((one) => listOf(find(one, 'threats')));

/** How many of its threats are results that `graph convert` wrote. */
export const ownThreatCount = ({ cell, facts }: Cell): number => threatsIn(facts, cell).filter(isOwnThreat).length;

const LONGEST_TITLE = 200;

/** In LINDDUN the harm is that nobody can deny: the opposite of STRIDE's repudiation. */
const isDeniable = (category: string): boolean => /^non-?\s?repudiation$/i.test(category);

type Status = ListedThreat['status'];

/** A transferred risk is somebody else's, and the weakness is still there. */
const statuses: Readonly<Record<string, Status>> = {
  open: 'open',
  mitigated: 'mitigated',
  avoided: 'mitigated',
  eliminated: 'mitigated',
  accepted: 'accepted',
  transferred: 'accepted',
  notapplicable: 'not-applicable',
  na: 'not-applicable',
};

function statusOf(threat: Located, drafts: Drafts): Status {
  const said = find(threat, 'status');
  const word = (textOf(said) ?? '').toLowerCase().replace(/[^a-z]/g, '');
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  if (status === undefined) {
    const expected = 'Open, Mitigated, NotApplicable, Accepted, Transferred, Avoided or Eliminated as status';
    const found = said === undefined ? 'none' : word === '' ? describeForm(said) : 'another word';
    drafts.warnings.push({ at: (said ?? threat).at, expected, found, fix: 'The threat is taken as open.' });
  }
  return status ?? 'open';
}

function severityOf(threat: Located): Severity | undefined {
  const word = (textOf(find(threat, 'severity')) ?? '').toLowerCase();
  return severities.find((one) => word.endsWith(one));
}
