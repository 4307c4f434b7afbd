import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { htmlText } from '../html-text.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import type { Radar } from './read-radar.ts';

/** What Radar found out itself: names of vulnerabilities, and how far an agent is protected from them. */
export function reportFindings(drafts: Drafts, { nodes, agents }: Radar): void {
  for (const { name, located } of [...nodes, ...agents]) {
    const names = listOf(find(located, 'vulnerabilities')).flatMap(describe);
    if (names.length === 0) continue;
    const detail = `${name.slice(0, 80)}: ${names.slice(0, MOST_NAMES).join(', ')}`;
    drafts.findings.push({ title: 'Reported by Agentic Radar', detail, where: describePlace(located.at) });
  }
}

const MOST_NAMES = 20;

/** Those that are fully mitigated are none. */
function describe(vulnerability: Located): string[] {
  const name = short(textOf(vulnerability) ?? textOf(find(vulnerability, 'name')));
  const level = short(textOf(find(vulnerability, 'mitigation_level')));
  if (name === '' || level === 'Full') return [];
  return [level === '' ? name : `${name} (mitigation: ${level})`];
}

const short = (text: string | undefined): string =>
  htmlText(text ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 80);
