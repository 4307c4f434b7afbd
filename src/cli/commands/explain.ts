import type { Scenario } from '../../compile/scenario.ts';
import { scenariosOf } from '../../compile/scenario.ts';
import type { Entries, SuiteFile } from '../../compile/suite.ts';
import type { ComponentId } from '../../graph/ids.ts';
import { type ThreatClass, threatClasses } from '../../graph/kinds.ts';
import type { Context } from '../context.ts';
import type { ExplainNodeOptions } from '../explain-node.ts';
import { explain } from '../explanation.ts';
import { explanationText } from '../explanation-text.ts';
import { loadAny } from '../load.ts';
import type { MixtureOptions } from '../load-mixture.ts';
import { quoted } from '../option-value.ts';
import { refuseRawOptions } from '../refuse-raw-options.ts';
import { withRunOptions } from '../run-options.ts';
import type { ExitCode } from '../shell.ts';
import { suggestion } from '../suggestion.ts';
import { usageError } from '../usage.ts';
import { withAtlas } from '../with-atlas.ts';

type ExplainOptions = ExplainNodeOptions & Pick<MixtureOptions, 'merge' | 'sameAs'>;

const MOST_PATHS = 5;

/** Paths, and last the component that it is about. */
export async function action(typed: readonly string[], options: ExplainOptions, context: Context): Promise<ExitCode> {
  const [paths, id = ''] = [typed.slice(0, -1), typed.at(-1)];
  if (paths.length === 0) throw usageError('<id> after explain FILE', 'nothing', 'See: blastradius explain --help.');
  const loaded = await loadAny(paths, options, context);
  const { path } = loaded;
  if (!('file' in loaded)) {
    // Opens kernels: only where there are worlds.
    const { explainNode } = await import('../explain-node.ts');
    return explainNode(loaded, id, options, context);
  }
  refuseRawOptions(options);
  refuseWorlds(options);
  const { file } = loaded;
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
    everythingAtOnce(await withAtlas(withRunOptions(file, options), options.atlas, context)),
    known.id,
    options.paths ?? MOST_PATHS,
  );
  if (context.options.json === true) context.document(explanation);
  else context.say(explanationText(explanation, context.screen));
  context.note(`next: blastradius run ${path} --entry ${id}`);
  return 0;
}

function refuseWorlds({ worlds }: ExplainOptions): void {
  if (worlds === undefined) return;
  throw usageError(
    'a raw graph',
    '--worlds for an ecosystem',
    'Leave --worlds out: its arcs and paths are told without simulating.',
  );
}

/** One scenario with all entry points and classes of a suite: explaining is about what can happen, not about one run. */
function everythingAtOnce({ ecosystem, suite }: SuiteFile): Scenario {
  // Of many entry points all count, not a draw.
  const asked: Entries = suite.entries.form === 'exposed' ? { form: 'exposed' } : suite.entries;
  const scenarios = scenariosOf(ecosystem, { ...suite, entries: asked });
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
