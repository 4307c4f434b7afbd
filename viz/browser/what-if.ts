import type { Estimate, RunModel } from '../../src/measure/results.ts';
import type { Shown, View } from '../view.ts';
import { componentFields, wasText } from '../what-if/component-fields.ts';
import type { Edit } from '../what-if/edit.ts';
import { addressOf, editsIn } from '../what-if/edit-address.ts';
import type { Answer, ChannelRow, Question } from '../what-if/engine-api.ts';
import { probabilityText } from '../what-if/fields.ts';
import { keepPlace } from './keep-place.ts';
import { loadEngine } from './load-engine.ts';
import { createBar } from './what-if-bar.ts';
import { changed, changeOf } from './what-if-edits.ts';
import { createAsker } from './what-if-run.ts';

/** What the rest of the page is asked to do. */
export type WhatIfHost = {
  /** Position of the chosen scenario. */
  readonly scenario: () => number;
  /** Draws the page anew. */
  readonly show: (shown: Shown) => void;
  /** Fills the place beside the trust graph anew. */
  readonly inspect: () => void;
  /** Writes the address. */
  readonly remember: () => void;
};

export type WhatIfPage = {
  /** For the address of the page; empty without changes. */
  readonly address: () => string;
  /** Makes the changes that an address asks for. */
  readonly follow: (address: string) => void;
  /** What to show of a scenario that was just chosen; the changes are made in it too. */
  readonly enterScenario: () => Shown;
  /** Adds what can be changed about a component to the place beside the trust graph. */
  readonly fill: (view: View, component: number) => void;
};

/** Listens to the fields that make changes, runs them, and shows what they lead to; null if the run kept no model. */
export function startWhatIf(run: Shown, host: WhatIfHost): WhatIfPage | null {
  const { model } = run.details;
  return model === undefined ? null : new Changes(run, model, host);
}

const SAID_MS = 2000;

