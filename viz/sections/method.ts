import type { ScenarioResult } from '../../src/measure/results.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import { fixed, percentInText, percentNumber, plural, thousands } from '../numbers.ts';
import { doubtText, name, WORST_CASE } from '../sentences.ts';
import type { View } from '../view.ts';
import type { Section } from './section.ts';

export const methodSection: Section = {
  id: 'method',
  link: null,
  title: 'Method',
  lede: () => 'Same inputs, same seed, same engine: the same bytes, on any machine and with any number of threads.',
  body: (view) => {
    const { scenario, results } = view;
    const { total } = scenario.blastRadius;
    return group(
      h(
        'dl',
        { class: 'facts' },
        fact('Scenario', h('code', {}, name(scenario.id))),
        fact(
          'Model',
          `${scenario.model}, ${plural(scenario.arcs, 'arc')}${view.lastRound > 0 ? `, ${plural(view.lastRound, 'round')} until nothing moved or the horizon` : ''}`,
        ),
        fact('Threat classes', scenario.threats.join(', ')),
        fact(
          'Worlds',
          scenario.family === 'exact'
            ? scenario.model === WORST_CASE
              ? 'none: what can be reached is, whatever its probability'
              : 'none: probabilities are computed, not simulated'
            : `${thousands(scenario.worlds)}, seed ${results.seed}, ${scenario.family} draws, kernel ${scenario.kernel}`,
        ),
        total.size > 0 &&
          scenario.family !== 'exact' &&
          fact('Mean reached', `${fixed(total.mean, 2)} of ${thousands(total.size)}: ${doubtText(view)}`),
        variance(view),
        total.belief95 !== null &&
          fact(
            'Not knowing',
            'Uncertain probabilities are drawn anew for every 32 worlds; the range says where the mean lies given what they leave open. More worlds do not narrow it, better inputs do.',
          ),
        fact(
          'Conditional on',
          scenario.entryLikelihood === null
            ? 'the entry being taken; it is not exposed, so no likelihood is given'
            : `the entry being taken, which has probability ${fixed(scenario.entryLikelihood, 2)}`,
        ),
        defenceFact(scenario),
        fact('Engine', `blastradius ${results.engine}`),
        results.inputs.map(([file, sha256]) =>
          fact('Input', group(name(file), ' ', h('code', { class: 'hash' }, `sha256 ${sha256}`))),
        ),
      ),
      h(
        'p',
        { class: 'note' },
        'Reachability is not exploitability. Intervals are 95 %. Counts leave entry points out.',
      ),
    );
  },
};

/** What the controls and monitors cost, where the file says. */
function defenceFact({ defence }: ScenarioResult): Markup | null {
  if (defence === undefined) return null;
  const { price, falseAlarms, utility } = defence;
  const alarms = falseAlarms === null ? '' : `, raise ${fixed(falseAlarms, 2)} false alarms per world`;
  return fact(
    'Controls and monitors',
    `cost ${thousands(price)}${alarms}, leave ${percentInText(utility)} of the utility`,
  );
}

const fact = (key: string, value: Child): Markup => h('div', {}, h('dt', {}, key), h('dd', {}, value));

function variance({ scenario }: View): Markup | null {
  const { chance, knowledge } = scenario.blastRadius.total.variance;
  if (chance === null || knowledge === null || chance + knowledge <= 0) return null;
  const share = knowledge / (chance + knowledge);
  return fact(
    'Spread between worlds',
    `${percentNumber(1 - share)} % chance, ${percentNumber(share)} % not knowing (variance)`,
  );
}
