import { addTool } from '../add-tool.ts';
import { addressOf, addWebRequest } from '../add-web-request.ts';
import { declared, inferred, type Spot } from '../drafts.ts';
import { find, textOf } from '../located.ts';
import { factsOf } from '../tool-facts.ts';
import { factsOfCode } from './code-facts.ts';
import type { FlowiseContext } from './context.ts';
import { isFilledIn, type Part, settingOf } from './part.ts';

/** Where what a loader reads goes: a store, or an agent. */
export type Loaded = { readonly id: string; readonly spot: Spot; readonly because?: string | undefined };

const FILES =
  /file|folder|directory|docx|^csv|^json|^text|^pdf|^epub|^s3$|subtitles|unstructured|excel|word|powerpoint/i;

/** Documents that are loaded: files as a store of their own, all else as what fetches them. */
export function addLoader(context: FlowiseContext, part: Part, into: readonly Loaded[]): void {
  const { drafts, secrets } = context;
  const { id, opens } = FILES.test(part.name) ? addFiles(context, part) : addFetcher(context, part);
  for (const { id: to, spot, because } of into) {
    const provenance = because === undefined ? declared(spot) : inferred(spot, because);
    drafts.relation({ from: id, to, kind: 'feeds', provenance });
  }
  secrets.add(part, [id], opens);
}

type Added = { readonly id: string; readonly opens: string | undefined };

function addFiles({ drafts }: FlowiseContext, part: Part): Added {
  const id = drafts.idFor(part.key, part.label);
  drafts.component({ id, kind: 'data-store', provenance: declared(part.spot) });
  const why = 'who may change the documents that are loaded';
  drafts.toFill.push({ component: id, field: 'exposed', why });
  return { id, opens: undefined };
}

function addFetcher({ drafts }: FlowiseContext, part: Part): Added {
  const tool = { key: part.key, name: part.label, spot: part.spot, callers: [], kind: 'plugin' } as const;
  const code = textOf(find(part.inputs, 'javascriptFunction'));
  if (code !== undefined) return addTool(drafts, { ...tool, knownAs: [], facts: factsOfCode(code) });
  const address = addressOf(settingOf(part, 'url'), isFilledIn);
  if (/^api/i.test(part.name) && factsOf(part.name) === undefined) return addWebRequest(drafts, { ...tool, address });
  const facts = factsOf(part.name) ?? factsOf(part.label);
  if (facts === undefined) return addTool(drafts, { ...tool, knownAs: [] });
  const can = facts.can.filter((one) => one === 'read-private' || one === 'ingest-untrusted');
  return addTool(drafts, { ...tool, knownAs: [], facts: { ...facts, can } });
}
