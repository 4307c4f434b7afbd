import { describePlace } from '../../base/errors.ts';
import { addCredential } from '../add-credential.ts';
import type { Drafts, Spot } from '../drafts.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { reportLiteralSecret } from '../report-literal-secret.ts';
import { isLiteralSecret, isSecretName, looksSecret } from '../secrets.ts';
import { nameIn } from './scalar-text.ts';

type Variable = {
  readonly spot: Spot;
  readonly isSecret: boolean;
  readonly isLiteral: boolean;
  readonly value: string;
};

/** Environment variables of a workflow; what is secret in them goes no further than this object. */
export class EnvironmentVariables {
  readonly #drafts: Drafts;
  readonly #variables = new Map<string, Variable>();
  readonly #held = new Set<string>();

  constructor(drafts: Drafts, workflow: Located | undefined) {
    this.#drafts = drafts;
    for (const one of listOf(find(workflow, 'environment_variables'))) {
      const name = nameIn(find(one, 'name'));
      const value = textOf(find(one, 'value')) ?? '';
      if (name === undefined) continue;
      const isLiteral = isLiteralSecret(value);
      const isSecret =
        textOf(find(one, 'value_type')) === 'secret' || isSecretName(name) || (isLiteral && looksSecret(value));
      this.#variables.set(name, { spot: one, isSecret, isLiteral, value });
    }
  }

  /** The value of one that is no secret. */
  plainValue(name: string): string | undefined {
    const variable = this.#variables.get(name);
    return variable === undefined || variable.isSecret ? undefined : variable.value;
  }

  /** A component takes in the variable. */
  heldBy(name: string, holder: string, { spot, opens }: { spot: Spot; opens: string | undefined }): void {
    const variable = this.#variables.get(name);
    if (variable === undefined ? !isSecretName(name) : !variable.isSecret) return;
    const isFirst = !this.#held.has(name);
    this.#held.add(name);
    const literalOf = isFirst && variable?.isLiteral === true ? 'the environment of the app' : undefined;
    const at = isFirst ? (variable?.spot ?? spot) : spot;
    addCredential(this.#drafts, { name, spot: at, holder, opens, literalOf });
  }

  noteUnused(): void {
    for (const [name, { isSecret, isLiteral, spot }] of this.#variables) {
      if (!isSecret || this.#held.has(name)) continue;
      const where = describePlace(spot.at);
      this.#drafts.ignored.push({ what: `secret ${name}`, where, why: 'no component refers to it' });
      if (isLiteral) reportLiteralSecret(this.#drafts, { name, spot, instead: 'export without secrets' });
    }
  }
}
