import type { Ecosystem } from '../graph/ecosystem.ts';
import type { SourceFile, WantedSuite } from './importer.ts';
import { sectionsOf } from './sections.ts';
import { writeEcosystem } from './write-ecosystem.ts';

/** What is merged, and what the sources want simulated. */
type MergedSources = { readonly ecosystem: Ecosystem; readonly suite?: WantedSuite | undefined };

/** A merged ecosystem as a file, with what an ecosystem file among the sources wants simulated, else what the others want. */
export function mergedText({ ecosystem, suite }: MergedSources, own: SourceFile | undefined): string {
  const written = writeEcosystem(ecosystem);
  if (own !== undefined) return `${written}${sectionsOf(own.text, ['round', 'suite', 'thresholds'])}`;
  return suite === undefined ? written : `${written}${suiteText(suite)}`;
}

const suiteText = ({ threats, channels = [] }: WantedSuite): string =>
  [
    '',
    'suite:',
    `  threats: ${threats === 'all' ? 'all' : `[${threats.join(', ')}]`}`,
    ...(channels.length === 0 ? [] : ['  channels:']),
    ...channels.map(
      ({ threat, kind, direction, probability }) =>
        `    - { threat: ${threat}, kind: ${kind}, direction: ${direction}, probability: ${probability} }`,
    ),
    '',
  ].join('\n');
