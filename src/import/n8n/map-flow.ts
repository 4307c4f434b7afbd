import { describePlace } from '../../base/errors.ts';
import { declared } from '../drafts.ts';
import { addFlow, type Link, type Step } from '../flow.ts';
import { BatchLoops, doneKey } from './batch-loops.ts';
import { useCredentials } from './credentials.ts';
import { forgetIdleCode } from './forget-idle-code.ts';
import type { MappedTool } from './map-tools.ts';
import type { Source } from './map-triggers.ts';
import { literal, shownName } from './parameter.ts';
import { references } from './references.ts';
import type { Scene } from './scene.ts';
import { type Target, targetOf } from './sub-workflows.ts';
import type { WorkflowNode } from './workflow.ts';

export type Mapped = {
  readonly tools: ReadonlyMap<WorkflowNode, MappedTool>;
  readonly stores: ReadonlyMap<WorkflowNode, string>;
  readonly sources: ReadonlyMap<WorkflowNode, Source>;
};

/** What runs after what, and what calls what, as relations. */
export function mapFlow(scene: Scene, mapped: Mapped): void {
  const flow = new Flow(scene, mapped);
  flow.addNodes();
  flow.addConnections();
  flow.addReferences();
  flow.addCalls();
  addFlow(scene.drafts, flow.steps, flow.links);
  forgetIdleCode(scene, mapped.tools);
  for (const node of scene.of('approval', 'tool-approval')) {
    const id = scene.drafts.idFor(`gate ${node.key}`, shownName(node.name));
    if (scene.drafts.has(id)) useCredentials(scene, node, [id], undefined);
  }
}

class Flow {
  readonly steps: Step[] = [];
  readonly links: Link[] = [];
  readonly #scene: Scene;
  readonly #mapped: Mapped;
  readonly #targets: ReadonlyMap<WorkflowNode, Target>;

