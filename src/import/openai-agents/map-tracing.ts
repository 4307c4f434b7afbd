import { declared } from '../drafts.ts';
import { callName } from '../python/call-name.ts';
import { addCallSecrets } from '../python/code-secrets.ts';
import { lastName, type PyCall, type PyValue } from '../python/py-value.ts';
import { idsOf, type Mapping } from './mapping.ts';
import { sdkName } from './sdk-name.ts';

/** Services that are switched on with one call. */
const SERVICES =
  /^(logfire)\.instrument_openai_agents$|^(agentops)\.init$|^(weave)\.init$|^(mlflow)\.openai\.autolog$|^(openinference|opentelemetry|traceloop)\b.*\.(?:instrument|init)$|^(langsmith|langfuse)\b.*(?:Processor|observe|Langfuse)$/;

/** What sees the traces of the agents. */
export function mapTracing(mapping: Mapping): void {
  for (const call of mapping.program.calls()) {
    const name = sdkName(mapping.program, call);
    if (name === 'add_trace_processor' && call.args[0] !== undefined) addMonitor(mapping, call, call.args[0]);
    if (name === 'set_trace_processors')
      for (const item of mapping.program.itemsOf(call.args[0]).items) addMonitor(mapping, call, item);
    const service = SERVICES.exec(callName(mapping.program, call) ?? '')
      ?.slice(1)
      .find((one) => one !== undefined);
    if (service !== undefined) addTo(mapping, call, service);
  }
}

function addMonitor(mapping: Mapping, call: PyCall, processor: PyValue): void {
  const [made = processor] = mapping.program.resolve(processor);
  addTo(mapping, call, lastName(made) ?? 'trace processor');
  if (made.form === 'call')
    addCallSecrets(mapping.drafts, mapping.program, made, { holder: monitorId(mapping, lastName(made) ?? '') });
}

function addTo(mapping: Mapping, call: PyCall, name: string): void {
  const { drafts, agents } = mapping;
  const id = monitorId(mapping, name);
  drafts.component({ id, kind: 'monitor', name, provenance: declared(call) });
  for (const agent of agents.values())
    for (const to of idsOf(mapping, agent))
      drafts.relation({ from: id, to, kind: 'monitors', provenance: declared(call) });
}

const monitorId = ({ drafts }: Mapping, name: string): string => drafts.idFor(`monitor ${name}`, name);
