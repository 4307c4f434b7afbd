/** Marks a component wherever else it stands: rows of tables, marks of other pictures. */
export type Brush = {
  readonly mark: (component: number | null) => void;
  /** After anything was drawn anew. */
  readonly forget: () => void;
};

/**
 * Whatever says `data-component` is marked with the component; of a table row it is its head that says so, and the whole
 * row is marked. Where all of them are is looked up once.
 */
export function createBrush(main: HTMLElement): Brush {
  let places: Map<number, Element[]> | null = null;
  let marked: readonly Element[] = [];
  return {
    mark: (component) => {
      for (const element of marked) element.classList.remove('marked');
      if (component === null) {
        marked = [];
        return;
      }
      places ??= placesIn(main);
      marked = places.get(component) ?? [];
      for (const element of marked) element.classList.add('marked');
    },
    forget: () => {
      places = null;
    },
  };
}

function placesIn(main: HTMLElement): Map<number, Element[]> {
  const places = new Map<number, Element[]>();
  for (const element of main.querySelectorAll<HTMLElement | SVGElement>('[data-component]')) {
    const component = Number(element.dataset['component']);
    const place = placeOf(element);
    if (place !== null) places.set(component, [...(places.get(component) ?? []), place]);
  }
  return places;
}

function placeOf(element: Element): Element | null {
  if (element.closest('.inspector') !== null) return null;
  const head = element.closest('tbody th');
  return head === null ? (element.closest('.picture') === null ? null : element) : head.closest('tr');
}
