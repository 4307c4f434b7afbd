import { addHost, addTool } from '../add-tool.ts';
import { type Drafts, declared, inferred, type Spot } from '../drafts.ts';
import { find, type Located, textOf } from '../located.ts';
import type { ToolFacts } from '../tool-facts.ts';
import { componentOf } from './component.ts';
import type { Mapping } from './mapping.ts';

/** A tool that runs whatever code it is given: on the machine, in a container, or at a service. */
export type CodeRunner = {
  readonly name: string;
  readonly spot: Spot;
  /** Component of the code executor. */
  readonly executor: Located | undefined;
  readonly callers: readonly string[];
};

export function mapCodeRunner({ drafts }: Mapping, { name, spot, executor, callers }: CodeRunner): string {
  const className = componentOf(executor)?.className ?? 'a code executor';
  const place = placeOf(className);
  const facts: ToolFacts = {
    title: 'code execution',
    can: ['egress', 'write', 'execute'],
    behind:
      place === 'host'
        ? { form: 'host' }
        : place === 'service'
          ? { form: 'external', id: 'code-service', name: 'code execution service' }
          : { form: 'nothing' },
  };
  const { id } = addTool(drafts, { key: `runner ${spot.pointer}`, name, spot, knownAs: [], callers, facts });
  if (place === 'container') addContainer(drafts, id, className, executor ?? { ...spot });
  return id;
}

type Place = 'host' | 'container' | 'service';

/** Docker keeps code in a container; ACA is a service of Azure; all others run it where the agent runs. */
function placeOf(className: string): Place {
  if (/Docker/i.test(className)) return 'container';
  return /ACA|Azure|Dynamic/i.test(className) ? 'service' : 'host';
}

function addContainer(drafts: Drafts, tool: string, className: string, spot: Spot): void {
  const id = drafts.idFor(`container ${spot.pointer}`, `${tool}-container`);
  const config = componentOf(spot as Located)?.config;
  const image = textOf(find(config, 'image'));
  drafts.component({ id, kind: 'container', name: image ?? id, provenance: declared(spot) });
  const rule = `${className} runs the code in a container`;
  drafts.relation({ from: tool, to: id, kind: 'accesses', provenance: inferred(spot, rule) });
  const host = addHost(drafts, spot);
  drafts.relation({ from: id, to: host, kind: 'runs-on', provenance: inferred(spot, 'containers need a machine') });
}
