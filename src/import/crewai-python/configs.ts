import { describePlace, InvalidInputError } from '../../base/errors.ts';
import { agentSettings, agentsIn, type Named, tasksIn } from '../crewai/crew-files.ts';
import { type Settings, settingsOf } from '../crewai/setting.ts';
import { relativeFolder } from '../crewai/siblings.ts';
import type { Drafts, Spot } from '../drafts.ts';
import type { SourceFile } from '../importer.ts';
import { readLocated } from '../jsonc.ts';
import { argumentOf, dottedName, type PyCall, type PyClass, type PyModule, type PyValue } from '../python/py-value.ts';
import { shownName } from '../shown-name.ts';
import type { CrewProgram } from './crew-program.ts';
import { classAround } from './to-setting.ts';

type Kind = 'agents' | 'tasks';

export type Config = { readonly name: string; readonly spot: Spot; readonly settings: Settings };

/** The YAML files that code takes agents and tasks from, and who takes what. */
export class Configs {
  readonly #program: CrewProgram;
  readonly #drafts: Drafts;
  readonly #files = new Map<string, SourceFile | undefined>();
  readonly #taken = new Set<string>();

  constructor(program: CrewProgram, drafts: Drafts) {
    this.#program = program;
    this.#drafts = drafts;
  }

  /** Names of the files that were read. */
  get used(): readonly string[] {
    return [...this.#files.values()].flatMap((file) => file?.name ?? []);
  }

  /**
   * What `config=self.agents_config['name']` brings; several where the name can be several, and all that the file has
   * where only the running code knows it. Empty if the call takes nothing from a file.
   */
  of(call: PyCall, kind: Kind): readonly Config[] {
    const given = this.#configOf(call);
    if (given === undefined || this.#program.py.resolve(given).some(({ form }) => form === 'dict')) return [];
    const file = this.#fileOf(call, kind);
    if (file === undefined) {
      this.#warnNoFile(given, kind);
      return [];
    }
    const known = this.#named(file, kind);
    const keys = this.#keysIn(given);
    const found = keys === undefined ? known : known.filter(({ name }) => keys.includes(name));
    if (keys === undefined) this.#warnAll(given, kind);
    for (const key of keys ?? []) {
      if (!known.some(({ name }) => name === key)) this.#warnMissing(given, key, file.name);
    }
    for (const { value } of found) this.#taken.add(`${file.name} ${value.pointer}`);
    return found.map(({ name, spot, value }) => ({
      name,
      spot,
      settings: kind === 'agents' ? agentSettings(value) : settingsOf(value),
    }));
  }

  /** Says of what nobody takes that it is left out. */
  noteUnused(): void {
    for (const file of new Set(this.#files.values())) {
      if (file === undefined) continue;
      for (const kind of ['agents', 'tasks'] as const) {
        for (const { name, spot, value } of this.#named(file, kind)) {
          if (this.#taken.has(`${file.name} ${value.pointer}`)) continue;
          const what = `${kind === 'agents' ? 'agent' : 'task'} ${shownName(name)}`;
          this.#drafts.ignored.push({
            what,
            where: describePlace(spot.at),
            why: 'the code of the crew does not use it',
          });
        }
      }
    }
  }

  #configOf(call: PyCall): PyValue | undefined {
    const spread = call.args.flatMap((one) => (one.form === 'spread' && one.stars === 2 ? [one.value] : []));
    const fromFile = spread.find((one) => this.#program.py.resolve(one).some((value) => keyIn(value) !== undefined));
    return argumentOf(call, 'config') ?? fromFile;
  }

  /** The names that it can be; undefined if nobody knows. */
  #keysIn(config: PyValue): readonly string[] | undefined {
    const keys = this.#program.py.resolve(config).flatMap((value) => keyIn(value) ?? []);
    const texts = keys
      .flatMap((key) => this.#program.py.resolve(key))
      .flatMap((one) => (one.form === 'string' ? [one.text] : []));
    return texts.length === 0 ? undefined : texts;
  }

  #named(file: SourceFile, kind: Kind): readonly Named[] {
    try {
      const root = readLocated(file);
      return kind === 'agents' ? agentsIn(root) : tasksIn(root);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      this.#drafts.warnings.push(...error.problems);
      return [];
    }
  }

  #fileOf(call: PyCall, kind: Kind): SourceFile | undefined {
    const made = classAround(call);
    const path = made === undefined ? undefined : this.#pathIn(made, kind);
    return this.#openFrom(call.scope.module, path ?? `config/${kind}.yaml`);
  }

  #pathIn({ scope }: PyClass, kind: Kind): string | undefined {
    const set = scope.assignments.find(({ target }) => dottedName(target) === `${kind}_config`);
    return this.#program.py.textOf(set?.value);
  }

  /** Where the class says, else in the usual places around it. */
  #openFrom(module: PyModule, path: string): SourceFile | undefined {
    const folder = relativeFolder(this.#program.py.modules[0].file.name, module.file.name);
    const base = path.replace(/^.*\//, '');
    const other = base.replace(/\.(ya?ml)$/, (_, kind: string) => (kind === 'yml' ? '.yaml' : '.yml'));
    const paths = [path, `config/${base}`, base, path.replace(base, other), `config/${other}`, other];
    for (const one of new Set(paths.map((each) => `${folder}${each}`))) {
      const file = this.#open(one);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  #open(path: string): SourceFile | undefined {
    if (!this.#files.has(path)) this.#files.set(path, this.#program.open(path));
    return this.#files.get(path);
  }

  #warnNoFile({ at }: PyValue, kind: Kind): void {
    const fix = `Give the folder with all files, or the name of the file as a text in ${kind}_config.`;
    this.#drafts.warnings.push({ at, expected: `the file with the ${kind}`, found: 'none', fix });
  }

  #warnAll({ at }: PyValue, kind: Kind): void {
    const fix = `Remove from the result what is not made here: all ${kind} of the file were taken.`;
    this.#drafts.warnings.push({
      at,
      expected: 'a name in the file',
      found: 'one that only the running code knows',
      fix,
    });
  }

  #warnMissing({ at }: PyValue, name: string, file: string): void {
    const fix = 'Correct the name, or add it to the file.';
    this.#drafts.warnings.push({ at, expected: `a name that ${file} has`, found: `"${shownName(name)}"`, fix });
  }
}

/** The key of `config['name']` and `config.get('name')`. */
function keyIn(value: PyValue): PyValue | undefined {
  if (value.form === 'subscript') return value.index[0];
  const isGet = value.form === 'call' && value.callee.form === 'attribute' && value.callee.name === 'get';
  return isGet ? value.args[0] : undefined;
}
