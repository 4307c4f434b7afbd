import type { Scenario } from '../../compile/scenario.ts';
import { scenariosOf } from '../../compile/scenario.ts';
import type { SuiteFile } from '../../compile/suite.ts';
import type { ComponentId } from '../../graph/ids.ts';
import { type ThreatClass, threatClasses } from '../../graph/kinds.ts';
import type { Context } from '../context.ts';
import { explain } from '../explanation.ts';
import { explanationText } from '../explanation-text.ts';
import { loadEcosystem } from '../load.ts';
import { quoted } from '../option-value.ts';
import { withRunOptions } from '../run-options.ts';
import type { ExitCode } from '../shell.ts';
import { suggestion } from '../suggestion.ts';
import { usageError } from '../usage.ts';

type ExplainOptions = {
  readonly entry?: string;
  readonly threats?: string;
  readonly paths?: number;
  readonly format?: string;
};

const MOST_PATHS = 5;

export async function action(
  [path = '', id = '']: readonly string[],
  options: ExplainOptions,
  context: Context,
): Promise<ExitCode> {
  const { file } = await loadEcosystem([path], options, context);
  const known = file.ecosystem.components.find((component) => component.id === id);
  if (known === undefined)
    throw usageError(
      `the id of a component of ${path}`,
      quoted(id),
      suggestion(
        id,
        file.ecosystem.components.map((component) => component.id),
      ),
    );
  const explanation = explain(
    file.ecosystem,
    everythingAtOnce(withRunOptions(file, options)),
    known.id,
    options.paths ?? MOST_PATHS,
  );
  if (context.options.json === true) context.document(explanation);
  else context.say(explanationText(explanation, context.screen));
  context.note(`next: blastradius run ${path} --entry ${id}`);
  return 0;
}

/** One scenario with all entry points and classes of a suite: explaining is about what can happen, not about one run. */
function everythingAtOnce({ ecosystem, suite }: SuiteFile): Scenario {
  const scenarios = scenariosOf(ecosystem, suite);
  const [first] = scenarios;
  if (first === undefined) throw usageError('a suite with a scenario', 'none', 'Name an entry point: --entry ID.');
  const entries = new Set(scenarios.flatMap(({ entry }) => (entry === 'random' ? [] : entry)));
  const threats = new Set(scenarios.flatMap((scenario): readonly ThreatClass[] => scenario.threats));
  return {
    ...first,
    entry: entries.size === 0 ? ecosystem.components.map((component): ComponentId => component.id) : [...entries],
    threats: threatClasses.filter((threat) => threats.has(threat)),
    controlOff: null,
  };
}
