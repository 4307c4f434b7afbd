import type { Spot } from '../drafts.ts';
import type { AgentSource, CrewSource, Entry } from './crew.ts';
import type { Setting } from './setting.ts';

/** Something that a method of a flow starts. */
export type FlowAction =
  | { readonly form: 'crew'; readonly crew: CrewSource }
  | { readonly form: 'agent'; readonly agent: AgentSource }
  /** A call of a model with the method's own instructions. */
  | { readonly form: 'model'; readonly model: Setting | undefined; readonly spot: Spot }
  | { readonly form: 'tool'; readonly tool: Setting };

/** A name and where it stands. */
export type Mention = { readonly name: string; readonly spot: Spot };

export type FlowMethod = {
  readonly name: string;
  readonly spot: Spot;
  readonly isStart: boolean;
  /** Methods, or outcomes of routers, that it runs after. */
  readonly listens: readonly Mention[];
  /** Outcomes that it can have, if they are known. */
  readonly emits: readonly string[];
  readonly isRouter: boolean;
  /** One after the other. */
  readonly actions: readonly FlowAction[];
  /** A human looks at its result. */
  readonly feedback: Spot | undefined;
  /** Methods whose results it takes besides. */
  readonly uses: readonly Mention[];
  /** Where it takes what the flow was started with. */
  readonly state: Spot | undefined;
};

export type FlowSource = {
  readonly name: string;
  readonly spot: Spot;
  readonly methods: readonly FlowMethod[];
  readonly entry: Entry | undefined;
};
