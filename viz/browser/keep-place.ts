/** Draws anew, and leaves whoever is at a field there: focus and the field's place on the screen stay. */
export function keepPlace(draw: () => void): void {
  const focused = document.activeElement;
  const { edit } = focused instanceof HTMLElement ? focused.dataset : {};
  const place = focused?.closest('section, aside')?.className;
  const top = focused?.getBoundingClientRect().top ?? 0;
  const { scrollY } = window;
  draw();
  const same = [...document.querySelectorAll<HTMLElement>('[data-edit]')].find(
    (field) => field.dataset['edit'] === edit && field.closest('section, aside')?.className === place,
  );
  same?.focus({ preventScroll: true });
  const moved = same === undefined ? scrollY - window.scrollY : same.getBoundingClientRect().top - top;
  window.scrollBy({ top: moved, behavior: 'instant' });
}
