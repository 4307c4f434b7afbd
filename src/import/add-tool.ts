import type { Provenance } from '../graph/ecosystem.ts';
import type { Layer } from '../graph/kinds.ts';
import { addExternal } from './add-external.ts';
import { addMemoryUse } from './add-memory-use.ts';
import { assumed, type Drafts, declared, inferred, type Spot } from './drafts.ts';
import { shownName } from './shown-name.ts';
import { factsOf, type ToolFacts } from './tool-facts.ts';

export type ToolDraft = {
  /** What the tool stands for in this file: the same key, the same component. */
  readonly key: string;
  readonly name: string;
  readonly spot: Spot;
  /** Package, class, type or name to look the tool up by, most telling first. */
  readonly knownAs: readonly string[];
  /** Agents that call it by themselves; none if a workflow does: see `addFlow`. */
  readonly callers: readonly string[];
  /** Default: tool. A function of the same process is a plugin. */
  readonly kind?: 'tool' | 'plugin';
  readonly layer?: Layer;
  /** Of the tool and of the calls; default: declared at `spot`. */
  readonly provenance?: Provenance;
  readonly tags?: readonly string[];
  /** Where the importer knows better than the table. */
  readonly facts?: ToolFacts;
};

export type AddedTool = {
  readonly id: string;
  /** What is known of it; undefined: the tag `unknown-capabilities` says so. */
  readonly facts: ToolFacts | undefined;
  /** What its credentials open: what stands behind it, or the tool itself. */
  readonly opens: string;
};

/** A tool, what it can do as tags, who calls it, and what stands behind it. */
export function addTool(drafts: Drafts, draft: ToolDraft): AddedTool {
  const { name, spot, callers, kind = 'tool', layer, tags = [] } = draft;
  const { facts, because } = draft.facts === undefined ? lookUp(draft.knownAs) : given(draft.facts, name);
  const provenance = draft.provenance ?? declared(spot);
  const id = drafts.idFor(draft.key, name);
  const can = facts?.can ?? ['unknown-capabilities'];
  drafts.component({ id, kind, layer, name, tags: [...can, ...tags], provenance });
  for (const caller of callers) drafts.relation({ from: caller, to: id, kind: 'invokes', provenance });
  if (facts === undefined) {
    const why = 'it is not known what it reads, sends or runs';
    drafts.toFill.push({ component: id, field: 'capabilities', why });
  }
  return { id, facts, opens: facts === undefined ? id : addBehind(drafts, { id, facts, because, spot, callers }) };
}

type Known = { readonly facts: ToolFacts | undefined; readonly because: string };

function lookUp(names: readonly string[]): Known {
  for (const name of names) {
    const facts = factsOf(name);
    if (facts !== undefined) return { facts, because: `${shownName(name)} is known as a tool for ${facts.title}` };
  }
  return { facts: undefined, because: '' };
}

const given = (facts: ToolFacts, name: string): Known => ({
  facts,
  because: `${shownName(name)} is a tool for ${facts.title}`,
});

type Behind = {
  readonly id: string;
  readonly facts: ToolFacts;
  readonly because: string;
  readonly spot: Spot;
  readonly callers: readonly string[];
};

function addBehind(drafts: Drafts, { id, facts, because, spot, callers }: Behind): string {
  const { behind, can } = facts;
  switch (behind.form) {
    case 'external': {
      const isUntrusted = can.includes('ingest-untrusted');
      return addExternal(drafts, { ...behind, tool: id, readers: callers, isUntrusted, spot, because });
    }
    case 'database':
      return addStore(drafts, { id, because, spot, name: `${behind.name} of ${id}` });
    case 'files':
      return addStore(drafts, { id, because, spot, name: `files of ${id}` });
    case 'memory':
      return addMemory(drafts, { id, because, spot });
    case 'host': {
      const host = addHost(drafts, spot);
      drafts.relation({ from: id, to: host, kind: 'accesses', provenance: inferred(spot, because) });
      return host;
    }
    case 'nothing':
      return id;
  }
}

type Store = { readonly id: string; readonly because: string; readonly spot: Spot };

function addStore(drafts: Drafts, { id, because, spot, name }: Store & { readonly name: string }): string {
  const to = drafts.idFor(`data of ${id}`, `${id}-data`);
  const provenance = assumed(spot, `${because}; the file does not say which data it reaches`);
  drafts.component({ id: to, kind: 'data-store', name, provenance });
  drafts.relation({ from: id, to, kind: 'accesses', provenance });
  const why = `the file does not say which data ${id} reaches, nor what it is worth`;
  drafts.toFill.push({ component: to, field: 'value', why });
  return to;
}

function addMemory(drafts: Drafts, { id, because, spot }: Store): string {
  const to = drafts.idFor(`memory of ${id}`, `${id}-store`);
  const provenance = inferred(spot, because);
  drafts.component({ id: to, kind: 'memory', name: `what ${id} keeps`, provenance });
  addMemoryUse(drafts, { user: id, memory: to, provenance });
  return to;
}

/** The machine that agents of a file run on, which exists only if something asks for it. @returns its id */
export function addHost(drafts: Drafts, spot: Spot): string {
  const provenance = assumed(spot, 'what runs commands or local processes needs a machine');
  return drafts.component({ id: drafts.idFor('host', 'host'), kind: 'host', provenance });
}
