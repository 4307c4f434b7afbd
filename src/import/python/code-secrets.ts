import { addCredential } from '../add-credential.ts';
import { addLiteralCredential } from '../add-literal-credential.ts';
import type { Drafts } from '../drafts.ts';
import { isLiteralSecret, isSecretName, looksSecret, safeUrl } from '../secrets.ts';
import type { PyProgram } from './py-program.ts';
import type { Py, PyCall, PyValue } from './py-value.ts';

export type SecretHolder = {
  readonly holder: string;
  /** What the secrets open, where known. */
  readonly opens?: string | undefined;
};

type Named = { readonly name: string; readonly value: PyValue };

const DEEPEST = 8;

/** The secrets in the arguments of a call: environment variables by name, literal ones by place only. */
export const addCallSecrets = (drafts: Drafts, program: PyProgram, call: PyCall, holder: SecretHolder): void =>
  new Secrets(drafts, program, holder).addAll(
    [...call.args.map((value) => ({ name: '', value })), ...call.keywords],
    0,
  );

/** The same for single values. */
export const addSecretsIn = (
  drafts: Drafts,
  program: PyProgram,
  values: readonly Named[],
  holder: SecretHolder,
): void => new Secrets(drafts, program, holder).addAll(values, 0);

class Secrets {
  readonly #drafts: Drafts;
  readonly #program: PyProgram;
  readonly #holder: SecretHolder;
  readonly #seen = new Set<PyValue>();

  constructor(drafts: Drafts, program: PyProgram, holder: SecretHolder) {
    this.#drafts = drafts;
    this.#program = program;
    this.#holder = holder;
  }

  addAll(values: readonly Named[], depth: number): void {
    for (const { name, value } of values) {
      if (this.#seen.has(value) || depth > DEEPEST) continue;
      this.#seen.add(value);
      for (const one of this.#program.resolve(value)) this.#add(name, one, depth);
    }
  }

  #add(name: string, value: PyValue, depth: number): void {
    if (value.form === 'string') this.#literal(name, value);
    else if (value.form === 'variable') this.#variable(name, value, depth);
    else this.addAll(partsOf(name, value), depth + 1);
  }

  #variable(name: string, value: Py<'variable'>, depth: number): void {
    if (isSecretName(value.name) || isSecretName(name))
      addCredential(this.#drafts, { ...this.#holder, name: value.name.slice(0, 200), spot: value });
    if (value.fallback !== undefined) this.addAll([{ name, value: value.fallback }], depth + 1);
  }

  #literal(name: string, value: Py<'string'>): void {
    const { text } = value;
    const isSecret = isSecretName(name) ? text.length >= 8 && !/\s/.test(text) : looksSecret(text);
    const isPassword = safeUrl(text)?.hasPassword === true;
    if ((!isSecret && !isPassword) || !isLiteralSecret(text)) return;
    addLiteralCredential(this.#drafts, { ...this.#holder, name: name === '' ? 'secret' : name, text, spot: value });
  }
}

function partsOf(name: string, value: PyValue): readonly Named[] {
  switch (value.form) {
    case 'template':
      return value.parts.map((part) => ({ name, value: part }));
    case 'list':
      return value.items.map((item) => ({ name, value: item }));
    case 'operation':
      return [value.left, value.right].map((side) => ({ name, value: side }));
    case 'dict':
      return value.entries.map((entry) => ({
        name: entry.key.form === 'string' ? entry.key.text : name,
        value: entry.value,
      }));
    case 'call':
      return [...value.args.map((arg) => ({ name, value: arg })), ...value.keywords];
    case 'spread':
      return [{ name, value: value.value }];
    default:
      return [];
  }
}
