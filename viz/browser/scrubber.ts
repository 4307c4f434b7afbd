import type { Moment } from '../graph/moment.ts';
import type { View } from '../view.ts';

/** Says under the graph which round and which world are shown. Looks in its own corner of the page only: it is asked often. */
export function showScrubber(main: HTMLElement, view: View, { round, world }: Moment): void {
  const scrubber = main.querySelector('.scrubber');
  const slider = scrubber?.querySelector<HTMLInputElement>('#round');
  const said = scrubber?.querySelector('output b');
  if (!scrubber || !slider || !said) return;
  const text = String(round);
  if (said.textContent !== text) said.textContent = text;
  if (slider.value !== text) slider.value = text;
  slider.setAttribute('aria-valuetext', `round ${round}`);
  const shown = world === null ? 'expected' : String(view.kept?.worlds.indexOf(world));
  for (const choice of scrubber.querySelectorAll<HTMLInputElement>('[name="world"]'))
    choice.checked = choice.value === shown;
  scrubber.querySelector('.next-world')?.classList.toggle('chosen', world?.label === 'sample');
}