  constructor(scene: Scene, mapped: Mapped) {
    this.#scene = scene;
    this.#mapped = mapped;
    this.#targets = new Map(
      scene
        .of('workflow-tool', 'workflow-call', 'mcp-client')
        .filter((node) => !mapped.tools.has(node))
        .map((node) => [node, targetOf(scene, node)] as const),
    );
  }

  addNodes(): void {
    for (const node of this.#scene.allNodes) {
      const { key, name, spot } = node;
      const step = { key, name: shownName(name), spot };
      if (node.isDisabled) this.steps.push({ ...step, role: 'pass' });
      else this.steps.push(this.#stepOf(node, step));
    }
  }

  #stepOf(node: WorkflowNode, step: Pick<Step, 'key' | 'name' | 'spot'>): Step {
    const { tools, sources } = this.#mapped;
    const id = tools.get(node)?.id;
    if (id !== undefined) return { ...step, role: 'tool', id };
    const source = sources.get(node);
    if (source !== undefined)
      return this.#scene.is(node, 'form-page') ? { ...step, role: 'pass' } : { ...step, ...source };
    switch (this.#scene.kind(node)) {
      case 'agent':
      case 'mcp-trigger':
        return { ...step, role: 'agent', id: this.#scene.idOf(node) };
      case 'approval':
      case 'tool-approval':
        return { ...step, role: 'gate' };
      case 'guardrail':
        return { ...step, role: 'gate', isGuardrail: true };
      case 'workflow-trigger':
        return this.#isCalledHere(node) ? { ...step, role: 'pass' } : this.#entry(node, step);
      case 'workflow-tool':
      case 'workflow-call':
        return this.#callStep(node, step);
      default:
        return { ...step, role: 'pass' };
    }
  }

  #isCalledHere = (entry: WorkflowNode): boolean =>
    [...this.#targets.values()].some((target) => 'entries' in target && target.entries.includes(entry));

  /** Other workflows call it: what runs here does their work. */
  #entry(node: WorkflowNode, step: Pick<Step, 'key' | 'name' | 'spot'>): Step {
    const { drafts } = this.#scene;
    const id = this.#scene.idOf(node);
    const name = node.workflow.name === '' ? undefined : shownName(node.workflow.name);
    drafts.component({ id, kind: 'orchestrator', name, provenance: declared(node.spot) });
    if (node.workflow.id !== '') drafts.identify(id, { by: 'id', key: `n8n workflow ${node.workflow.id}` });
    return { ...step, role: 'agent', id };
  }

  /** A workflow of this file is gone into; any other one is an orchestrator of which nothing more is known. */
  #callStep(node: WorkflowNode, step: Pick<Step, 'key' | 'name' | 'spot'>): Step {
    const target = this.#targets.get(node);
    if (target?.form === 'here' || !this.#scene.isJoined(node)) return { ...step, role: 'pass' };
    const { drafts } = this.#scene;
    const elsewhere = target?.form === 'elsewhere' ? target : undefined;
    const key = elsewhere === undefined ? node.key : `workflow ${elsewhere.id}`;
    const id = drafts.idFor(key, shownName(elsewhere?.shown ?? node.name));
    const tags = target?.form === 'dynamic' ? ['dynamic'] : ['not-in-file'];
    drafts.component({ id, kind: 'orchestrator', tags, provenance: declared(node.spot) });
    if (elsewhere !== undefined) drafts.identify(id, { by: 'id', key: `n8n workflow ${elsewhere.id}` });
    this.#noteTarget(node, id, target);
    return { ...step, role: 'agent', id };
  }

  #noteTarget({ spot }: WorkflowNode, id: string, target: Target | undefined): void {
    const { drafts } = this.#scene;
    if (target?.form === 'dynamic') {
      const detail = `which workflow ${id} calls is worked out when it runs: it can be any, and is taken to be each of this file`;
      drafts.findings.push({ title: 'Dynamic workflow', detail, where: describePlace(spot.at) });
      return;
    }
    const fix = 'Import the file of that workflow too, or write down what it does.';
    drafts.warnings.push({
      at: spot.at,
      expected: 'the workflow that is called',
      found: 'one that is not in this file',
      fix,
    });
    drafts.toFill.push({ component: id, field: 'tools', why: 'the workflow that it calls is not in the file' });
  }

  addConnections(): void {
    const loops = new BatchLoops(this.#scene.main);
    for (const connection of this.#scene.main) {
      const isCall = this.#isEntry(connection.from) ? { isCall: true as const } : {};
      this.links.push({ ...loops.ends(connection), spot: connection.spot, ...isCall });
    }
    for (const [loop, comesBack] of loops.loops()) {
      const { name, key, spot } = loop;
      const done = doneKey(loop);
      this.steps.push({ key: done, role: 'pass', name: shownName(name), spot });
      if (!comesBack) this.links.push({ from: key, to: done, spot });
    }
    for (const entry of this.#scene.of('workflow-trigger')) {
      if (this.#isEntry(entry)) this.#addResults(entry, entry, true);
    }
    for (const [node, id] of this.#mapped.stores) this.#addStore(node, id);
    for (const [node, { stores }] of this.#mapped.tools) if (stores !== undefined) this.#addWritten(node, stores, true);
    for (const [node, source] of this.#mapped.sources) {
      if (this.#scene.is(node, 'form-page')) this.#addRead(node, source);
    }
  }

  /** Settings that name another node take its content from there, whatever lies between. */
  addReferences(): void {
    const isDirect = new Set(this.#scene.main.map(({ from, to }) => `${from.key}\0${to.key}`));
    for (const { from, to, spot } of references(this.#scene)) {
      if (isDirect.has(`${from.key}\0${to.key}`)) continue;
      this.links.push({ from: from.key, to: to.key, spot, isReference: true });
    }
  }

  #isEntry = (node: WorkflowNode): boolean =>
    this.#scene.is(node, 'workflow-trigger') && !node.isDisabled && !this.#isCalledHere(node);

  /** A store in the flow is written to or read from, and content goes on. */
  #addStore(node: WorkflowNode, id: string): void {
    const isMemory = this.#scene.is(node, 'memory');
    for (const at of isMemory ? this.#managersOf(node) : [node]) {
      const mode = literal(at.parameters, 'mode') ?? (isMemory || /Load$/.test(at.type.name) ? 'load' : 'insert');
      if (mode === 'load') this.#addRead(at, { role: 'store', id });
      else if (/^(?:insert|update)$/.test(mode)) this.#addWritten(at, id, false);
    }
  }

  /** Nodes that fill or show a memory in the flow. */
  #managersOf = (node: WorkflowNode): WorkflowNode[] =>
    this.#scene.usesOf(node).flatMap(({ to }) => (/^memory(?:Manager|ChatRetriever)$/.test(to.type.name) ? [to] : []));

  #addWritten(node: WorkflowNode, id: string, isBehindTool: boolean): void {
    const key = `${node.key} keeps ${id}`;
    this.steps.push({ key, role: 'store', id, name: id, spot: node.spot, isBehindTool });
    this.links.push({ from: node.key, to: key, spot: node.spot });
  }

  #addRead(node: WorkflowNode, source: Source): void {
    const key = `${node.key} gives`;
    this.steps.push({ ...source, key, name: shownName(node.name), spot: node.spot });
    for (const { from, to, spot } of this.#scene.main)
      if (from === node) this.links.push({ from: key, to: to.key, spot });
  }

  addCalls(): void {
    const { nodes } = this.#scene;
    for (const node of nodes) {
      if (this.#isCallable(node)) this.#addUses(node);
      const target = this.#targets.get(node);
      if (target !== undefined && 'entries' in target) this.#addTarget(node, target.entries);
    }
  }

  #isCallable = (node: WorkflowNode): boolean =>
    this.#mapped.tools.has(node) || this.#targets.has(node) || this.#scene.is(node, 'agent', 'tool-approval');

  /** Agents call their tools, and other agents as tools; a human may be asked in between. */
  #addUses(node: WorkflowNode): void {
    for (const { to, spot } of this.#scene.usesOf(node)) {
      const isPart = !this.#scene.is(to, 'agent', 'mcp-trigger', 'tool-approval');
      if (!isPart) this.links.push({ from: to.key, to: node.key, spot, isCall: true });
    }
  }

  /** Into the workflow that is called, and back with what its last nodes give. */
  #addTarget(node: WorkflowNode, entries: readonly WorkflowNode[]): void {
    const owners = this.#scene.ownersOf(node);
    const step = this.steps.find(({ key }) => key === node.key);
    for (const entry of entries) {
      const isCall = step?.role === 'agent' ? { isCall: true as const } : {};
      this.links.push({ from: node.key, to: entry.key, spot: node.spot, ...isCall });
      if (step?.role === 'agent' || owners.length === 0) this.#addResults(entry, node, owners.length > 0);
      else for (const owner of owners) this.#addResults(entry, owner.node, true);
    }
  }

  #addResults(entry: WorkflowNode, caller: WorkflowNode, isToModel: boolean): void {
    for (const last of this.#lastOf(entry)) {
      if (last === caller) continue;
      const isReturn = isToModel ? { isReturn: true as const } : {};
      this.links.push({ from: last.key, to: caller.key, spot: last.spot, ...isReturn });
    }
  }

  /** Nodes at which a workflow ends, from where it begins. */
  #lastOf(entry: WorkflowNode): WorkflowNode[] {
    const seen = new Set([entry]);
    const last: WorkflowNode[] = [];
    for (const node of seen) {
      const next = this.#scene.after(node);
      if (next.length === 0 && node !== entry) last.push(node);
      for (const { to } of next) seen.add(to);
    }
    return last;
  }
}
