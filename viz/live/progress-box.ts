import { h, type Markup } from '../markup.ts';
import { fixed, percent, percentNumber, thousands } from '../numbers.ts';
import type { UnderWay } from './run-shown.ts';

/** How far a run is: share, worlds, rate, time left, and what it waits for. */
export function progressBox(run: UnderWay, name: string): Markup {
  const share = shareDone(run);
  return h(
    'div',
    { class: 'progress' },
    h('p', { class: 'share' }, `${percentNumber(share)}`, h('small', {}, ' %')),
    h(
      'div',
      {},
      h('progress', { max: 100, value: share * 100, 'aria-label': `Worlds done of ${name}` }, percent(share)),
      h(
        'p',
        { class: 'meta' },
        progressFacts(run).map((fact) => h('span', {}, fact)),
      ),
    ),
  );
}

/** In words, for those who listen: no more than they can take in. */
export function progressWords(run: UnderWay): string {
  if (run.isWriting) return 'All worlds are done; the results are being measured and drawn.';
  const left = secondsLeft(run);
  return `${percentNumber(shareDone(run))} percent of the worlds are done${left === null ? '' : `, about ${duration(left)} left`}.`;
}

export const shareDone = ({ done, total, isWriting }: UnderWay): number =>
  isWriting ? 1 : total === 0 ? 0 : Math.min(done / total, 1);

/** Longer without a sign of life than a busy run takes. */
const QUIET_MS = 5_000;

function progressFacts(run: UnderWay): string[] {
  const { done, total, quietMs, precision, isWriting, glance } = run;
  const rate = perSecond(run);
  const left = secondsLeft(run);
  const each = glance.scenarioCount > 1 ? `, ${thousands(glance.scenarioCount)} scenarios` : '';
  return [
    `${thousands(done)} of ${thousands(total)} worlds${each}`,
    ...(isWriting ? ['measuring and drawing the results'] : []),
    ...(rate === null || isWriting ? [] : [`${thousands(Math.round(rate))} worlds a second`]),
    ...(left === null || isWriting ? [] : [`about ${duration(left)} left`]),
    ...(precision === null || isWriting ? [] : [`stops earlier once ± ${fixed(precision * 100, 1)} % is reached`]),
    ...(quietMs > QUIET_MS ? [`no news for ${duration(quietMs / 1000)}`] : []),
  ];
}

const perSecond = ({ done, elapsedMs }: UnderWay): number | null =>
  done === 0 || elapsedMs <= 0 ? null : (done / elapsedMs) * 1000;

function secondsLeft(run: UnderWay): number | null {
  const rate = perSecond(run);
  return rate === null ? null : (run.total - run.done) / rate;
}

/** Seconds as people say them: `8 s`, `2 min 5 s`, `1 h 12 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${thousands(Math.floor(whole / 3600))} h ${Math.floor((whole % 3600) / 60)} min`;
}
