import type { Page } from './page.ts';

/**
 * Makes a component the entry point: by its scenario if the suite has it, else by the what-if, whose button for it stands
 * beside the graph.
 */
export function useEntry(page: Page, component: number): void {
  const scenario = scenarioFrom(page, component);
  const pinned = { pinned: component, hovered: null };
  page.choose(scenario < 0 ? pinned : { scenario, ...pinned });
  if (scenario >= 0) return;
  page.inspect();
  page.main.querySelector<HTMLElement>('.inspector [data-edit*=\'"kind":"entry"\']')?.click();
}

/** Position of the scenario that starts at this component alone, all else as it is shown; -1 if the suite has none. */
function scenarioFrom({ view }: Pick<Page, 'view'>, component: number): number {
  const { components, results, scenario } = view();
  const id = components[component]?.id;
  const own = results.scenarios.flatMap(({ entry }, k) => (entry.length === 1 && entry[0] === id ? [k] : []));
  const isAlike = (k: number): boolean => {
    const other = results.scenarios[k];
    return other?.model === scenario.model && String(other.threats) === String(scenario.threats);
  };
  return own.find(isAlike) ?? own[0] ?? -1;
}
