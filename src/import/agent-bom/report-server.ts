import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { find, flagOf, type Located, listOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';

/** What agent-bom found out about a server: ids of vulnerabilities and advice, not their texts. */
export function reportServer(drafts: Drafts, id: string, entry: Located): void {
  const packages = listOf(find(entry, 'packages'));
  for (const one of packages) {
    const ids = vulnerabilitiesOf(one);
    if (ids.length > 0) addVulnerability(drafts, `${id} is built with ${packageName(one)}: ${ids.join(', ')}`, one);
  }
  const own = vulnerabilitiesOf(entry);
  if (own.length > 0) addVulnerability(drafts, `${id}: ${own.join(', ')}`, entry);
  if (flagOf(find(entry, 'security_blocked')) === true) {
    const detail = `a policy of agent-bom blocks ${id}; it is taken to run until it is removed`;
    drafts.findings.push({ title: 'Blocked server', detail, where: describePlace(entry.at) });
  }
  const advice = listOf(find(entry, 'security_intelligence')).flatMap((one) => idIn(find(one, 'entry_id')));
  if (advice.length > 0) {
    const detail = `${id}: ${advice.join(', ')}`;
    drafts.findings.push({ title: 'Known from agent-bom’s intelligence', detail, where: describePlace(entry.at) });
  }
  const warnings = listOf(find(entry, 'security_warnings')).length;
  if (warnings > 0)
    note(drafts, `${counted(warnings, 'security warning')} of ${id}`, 'read them in the report of agent-bom', entry);
  if (packages.length > 0) {
    note(
      drafts,
      `${counted(packages.length, 'package')} of ${id}`,
      'what a server is built of is not part of the model',
      entry,
    );
  }
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A report also lists them by itself, with the package that each is in. */
export function reportRoot(drafts: Drafts, root: Located): void {
  for (const key of ['blast_radius', 'blast_radii', 'vulnerabilities']) {
    for (const one of listOf(find(root, key))) {
      const [id] = ['vulnerability_id', 'id', 'cve_id'].flatMap((name) => idIn(find(one, name)));
      const inside = textOf(find(one, 'package')) ?? textOf(find(one, 'package_name'));
      if (id === undefined || drafts.findings.some(({ detail }) => detail.includes(id))) continue;
      addVulnerability(drafts, inside === undefined ? id : `${shownName(inside)}: ${id}`, one);
    }
  }
}

function addVulnerability(drafts: Drafts, detail: string, { at }: Located): void {
  drafts.findings.push({ title: 'Known vulnerability', detail, where: describePlace(at) });
}

const vulnerabilitiesOf = (located: Located): string[] =>
  listOf(find(located, 'vulnerabilities'))
    .flatMap((one) =>
      [one, find(one, 'id'), find(one, 'vulnerability_id'), find(one, 'cve_id')].flatMap(idIn).slice(0, 1),
    )
    .slice(0, 20);

/** `CVE-2024-1234`, `GHSA-…`: nothing that could be a sentence. */
const idIn = (located: Located | undefined): string[] => {
  const text = textOf(located)?.trim() ?? '';
  return /^[A-Za-z][\w.:-]{2,60}$/.test(text) ? [text] : [];
};

const packageName = (one: Located): string => {
  const version = textOf(find(one, 'version'));
  const name = textOf(one) ?? textOf(find(one, 'name')) ?? 'a package';
  return shownName(version === undefined ? name : `${name} ${version}`);
};

function note(drafts: Drafts, what: string, why: string, { at }: Located): void {
  drafts.ignored.push({ what, where: describePlace(at), why });
}
