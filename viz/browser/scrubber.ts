import { select } from 'd3-selection';
import type { Moment } from '../graph/moment.ts';
import type { View } from '../view.ts';

/** Says under the graph which round and which world are shown. */
export function showScrubber(main: HTMLElement, view: View, { round, world }: Moment): void {
  const root = select(main);
  root.select('.scrubber output b').text(String(round));
  root.select('#round').property('value', String(round)).attr('aria-valuetext', `round ${round}`);
  const shown = world === null ? 'expected' : String(view.kept?.worlds.indexOf(world));
  root.selectAll<HTMLInputElement, unknown>('[name="world"]').property('checked', function () {
    return this.value === shown;
  });
  root.select('.next-world').classed('chosen', world?.label === 'sample');
}
