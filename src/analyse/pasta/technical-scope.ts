import type { Provenance } from '../../graph/ecosystem.ts';
import { type Certainty, certainties, componentKinds, layerNames, layers } from '../../graph/kinds.ts';
import type { PastaBlock, PastaStage } from '../../measure/pasta-document.ts';
import { counted } from '../two-decimals.ts';
import type { PastaInput } from './pasta-input.ts';
import { column, nameColumn, tableBlock } from './table-block.ts';

/** Stage 2: what the system is made of, and how sure the model of it is. */
export const technicalScope = (input: PastaInput): PastaStage => ({
  number: 2,
  title: 'Technical scope',
  asks: 'What is the system made of, and how do we know?',
  blocks: [...parts(input), ...sources(input), ...guesses(input)],
});

function parts({ model: { ecosystem } }: PastaInput): PastaBlock[] {
  const { components, relations } = ecosystem;
  const rows = layers.flatMap((layer) =>
    componentKinds.flatMap((kind) => {
      const some = components.filter((one) => one.layer === layer && one.kind === kind);
      if (some.length === 0) return [];
      const exposed = some.filter((one) => one.exposed).length;
      return [[`L${layer} ${layerNames[layer]}`, kind, String(some.length), exposed === 0 ? '' : String(exposed)]];
    }),
  );
  const empty = layers.filter((layer) => !components.some((one) => one.layer === layer));
  return [
    {
      text: `${counted(components.length, 'component')} and ${counted(relations.length, 'relation')}.${
        empty.length === 0
          ? ''
          : ` The model has nothing on ${empty.map((layer) => `L${layer} ${layerNames[layer]}`).join(', ')}: threats there were not looked for.`
      }`,
    },
    ...tableBlock([column('layer'), column('kind'), column('components'), column('exposed')], rows),
  ];
}

function sources({ model: { ecosystem } }: PastaInput): PastaBlock[] {
  const { components, relations } = ecosystem;
  const files = [...new Set([...components, ...relations].map(({ provenance }) => provenance.at.file))];
  const inFile = <T extends { readonly provenance: Provenance }>(parts: readonly T[], file: string): T[] =>
    parts.filter(({ provenance }) => provenance.at.file === file);
  const rows = files.map((file) => {
    const [some, between] = [inFile(components, file), inFile(relations, file)];
    const known = (certainty: Certainty): string =>
      String([...some, ...between].filter(({ provenance }) => provenance.certainty === certainty).length);
    return [file, String(some.length), String(between.length), ...certainties.map(known)];
  });
  return tableBlock([nameColumn('file'), column('components'), column('relations'), ...certainties.map(column)], rows);
}

/** What a reviewer should check first: a wrong guess is a wrong model. */
function guesses({ model: { ecosystem } }: PastaInput): PastaBlock[] {
  const parts = [...ecosystem.components, ...ecosystem.relations];
  const guessed = parts.filter(({ provenance }) => provenance.certainty !== 'declared');
  if (guessed.length === 0) return [{ text: 'Every component and relation is declared in the source.' }];
  const counts = new Map<string, number>();
  for (const { provenance } of guessed) {
    const why = provenance.rule ?? provenance.certainty;
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [
    {
      text: `${guessed.length} of ${parts.length} components and relations are not declared in the source but concluded by a rule or assumed; check these first.`,
    },
    ...tableBlock(
      [nameColumn('concluded or assumed'), column('parts')],
      [...counts].toSorted(([, a], [, b]) => b - a).map(([why, count]) => [why, String(count)]),
    ),
  ];
}