class Changes implements WhatIfPage {
  #edits: readonly Edit[] = [];
  #answer: Answer | null = null;
  /** While a slider is drawn, the fields around it must not be drawn anew. */
  #isHeld = false;
  #isOpen = false;
  #channels: { readonly into: string; readonly rows: readonly ChannelRow[] } | null = null;
  readonly #run: Shown & Pick<Question, 'details'>;
  readonly #model: RunModel;
  readonly #host: WhatIfHost;
  readonly #bar: ReturnType<typeof createBar>;
  readonly #asker = createAsker({
    progress: (soFar) => this.#bar.tell(this.#before, { kind: 'running', soFar }),
    failure: (why) => this.#bar.tell(this.#before, { kind: 'failed', why }),
    answer: (answer, isLast) => this.#take(answer, isLast),
  });

  constructor(run: Shown, model: RunModel, host: WhatIfHost) {
    this.#run = { ...run, details: { ...run.details, model } };
    this.#model = model;
    this.#host = host;
    this.#bar = createBar(model);
    document.addEventListener('input', ({ target }) => this.#draw(target));
    document.addEventListener('change', ({ target }) => this.#change(target));
    document.addEventListener('click', ({ target }) => this.#click(target));
    for (const end of ['pointerup', 'pointercancel', 'keyup']) document.addEventListener(end, () => this.#release());
    // A toggle does not bubble.
    document.addEventListener('toggle', ({ target }) => this.#open(target), true);
  }

  address(): string {
    return addressOf(this.#edits);
  }

  follow(address: string): void {
    this.#make(editsIn(address, this.#model));
  }

  enterScenario(): Shown {
    // Whoever chooses a scenario chooses where it starts.
    const edits = this.#edits.filter(({ kind }) => kind !== 'entry');
    this.#answer = null;
    this.#edits = edits;
    this.#channels = null;
    this.#ask();
    return this.#run;
  }

  fill(view: View, component: number): void {
    const place = document.querySelector('.inspector');
    const id = view.components[component]?.id;
    const rows = this.#channels?.into === id ? (this.#channels?.rows ?? null) : null;
    const fields = componentFields(view, component, this.#edits, rows);
    if (place === null || fields === null) return;
    const details = document.createElement('details');
    details.className = 'what-if-here';
    details.open = this.#isOpen;
    details.ariaLive = 'off';
    details.innerHTML = `<summary>What if …</summary>${fields.markup}`;
    // After the number that it changes, with the old one beside it, before the long lists.
    const number = place.querySelector('.bar') ?? place.lastElementChild;
    number?.after(details);
    number?.insertAdjacentHTML('afterend', wasText(view, component)?.markup ?? '');
  }

  get #question(): Question {
    const scenario = this.#run.results.scenarios[this.#host.scenario()]?.id ?? '';
    return { results: this.#run.results, details: this.#run.details, scenario, edits: this.#edits };
  }

  get #before(): Estimate {
    return this.#run.results.scenarios[this.#host.scenario()]?.blastRadius.total ?? { mean: 0, ci95: [0, 0] };
  }

  #make(edits: readonly Edit[]): void {
    if (addressOf(edits) === this.address()) return;
    this.#edits = edits;
    this.#answer = null;
    this.#host.remember();
    this.#ask();
    if (edits.length === 0) keepPlace(() => this.#host.show(this.#run));
  }

  #ask(): void {
    this.#bar.list(this.#edits);
    this.#asker.stop();
    if (this.#edits.length === 0) return;
    this.#bar.tell(this.#before, { kind: 'starting' });
    this.#asker.ask(this.#question);
  }

  #take(answer: Answer, isLast: boolean): void {
    const isNews = this.#answer === null;
    this.#answer = answer;
    const total = answer.results.scenarios[this.#host.scenario()]?.blastRadius.total;
    if (total && isNews) this.#bar.tell(this.#before, { kind: 'done', total, difference: answer.difference.total });
    if (!this.#isHeld) this.#reveal();
    document.documentElement.dataset['whatIf'] = isLast ? 'done' : 'running';
  }

  #reveal(): void {
    if (this.#answer === null) return;
    const { results, details, difference, scenarios } = this.#answer;
    const whatIf = { edits: this.#edits, before: this.#run, difference, scenarios };
    keepPlace(() => this.#host.show({ ...this.#run, results, details, whatIf }));
  }

  #draw(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement) || target.type !== 'range' || target.dataset['edit'] === undefined)
      return;
    this.#isHeld = true;
    const output = target.parentElement?.querySelector('output');
    if (output) output.textContent = probabilityText(Number(target.value));
    this.#apply(target);
  }

  #change(target: EventTarget | null): void {
    // A slider that is let go has made its change already.
    if (this.#isHeld) this.#release();
    else if (target instanceof Element) this.#apply(target);
  }

  /** Nobody is told by `change` of a slider that comes back to where it was taken. */
  #release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#reveal();
  }

  #apply(field: Element): void {
    const change = changeOf(field);
    if (change !== null) this.#make(changed(this.#edits, change));
  }

  #click(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest('button') : null;
    const { edit, channels, whatIf, position } = button?.dataset ?? {};
    if (button !== null && edit !== undefined) this.#apply(button);
    if (channels !== undefined) void this.#askChannels(channels);
    if (button !== null && whatIf === 'copy') void this.#copy(button);
    if (whatIf === 'reset') this.#makeFromBar([]);
    if (whatIf === 'undo') this.#makeFromBar(this.#edits.toSpliced(Number(position), 1));
  }

  /** The button that was pressed goes, or the whole bar: the keyboard goes on beside it, or at the beginning of the results. */
  #makeFromBar(edits: readonly Edit[]): void {
    this.#make(edits);
    const next = document.querySelector<HTMLElement>(edits.length > 0 ? '.what-if-bar summary' : 'main');
    next?.focus({ preventScroll: true });
  }

  #open(target: EventTarget | null): void {
    if (target instanceof HTMLDetailsElement && target.className === 'what-if-here') this.#isOpen = target.open;
  }

  async #askChannels(into: string): Promise<void> {
    const engine = await loadEngine();
    this.#channels = { into, rows: engine.channels({ ...this.#question, edits: [] }, into) };
    this.#host.inspect();
  }

  async #copy(button: HTMLElement): Promise<void> {
    const label = button.textContent;
    const isCopied = await navigator.clipboard.writeText(this.#answer?.yaml ?? '').then(
      () => true,
      () => false,
    );
    button.textContent = isCopied ? 'Copied' : 'Copying is not allowed here';
    setTimeout(() => {
      button.textContent = label;
    }, SAID_MS);
  }
}
