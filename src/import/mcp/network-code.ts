import { describePlace } from '../../base/errors.ts';
import { type Drafts, inferred } from '../drafts.ts';
import { safeUrl } from '../secrets.ts';
import { shownName } from '../shown-name.ts';
import type { Server } from './recognise.ts';
import type { Word } from './server.ts';

const FETCH = String.raw`\b(?:curl|wget|fetch|iwr|irm|invoke-webrequest|invoke-restmethod|downloadstring)\b`;
const RUN = String.raw`(?:(?:ba|z|da|k|fi)?sh|python[\d.]*|node|perl|ruby|php|pwsh|powershell|iex|invoke-expression|deno|bun)\b`;

/** What is fetched goes into something that runs it: `curl … | bash`, `bash <(curl …)`, `sh -c "$(curl …)"`, `iex (irm …)`. */
const forms = [
  new RegExp(String.raw`${FETCH}[^|]*\|(?:[^|]*\|)?\s*(?:(?:sudo|env|exec)\s+(?:-\S+\s+)*)*(?:\S*/)?${RUN}`, 'is'),
  new RegExp(String.raw`\b(?:${RUN}|eval|source|exec)[^|;]{0,200}(?:<\(|\$\(|${'`'})\s*${FETCH}`, 'is'),
  new RegExp(String.raw`\b(?:iex|invoke-expression)\b.{0,200}${FETCH}`, 'is'),
];

const LONGEST_LINE = 20_000;

/** The word of a command that runs what a web server hands out. */
function networkCode(command: readonly Word[]): Word | undefined {
  const line = command.map(({ text }) => text).join(' ');
  if (line.length > LONGEST_LINE || !forms.some((form) => form.test(line))) return undefined;
  return command.find(({ text }) => new RegExp(FETCH, 'i').test(text));
}

/** Whoever answers there decides at each start what runs: as with a package that has no exact version. */
export function mapNetworkCode({ server, id }: Server, drafts: Drafts): void {
  const word = networkCode(server.command);
  if (word === undefined) return;
  const line = server.command.map(({ text }) => text).join(' ');
  const host = safeUrl(/https?:\/\/[^\s"'`|)]+/i.exec(line)?.[0] ?? '')?.host ?? '';
  const from = host === '' ? 'an address' : shownName(host);
  const detail = `${id} runs what ${from} hands out at each start, whatever that is then: keep a copy that was looked at`;
  drafts.findings.push({ title: 'Code from the network', detail, where: describePlace(word.at) });
  if (host === '') return;
  const to = drafts.idFor(`registry ${host}`, host);
  const rule = `its command runs what ${from} hands out`;
  drafts.component({ id: to, kind: 'registry', exposed: true, provenance: inferred(word, rule) });
  drafts.relation({ from: id, to, kind: 'registers', provenance: inferred(word, rule) });
}
