import { agenticClasses, type ThreatClass, threatClasses } from '../../graph/kinds.ts';
import type { ListedThreat } from './diagram.ts';

/** Words of categories and titles -> threat class; all rows that fit. */
const rows: readonly (readonly [words: RegExp, threat: ThreatClass])[] = [
  [/\bspoof|^s$/u, 'spoofing'],
  [/\btamper|\bintegrity\b|^t$/u, 'tampering'],
  [/\brepudiat|\baccountability\b|^r$/u, 'repudiation'],
  [
    /\bdisclos|\bconfidential|\bleak|\bexfiltrat|\beavesdrop|\bsniff|\blinkab|\bidentifiab|\bdetectab|\bprivacy\b|^i$/u,
    'information-disclosure',
  ],
  [/\bdenial\b|\bavailability\b|\bdos\b|\bddos\b|\bexhaust|\bflooding\b|^d$/u, 'denial-of-service'],
  [/\belevation\b|\bprivilege|\bescalation\b|^e(?:op)?$/u, 'elevation-of-privilege'],
  [/\bprompt inject|\bjailbreak|\bgoal (?:manipulat|hijack)|\bintent\b|\bllm0?1\b/u, 'intent-manipulation'],
  [
    /\b(?:memory|data|model|knowledge|rag|embedding|vector|training)\b.*\bpoison|\bpoison\w* .*\b(?:memory|data|model|knowledge|training)\b|\bbackdoor|\bllm0?[348]\b/u,
    'memory-poisoning',
  ],
  [
    /\btool (?:misuse|abuse|poison)|\bexcessive agency\b|\binsecure plugin|\b(?:command|code) (?:injection|execution)|\brce\b|\bllm0?6\b/u,
    'tool-misuse',
  ],
  [/\b(?:communication|message)s?\b.*\bpoison|\bman in the middle\b|\bmitm\b/u, 'communication-poisoning'],
  [
    /\brogue agent|\bcross agent|\bmulti agent|\bcollusion\b|\bcontainer escape|\bside channel/u,
    'cross-agent-interference',
  ],
];

/** What a listed threat is in our terms: what its category says, and what its title says of agents; perhaps nothing. */
export function classesOf({
  classes,
  category,
  title,
}: Pick<ListedThreat, 'classes' | 'category' | 'title'>): readonly ThreatClass[] {
  if (classes !== undefined) return classes;
  const said = classesIn(category);
  const more = classesIn(title);
  const all = said.length > 0 ? [...said, ...more.filter((threat) => agentic.has(threat))] : more;
  return threatClasses.filter((threat) => all.includes(threat));
}

const agentic: ReadonlySet<ThreatClass> = new Set(agenticClasses);
const LONGEST = 500;

function classesIn(text: string): readonly ThreatClass[] {
  const words = text
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const found = rows.filter(([pattern]) => pattern.test(words)).map(([, threat]) => threat);
  return threatClasses.filter((threat) => found.includes(threat));
}
