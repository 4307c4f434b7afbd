import { didYouMeanSentence } from '../base/did-you-mean.ts';
import { InvalidInputError, type Problem } from '../base/errors.ts';
import { componentKinds, layers, modelTiers } from '../graph/kinds.ts';
import { type Decision, ElementMap, layerOf } from './element-map.ts';
import type { SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { describeForm, type Entry, entriesOf, flagOf, type Located, numberOf, textOf } from './located.ts';

/**
 * `--map FILE`: a YAML or JSON map from ids, names or patterns of them to what a component is.
 * @throws {InvalidInputError} with all that is wrong in it
 */
export function readElementMap(file: SourceFile): ElementMap {
  const root = readLocated(file);
  const problems: Problem[] = [];
  if (root.form !== 'map' || root.entries.size === 0) {
    throw new InvalidInputError([
      {
        at: root.at,
        expected: 'a map from ids or patterns to what they are',
        found: describeForm(root),
        fix: 'For example: web-*: { kind: tool, layer: 4, value: 3 }.',
      },
    ]);
  }
  const rows = entriesOf(root).map(([pattern, { keyAt, value }]) => ({
    pattern,
    decision: readDecision(value, problems),
    spot: { at: keyAt, pointer: value.pointer },
  }));
  if (problems.length > 0) throw new InvalidInputError(problems);
  return new ElementMap(file.name, rows);
}

type ReadField = (value: Located) => Decision | undefined;

const fields: Readonly<Record<string, { readonly expected: string; readonly read: ReadField }>> = {
  kind: {
    expected: `a kind of component: ${componentKinds.join(', ')}`,
    read: (value) => pick(componentKinds, textOf(value), (kind) => ({ kind })),
  },
  layer: {
    expected: 'a MAESTRO layer: 1 to 7, or its name',
    read: (value) => pick(layers, layerOf(textOf(value) ?? numberOf(value)), (layer) => ({ layer })),
  },
  value: {
    expected: 'a number from 0 to 1,000,000 with at most three decimals',
    read: (value) => {
      const thousandths = Math.round((numberOf(value) ?? -1) * 1000);
      const isRight = thousandths >= 0 && thousandths <= 1e9 && thousandths / 1000 === numberOf(value);
      return isRight ? { valueThousandths: thousandths } : undefined;
    },
  },
  zone: {
    expected: 'the name of a trust zone',
    read: (value) => {
      const zone = textOf(value)?.trim() ?? '';
      return zone === '' || zone.length > 200 || /\p{Cc}/u.test(zone) ? undefined : { zone };
    },
  },
  exposed: {
    expected: 'true or false',
    read: (value) => {
      const exposed = flagOf(value);
      return exposed === undefined ? undefined : { exposed };
    },
  },
  tier: {
    expected: `a tier of a model: ${modelTiers.join(', ')}`,
    read: (value) => pick(modelTiers, textOf(value), (tier) => ({ tier })),
  },
};

function readDecision(value: Located, problems: Problem[]): Decision {
  if (value.form !== 'map') {
    const expected = `a map of ${Object.keys(fields).join(', ')}`;
    problems.push({
      at: value.at,
      expected,
      found: describeForm(value),
      fix: 'For example: { kind: agent, layer: 7 }.',
    });
    return {};
  }
  return Object.assign({}, ...entriesOf(value).map((entry) => readField(entry, problems)));
}

function readField([key, { keyAt, value }]: readonly [string, Entry], problems: Problem[]): Decision {
  const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (field === undefined) {
    const names = Object.keys(fields);
    const fix = didYouMeanSentence(key, names).trimStart() || 'Remove it.';
    problems.push({ at: keyAt, expected: `one of ${names.join(', ')}`, found: JSON.stringify(key.slice(0, 80)), fix });
    return {};
  }
  const decision = field.read(value);
  if (decision !== undefined) return decision;
  const text = textOf(value) ?? numberOf(value);
  const found = text === undefined ? describeForm(value) : JSON.stringify(String(text).slice(0, 80));
  problems.push({ at: value.at, expected: field.expected, found, fix: 'Correct it, or leave it out.' });
  return {};
}

const pick = <T, D>(known: readonly T[], value: unknown, decide: (value: T) => D): D | undefined => {
  const found = known.find((one) => one === value);
  return found === undefined ? undefined : decide(found);
};
